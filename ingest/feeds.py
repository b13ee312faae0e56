"""The articles that an RSS or Atom feed lists."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from urllib.parse import urljoin

from ingest.errors import NotAFeed
from schema.frozen import Frozen

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Entry(Frozen):
    """One listed article, as the feed describes it."""

    url: str
    title: str | None = None
    author: str | None = None
    published: date | None = None


def read_feed(body: bytes, url: str, media_type: str = "") -> tuple[Entry, ...]:
    """The entries of a feed in its order, each address once; those without an address are passed over.

    A document type or entity is refused before any parser sees it: no feed needs one, and entities can be made to grow without end. Raises
    NotAFeed.
    """
    import feedparser

    if _DOCTYPE.search(body[:10_000]) or b"<!ENTITY" in body:
        raise NotAFeed("is no RSS or Atom feed: it is a web page, or declares entities", "Give the address of the feed itself")
    parsed = feedparser.parse(
        BytesIO(body),
        response_headers={"content-location": url, "content-type": media_type},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version"):
        raise NotAFeed("is neither RSS nor Atom", "Look for <link rel=alternate type=application/rss+xml> in the page's source")
    entries: dict[str, Entry] = {}
    for entry in parsed.entries:
        address = _address(entry.get("link"), url)
        if address and address not in entries:
            entries[address] = Entry(
                url=address,
                title=" ".join((entry.get("title") or "").split()) or None,
                author=" ".join((entry.get("author") or "").split()) or None,
                published=_day(entry.get("published_parsed")),
            )
    return tuple(entries.values())


def _address(link: str | None, base: str) -> str | None:
    if not link:
        return None
    try:
        address = urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None


def _day(parsed: tuple[int, ...] | None) -> date | None:
    """feedparser's time tuple, which is UTC."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC).date() if parsed else None  # type: ignore[misc, arg-type]
    except ValueError:
        return None
