"""`policygraph extract`: records in, what they say out. No store, no network; the same bytes for any number of workers."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from ingest.errors import IngestError, MalformedRecord, MisconfiguredError
from ingest.page import Page
from ingest.parse.records import numbered_lines, record_of_line
from ingest.workers import Workers

_SORTED = orjson.OPT_SORT_KEYS


def extract_lines(lines: Iterable[tuple[int, bytes | IngestError]], workers: Workers) -> Iterator[tuple[bytes, bool]]:
    """One line of JSON for each line of JSON, in order, and whether it is an answer and no error."""
    for (number, line), answer in workers.in_order(_answer_line, lines):
        if isinstance(answer, MisconfiguredError):
            raise answer
        if isinstance(answer, IngestError):
            record = {"id": None if isinstance(line, IngestError) else _id(line), "line": number, "error": f"{answer}"}
            yield orjson.dumps(record, option=_SORTED | orjson.OPT_APPEND_NEWLINE), False
        else:
            yield answer, True


def extract_handle(handle: BinaryIO, limit: int, workers: Workers) -> Iterator[tuple[bytes, bool]]:
    """The same for a file of lines, each of at most `limit` bytes."""
    return extract_lines(numbered_lines(handle, limit), workers)


def extract_page(page: Page) -> Any:
    """What one page says, in the shape of the lines. Raises UnreadableText."""
    from ingest.read import extract_record

    fields = page.model_dump(mode="json", exclude={"address", "language"}, exclude_none=True)
    return extract_record({"id": page.address, **fields} | ({"lang": page.language} if page.language else {}))


def pretty(values: list[Any]) -> bytes:
    """One value, or the list of several, for people."""
    return orjson.dumps(values[0] if len(values) == 1 else values, option=_SORTED | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _answer_line(item: tuple[int, bytes | IngestError]) -> bytes:
    """Runs in a worker."""
    from ingest.read import extract_record

    _, line = item
    if isinstance(line, IngestError):
        raise line
    record = record_of_line(line)
    if not isinstance(record, dict):
        raise MalformedRecord("is no JSON object", 'Give objects such as {"id": "1", "text": "..."}')
    if not isinstance(record.get("text"), str):
        raise MalformedRecord("has no 'text', or one that is no string", 'Give objects such as {"id": "1", "text": "..."}')
    return orjson.dumps(extract_record(record), option=_SORTED | orjson.OPT_APPEND_NEWLINE)


def _id(line: bytes) -> Any:
    """The id of a record that could not be read, as far as it has one."""
    try:
        record = record_of_line(line)
    except MalformedRecord:
        return None
    return record.get("id") if isinstance(record, dict) else None
