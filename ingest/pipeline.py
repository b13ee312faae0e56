"""Pages through the reader to the store: the one walk that every way in shares."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeAlias

from graph.errors import GraphError
from ingest.errors import BundleRefused, IngestError, MalformedRecord, MisconfiguredError, TransientError
from ingest.page import Page
from ingest.workers import Workers
from schema.frozen import Frozen
from schema.model import Bundle

Write: TypeAlias = Callable[[Bundle], bool]  # writes one article; True when the store changed


class Result(StrEnum):
    """What became of a page."""

    INGESTED = "ingested"
    UNCHANGED = "unchanged"
    READ = "read"  # a dry run
    SKIPPED = "skipped"


class Outcome(Frozen):
    """What became of one page of an input, and why. `transient` failures may pass by themselves."""

    input: str
    result: Result
    article: str | None = None
    title: str | None = None
    language: str | None = None
    statements: int = 0
    problem: str | None = None
    remedy: str | None = None
    transient: bool = False
    notes: tuple[str, ...] = ()


def failure(name: str, error: IngestError) -> Outcome:
    """The outcome of an input that could not be taken."""
    return Outcome(
        input=name,
        result=Result.SKIPPED,
        problem=error.problem,
        remedy=error.remedy,
        transient=isinstance(error, TransientError),
        notes=tuple(getattr(error, "__notes__", ())),
    )


def ingest_pages(pages: Iterable[tuple[str, Page | IngestError]], write: Write | None, workers: Workers) -> Iterator[Outcome]:
    """Read and write pages, each under the name of its input, in their order. Without `write` nothing is kept (a dry run).

    Two pages of one run may not share an address unless their text is the same: the second would replace the first without a word.
    Errors of the store that concern one article skip it; any other ends the run.
    """
    texts: dict[str, str] = {}
    for (name, page), bundle in workers.in_order(_read, pages):
        if isinstance(bundle, MisconfiguredError):
            raise bundle
        if isinstance(bundle, IngestError) or isinstance(page, IngestError):
            yield failure(name, bundle if isinstance(bundle, IngestError) else page)  # type: ignore[arg-type]
            continue
        digest = bundle.article.text_sha256
        if texts.setdefault(page.address, digest) != digest:
            yield failure(name, MalformedRecord(f"has the address of an earlier input, {page.address}", "Give each its own url or id"))
            continue
        try:
            changed = write(bundle) if write is not None else None
        except GraphError as error:
            if not hasattr(error, "article_id"):
                raise
            yield failure(name, BundleRefused(f"was refused by the store: {error}", "Report it with the text: this is a defect of ours"))
            continue
        yield Outcome(
            input=name,
            result=Result.READ if changed is None else Result.INGESTED if changed else Result.UNCHANGED,
            article=bundle.article.id,
            title=bundle.article.title,
            language=bundle.article.language,
            statements=len(bundle.statements),
        )


def _read(item: tuple[str, Page | IngestError]) -> Bundle:
    """Runs in a worker."""
    from ingest.read import read_document

    _, page = item
    if isinstance(page, IngestError):
        raise page
    return read_document(page)
