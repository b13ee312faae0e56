"""What only a real Neo4j can show: refusals, wrong logins, kills, and the same N-Quads from every store."""

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from answers import dump
from bundles import make_bundle
from neo4j import READ_ACCESS
from neo4j.exceptions import ClientError
from processes import alive, wait_until
from pydantic import SecretStr
from servers import GIVEN
from test_replacement import LECUN, META, say

from graph.errors import QueryRefused, StoreUnreachable
from graph.migrations import VERSION
from graph.nquads import nquads
from graph.packaged import refuse_writes
from graph.reading import Reader
from graph.reference import ReferenceStore
from graph.settings import StoreSettings
from graph.store import open_store
from schema.ontology import load_ontology

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WRITE = "CREATE (n:Person {id: 'forged'})"
ROOT = Path(__file__).resolve().parents[2]


async def dumped(reader: Reader) -> str:
    return "".join([line async for line in nquads(reader, load_ontology())])


def settings_for(subject: Any) -> StoreSettings:
    target = subject.store.target
    user, password = target.auth
    return StoreSettings(store=target.address, user=user, password=SecretStr(password), database=target.database, home=Path("unused"))


def command(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
    return subprocess.run(
        [sys.executable, "-m", "policygraph", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=kept | environment | {"PYTHONPATH": str(ROOT)},
        check=False,
    )


def test_the_same_bundles_give_the_same_nquads(engine: Any) -> None:
    """In every store, byte for byte the reference's."""
    rng = random.Random(41)
    written = [make_bundle(rng, addresses=20, most=10) for _ in range(15)]
    reference, writer = ReferenceStore(), engine.writer()
    for bundle in written:
        reference.write(bundle, NOW)
        writer.write(bundle, NOW)
    wanted = asyncio.run(dumped(reference))
    assert wanted.count("\n") > 500
    assert engine.ask(dumped(engine.reader)) == wanted


def test_a_real_neo4j_refuses_a_write_in_a_read_session(neo4j_store: Any) -> None:
    store = neo4j_store.store
    with (
        store.driver.session(database=store.target.database, default_access_mode=READ_ACCESS) as session,
        pytest.raises(ClientError, match="read access mode"),
    ):
        session.run(WRITE).consume()
    assert dump(neo4j_store)["nodes"] == []


def test_our_own_door_refuses_what_the_embedded_engine_would_do(embedded: Any) -> None:
    """The embedded engine writes in a READ session: that the words are refused before they reach it is all that protects it."""
    with pytest.raises(QueryRefused, match="CREATE"):
        refuse_writes("given", WRITE)
    store = embedded.store
    with store.driver.session(database=store.target.database, default_access_mode=READ_ACCESS) as session:
        session.run(WRITE).consume()
    assert len(dump(embedded)["nodes"]) == 1, "the engine learned to refuse: say so in graph/packaged.py"


def test_reads_need_no_writer(neo4j_store: Any) -> None:
    """A store that may only be read opens, answers, and its reader logs in as the reading user."""
    neo4j_store.writer().write(say("one", "Meta employs.", [(LECUN, "employed_by", META)]), NOW)
    own = settings_for(neo4j_store)
    read = own.model_copy(update={"read_user": own.user, "read_password": own.password, "password": SecretStr("not this one")})
    with open_store(read, writable=False) as store:

        async def ask() -> dict[str, int]:
            async with store.reader() as reader:
                return await reader.stats()

        assert asyncio.run(ask())["statements"] == 1


def test_a_wrong_password_and_a_wrong_database_are_named(neo4j_store: Any) -> None:
    own = settings_for(neo4j_store)
    wrong = own.model_copy(update={"password": SecretStr("wrong")})
    with pytest.raises(StoreUnreachable, match=r"password is wrong.*POLICYGRAPH_STORE_PASSWORD"), open_store(wrong):
        pass
    nameless = own.model_copy(update={"password": SecretStr("")})
    with pytest.raises(StoreUnreachable, match="POLICYGRAPH_STORE_PASSWORD"), open_store(nameless):
        pass
    missing = own.model_copy(update={"database": "nowhere"})
    with pytest.raises(StoreUnreachable, match=r"nowhere.*POLICYGRAPH_STORE_DATABASE"), open_store(missing):
        pass


def test_the_command_line_says_what_is_wrong(neo4j_store: Any) -> None:
    own = settings_for(neo4j_store)
    good = {
        "POLICYGRAPH_STORE": own.store,
        "POLICYGRAPH_STORE_USER": own.user,
        "POLICYGRAPH_STORE_PASSWORD": own.password.get_secret_value(),
    }
    assert command("store", "status", **good).returncode == 0
    for arguments, wrong in (
        (("store", "status"), {"POLICYGRAPH_STORE_PASSWORD": "wrong"}),
        (("store", "migrate"), {"POLICYGRAPH_STORE_DATABASE": "nowhere"}),
        (("export", "csv"), {"POLICYGRAPH_STORE": "bolt://127.0.0.1:1"}),
    ):
        told = command(*arguments, **(good | wrong))
        assert told.returncode == 2, told.stderr
        assert "cannot be used" in told.stderr
        assert "Traceback" not in told.stderr
        assert next(iter(wrong)) in told.stderr


def test_the_commands_refuse_a_newer_store(neo4j_store: Any) -> None:
    own, store = settings_for(neo4j_store), neo4j_store.store
    good = {"POLICYGRAPH_STORE": own.store, "POLICYGRAPH_STORE_PASSWORD": own.password.get_secret_value()}
    put = lambda version: store.driver.execute_query(  # noqa: E731
        "MATCH (s:Store {id: 'store'}) SET s.version = $version", {"version": version}, database_=store.target.database
    )
    put(VERSION + 1)
    try:
        for arguments in (("store", "migrate"), ("store", "check"), ("store", "status")):
            told = command(*arguments, **good)
            assert told.returncode == 2, told.stderr
            assert f"has schema version {VERSION + 1}, this program knows {VERSION}. Upgrade policy-graph." in told.stderr
    finally:
        put(VERSION)
    assert json.loads(command("store", "status", **good).stdout)["version"] == VERSION


def test_a_server_killed_in_mid_write_and_started_again(neo4j_store: Any) -> None:
    """The writer stops with an error; running again gives what an undisturbed run gives."""
    server = neo4j_store.server
    if server is None:
        pytest.skip("a given server is not ours to kill")
    written = [make_bundle(random.Random(seed), addresses=40) for seed in range(12)]
    reference = ReferenceStore()
    for bundle in written:
        reference.write(bundle, NOW)
    acknowledged: list[str] = []
    killer = threading.Timer(0.02, server.kill)
    writer = neo4j_store.writer()
    with pytest.raises(StoreUnreachable, match="stopped answering"):  # noqa: PT012 - the kill comes somewhere in the loop
        for number, bundle in enumerate(written):
            if number == 4:
                killer.start()
            writer.write(bundle, NOW)
            acknowledged.append(bundle.article.id)
    killer.join()
    assert 4 <= len(acknowledged) < 12
    with pytest.raises(StoreUnreachable, match="stopped answering"):
        neo4j_store.ask(neo4j_store.reader.stats())
    server.start()
    store = neo4j_store.store
    kept = store.driver.execute_query("MATCH (a:Article) RETURN a.id AS id", database_=store.target.database).records
    assert set(acknowledged) <= {record["id"] for record in kept}
    for bundle in written:
        writer.write(bundle, NOW)
    assert neo4j_store.ask(dumped(neo4j_store.reader)) == asyncio.run(dumped(reference))


def test_a_server_does_not_outlive_its_starter(tmp_path: Path) -> None:
    """Killed outright, the process that started it takes Neo4j along."""
    if GIVEN or sys.platform != "linux":
        pytest.skip("needs a server of its own, and Linux")
    script = (
        "import sys, time; from pathlib import Path; from neo4j_server.releases import RELEASES; from neo4j_server.server import Server\n"
        "s = Server(RELEASES['5.26'], Path(sys.argv[1])); s.launch(); print(s.process.pid, flush=True); time.sleep(600)"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "s")], stdout=subprocess.PIPE, env=environment) as starter:
        assert starter.stdout
        java = int(starter.stdout.readline())
        assert alive(java)
        starter.kill()
    wait_until(lambda: not alive(java))
