"""Where the API listens and how much one query may ask, read from the environment once at the edge."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from api.errors import SettingsError
from schema.frozen import Frozen


class Limits(Frozen):
    """How much one request may ask. Sizes in bytes, times in seconds; cost as `api.limits` counts it."""

    request_bytes: int = 100_000
    tokens: int = 3_000
    fields: int = 300
    aliases: int = 30
    fragments: int = 50
    depth: int = 15
    cost: int = 100_000
    seconds: float = 20.0


class ApiSettings(Frozen):
    """How to serve. Port 0 finds a free one; no CORS origin means same origin only, `*` means any."""

    host: str = "127.0.0.1"
    port: int = 8000
    cors_origins: tuple[str, ...] = ()
    limits: Limits = Limits()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "ApiSettings":
        """Read the variables. Raises SettingsError naming the one that is wrong."""
        env = os.environ if environment is None else environment
        default = Limits()
        port = _number(env, "POLICYGRAPH_PORT", 8000, least=0)
        if port > 65535:
            raise SettingsError("POLICYGRAPH_PORT", str(port), "Write a port number, or 0 to have a free one found.")
        return cls(
            host=env.get("POLICYGRAPH_HOST") or "127.0.0.1",
            port=port,
            cors_origins=_origins(env.get("POLICYGRAPH_CORS_ORIGINS", "")),
            limits=Limits(
                request_bytes=_number(env, "POLICYGRAPH_MAX_REQUEST_BYTES", default.request_bytes),
                depth=_number(env, "POLICYGRAPH_MAX_QUERY_DEPTH", default.depth),
                cost=_number(env, "POLICYGRAPH_MAX_QUERY_COST", default.cost),
                seconds=float(_number(env, "POLICYGRAPH_QUERY_SECONDS", int(default.seconds))),
            ),
        )


def _number(env: Mapping[str, str], variable: str, default: int, least: int = 1) -> int:
    value = env.get(variable)
    if not value:
        return default
    if not (value.isascii() and value.isdecimal()) or int(value) < least:
        raise SettingsError(variable, value, f"Write a whole number, {least} or more.")
    return int(value)


def _origins(given: str) -> tuple[str, ...]:
    origins = tuple(origin.strip() for origin in given.split(",") if origin.strip())
    for origin in origins:
        parts = urlsplit(origin)
        if origin != "*" and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path):
            raise SettingsError("POLICYGRAPH_CORS_ORIGINS", given, "Write origins such as https://example.org, separated by commas, or *.")
    return origins
