"""The pages in a document, whatever its format."""

from collections.abc import Iterator
from io import BytesIO

from ingest.errors import EmptyInput, IngestError
from ingest.page import Page
from ingest.parse.document import Document, Format
from ingest.parse.encoding import decode
from ingest.parse.html import parse_html
from ingest.parse.records import parse_json, parse_lines
from ingest.parse.text import parse_text


def parse(document: Document) -> Iterator[Page | IngestError]:
    """One page for a text or a web page, many for JSON. A bad record is given as its error; a bad document raises it."""
    empty = True
    for page in _parsed(document):
        empty = False
        yield page
    if empty:
        raise EmptyInput("holds no record", "Give at least one")


def _parsed(document: Document) -> Iterator[Page | IngestError]:
    match document.format:
        case Format.TXT:
            yield document.completed(parse_text(document))
        case Format.HTML:
            yield document.completed(parse_html(document))
        case Format.JSON:
            yield from parse_json(document)
        case Format.JSONL:
            decode(document.body, document.declared, document.encoding)  # refuses what is no text at all, once and not line by line
            yield from parse_lines(BytesIO(document.body), document, len(document.body))
