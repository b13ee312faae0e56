"""Where the store is and how to reach it, read from the environment once at the edge."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from graph.errors import SettingsError
from schema.frozen import Frozen

EMBEDDED = "embedded"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class StoreSettings(Frozen):
    """How to reach the store. `store` is `embedded` or the URI of a Neo4j; a token takes the place of user and password."""

    store: str = EMBEDDED
    user: str = "neo4j"
    password: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    database: str | None = None
    read_user: str | None = None
    read_password: SecretStr = SecretStr("")
    home: Path
    heap: str = "512m"
    bolt_port: int = 0
    http_port: int = 0
    start_seconds: float = 60.0

    @property
    def embedded(self) -> bool:
        """Whether the engine is the one in the data folder."""
        return self.store == EMBEDDED

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "StoreSettings":
        """Read the variables. Raises SettingsError naming the one that is wrong."""
        env = os.environ if environment is None else environment
        store = env.get("POLICYGRAPH_STORE") or EMBEDDED
        if store != EMBEDDED and (urlsplit(store).scheme not in SCHEMES or not urlsplit(store).hostname):
            raise SettingsError("POLICYGRAPH_STORE", store, f"Set it to `{EMBEDDED}` or to a URI such as neo4j://host:7687.")
        heap = env.get("POLICYGRAPH_ENGINE_HEAP") or "512m"
        if not re.fullmatch(r"[1-9]\d*[kmgKMG]", heap):
            raise SettingsError("POLICYGRAPH_ENGINE_HEAP", heap, "Write a size such as 512m or 2g.")
        return cls(
            store=store,
            user=env.get("POLICYGRAPH_STORE_USER") or "neo4j",
            password=SecretStr(env.get("POLICYGRAPH_STORE_PASSWORD", "")),
            token=SecretStr(env.get("POLICYGRAPH_STORE_TOKEN", "")),
            database=env.get("POLICYGRAPH_STORE_DATABASE") or None,
            read_user=env.get("POLICYGRAPH_READ_USER") or None,
            read_password=SecretStr(env.get("POLICYGRAPH_READ_PASSWORD", "")),
            home=_home(env),
            heap=heap,
            bolt_port=_port(env, "POLICYGRAPH_ENGINE_PORT"),
            http_port=_port(env, "POLICYGRAPH_ENGINE_HTTP_PORT"),
        )


def _home(env: Mapping[str, str]) -> Path:
    given = env.get("POLICYGRAPH_HOME")
    if given:
        return Path(given).expanduser().absolute()
    data = env.get("XDG_DATA_HOME")
    return (Path(data) if data else Path(env.get("HOME") or Path.home()) / ".local" / "share") / "policy-graph"


def _port(env: Mapping[str, str], variable: str) -> int:
    value = env.get(variable) or "0"
    if not value.isdecimal() or int(value) > 65535:
        raise SettingsError(variable, value, "Write a port number, or 0 to have a free one found.")
    return int(value)
