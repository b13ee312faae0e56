"""Feeds: RSS and Atom as they are found, and as an enemy writes them."""

import time
from datetime import date

import pytest

from ingest.errors import NotAFeed
from ingest.feeds import Entry, read_feed

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>A  &amp; B</title><link>/a#x</link><pubDate>Tue, 03 Mar 2026 23:00:00 -0500</pubDate><author>Ann</author></item>
<item><title>no link</title></item><item><link>javascript:alert(1)</link></item><item><link>https://x.org/a</link></item>
<item><link>https://x.org/b</link><pubDate>some day</pubDate></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>A</title><link href="https://x.org/c"/>
<published>2026-03-03T10:00:00Z</published><author><name>Z</name></author></entry></feed>"""


def test_rss() -> None:
    assert read_feed(RSS, "https://x.org/feed") == (
        Entry(url="https://x.org/a", title="A & B", author="Ann", published=date(2026, 3, 4)),
        Entry(url="https://x.org/b"),
    )


def test_atom() -> None:
    assert read_feed(ATOM, "https://x.org/feed") == (Entry(url="https://x.org/c", title="A", author="Z", published=date(2026, 3, 3)),)


def test_a_feed_cut_short_gives_what_it_has() -> None:
    assert len(read_feed(RSS[:-40], "https://x.org/feed")) == 2


@pytest.mark.parametrize(
    "body", [b"", b"words", b"{}", b"<html><body>hi</body></html>", b"<!DOCTYPE html><html></html>", b"\x00\x01\x02", b"\x89PNG"]
)
def test_no_feed(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read_feed(body, "https://x.org/feed")


def test_a_billion_laughs_is_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]>'
    bomb = head + '<rss version="2.0"><channel><title>&l9;</title></channel></rss>'
    before = time.monotonic()
    for body in (bomb.encode(), b" " * 20_000 + bomb.encode(), bomb.encode("utf-16")):
        with pytest.raises(NotAFeed):
            read_feed(body, "https://x.org/feed")
    assert time.monotonic() - before < 2


def test_an_external_entity_is_refused() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    body = head + b'<rss version="2.0"><channel><title>&e;</title></channel></rss>'
    with pytest.raises(NotAFeed):
        read_feed(body, "https://x.org/feed")
