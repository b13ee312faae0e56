"""From what a person names (a file, a folder, an address, standard input) to pages."""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import resources
from pathlib import Path

from ingest.errors import EmptyInput, IngestError, InputNotFound, InputTooBig, Unreadable
from ingest.fetch import Fetcher
from ingest.page import Page
from ingest.parse.document import Document, Format, format_of_content, format_of_media_type, format_of_name, is_readable_name
from ingest.parse.pages import parse
from ingest.parse.records import parse_lines
from ingest.settings import IngestSettings
from schema.frozen import Frozen

STDIN = "-"
SAMPLES = "samples:"  # before the name of a packaged sample


class Given(Frozen):
    """What the operator says of all inputs: it overrules what they say of themselves."""

    format: Format | None = None
    encoding: str | None = None
    language: str | None = None


def list_files(folder: Path) -> list[Path]:
    """The files of a folder and of those below it that are of our kinds, sorted. Hidden ones and links to folders are passed over."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in files if not name.startswith(".") and is_readable_name(name)]
    return sorted(found)


def read_capped(path: Path, limit: int) -> bytes:
    """The bytes of a file. The size is looked at first, and no more than the limit is read. Raises a TerminalError."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > limit:
                raise InputTooBig(limit)
            body = file.read(limit + 1)
    except FileNotFoundError:
        raise InputNotFound("there is no such file", "Check its name") from None
    except IsADirectoryError:
        raise Unreadable("is a folder", "Name a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(f"cannot be opened ({reason})", "Check its permissions") from error
    if len(body) > limit:
        raise InputTooBig(limit)
    return body


def document_of_url(url: str, fetcher: Fetcher, given: Given) -> Document:
    """Fetch an address. Its page has this address, wherever redirects led. Raises what `Fetcher.fetch` and UnknownFormat say."""
    fetched = fetcher.fetch(url)
    return Document(
        body=fetched.body or b"",
        address=url,
        url=url.partition("#")[0],
        format=given.format or format_of_media_type(fetched.media_type),
        declared=fetched.charset,
        encoding=given.encoding,
        language=given.language,
    )


def pages_of(argument: str, given: Given, settings: IngestSettings, fetcher: Fetcher) -> Iterator[tuple[str, Page | IngestError]]:
    """The pages of one argument, each with the name of its input. What cannot be read is given as its error; nothing is raised."""
    if argument.startswith(("http://", "https://")):
        yield from _named(argument, lambda: parse(document_of_url(argument, fetcher, given)))
    elif argument == STDIN:
        yield from _named("standard input", lambda: _stdin(given, settings))
    elif argument.startswith(SAMPLES):
        yield from _named(argument, lambda: _sample(argument))
    elif Path(argument).is_dir():
        files = list_files(Path(argument))
        if not files:
            yield argument, EmptyInput("has no .txt, .html, .json or .jsonl file in it", "Name another folder")
        for path in files:
            yield from _named(str(path), partial(_file, path, given, settings))
    else:
        yield from _named(argument, lambda: _file(Path(argument), given, settings))


def sample_names() -> list[str]:
    """The arguments that stand for the packaged sample articles."""
    folder = resources.files("ingest") / "samples"
    return [SAMPLES + name for name in sorted(entry.name for entry in folder.iterdir()) if name.endswith(".txt")]


def _named(name: str, pages: Callable[[], Iterator[Page | IngestError]]) -> Iterator[tuple[str, Page | IngestError]]:
    try:
        for page in pages():
            yield name, page
    except IngestError as error:
        yield name, error


def _file(path: Path, given: Given, settings: IngestSettings) -> Iterator[Page | IngestError]:
    """JSON lines are read one at a time, so that a file of them may be of any size; all else is read whole under the cap."""
    document = Document(body=b"", address=path.absolute().as_uri(), format=Format.TXT, encoding=given.encoding, language=given.language)
    if not path.exists():
        raise InputNotFound("there is no such file or folder", "Check its name; an address needs https:// in front")
    kind = given.format or format_of_name(path.name)
    if kind is Format.JSONL and path.is_file() and path.stat().st_size > settings.max_bytes:
        with path.open("rb") as handle:
            yield from parse_lines(handle, document, settings.max_bytes)
    else:
        yield from parse(document.model_copy(update={"format": kind, "body": read_capped(path, settings.max_bytes)}))


def _stdin(given: Given, settings: IngestSettings) -> Iterator[Page | IngestError]:
    handle = sys.stdin.buffer
    document = Document(body=b"", address="urn:stdin", format=Format.JSONL, encoding=given.encoding, language=given.language)
    if given.format is Format.JSONL:
        yield from parse_lines(handle, document, settings.max_bytes)
        return
    body = handle.read(settings.max_bytes + 1)
    if len(body) > settings.max_bytes:
        raise InputTooBig(settings.max_bytes)
    address = f"urn:sha256:{hashlib.sha256(body).hexdigest()}"
    yield from parse(document.model_copy(update={"body": body, "address": address, "format": given.format or format_of_content(body)}))


def _sample(argument: str) -> Iterator[Page | IngestError]:
    body = (resources.files("ingest") / "samples" / argument.removeprefix(SAMPLES)).read_bytes()
    return parse(Document(body=body, address=argument, format=Format.TXT))
