"""What a source offers tonight: its listed pages, taken into the archive where they are new or changed."""

from collections.abc import Iterator
from pathlib import Path

from ingest.archive import Archive, Taken
from ingest.errors import EmptyInput, IngestError, InputNotFound, TerminalError
from ingest.feeds import Entry, read_feed
from ingest.fetch import Fetcher
from ingest.inputs import list_files, read_capped
from ingest.parse.document import format_of_media_type, format_of_name
from ingest.sources import Source
from ingest.state import Seen, State
from schema.frozen import Frozen


class Collected(Frozen):
    """One listed page. `taken` is None when it has not changed; `problem` says why it could not be had."""

    address: str
    seen: Seen | None = None
    taken: Taken | None = None
    problem: str | None = None


class Collector:
    """Fetches for one night."""

    def __init__(self, fetcher: Fetcher, archive: Archive, state: State, max_bytes: int) -> None:
        self._fetcher = fetcher
        self._archive = archive
        self._state = state
        self._max_bytes = max_bytes

    def collect(self, source: Source) -> tuple[int, Iterator[Collected]]:
        """How many pages a source lists, and each of them, fetched as it is asked for: new addresses first, then in the source's order. A
        page that cannot be had is given with its problem.

        Raises IngestError when the source itself is broken: no feed, no folder.
        """
        if source.kind == "folder":
            files = _folder(source)
            return len(files), (self._file(source, path) for path in files)
        entries = self._feed(source) if source.kind == "feed" else tuple(Entry(url=url) for url in source.urls)
        known = {entry.url: self._state.get(entry.url) for entry in entries}
        ordered = sorted(entries, key=lambda entry: known[entry.url] is not None)
        return len(ordered), (self._page(source, entry, known[entry.url]) for entry in ordered)

    def _feed(self, source: Source) -> tuple[Entry, ...]:
        """The entries of a feed. When the server says that nothing changed, the archived bytes are read again: an article that failed
        last night is still listed in them."""
        url = source.url or ""
        seen = self._state.get(url)
        body = None
        if seen is not None:
            try:
                body = self._archive.get(seen.sha256)
            except TerminalError:
                seen = None
        fetched = self._fetcher.fetch(url, *_conditions(seen))
        entries = read_feed(fetched.body if fetched.body is not None else body or b"", fetched.url, fetched.media_type)
        if fetched.body is not None:
            digest = self._archive.put(fetched.body)
            self._state.put(Seen(address=url, source=source.name, sha256=digest, etag=fetched.etag, modified=fetched.modified))
        return entries

    def _page(self, source: Source, entry: Entry, seen: Seen | None) -> Collected:
        try:
            fetched = self._fetcher.fetch(entry.url, *_conditions(seen))
            if fetched.body is None:
                return Collected(address=entry.url, seen=seen)
            kind = format_of_media_type(fetched.media_type)
        except IngestError as error:
            return Collected(address=entry.url, problem=f"{error}")
        taken = Taken(
            sha256=self._archive.put(fetched.body),
            address=entry.url,
            url=entry.url,
            format=kind,
            declared=fetched.charset,
            **_said(source),
            **entry.model_dump(exclude={"url"}),
        )
        now = Seen(address=entry.url, source=source.name, sha256=taken.sha256, etag=fetched.etag, modified=fetched.modified)
        return _compared(taken, now, seen)

    def _file(self, source: Source, path: Path) -> Collected:
        address = path.as_uri()
        try:
            body = read_capped(path, self._max_bytes)
            taken = Taken(sha256=self._archive.put(body), address=address, format=format_of_name(path.name), **_said(source))
        except IngestError as error:
            return Collected(address=address, problem=f"{error}")
        return _compared(taken, Seen(address=address, source=source.name, sha256=taken.sha256), self._state.get(address))


def _conditions(seen: Seen | None) -> tuple[str | None, str | None]:
    return (None, None) if seen is None else (seen.etag, seen.modified)


def _compared(taken: Taken, now: Seen, before: Seen | None) -> Collected:
    changed = before is None or before.sha256 != now.sha256
    return Collected(address=taken.address, seen=now if changed else before, taken=taken if changed else None)


def _said(source: Source) -> dict[str, str | None]:
    return {
        "source": source.name,
        "encoding": source.encoding,
        "language": source.language,
        "outlet": source.outlet,
        "license": source.license,
    }


def _folder(source: Source) -> list[Path]:
    if source.path is None or not source.path.is_dir():
        raise InputNotFound(f"there is no folder {source.path}", "Check its path; it counts from the sources file")
    files = list_files(source.path)
    if not files and source.min > 0:
        raise EmptyInput(f"{source.path} has no .txt, .html, .json or .jsonl file in it", "Check its path")
    return files
