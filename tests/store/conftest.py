"""Stores under test. One engine of each kind serves the whole session, in a folder of its own; it is emptied between tests."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
from processes import wait_until

from graph.engine import running_endpoint
from graph.reading import Reader
from graph.reference import ReferenceStore
from graph.settings import StoreSettings
from graph.store import Store, open_store
from graph.writer import Writer

sys.path.insert(0, str(Path(__file__).parent))

from servers import NAMES, Server, serving

T = TypeVar("T")


class Subject(Protocol):
    """A store under test: fresh writers, one reader, and a way to run what the reader returns."""

    name: str
    reader: Reader

    def writer(self) -> Writer: ...
    def ask(self, question: Awaitable[T]) -> T: ...


class EngineSubject:
    """A store behind a driver."""

    def __init__(self, name: str, store: Store, runner: asyncio.Runner, server: Server | None = None) -> None:
        self.name = name
        self.server = server
        self.store = store
        self.writer = store.writer
        self.reader = store.reader()
        self.ask: Callable[[Any], Any] = runner.run

    def clear(self) -> None:
        self.store.driver.execute_query("MATCH (n) WHERE NOT n:Store DETACH DELETE n", database_=self.store.target.database)


class ReferenceSubject:
    """The reference."""

    name = "reference"

    def __init__(self, runner: asyncio.Runner) -> None:
        self.reader = ReferenceStore()
        self.writer = lambda: self.reader
        self.ask: Callable[[Any], Any] = runner.run

    def clear(self) -> None:
        self.reader.bundles.clear()


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> StoreSettings:
    return StoreSettings(home=tmp_path_factory.mktemp("home"), heap="384m")


@pytest.fixture(scope="session")
def embedded_session(settings: StoreSettings, runner: asyncio.Runner) -> Iterator[EngineSubject]:
    with open_store(settings) as store:
        subject = EngineSubject("embedded", store, runner)
        yield subject
        runner.run(subject.reader.close())
    wait_until(lambda: running_endpoint(settings) is None)


@pytest.fixture(scope="session")
def neo4j_session(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Iterator[Callable[[str], EngineSubject]]:
    """Opens a real Neo4j by its name at the first call, and keeps it for the session."""
    opened: dict[str, EngineSubject] = {}
    with ExitStack() as stack:

        def subject(name: str) -> EngineSubject:
            if name not in opened:
                settings, server = stack.enter_context(serving(name, tmp_path_factory.mktemp(name)))
                opened[name] = EngineSubject(name, stack.enter_context(open_store(settings)), runner, server)
                stack.callback(lambda: runner.run(opened[name].reader.close()))
            return opened[name]

        yield subject


ENGINES = ("embedded", *NAMES)


@pytest.fixture(params=("reference", *ENGINES))
def subject(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Any:
    """Each store in turn, empty."""
    return ReferenceSubject(runner) if request.param == "reference" else opened_engine(request, request.param)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineSubject:
    """Each engine in turn, empty."""
    return opened_engine(request, request.param)


@pytest.fixture(params=NAMES)
def neo4j_store(request: pytest.FixtureRequest) -> EngineSubject:
    """Each real Neo4j in turn, empty."""
    return opened_engine(request, request.param)


def opened_engine(request: pytest.FixtureRequest, name: str) -> EngineSubject:
    session = request.getfixturevalue("embedded_session" if name == "embedded" else "neo4j_session")
    made: EngineSubject = session if name == "embedded" else session(name)
    made.clear()
    return made


@pytest.fixture
def embedded(embedded_session: EngineSubject) -> EngineSubject:
    embedded_session.clear()
    return embedded_session
