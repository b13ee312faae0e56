"""The command `policygraph eval`."""

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from ingest.evaluation.parts import Report

T = TypeVar("T")


class PartName(StrEnum):
    """What can be scored; `all` is every one of them."""

    SEED = "seed"
    SAMPLES = "samples"
    NAMES = "names"
    QUOTES = "quotes"
    ATTITUDE = "attitude"
    CLAIMS = "claims"
    ALL = "all"


app = typer.Typer(add_completion=False)


@app.command()
def evaluate(
    parts: Annotated[list[PartName] | None, typer.Argument(help="What to score.", show_default="all")] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of the evaluation sets. Default: POLICYGRAPH_EVAL_DATA, else ../shared/eval beside the checkout."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read only so many records of each public set, and no exemplars of claims.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; also when the output is piped.")] = False,
) -> None:
    """Score the extractor on annotated texts: precision, recall and F1 in per cent.

    seed, names, quotes and attitude read texts that are not part of the project; where they are missing: exit code 2, nothing is scored.
    All of it takes about ten minutes; `--limit 50`, one.
    """
    import orjson

    from ingest.evaluation.data import find_data
    from ingest.evaluation.parts import PARTS
    from ingest.settings import IngestSettings

    wanted = list(dict.fromkeys(parts or [PartName.ALL]))
    names = list(PARTS) if PartName.ALL in wanted else [part.value for part in wanted]
    found = find_data(data or IngestSettings.from_environment().eval_data)
    places = {name: PARTS[name].needs(found) for name in names}  # before anything is scored: all the data or none
    reports: dict[str, Report] = {}
    for name, place in places.items():
        reports[name] = PARTS[name].score(place, limit, _watched)
        if sys.stdout.isatty() and not as_json:
            _show(name, reports[name])
    if as_json or not sys.stdout.isatty():
        sys.stdout.buffer.write(orjson.dumps(reports, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _watched(items: Sequence[T], title: str, /) -> Iterable[T]:
    """A Watch: a progress bar on standard error, on a terminal only."""
    from ingest.report import progress

    with progress() as bar:
        yield from bar.track(items, description=title, total=len(items) if len(items) > 1 else None)


def _show(name: str, report: "Report") -> None:
    from rich.table import Table

    from ingest.report import show

    columns = list(dict.fromkeys(column for figures in report.values() for column in figures))
    table = Table(name, *columns)
    for row, figures in report.items():
        table.add_row(row, *(f"{figures[column]:g}" if column in figures else "" for column in columns))
    show(table)
