"""`make bench`, or `python tests/bench [reading|writing|asking|memory]...`: a table on a terminal, JSON when piped or with --json.

Every figure stands beside what it is to be measured against, in the same run and by turns. Takes about two minutes; one thread each.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # before numpy is loaded
sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

PARTS = ("reading", "writing", "asking", "memory")


def main(
    parts: Annotated[list[str] | None, typer.Argument(help=f"Which of {', '.join(PARTS)}.", show_default="all")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; also when the output is piped.")] = False,
) -> None:
    """Measure how fast and how big the program is."""
    import orjson

    from ingest.report import progress

    chosen = parts or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: there are {', '.join(PARTS)}")
    figures: dict[str, dict[str, float]] = {}
    with progress() as bar:
        for part in bar.track(chosen, description="Measuring"):
            bar.update(bar.task_ids[0], description=part)
            figures[part] = {name: round(value, 2) for name, value in import_module(part).measure().items()}
    if as_json or not sys.stdout.isatty():
        sys.stdout.buffer.write(orjson.dumps(figures, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        return
    _show(figures)


def _show(figures: dict[str, dict[str, float]]) -> None:
    from rich.table import Table

    from ingest.report import show

    table = Table("what", "figure", "value")
    for part, values in figures.items():
        for name, value in values.items():
            table.add_row(part, name, f"{value:,g}")
    show(table)


if __name__ == "__main__":
    typer.run(main)
