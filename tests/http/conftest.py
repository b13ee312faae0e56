"""The application over a reference store with three small articles."""

import functools
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.settings import ApiSettings, Limits
from graph.reading import Reader
from graph.reference import ReferenceStore

sys.path.insert(0, str(Path(__file__).parent))

from articles import BUNDLES
from asgi import NOW, Client, Counting


@pytest.fixture
def store() -> ReferenceStore:
    made = ReferenceStore()
    for bundle in BUNDLES:
        made.write(bundle, NOW)
    return made


@pytest.fixture
def reader(store: ReferenceStore) -> Counting:
    return Counting(store)


class Served:
    """An application that is made once (a schema takes a while) and opened over another reader each time."""

    def __init__(self, settings: ApiSettings) -> None:
        self.reader: Any = None
        self.app = create_app(self.given, settings)

    @asynccontextmanager
    async def given(self) -> AsyncIterator[Reader]:
        yield self.reader


@pytest.fixture(scope="session")
def served() -> Callable[[ApiSettings], Served]:
    return functools.cache(Served)


@pytest.fixture
def open_client(served: Callable[[ApiSettings], Served], reader: Reader) -> Iterator[Callable[..., Client]]:
    """Open the application over a reader, with limits and CORS origins of the test's own."""
    opened: list[Client] = []

    def connect(over: Reader = reader, origins: tuple[str, ...] = (), **limits: Any) -> Client:
        made = served(ApiSettings(cors_origins=origins, limits=Limits(**limits)))
        made.reader = over
        opened.append(Client(made.app))
        return opened[-1]

    yield connect
    for client in opened:
        client.close()


@pytest.fixture
def client(open_client: Callable[..., Client]) -> Client:
    return open_client()


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    """The data of a query that must succeed."""

    def run(query: str, **variables: Any) -> Any:
        response = client.post("/graphql", json={"query": query, "variables": variables})
        body = response.json()
        assert response.status_code == 200
        assert "errors" not in body, body
        return body["data"]

    return run


@pytest.fixture
def fail(client: Client) -> Callable[..., tuple[str, str]]:
    """Code and message of the one error of a query that must fail."""

    def run(query: str, **variables: Any) -> tuple[str, str]:
        body = client.post("/graphql", json={"query": query, "variables": variables}).json()
        (error,) = body["errors"]
        return error["extensions"]["code"], error["message"]

    return run
