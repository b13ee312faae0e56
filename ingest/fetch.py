"""Fetching one address: politely (robots.txt, a pause per host, conditional requests) and safely (public addresses, size and time caps)."""

import asyncio
import time
import zlib
from collections.abc import Callable
from email.message import Message
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import httpx

from ingest.addresses import checked_url, resolve
from ingest.errors import InputNotFound, InputTooBig, RequestRefused, RobotsRefused, ServerBusy, TransientError, Unreachable
from ingest.robots import Robots
from ingest.settings import IngestSettings
from schema.frozen import Frozen

_REDIRECTS = 5
_LONGEST_WAIT = 60.0  # seconds; a server that asks for more is left for the next night
_ROBOTS_BYTES = 500_000  # RFC 9309 asks for at least 500 KiB of it to be read
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json,text/plain;q=0.9,*/*;q=0.5"


class Fetched(Frozen):
    """An answer. `body` is None when the server says that nothing changed; `url` is where the redirects ended."""

    url: str
    body: bytes | None
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Fetches one address at a time. Remembers robots.txt and the last request of each host for as long as it lives."""

    def __init__(self, settings: IngestSettings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._verify = httpx.create_ssl_context()
        self._robots: dict[str, Robots] = {}
        self._last: dict[str, float] = {}

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Fetch an address, only if it changed when given what the last answer said.

        Raises AddressRefused, RobotsRefused, InputNotFound, RequestRefused and InputTooBig for good, Unreachable and ServerBusy after the
        last attempt.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(_REDIRECTS + 1):
            self._ask_robots(url)
            response = self._attempts(url, headers, self._settings.max_bytes)
            location = response.headers.get("location")
            if not (response.status in (301, 302, 303, 307, 308) and location):
                return _answer(url, response)
            url = urljoin(url, location)
        raise RequestRefused(f"redirects more than {_REDIRECTS} times", "Give the address where it ends")

    def _ask_robots(self, url: str) -> None:
        parts = checked_url(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._fetch_robots(origin)
        if not self._robots[origin].allows(self._settings.user_agent, url):
            raise RobotsRefused(f"robots.txt of {parts.hostname} asks not to fetch it", "Respect it, or ask the publisher for a feed")

    def _fetch_robots(self, origin: str) -> Robots:
        """RFC 9309: a missing file allows all, a failing server allows nothing, and at most five redirects are followed."""
        url = origin + "/robots.txt"
        for _ in range(_REDIRECTS + 1):
            response = self._attempts(url, {}, _ROBOTS_BYTES, cut=True)
            location = response.headers.get("location")
            if not (300 <= response.status < 400 and location):
                return Robots.of(response.body if response.status == HTTPStatus.OK else b"")
            url = urljoin(url, location)
            checked_url(url)
        return Robots.of(b"")

    def _attempts(self, url: str, headers: dict[str, str], limit: int, cut: bool = False) -> "_Response":
        """One answer, tried again with growing pauses while the fault may pass."""
        wait = self._settings.fetch_delay
        for attempt in range(1, self._settings.fetch_attempts + 1):
            self._pause(url)
            try:
                return asyncio.run(_request(url, headers, limit, cut, self._settings, self._verify))
            except TransientError as error:
                asked = error.wait if isinstance(error, ServerBusy) else None
                if attempt == self._settings.fetch_attempts or (asked or 0.0) > _LONGEST_WAIT:
                    raise
                self._sleep(max(wait, asked or 0.0))
                wait *= 2
        raise AssertionError("fetch_attempts is at least 1")

    def _pause(self, url: str) -> None:
        parts = urlsplit(url)
        host, robots = parts.netloc, self._robots.get(f"{parts.scheme}://{parts.netloc}")
        delay = max(self._settings.fetch_delay, robots.delay(self._settings.user_agent) if robots else 0.0)
        passed = time.monotonic() - self._last.get(host, float("-inf"))
        if passed < delay:
            self._sleep(delay - passed)
        self._last[host] = time.monotonic()


class _Response(Frozen):
    status: int
    headers: dict[str, str]
    body: bytes


async def _request(url: str, headers: dict[str, str], limit: int, cut: bool, settings: IngestSettings, verify: object) -> _Response:
    """One request without redirects, connected to the very address that was checked. Everything in it counts against the time cap."""
    parts = httpx.URL(url)
    host = parts.raw_host.decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    given = {"User-Agent": settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", **headers}
    try:
        async with asyncio.timeout(settings.fetch_timeout):
            ip = await asyncio.to_thread(resolve, host.strip("[]"), port, settings.fetch_private)
            async with (
                httpx.AsyncClient(verify=verify, trust_env=False, timeout=settings.fetch_timeout) as client,  # type: ignore[arg-type]
                client.stream(
                    "GET",
                    parts.copy_with(host=ip.partition("%")[0], fragment=None),
                    headers={**given, "Host": parts.netloc.decode("ascii")},
                    extensions={"sni_hostname": host},
                ) as response,
            ):
                if response.status_code in _BUSY:
                    raise ServerBusy(response.status_code, _seconds(response.headers.get("retry-after")))
                body = await _body(response, limit, cut) if response.status_code == HTTPStatus.OK else b""
                return _Response(status=response.status_code, headers=dict(response.headers), body=body)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise Unreachable(
            f"did not answer within {settings.fetch_timeout:g} s", "Try again later, or raise POLICYGRAPH_FETCH_TIMEOUT"
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise Unreachable(f"cannot be reached ({str(error) or type(error).__name__})", "Check the address and the network") from error


async def _body(response: httpx.Response, limit: int, cut: bool) -> bytes:
    """The body, unpacked as it comes and never beyond the limit: a bomb is refused after `limit` bytes, whatever it would grow to."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise RequestRefused(f"is packed as {packing}, which was not asked for", "Report it to the site")
    unpack = zlib.decompressobj(47) if "gzip" in packing else zlib.decompressobj() if packing == "deflate" else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        try:
            body += unpack.decompress(chunk, limit + 1 - len(body)) if unpack else chunk
        except zlib.error as error:
            raise RequestRefused("is packed wrongly", "Report it to the site") from error
        if len(body) > limit:
            if cut:
                return bytes(body[:limit])
            raise InputTooBig(limit)
    if unpack and body and not unpack.eof:
        raise Unreachable("broke off before its end", "Try again later")
    return bytes(body)


def _answer(url: str, response: _Response) -> Fetched:
    if response.status in (404, 410):
        raise InputNotFound(f"the server answers {response.status}: no such page", "Check the address")
    if response.status not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        raise RequestRefused(f"the server answers {response.status}", "Open it in a browser to see why")
    content_type = Message()
    content_type["content-type"] = response.headers.get("content-type", "")
    return Fetched(
        url=url,
        body=response.body if response.status == HTTPStatus.OK else None,
        media_type=content_type.get_content_type() if content_type["content-type"] else "",
        charset=content_type.get_content_charset(),
        etag=response.headers.get("etag"),
        modified=response.headers.get("last-modified"),
    )


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After in seconds; its other form, a date, is not followed."""
    return float(retry_after) if retry_after and retry_after.strip().isdecimal() else None
