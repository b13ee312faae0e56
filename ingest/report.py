"""What a run did, for people (a table) and for programs (JSON). Problems go to standard error as they happen."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ingest.pipeline import Outcome, Result

_SHOWN = 20  # problems of one input that are printed; a file of ten thousand bad lines must not flood a terminal


def printable(name: str) -> str:
    """A name on one line: line ends, control characters and bytes that are no text are written as escapes."""
    return "".join(character if character.isprintable() else character.encode("unicode_escape").decode() for character in name)


class Tally:
    """Counts outcomes and says each problem once, on standard error."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self._shown: Counter[str] = Counter()

    @property
    def counts(self) -> dict[str, int]:
        """Pages by what became of them; the three lasting results always stand there."""
        found = Counter(outcome.result.value for outcome in self.outcomes)
        return {result.value: found[result.value] for result in Result if found[result.value] or result is not Result.READ}

    @property
    def failed(self) -> bool:
        """Whether any input was skipped."""
        return any(outcome.result is Result.SKIPPED for outcome in self.outcomes)

    def add(self, outcome: Outcome) -> None:
        """Take one outcome."""
        self.outcomes.append(outcome)
        if outcome.problem is None:
            return
        self._shown[outcome.input] += 1
        if self._shown[outcome.input] <= _SHOWN:
            warn(f"{printable(outcome.input)}: {printable(outcome.problem)}. {outcome.remedy}.")
            if os.environ.get("POLICYGRAPH_DEBUG"):
                warn("\n".join(outcome.notes))
        elif self._shown[outcome.input] == _SHOWN + 1:
            warn(f"{printable(outcome.input)}: more problems follow; --json lists them all.")

    def follow(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Take outcomes as they come, with a bar on a terminal."""
        with progress() as bar:
            task = bar.add_task("Reading", total=None)
            for outcome in outcomes:
                self.add(outcome)
                bar.update(task, advance=1, description=printable(outcome.input)[-48:])
                yield outcome

    def table(self) -> Table:
        """The inputs and what became of them; above forty, the skipped ones and the sums alone."""
        rows = self.outcomes if len(self.outcomes) <= 40 else [o for o in self.outcomes if o.result is Result.SKIPPED][:40]
        table = Table("Input", "Result", "Language", "Statements", "Why", caption=summary(self.counts))
        for outcome in rows:
            cells = (outcome.input, outcome.result, outcome.language or "", str(outcome.statements or ""), outcome.problem or "")
            table.add_row(*(Text(printable(cell), overflow="fold") for cell in cells))
        return table

    def json(self) -> bytes:
        """The same for programs."""
        inputs = [outcome.model_dump(mode="json", exclude={"notes", "transient"}, exclude_none=True) for outcome in self.outcomes]
        for entry in inputs:
            entry["input"] = printable(entry["input"])
        return orjson.dumps({**self.counts, "inputs": inputs}, option=orjson.OPT_INDENT_2)


def summary(counts: dict[str, int]) -> str:
    """`5 ingested, 0 unchanged, 1 skipped`."""
    return ", ".join(f"{count} {result}" for result, count in counts.items())


def show(table: Table) -> None:
    """Print a table, as wide as it needs when it is piped."""
    Console(width=None if sys.stdout.isatty() else 160, markup=False, highlight=False).print(table)


def warn(line: str) -> None:
    """Print a line to standard error."""
    Console(stderr=True, markup=False, highlight=False, soft_wrap=True).print(line)


def progress() -> Progress:
    """A bar on standard error, on a terminal only."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
