"""A night, and a sources file, as tables or JSON."""

import sys
from collections.abc import Sequence

import orjson
from rich.table import Table
from rich.text import Text

from ingest.nightly import NightReport
from ingest.report import printable, show
from ingest.sources import Source


def show_night(report: NightReport, as_json: bool) -> None:
    """Print what each source gave."""
    if as_json:
        sys.stdout.write(report.model_dump_json(indent=2) + "\n")
        return
    table = Table("Source", "Listed", "Unchanged", "Taken", "Skipped", "Left", "Ingested", "Statements", "Failed")
    for s in report.sources:
        counts = (s.listed, s.unchanged, s.taken, s.skipped, s.left, s.ingested, s.statements)
        table.add_row(s.source, *map(str, counts), Text(printable(s.failed or ""), overflow="fold"))
    show(table)


def show_sources(sources: Sequence[Source], as_json: bool) -> None:
    """Print a sources file that was found good."""
    if as_json:
        sys.stdout.buffer.write(orjson.dumps([source.model_dump(mode="json") for source in sources], option=orjson.OPT_INDENT_2) + b"\n")
        return
    table = Table("Source", "Kind", "Where", "Min", "Max", "Language", "Enabled")
    for s in sources:
        row = (s.name, s.kind, s.place, str(s.min), str(s.max), s.language or "detected", "yes" if s.enabled else "no")
        table.add_row(*(Text(printable(cell), overflow="fold") for cell in row))
    show(table)
