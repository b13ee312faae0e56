"""JSON records: one object or a list, and JSON lines."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from ingest.errors import IngestError, InputTooBig, MalformedRecord
from ingest.page import Page
from ingest.parse.document import Document
from ingest.parse.encoding import decode
from ingest.parse.fields import language_code, one_line, published_date, web_address
from ingest.parse.html import page_of_markup
from schema.ids import text_digest

_TEXTS = ("text", "html", "title", "url", "published", "outlet", "author", "lang", "language", "license")


def parse_json(document: Document) -> Iterator[Page | IngestError]:
    """The pages of one JSON document; a bad record in a list is given as its error and the rest goes on."""
    try:
        value = orjson.loads(decode(document.body, document.declared, document.encoding))
    except orjson.JSONDecodeError as error:
        raise MalformedRecord(f"is no valid JSON: {error}", "Mend it, or use --format jsonl for one object a line") from error
    if not isinstance(value, list):
        yield page_of_record(value, document)
        return
    for number, record in enumerate(value, start=1):
        try:
            yield page_of_record(record, document, f"#{number}")
        except IngestError as error:
            error.problem = f"record {number}: {error.problem}"
            yield error


def page_of_record(record: Any, document: Document, suffix: str = "") -> Page:
    """The page of one record. Keys that are not ours are ignored. Raises MalformedRecord, or what its text deserves."""
    if not isinstance(record, dict):
        raise MalformedRecord("is no JSON object", 'Give objects such as {"text": "...", "url": "..."}')
    fields: dict[str, str | None] = {}
    for key in _TEXTS:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise MalformedRecord(f"{key!r} is no string", "Put it in quotation marks")
        fields[key] = value
    url = web_address(fields["url"])
    address = url or _own_id(record) or _address(document, fields, suffix)
    if fields["text"] is None and fields["html"] is not None:
        page = page_of_markup(fields["html"], document.model_copy(update={"url": url})).model_copy(update={"address": address})
    elif fields["text"] is not None:
        if "\x00" in fields["text"]:
            raise MalformedRecord("'text' holds a NUL character", "Take it out")
        page = Page(address=address, text=fields["text"], url=url)
    else:
        raise MalformedRecord("has neither 'text' nor 'html'", "Give one of them")
    said: dict[str, object] = {key: one_line(fields[key]) for key in ("title", "outlet", "author", "license")}
    said["published"] = published_date(fields["published"])
    said["language"] = language_code(fields["language"] or fields["lang"])
    return document.completed(page.model_copy(update={key: value for key, value in said.items() if value is not None}))


def parse_lines(handle: BinaryIO, document: Document, limit: int) -> Iterator[Page | IngestError]:
    """The pages of JSON lines, read one at a time. Blank lines are passed over, bad ones are given as their error with its line."""
    for number, line in numbered_lines(handle, limit):
        try:
            if isinstance(line, IngestError):
                raise line
            yield page_of_record(record_of_line(line), document, f"#{number}")
        except IngestError as error:
            error.problem = f"line {number}: {error.problem}"
            yield error


def numbered_lines(handle: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | InputTooBig]]:
    """The lines that are not blank, counted from 1. A line over the limit (bytes) is read past and given as its error."""
    number = 0
    while line := handle.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := handle.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, InputTooBig(limit)
        elif line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def record_of_line(line: bytes) -> Any:
    """The value of one line. Raises MalformedRecord."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise MalformedRecord(f"is no valid JSON: {str(error).split(': line')[0]}", "Write one JSON object a line, in UTF-8") from error


def _own_id(record: dict[str, Any]) -> str | None:
    value = record.get("id")
    if value is None:
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise MalformedRecord("'id' is neither a string nor a whole number", "Put it in quotation marks")
    return str(value).strip() or None


def _address(document: Document, fields: dict[str, str | None], suffix: str) -> str:
    """Where the document has no place of its own (standard input), a record is known by its text."""
    if document.address.startswith("urn:"):
        return "urn:sha256:" + text_digest(fields["text"] or fields["html"] or "")
    return document.address + suffix
