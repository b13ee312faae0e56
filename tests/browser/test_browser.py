"""People look at the graph in Neo4j Browser: the real one, in a real Chromium, on either release and on the embedded engine."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from servers import GIVEN, RELEASES, running, settings_of

from graph.settings import StoreSettings
from graph.store import Store, open_store
from ingest.fetch import Fetcher
from ingest.inputs import Given, pages_of, sample_names
from ingest.page import Page
from ingest.read import read_document
from ingest.settings import IngestSettings
from schema.model import Bundle

sys.path.insert(0, str(Path(__file__).parent))

from driving import ask, chromium, connect, find_chromium, opened, overview, take_style

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".cache" / "browser"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
QUESTION = "who_disputes"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Bundle]:
    settings = IngestSettings(home=tmp_path_factory.mktemp("samples"))
    pages = [page for name in sample_names() for _, page in pages_of(name, Given(), settings, Fetcher(settings))]
    return [read_document(page) for page in pages if isinstance(page, Page)]


Look = Callable[[str], tuple[str, Store]]


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory, samples: list[Bundle]) -> Iterator[Look]:
    """By the name of a store: the address of a Neo4j Browser, and the store with the samples in it."""
    find_chromium()
    with ExitStack() as stack:
        servers: dict[str, Any] = {}

        def serve(name: str) -> Any:
            if name not in servers:
                servers[name] = stack.enter_context(running(name, tmp_path_factory.mktemp(name) / "server"))
            return servers[name]

        def made(name: str) -> tuple[str, Store]:
            home = tmp_path_factory.mktemp("home")
            server = serve("neo4j-newest" if name == "embedded" else name)
            settings = StoreSettings(home=home, heap="384m") if name == "embedded" else settings_of(server, home)
            store = stack.enter_context(open_store(settings))
            writer = store.writer()
            for bundle in samples:
                writer.write(bundle, NOW)
            return server.browser, store

        yield made


@pytest.mark.parametrize("name", [] if GIVEN else [*(f"neo4j-{release}" for release in RELEASES), "embedded"])
def test_the_browser_draws_the_answer(name: str, look: Look, request: pytest.FixtureRequest) -> None:
    address, store = look(name)
    question = (ROOT / "graph" / "queries" / "guide" / f"{QUESTION}.cypher").read_text(encoding="utf-8")
    paths = [record["path"] for record in store.driver.execute_query(question, database_=store.target.database).records]
    nodes = {node.element_id: next(iter(node.labels)) for path in paths for node in path.nodes}
    wanted = {label: list(nodes.values()).count(label) for label in nodes.values()} | {"DISPUTES": len(paths)}
    with chromium() as browser, opened(browser, address) as page:
        connect(page, store.target.address, *store.target.auth)
        take_style(page, (ROOT / "docs" / "policy-graph.grass").read_text(encoding="utf-8"))
        ask(page, question)
        KEPT.mkdir(parents=True, exist_ok=True)
        picture = page.screenshot(path=KEPT / f"{name}.png")
        assert page.locator("svg g.node").count() == len(nodes)
        found = overview(page)
        assert {key: found.get(key) for key in wanted} == wanted
        colours = set(page.locator("svg g.node circle.b-outline").evaluate_all("all => all.map(one => one.getAttribute('fill'))"))
        assert "#FFC454" in colours, "a claim is yellow, by our style file"
    if name == "neo4j-newest" and request.config.getoption("--update-golden"):
        (ROOT / "docs" / "neo4j-browser.png").write_bytes(picture)
