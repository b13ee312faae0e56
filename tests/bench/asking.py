"""Answers a second to the README's GraphQL question, in this process: over the embedded engine, and over the reference store in memory."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from reading import sample_pages
from writing import NOW

from api.app import create_app
from api.examples import README_QUERY
from api.settings import ApiSettings
from graph.reading import Reader
from graph.reference import ReferenceStore
from graph.settings import StoreSettings
from graph.store import open_store
from ingest.read import read_document

SECONDS = 3.0  # of each measurement
TOGETHER = (1, 8)  # questions in flight


def measure() -> dict[str, float]:
    """Requests a second over the samples, with one and with eight questions in flight."""
    reference = ReferenceStore()
    bundles = [read_document(page) for page in sample_pages()]
    with tempfile.TemporaryDirectory() as folder, open_store(StoreSettings(home=Path(folder))) as store:
        writer = store.writer()
        for bundle in bundles:
            writer.write(bundle, NOW)
            reference.write(bundle, NOW)

        @asynccontextmanager
        async def embedded_reader() -> AsyncIterator[Reader]:
            async with store.reader() as reader:
                yield reader

        @asynccontextmanager
        async def reference_reader() -> AsyncIterator[Reader]:
            yield reference

        figures: dict[str, float] = {}
        for together in TOGETHER:
            for name, opened in (("embedded engine", embedded_reader), ("reference store", reference_reader)):
                figures[f"{name}, {together} in flight, requests/s"] = asyncio.run(_rate(opened, together))
    return figures


async def _rate(opened: Callable[[], AbstractAsyncContextManager[Reader]], together: int) -> float:
    app = create_app(opened, ApiSettings())
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bench") as client:
        body = (await _ask(client))["data"]["claims"]["nodes"]
        if not any(node["sides"]["supporters"]["totalCount"] for node in body):
            raise AssertionError("the question must have an answer")
        answered = 0
        started = time.perf_counter()
        while time.perf_counter() - started < SECONDS:
            await asyncio.gather(*(_ask(client) for _ in range(together)))
            answered += together
        return answered / (time.perf_counter() - started)


async def _ask(client: httpx.AsyncClient) -> Any:
    response = await client.post("/graphql", json={"query": README_QUERY})
    body = response.json()
    if "errors" in body:
        raise AssertionError(body["errors"])
    return body
