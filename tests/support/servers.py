"""The real Neo4j servers of the tests: one for each release, or the one that POLICYGRAPH_TEST_NEO4J_URI names instead of them.

The given server is emptied by the tests. Under CI nothing is skipped: without Maven the tests fail.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.settings import StoreSettings

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from neo4j_server.jars import CACHE
from neo4j_server.releases import RELEASES, Release
from neo4j_server.server import Server

GIVEN = os.environ.get("POLICYGRAPH_TEST_NEO4J_URI")
NAMES = ("neo4j-given",) if GIVEN else tuple(f"neo4j-{name}" for name in RELEASES)


def require_jars(release: Release) -> None:
    """Skip the test where the jars are not there and cannot be fetched; never under CI."""
    if not (CACHE / release.version / "jars").is_dir() and not shutil.which("mvn") and not os.environ.get("CI"):
        pytest.skip("a real Neo4j needs Maven (apt-get install maven), or POLICYGRAPH_TEST_NEO4J_URI")


def made(release: Release, folder: Path) -> Server:
    """A server that is not started yet, made for a short life: its Java compiles once only, which takes a third off the whole suite, and it
    keeps its plans however the graph grows."""
    require_jars(release)
    return Server(release, folder, heap="512m", flags=("-XX:TieredStopAtLevel=1",), more={"dbms.cypher.min_replan_interval": "1h"})


@contextmanager
def running(name: str, folder: Path) -> Iterator[Server]:
    """A server of its own in a folder. It is killed in the end: nobody wants its data any more."""
    release = RELEASES[name.removeprefix("neo4j-")]
    server = made(release, folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def settings_of(server: Server, home: Path) -> StoreSettings:
    """How the program reaches a server."""
    return StoreSettings(store=server.uri, password=SecretStr(server.password()), home=home)


@contextmanager
def serving(name: str, folder: Path) -> Iterator[tuple[StoreSettings, Server | None]]:
    """A server of the session and how to reach it: its own, or the given one, which is nobody's here to stop."""
    if GIVEN:
        user, password = (os.environ.get(f"POLICYGRAPH_TEST_NEO4J_{part}", "") for part in ("USER", "PASSWORD"))
        yield StoreSettings(store=GIVEN, user=user or "neo4j", password=SecretStr(password), home=folder), None
        return
    with running(name, folder / "server") as server:
        yield settings_of(server, folder), server
