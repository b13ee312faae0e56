"""A night: every enabled source, fetched, archived, read, written and reported. No source stops another."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from graph.errors import GraphError
from graph.locks import open_lock, try_exclusive
from ingest.archive import Archive, Taken
from ingest.collect import Collected, Collector
from ingest.errors import IngestError, MisconfiguredError, NightRunning
from ingest.page import Page
from ingest.parse.document import Format
from ingest.parse.pages import parse
from ingest.pipeline import Outcome, Result, Write, ingest_pages
from ingest.sources import Source
from ingest.state import State
from ingest.workers import Workers
from schema.frozen import Frozen


class SourceReport(Frozen):
    """What a source gave. `listed` = `unchanged` + `taken` + `skipped` + `left`; counts but `statements` are of documents."""

    source: str
    kind: str
    listed: int = 0
    unchanged: int = 0
    taken: int = 0
    skipped: int = 0
    left: int = 0  # over max, not looked at tonight
    ingested: int = 0  # articles that changed the store
    statements: int = 0
    failed: str | None = None
    warnings: tuple[str, ...] = ()


class NightReport(Frozen):
    """What a night did."""

    started: datetime
    ended: datetime
    sources: tuple[SourceReport, ...]

    @property
    def exit_code(self) -> int:
        """0 when every source came through, 1 when some failed."""
        return int(any(source.failed for source in self.sources))


class Night:
    """One run over the sources."""

    def __init__(self, night: date, collector: Collector, archive: Archive, state: State, write: Write, workers: Workers) -> None:
        self._night = night
        self._collector = collector
        self._archive = archive
        self._state = state
        self._write = write
        self._workers = workers

    def run(self, source: Source, said: Callable[[str], None]) -> SourceReport:
        """Take one source. Whatever goes wrong in it ends up in its report; `said` hears each warning at once.

        Raises MisconfiguredError alone: what reads the articles is not installed as it must be.
        """
        try:
            return self._run(source, said)
        except MisconfiguredError:
            raise  # a missing or stale model is wrong for every source
        except (IngestError, GraphError) as error:
            return SourceReport(source=source.name, kind=source.kind, failed=str(error))
        except Exception as error:  # noqa: BLE001 - no source stops the night; the defect is reported and the exit code says so
            return SourceReport(source=source.name, kind=source.kind, failed=f"{type(error).__name__}: {error} (a defect of ours)")

    def _run(self, source: Source, said: Callable[[str], None]) -> SourceReport:
        """Everything is collected before anything is written: a source below its minimum leaves the store as it was."""
        warnings: list[str] = []

        def warn(address: str, problem: str) -> None:
            warnings.append(f"{address}: {problem}")
            said(f"{source.name}: {warnings[-1]}")

        total, pages = self._collector.collect(source)
        changed: list[Collected] = []
        unchanged = skipped = 0
        for page in pages:
            if page.problem is not None:
                skipped += 1
                warn(page.address, page.problem)
            elif page.taken is not None:
                changed.append(page)
            elif page.seen is not None and page.seen.quarantined:
                skipped += 1
                warn(page.address, f"is in quarantine until it changes: {page.seen.quarantined}")
            else:
                unchanged += 1
            if len(changed) + (0 if source.kind == "folder" else unchanged + skipped) >= source.max:
                break
        left = total - len(changed) - unchanged - skipped
        report = SourceReport(
            source=source.name, kind=source.kind, listed=total, unchanged=unchanged, taken=len(changed), skipped=skipped, left=left
        )
        if unchanged + len(changed) < source.min:
            short = f"gave {unchanged + len(changed)} articles, fewer than its minimum of {source.min}. Nothing of it was written."
            return report.model_copy(update={"failed": short, "warnings": tuple(warnings)})
        articles = statements = 0
        for outcome in self._settle(changed):
            articles += outcome.result is Result.INGESTED
            statements += outcome.statements
            if outcome.problem is not None:
                warn(outcome.input, f"{outcome.problem}. {outcome.remedy}.")
        return report.model_copy(update={"ingested": articles, "statements": statements, "warnings": tuple(warnings)})

    def _settle(self, changed: list[Collected]) -> Iterator[Outcome]:
        """Read and write documents, and remember each: as read when any page was, in quarantine when all failed for good. A failure that
        may pass is not remembered, so the next night tries again."""

        def pages() -> Iterator[tuple[str, Page | IngestError]]:
            for collected in changed:
                if collected.taken is not None:
                    self._archive.log(self._night, collected.taken)
                    yield from _pages(self._archive, collected.taken)

        settled = {collected.address: collected.seen for collected in changed}
        for address, group in groupby(ingest_pages(pages(), self._write, self._workers), key=lambda outcome: outcome.input):
            outcomes = list(group)
            problems = [outcome for outcome in outcomes if outcome.problem is not None]
            seen = settled[address]
            if seen is not None and not any(outcome.transient for outcome in problems):
                hopeless = problems[0].problem if len(problems) == len(outcomes) else None
                self._state.put(seen.model_copy(update={"quarantined": hopeless}))
            yield from outcomes


def replay(archive: Archive, nights: list[date], superseded: bool, write: Write | None, workers: Workers) -> Iterator[Outcome]:
    """Read archived pages again, in their order, each address in its newest version.

    That is the newest of all nights, so that an old night does not bring old words back; with `superseded`, of those asked for.
    """
    last: dict[str, tuple[date, int]] = {}
    for night in nights if superseded else archive.nights():
        for number, taken in enumerate(archive.night(night)):
            for address in _addresses(archive, taken):
                last[address] = (night, number)

    def pages() -> Iterator[tuple[str, Page | IngestError]]:
        for night in nights:
            for number, taken in enumerate(archive.night(night)):
                for name, page in _pages(archive, taken):
                    if isinstance(page, IngestError) or last[page.address] == (night, number):
                        yield name, page

    return ingest_pages(pages(), write, workers)


def _addresses(archive: Archive, taken: Taken) -> list[str]:
    """The addresses of the articles in an archived document. A fetched web page has its own; all else says them inside."""
    if taken.url is not None and taken.format is Format.HTML:
        return [taken.url]
    return [page.address for _, page in _pages(archive, taken) if isinstance(page, Page)]


@contextmanager
def night_lock(home: Path) -> Iterator[None]:
    """Hold the house for one night. The lock ends with its holder, however that ends. Raises NightRunning."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "night.lock"
    handle = open_lock(path)
    try:
        if not try_exclusive(handle):
            raise NightRunning(f"another night is running (process {path.read_text() or 'unknown'})", "Wait for it to end")
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _pages(archive: Archive, taken: Taken) -> Iterator[tuple[str, Page | IngestError]]:
    try:
        for page in parse(archive.document(taken)):
            yield taken.address, page
    except IngestError as error:
        yield taken.address, error
