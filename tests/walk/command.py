"""The program as a process of its own: `policygraph` in a data folder, and what a store holds as N-Quads."""

import asyncio
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.engine import DATABASE, USER, running_endpoint
from graph.engine_files import Endpoint, EngineFiles
from graph.nquads import nquads
from graph.reading import Reader
from graph.reference import ReferenceStore
from graph.settings import StoreSettings
from graph.store import open_store
from graph.triples import Triples
from ingest.fetch import Fetcher
from ingest.inputs import Given, pages_of, sample_names
from ingest.page import Page
from ingest.read import read_document
from ingest.settings import IngestSettings
from schema.model import Bundle
from schema.ontology import load_ontology

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0  # seconds for one command on a busy machine


def sample_bundles(home: Path) -> list[Bundle]:
    """What the packaged samples say, read in this process."""
    settings = IngestSettings(home=home)
    pages = [page for name in sample_names() for _, page in pages_of(name, Given(), settings, Fetcher(settings))]
    return [read_document(page) for page in pages if isinstance(page, Page)]


def reference_quads(bundles: list[Bundle]) -> bytes:
    """The N-Quads of the reference store."""
    store = ReferenceStore()
    for bundle in bundles:
        store.write(bundle, datetime(2026, 1, 1, tzinfo=UTC))
    return asyncio.run(quads_of(store))


async def quads_of(reader: Reader) -> bytes:
    """All that a reader has."""
    return "".join([line async for line in nquads(reader, load_ontology())]).encode()


def stored_quads(home: Path) -> bytes:
    """The N-Quads of an embedded store, read in this process."""

    async def run(reader: Any) -> bytes:
        async with reader:
            return await quads_of(reader)

    with open_store(StoreSettings(home=home), writable=False) as store:
        return asyncio.run(run(store.reader()))


def lines_of_articles(quads: bytes, bundles: list[Bundle]) -> dict[str, list[str]]:
    """The lines of each article's named graph; an article that is not there has none."""
    triples = Triples(load_ontology())
    lines = quads.decode().splitlines()
    return {b.article.id: [line for line in lines if line.endswith(f" {triples.id(b.article.id)} .")] for b in bundles}


def start(home: Path, *arguments: str, hash_seed: str = "random") -> "subprocess.Popen[bytes]":
    """Start `policygraph` in a data folder."""
    environment = os.environ | {"POLICYGRAPH_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-m", "policygraph", *arguments]
    return subprocess.Popen(command, cwd=home.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: "subprocess.Popen[bytes]") -> bytes:
    """What a command that must succeed prints."""
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err.decode()
    return out


def ingest(home: Path, workers: int = 1, hash_seed: str = "random") -> dict[str, int]:
    """Ingest the samples; the counts of the summary."""
    out = finish(start(home, "ingest", "--samples", "--json", "--workers", str(workers), hash_seed=hash_seed))
    summary: dict[str, Any] = json.loads(out)
    return {name: count for name, count in summary.items() if name != "inputs"}


def export(home: Path) -> bytes:
    """`policygraph export nquads`."""
    return finish(start(home, "export", "nquads"))


def await_articles(home: Path, count: int, process: "subprocess.Popen[bytes]") -> Endpoint:
    """Wait until so many articles are committed, looking in from outside without holding the engine."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, f"ended before {count} articles were there"
        endpoint = running_endpoint(StoreSettings(home=home))
        if endpoint is not None and _count(home, endpoint) >= count:
            return endpoint
        time.sleep(0.02)
    raise AssertionError(f"waited too long for {count} articles")


def _count(home: Path, endpoint: Endpoint) -> int:
    password = EngineFiles(home).read_password()
    try:
        with (
            GraphDatabase.driver(f"bolt://127.0.0.1:{endpoint.bolt}", auth=(USER, password)) as driver,
            driver.session(database=DATABASE) as session,
        ):
            record = session.run("MATCH (a:Article) RETURN count(a) AS n").single(strict=True)  # no retries: look again instead
            return int(record["n"])
    except (Neo4jError, DriverError):
        return -1  # not ready yet, or just ending
