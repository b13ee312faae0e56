"""The parts of an evaluation under one form: command, gate of the test suite and reports all run these.

A part gives rows by name (`factrueval PER`), each with figures by name (`f1`). Shares are in per cent.
"""

from collections.abc import Callable
from pathlib import Path

from ingest.evaluation.attitude import SETS as ATTITUDE_SETS
from ingest.evaluation.attitude import score_attitude
from ingest.evaluation.claims import score_claims
from ingest.evaluation.data import EvaluationData
from ingest.evaluation.names import SETS as NAME_SETS
from ingest.evaluation.names import score_names
from ingest.evaluation.quotes import SETS as QUOTE_SETS
from ingest.evaluation.quotes import score_quotes
from ingest.evaluation.records import Watch
from ingest.evaluation.samples import score_samples
from ingest.evaluation.seed import score_seed
from schema.frozen import Frozen

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SHARES = ("precision", "recall", "side", "faithful")  # of claims, there between 0 and 1
Report = dict[str, dict[str, float]]


class Part(Frozen):
    """One evaluation. `needs` finds its texts, or raises EvaluationDataMissing.

    `score` takes them, how many records of each public set to read (None: all), and a Watch. With a limit the claims leave out the
    exemplars, which cost a training of minutes.
    """

    needs: Callable[[EvaluationData], Path]
    score: Callable[[Path, int | None, Watch], Report]


def _names(folder: Path, limit: int | None, watch: Watch) -> Report:
    report = score_names(folder, limit, watch)
    return {f"{name} {label}": figures for name, rows in report.items() for label, figures in rows.items()}


def _claims(cases: Path, limit: int | None, watch: Watch) -> Report:
    (report,) = [score_claims(given, exemplars=limit is None) for given in watch([cases], "claims")]
    return {name: {k: round(100 * v, 1) if k in SHARES else v for k, v in row.items()} for name, row in report.items()}


def _samples(cases: Path, limit: int | None, watch: Watch) -> Report:  # noqa: ARG001 - the signature of a Part's score
    (report,) = [score_samples(SAMPLES, given)[0] for given in watch([cases], "samples")]
    return report


def _seed(folder: Path, limit: int | None, watch: Watch) -> Report:  # noqa: ARG001
    (report,) = [score_seed(given) for given in watch([folder], "seed")]
    return report


PARTS = {
    "seed": Part(needs=EvaluationData.seed, score=_seed),
    "samples": Part(needs=lambda data: data.cases("samples"), score=_samples),
    "names": Part(needs=lambda data: data.sets(*NAME_SETS), score=_names),
    "quotes": Part(needs=lambda data: data.sets(*QUOTE_SETS), score=score_quotes),
    "attitude": Part(needs=lambda data: data.sets(*ATTITUDE_SETS), score=score_attitude),
    "claims": Part(needs=lambda data: data.cases("claims"), score=_claims),
}
