"""A document: bytes that were read or fetched, and what is known of them before they are parsed."""

from datetime import date
from enum import StrEnum
from pathlib import PurePath

from ingest.errors import UnknownFormat
from ingest.page import Page
from schema.frozen import Frozen


class Format(StrEnum):
    """What a document may be."""

    TXT = "txt"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"


_SUFFIXES = {
    ".txt": Format.TXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}
_MEDIA_TYPES = {
    "text/plain": Format.TXT,
    "text/markdown": Format.TXT,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/json": Format.JSON,
    "application/x-ndjson": Format.JSONL,
    "application/jsonl": Format.JSONL,
}


class Document(Frozen):
    """One input. `address` names it where its own content gives no url and no id.

    `url` is set when it was fetched: then it is the address of its page, whatever the content claims. `declared` is the encoding that the
    sender names. What the operator says (`encoding`, `language`, `outlet`, `license`) overrules the content; what a feed says (`title`,
    `author`, `published`) fills in what the content leaves out.
    """

    body: bytes
    address: str
    format: Format
    url: str | None = None
    declared: str | None = None
    encoding: str | None = None
    language: str | None = None
    outlet: str | None = None
    license: str | None = None
    title: str | None = None
    author: str | None = None
    published: date | None = None

    def completed(self, page: Page) -> Page:
        """A page read from this document, with what is known of it from elsewhere."""
        firm = {key: getattr(self, key) for key in ("language", "outlet", "license")}
        loose = {key: getattr(page, key) or getattr(self, key) for key in ("title", "author", "published")}
        return page.model_copy(update={key: value for key, value in (firm | loose).items() if value is not None})


def format_of_name(name: str) -> Format:
    """The format a file name stands for. Raises UnknownFormat."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnknownFormat(
            f"has the unknown file type {suffix!r}" if suffix else "has no file type", f"Name it with --format: {', '.join(Format)}"
        )
    return _SUFFIXES[suffix]


def format_of_media_type(media_type: str) -> Format:
    """The format a media type stands for. Raises UnknownFormat."""
    if media_type not in _MEDIA_TYPES:
        raise UnknownFormat(f"is {media_type or 'of no stated type'}, not an article", "Give the address of a page, a text or JSON")
    return _MEDIA_TYPES[media_type]


def format_of_content(head: bytes) -> Format:
    """The format some bytes look like, for standard input; text when in doubt."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:300].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return Format.HTML
    return Format.JSON if start[:1] in (b"{", b"[") else Format.TXT


def is_readable_name(name: str) -> bool:
    """Whether a file found in a folder is one of ours."""
    return PurePath(name).suffix.lower() in _SUFFIXES
