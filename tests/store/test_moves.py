"""A graph moves between engines: by JSON Lines there and back, and by the files of `neo4j-admin`."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from answers import dump
from bundles import make_bundle
from servers import GIVEN, RELEASES, made, settings_of
from test_neo4j import dumped

from graph.admin_csv import write_admin_csv
from graph.errors import ExportRefused, SnapshotError
from graph.reading import Stored
from graph.reference import ReferenceStore
from graph.snapshot import read_snapshot, snapshot, write_snapshot
from graph.store import open_store
from schema.ontology import load_ontology

NOW = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)
ONTOLOGY = load_ontology()


def fill(writer: Any, seed: int, number: int) -> None:
    rng = random.Random(seed)
    for count in range(number):
        writer.write(make_bundle(rng, addresses=number, most=10), NOW + timedelta(seconds=count))


async def taken(reader: Any) -> list[str]:
    return [line async for line in snapshot(reader)]


def test_a_snapshot_gives_the_bundles_back(engine: Any) -> None:
    reference, writer = ReferenceStore(), engine.writer()
    fill(reference, 51, 20)
    fill(writer, 51, 20)
    lines = engine.ask(taken(engine.reader))
    assert lines == asyncio.run(taken(reference))
    kept = {stored.bundle.article.id: stored for stored in read_snapshot(lines)}
    assert kept == {
        id_: stored for id_ in reference.bundles for stored in asyncio.run(reference.stored([id_])) if isinstance(stored, Stored)
    }


def test_from_the_embedded_engine_to_neo4j_and_back(embedded: Any, neo4j_store: Any) -> None:
    """The same nodes, edges and N-Quads at every station, and a second import changes nothing."""
    fill(embedded.writer(), 52, 50)
    start, quads, lines = dump(embedded), embedded.ask(dumped(embedded.reader)), embedded.ask(taken(embedded.reader))
    total, changed = write_snapshot(neo4j_store.writer(), lines)
    assert total == changed == len(lines) > 25
    assert dump(neo4j_store) == start
    assert neo4j_store.ask(dumped(neo4j_store.reader)) == quads
    back = neo4j_store.ask(taken(neo4j_store.reader))
    assert back == lines
    embedded.clear()
    assert write_snapshot(embedded.writer(), back)[1] == len(lines)
    assert dump(embedded) == start
    assert embedded.ask(dumped(embedded.reader)) == quads
    assert write_snapshot(embedded.writer(), back) == (len(lines), 0)


@pytest.mark.parametrize("line", ["", "{", "[]", '{"recorded_at": "2026-01-01T00:00:00Z"}'])
def test_a_wrong_line_is_named(line: str) -> None:
    with pytest.raises(SnapshotError, match="Line 1 ") as caught:
        write_snapshot(ReferenceStore(), [line])
    assert caught.value.line == 1


@pytest.mark.parametrize("release", [] if GIVEN else list(RELEASES))
def test_neo4j_admin_imports_what_the_writer_would_write(release: str, embedded: Any, tmp_path: Path) -> None:
    """The real `neo4j-admin database import`; afterwards node for node and edge for edge what was exported, and it can be written to."""
    fill(embedded.writer(), 53, 25)
    wanted, quads = dump(embedded), embedded.ask(dumped(embedded.reader))
    files = embedded.ask(write_admin_csv(embedded.reader, ONTOLOGY, tmp_path / "csv"))
    assert files > 20
    server = made(RELEASES[release], tmp_path / "server")
    imported = server.admin("database", "import", "full", "neo4j", "--overwrite-destination", "@arguments", cwd=tmp_path / "csv")
    assert imported.returncode == 0, imported.stdout[-3000:] + imported.stderr[-3000:]
    server.start()
    try:
        with open_store(settings_of(server, tmp_path)) as store:
            found = _Opened(store)
            assert dump(found) == wanted
            assert asyncio.run(found.quads()) == quads
            reference = ReferenceStore()
            fill(reference, 53, 25)
            assert not any(store.writer().write(bundle, NOW).changed for bundle in reference.bundles.values())
            assert store.writer().delete(reference.bundles) == len(reference.bundles)
            assert dump(found) == {"nodes": [], "edges": []}
    finally:
        server.kill()


class _Opened:
    def __init__(self, store: Any) -> None:
        self.store = store

    async def quads(self) -> str:
        async with self.store.reader() as reader:
            return await dumped(reader)


def test_an_export_goes_into_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    with pytest.raises(ExportRefused, match="not empty"):
        asyncio.run(write_admin_csv(ReferenceStore(), ONTOLOGY, tmp_path))
