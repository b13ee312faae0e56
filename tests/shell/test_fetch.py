"""Fetching, against a real server on the loopback: polite, safe, and bounded whatever the server does."""

import gzip
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from ingest.addresses import checked_url, is_public, resolve
from ingest.errors import AddressRefused, InputNotFound, InputTooBig, RequestRefused, RobotsRefused, ServerBusy, Unreachable
from ingest.fetch import Fetcher
from ingest.settings import IngestSettings

Site = Any  # the fixture's type, in conftest.py
PAGE = (
    200,
    {"Content-Type": "text/html; charset=windows-1251", "ETag": '"v1"', "Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT"},
    b"<p>hello",
)


def changed(settings: IngestSettings, **values: object) -> IngestSettings:
    return settings.model_copy(update=values)


def test_an_answer_and_what_it_says_of_itself(site: Site, settings: IngestSettings) -> None:
    site.pages["/a"] = PAGE
    fetched = Fetcher(settings).fetch(site.root + "/a#part")
    assert (fetched.body, fetched.media_type, fetched.charset) == (b"<p>hello", "text/html", "windows-1251")
    assert (fetched.etag, fetched.modified) == ('"v1"', "Sun, 01 Mar 2026 10:00:00 GMT")
    assert site.paths() == ["/a"]
    headers = site.asked[-1][1]
    assert headers["user-agent"].startswith("policygraph/")
    assert headers["host"] == site.root.removeprefix("http://")


def test_conditional_request_and_not_modified(site: Site, settings: IngestSettings) -> None:
    site.pages["/a"] = (304, {"ETag": '"v1"'}, b"")
    fetched = Fetcher(settings).fetch(site.root + "/a", etag='"v1"', modified="Sun, 01 Mar 2026 10:00:00 GMT")
    assert fetched.body is None
    headers = site.asked[-1][1]
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "Sun, 01 Mar 2026 10:00:00 GMT"


