"""Claim typing: on the catalogue's exemplars, each left out in turn, and on sentences that were written apart from them.

Typing is right when the proposition is right; `side` is the share of those with the right side too. Neighbours are sentences that express
no catalogued claim though they look like one.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.extract.analyse import analyser
from ingest.extract.claim_model import load_exemplars
from ingest.extract.claims import Judgement, accept, type_claim
from ingest.knowledge.lexicon import load_lexicon
from ingest.knowledge.propositions import load_propositions
from ingest.training.claims import leave_one_out
from schema.model import Stance

NONE = "none"


@dataclass(frozen=True)
class Trial:
    """A sentence with the claim and the side it expresses, and those that were found; NONE for no claim."""

    text: str
    language: str
    claim: str
    side: str
    found: str
    found_side: str


@dataclass(frozen=True)
class ClaimFigures:
    """Counts and shares over some trials. `precision` and `recall` are of the proposition, `faithful` counts the side too."""

    sentences: int
    typed: int
    precision: float
    recall: float
    side: float
    faithful: float
    neighbours: int
    neighbours_typed: int


def score_claims(cases: Path | None = None, exemplars: bool = True) -> dict[str, dict[str, float]]:
    """Figures for `exemplars`, and for the case file: `odd` (for tuning), `even` (to be reported), and the latter by language.

    The exemplars cost a training, about a minute.
    """
    figures = {"exemplars": asdict(count(try_exemplars()))} if exemplars else {}
    if cases is not None:
        trials = try_cases(cases)
        even = trials[1::2]
        figures |= {"odd": asdict(count(trials[::2])), "even": asdict(count(even))}
        figures |= {f"even_{language}": asdict(count(t for t in even if t.language == language)) for language in ("en", "ru")}
    return figures


def try_cases(cases: Path) -> list[Trial]:
    """Type every sentence of a case file, in its order."""
    trials = []
    for case in tomllib.loads(cases.read_text(encoding="utf-8"))["case"]:
        text, language = case["text"], case["language"]
        tokens = [t for sentence in analyser(language).parse([text])[0].sentences for t in sentence]
        typed = type_claim(tokens, text, [], load_lexicon(language))
        found = (NONE, NONE) if typed is None else (typed.proposition.key, typed.stance.value)
        trials.append(Trial(text, language, case["claim"], case.get("side", NONE), *found))
    return trials


def try_exemplars() -> list[Trial]:
    """Type every exemplar by a model that has not seen it."""
    examples, model, unseen = leave_one_out()
    propositions = list(load_propositions().values())
    trials = []
    for row, (owner, exemplar) in enumerate(load_exemplars()):
        judged = [
            Judgement(propositions[p], *model.chances(unseen.features[row, p], unseen.leanings[row, p]), filling.astray)
            for p, filling in examples.candidates[row].items()
        ]
        best = max(judged, key=lambda j: j.made, default=None)
        typed = None if best is None else accept(best)
        found = (NONE, NONE) if typed is None else (typed.proposition.key, typed.stance.value)
        side = {"affirm": Stance.SUPPORTS.value, "deny": Stance.OPPOSES.value}.get(exemplar.side, NONE)
        trials.append(Trial(exemplar.text, exemplar.language, NONE if side == NONE else propositions[owner].key, side, *found))
    return trials


def count(trials: Iterable[Trial]) -> ClaimFigures:
    """The figures of some trials."""
    trials = list(trials)
    typed = [t for t in trials if t.found != NONE]
    right = [t for t in typed if t.found == t.claim]
    faithful = [t for t in right if t.found_side == t.side]
    neighbours = [t for t in trials if t.claim == NONE]
    return ClaimFigures(
        sentences=len(trials),
        typed=len(typed),
        precision=_share(len(right), len(typed)),
        recall=_share(len(right), len(trials) - len(neighbours)),
        side=_share(len(faithful), len(right)),
        faithful=_share(len(faithful), len(typed)),
        neighbours=len(neighbours),
        neighbours_typed=sum(1 for t in neighbours if t.found != NONE),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