class TestRobots:
    RULES = b"User-agent: policygraph\nDisallow: /no\n\nUser-agent: *\nDisallow: /\n"

    def test_honoured_and_asked_once(self, site: Site, settings: IngestSettings) -> None:
        site.pages |= {"/robots.txt": (200, {}, self.RULES), "/yes": PAGE, "/no/a": PAGE}
        fetcher = Fetcher(settings)
        assert fetcher.fetch(site.root + "/yes").body
        with pytest.raises(RobotsRefused):
            fetcher.fetch(site.root + "/no/a")
        assert [path for path, _ in site.asked] == ["/robots.txt", "/yes"]

    def test_honoured_after_a_redirect(self, site: Site, settings: IngestSettings) -> None:
        site.pages |= {"/robots.txt": (200, {}, self.RULES), "/yes": (302, {"Location": "/no/a"}, b""), "/no/a": PAGE}
        with pytest.raises(RobotsRefused):
            Fetcher(settings).fetch(site.root + "/yes")
        assert site.paths() == ["/yes"]

    def test_a_failing_one_forbids_and_may_pass(self, site: Site, settings: IngestSettings) -> None:
        site.pages |= {"/robots.txt": (503, {}, b""), "/a": PAGE}
        with pytest.raises(ServerBusy):
            Fetcher(settings).fetch(site.root + "/a")
        assert site.paths() == []

    @pytest.mark.parametrize("status", [401, 403, 404])
    def test_an_unavailable_one_allows(self, site: Site, settings: IngestSettings, status: int) -> None:
        site.pages |= {"/robots.txt": (status, {}, b"User-agent: *\nDisallow: /"), "/a": PAGE}
        assert Fetcher(settings).fetch(site.root + "/a").body

    def test_crawl_delay_and_own_delay_are_kept_between_requests(self, site: Site, settings: IngestSettings) -> None:
        site.pages |= {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7\n"), "/a": PAGE}
        slept: list[float] = []
        fetcher = Fetcher(settings, sleep=slept.append)
        fetcher.fetch(site.root + "/a")
        fetcher.fetch(site.root + "/a")
        assert len(slept) == 2
        assert all(6 < seconds <= 7 for seconds in slept)


class TestTrouble:
    def test_transient_faults_are_tried_again_with_growing_pauses(self, site: Site, settings: IngestSettings) -> None:
        answers = [(503, {}, b""), (429, {"Retry-After": "9"}, b""), PAGE]

        def one(handler: BaseHTTPRequestHandler) -> None:
            status, headers, body = answers.pop(0)
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        site.pages["/a"] = one
        slept: list[float] = []
        assert Fetcher(changed(settings, fetch_delay=0.5), sleep=slept.append).fetch(site.root + "/a").body
        waits = [seconds for seconds in slept if seconds >= 0.5]
        assert waits == [0.5, 9]

    def test_a_server_that_asks_for_an_hour_is_left_for_the_next_night(self, site: Site, settings: IngestSettings) -> None:
        site.pages["/a"] = (429, {"Retry-After": "3600"}, b"")
        with pytest.raises(ServerBusy):
            Fetcher(settings).fetch(site.root + "/a")
        assert site.paths() == ["/a"]

    @pytest.mark.parametrize(
        ("status", "error"), [(404, InputNotFound), (410, InputNotFound), (403, RequestRefused), (451, RequestRefused)]
    )
    def test_terminal_answers_are_asked_once(self, site: Site, settings: IngestSettings, status: int, error: type[Exception]) -> None:
        site.pages["/a"] = (status, {}, b"")
        with pytest.raises(error, match=str(status)):
            Fetcher(settings).fetch(site.root + "/a")
        assert site.paths() == ["/a"]

    def test_nobody_listens(self, settings: IngestSettings) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with pytest.raises(Unreachable):
            Fetcher(settings).fetch(f"http://127.0.0.1:{port}/")

    def test_no_such_host(self, settings: IngestSettings) -> None:
        with pytest.raises(Unreachable, match="cannot be found"):
            Fetcher(changed(settings, fetch_attempts=1)).fetch("http://no-such-host.invalid/")

    def test_redirects_without_end(self, site: Site, settings: IngestSettings) -> None:
        site.pages["/a"] = (302, {"Location": "/a"}, b"")
        with pytest.raises(RequestRefused, match="more than 5 times"):
            Fetcher(settings).fetch(site.root + "/a")
        assert len(site.paths()) == 6

    def test_dripping_headers_end_at_the_time_cap(self, site: Site, settings: IngestSettings) -> None:
        def drip(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(100):
                try:
                    handler.wfile.write(b"X-%d: y\r\n" % number)
                    handler.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)

        site.pages["/a"] = drip
        before = time.monotonic()
        with pytest.raises(Unreachable, match=r"within 0\.5 s"):
            Fetcher(changed(settings, fetch_timeout=0.5, fetch_attempts=1)).fetch(site.root + "/a")
        assert time.monotonic() - before < 3

    def test_a_body_that_breaks_off(self, site: Site, settings: IngestSettings) -> None:
        site.pages["/a"] = (200, {"Content-Length": "500"}, b"short")
        with pytest.raises(Unreachable):
            Fetcher(changed(settings, fetch_attempts=1)).fetch(site.root + "/a")


class TestSizes:
    def test_over_the_cap(self, site: Site, settings: IngestSettings) -> None:
        site.pages["/a"] = (200, {}, b"x" * 1_000_001)
        with pytest.raises(InputTooBig):
            Fetcher(settings).fetch(site.root + "/a")
        site.pages["/a"] = (200, {}, b"x" * 1_000_000)
        assert len(Fetcher(settings).fetch(site.root + "/a").body or b"") == 1_000_000

    def test_packed(self, site: Site, settings: IngestSettings) -> None:
        site.pages["/gzip"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"words " * 1000))
        site.pages["/deflate"] = (200, {"Content-Encoding": "deflate"}, zlib.compress(b"words " * 1000))
        for path in ("/gzip", "/deflate"):
            assert Fetcher(settings).fetch(site.root + path).body == b"words " * 1000

    def test_a_bomb_is_refused_at_the_cap(self, site: Site, settings: IngestSettings) -> None:
        import tracemalloc

        site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 300_000_000))
        tracemalloc.start()
        with pytest.raises(InputTooBig):
            Fetcher(settings).fetch(site.root + "/a")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 20_000_000

    @pytest.mark.parametrize(("packing", "error"), [("br", RequestRefused), ("gzip", RequestRefused), ("gzip, gzip", RequestRefused)])
    def test_packed_otherwise_than_said(self, site: Site, settings: IngestSettings, packing: str, error: type[Exception]) -> None:
        site.pages["/a"] = (200, {"Content-Encoding": packing}, b"not packed at all")
        with pytest.raises(error):
            Fetcher(settings).fetch(site.root + "/a")


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1/",
            "http://localhost/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::1]/",
            "http://169.254.169.254/latest/meta-data",
        ],
    )
    def test_private_ones_are_refused_before_any_connection(self, settings: IngestSettings, url: str) -> None:
        with pytest.raises(AddressRefused, match="public internet"):
            Fetcher(changed(settings, fetch_private=False)).fetch(url)

    @pytest.mark.parametrize(
        "url", ["file:///etc/passwd", "ftp://x.org/", "//x.org/a", "http://", "http://u:p@x.org/", "http://x.org:99999/", "http://x y/"]
    )
    def test_no_web_addresses(self, url: str) -> None:
        with pytest.raises(AddressRefused):
            checked_url(url)

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/"])
    def test_a_redirect_to_no_web_address(self, site: Site, settings: IngestSettings, target: str) -> None:
        site.pages["/a"] = (302, {"Location": target}, b"")
        with pytest.raises(AddressRefused):
            Fetcher(settings).fetch(site.root + "/a")

    def test_a_redirect_to_a_private_address(self, site: Site, settings: IngestSettings, monkeypatch: pytest.MonkeyPatch) -> None:
        """The site's own address counts as public for this test; where it leads to does not."""
        import ingest.addresses

        monkeypatch.setattr(ingest.addresses, "is_public", lambda address: address == "127.0.0.1")
        site.pages["/a"] = (302, {"Location": "http://127.0.0.2:1/secret"}, b"")
        with pytest.raises(AddressRefused, match=r"127\.0\.0\.2"):
            Fetcher(changed(settings, fetch_private=False)).fetch(site.root + "/a")

    @pytest.mark.parametrize(
        ("address", "public"),
        [
            ("8.8.8.8", True),
            ("2606:4700::1111", True),
            ("10.0.0.1", False),
            ("100.64.0.1", False),
            ("224.0.0.1", False),
            ("0.0.0.0", False),
            ("::", False),
            ("fe80::1", False),
            ("fd00::1", False),
            ("::ffff:10.0.0.1", False),
            ("::ffff:8.8.8.8", True),
            ("2002:7f00:1::", False),
            ("64:ff9b::7f00:1", False),
        ],
    )
    def test_public(self, address: str, public: bool) -> None:
        assert is_public(address) is public

    def test_one_private_address_among_many_is_enough_to_refuse(self, monkeypatch: pytest.MonkeyPatch) -> None:
        answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
        with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
            resolve("x.org", 80, private=False)
