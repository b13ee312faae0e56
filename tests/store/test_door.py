"""The read door, cursors, settings, the derived Cypher, and the words of errors: what needs no engine, and what one proves about them."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from answers import dump
from test_replacement import LECUN, META, NOW, PROTECTS, say

from graph import errors
from graph.cursors import find_position, make_cursor, read_cursor
from graph.errors import CursorError, EnginePortTaken, QueryRefused, SettingsError
from graph.packaged import load_query, names, refuse_writes
from graph.reading import StatementFilter, StatementOrder, Window
from graph.settings import StoreSettings
from graph.terms import index_terms, sort_key, words
from schema import cypher
from schema.ontology import load_ontology, parse_ontology

ONTOLOGY = load_ontology()


def test_constraints_are_the_reviewed_ones(golden: Any) -> None:
    golden("constraints.cypher", cypher.script(ONTOLOGY))


def test_no_relation_has_the_name_of_a_structural_edge() -> None:
    assert not {relation.edge for relation in ONTOLOGY.relations.values()} & set(cypher.STRUCTURE)


def test_a_new_relation_is_written_without_another_line() -> None:
    text = (Path(cypher.__file__).parent / "ontology.toml").read_text(encoding="utf-8")
    line = 'lobbies = { from = ["Actor"], to = ["Policy"], en = "lobbies", ru = "лоббирует", en_doc = "d", ru_doc = "д" }\n'
    grown = parse_ontology(text + line)
    assert "MERGE (a)-[e:LOBBIES]->(b)" in cypher.write_edges(grown)["LOBBIES"]
    assert "MATCH (a)-[e:LOBBIES]->(b)" in cypher.take_back(grown)["LOBBIES"]


@pytest.mark.parametrize("name", names())
def test_no_packaged_read_writes(name: str, engine: Any) -> None:
    """By its words, and by what it does to a store that is not empty."""
    text = load_query(name)
    assert text.startswith("// ")
    assert set(re.findall(r"\$(\w+)", text)) <= {"given"}, "Neo4j would plan it anew for every shape of its parameters"
    assert ("// :param given => {" in text) == ("$given" in text)
    engine.writer().write(say("one", "Meta employs.", [(LECUN, "employed_by", META), (LECUN, "asserts", PROTECTS)]), NOW)
    before = dump(engine)
    parameters: dict[str, Any] = {parameter: [] for parameter in re.findall(r"\$given\.(\w+)", text)}
    plain = {"after_key": "", "after_id": "", "limit": 5, "down": True, "order": "said_on", "min_confidence": 0.0, "query": "meta"}
    plain |= {"said_from": "", "said_to": "", "published_from": "", "published_to": "", "candidate": None}
    plain |= {"anchors": {"subjects": [LECUN.id], "objects": [], "articles": []}, "ids": [LECUN.id], "parents": [LECUN.id]}
    parameters |= {key: value for key, value in plain.items() if key in parameters}
    engine.store.driver.execute_query(text, given=parameters, database_=engine.store.target.database)
    assert dump(engine) == before


@pytest.mark.parametrize("name", names())
def test_packaged_reads_list_every_label(name: str) -> None:
    """Labels are spelled out so that a person can paste the file; none may be forgotten when the vocabulary grows."""
    text = load_query(name)
    if "AIModel" in text:
        for label in ONTOLOGY.entity_types:
            assert re.search(rf"\b{label}\b", text), label


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.x = 1",
        "create (n)",
        "MERGE (n:Person {id: 'x'})",
        "MATCH (n) REMOVE n.x",
        "CALL apoc.cypher.doIt('x', {})",
        "CALL `db.create.setNodeVectorProperty`(1)",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (n) /* harmless */ DELETE n // really",
        "DROP CONSTRAINT person_id",
    ],
)
def test_texts_that_write_are_refused(text: str) -> None:
    with pytest.raises(QueryRefused):
        refuse_writes("given", text)


def test_words_in_strings_and_comments_do_not_refuse() -> None:
    refuse_writes("given", "// we SET nothing\nMATCH (n {name: 'DELETE \\' me'}) /* MERGE */ RETURN n.created")


@pytest.mark.parametrize("name", ["../errors", "nodes.cypher", "MATCH (n) RETURN n", "", "none_such"])
def test_only_packaged_reads_run(name: str) -> None:
    with pytest.raises(QueryRefused):
        load_query(name)


@pytest.mark.parametrize(("order", "key"), [("said_on", "2024-01-01"), ("confidence", 0.5), ("sort", "ё 😀"), ("published", "")])
def test_cursors_come_back(order: str, key: Any) -> None:
    assert read_cursor(make_cursor(order, key, "s1"), order) == (key, "s1")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "!!!",
        "bnVsbA",
        "W10",
        make_cursor("sort", "a", "s1"),
        make_cursor("said_on", 1.0, "s1"),
        make_cursor("said_on", "a", ""),
        "é",
    ],
)
def test_foreign_cursors_are_refused(cursor: str, subject: Any) -> None:
    with pytest.raises(CursorError) as caught:
        subject.ask(subject.reader.find_statements(StatementFilter(), Window(first=1, after=cursor)))
    assert caught.value.cursor == cursor


def test_a_window_has_one_direction() -> None:
    for window in (Window(first=1, last=1), Window(first=1, before="x"), Window(first=-1)):
        with pytest.raises(ValueError, match=r"Leave out|0 or more"):
            find_position(window, StatementOrder.SAID_ON, descending=True)


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    settings = StoreSettings.from_environment(
        {"POLICYGRAPH_STORE": "neo4j+s://host:7687", "POLICYGRAPH_STORE_PASSWORD": "hidden", "POLICYGRAPH_HOME": str(tmp_path)}
    )
    assert not settings.embedded
    assert settings.home == tmp_path
    assert "hidden" not in repr(settings)
    assert StoreSettings.from_environment({"HOME": "/h"}).home == Path("/h/.local/share/policy-graph")
    assert StoreSettings.from_environment({"XDG_DATA_HOME": "/x"}).home == Path("/x/policy-graph")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("POLICYGRAPH_STORE", "http://x"),
        ("POLICYGRAPH_STORE", "bolt://"),
        ("POLICYGRAPH_ENGINE_HEAP", "much"),
        ("POLICYGRAPH_ENGINE_PORT", "x"),
        ("POLICYGRAPH_ENGINE_HTTP_PORT", "99999"),
    ],
)
def test_a_wrong_variable_is_named(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        StoreSettings.from_environment({variable: value})


def test_every_error_is_drawn_in_the_tree() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.GraphError)]
    assert len(kinds) > 10
    for kind in kinds:
        assert kind.__name__ in (errors.__doc__ or "")


def test_words_are_one_rule() -> None:
    assert words(["Ёлка, ЁЛКА e\u0301cole"]) == ["école", "елка"]
    assert index_terms(["Регулирование регулирования"]).count(" ") == 2
    assert index_terms([""]) == " "
    assert sort_key("😀b") == "\ufffdb"
    assert len(index_terms(["x" * 100_000])) < 100


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    import socket

    from graph.engine import lease_engine

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EnginePortTaken, match=str(port)) as caught:
            lease_engine(StoreSettings(home=tmp_path, bolt_port=port))
    assert caught.value.variable == "POLICYGRAPH_ENGINE_PORT"


def test_too_little_memory_is_named(tmp_path: Path) -> None:
    from graph.engine import lease_engine

    with pytest.raises(errors.EngineMemory, match="POLICYGRAPH_ENGINE_HEAP"):
        lease_engine(StoreSettings(home=tmp_path, heap="1m"))


def test_a_missing_engine_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import importlib.util

    from graph.engine import lease_engine

    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "arcadedb_embedded" else find(name, *rest))
    with pytest.raises(errors.EngineMissing, match="POLICYGRAPH_STORE"):
        lease_engine(StoreSettings(home=tmp_path))


def test_a_store_that_does_not_answer_is_named(tmp_path: Path) -> None:
    from graph.store import open_store

    with (
        pytest.raises(errors.StoreUnreachable, match="POLICYGRAPH_STORE"),
        open_store(StoreSettings(store="bolt://127.0.0.1:1", home=tmp_path)),
    ):
        pass


def test_a_newer_store_is_refused(engine: Any) -> None:
    from graph.migrations import VERSION, migrate, require_current

    store = engine.store
    run = lambda version: store.driver.execute_query(  # noqa: E731
        "MATCH (s:Store {id: 'store'}) SET s.version = $version", {"version": version}, database_=store.target.database
    )
    run(VERSION + 1)
    try:
        with pytest.raises(errors.StoreNewer):
            migrate(store.driver, store.target.database, store.dialect, store.ontology)
        run(VERSION - 1)
        with pytest.raises(errors.StoreUnprepared):
            require_current(store.driver, store.target.database, store.ontology)
        assert migrate(store.driver, store.target.database, store.dialect, store.ontology)
    finally:
        run(VERSION)
    require_current(store.driver, store.target.database, store.ontology)


def test_the_check_finds_what_was_damaged(engine: Any) -> None:
    from graph.check import check_store

    engine.writer().write(say("one", "Meta employs.", [(LECUN, "employed_by", META), (LECUN, "asserts", PROTECTS)]), NOW)
    check = lambda: engine.ask(check_store(engine.reader, ONTOLOGY)).problems  # noqa: E731
    assert check() == ()
    run = lambda text: engine.store.driver.execute_query(text, database_=engine.store.target.database)  # noqa: E731
    run("MATCH (a:Person), (b:Company) CREATE (a)-[:FOUNDED {statements: [], articles: 0, confidence: 1.0}]->(b)")
    assert [problem.reason for problem in check()] == [
        "is not supported by any plain statement",
        "holds 3 edges, its articles account for 2",
    ]
    run("MATCH (:Person)-[e:FOUNDED]->() DELETE e")
    run("MATCH (e:Evidence) SET e.quote = 'Meta fires.'")
    assert any("the text says 'Meta employs.'" in problem.reason for problem in check())


def test_asyncio_is_not_blocked_by_a_commit(embedded: Any) -> None:
    """A reader waits for a commit without holding up the loop."""

    async def wait() -> int:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.01)
                ticks += 1

        with embedded.store.dialect.committing():
            ticking = asyncio.ensure_future(tick())
            read = asyncio.ensure_future(embedded.reader.stats())
            await asyncio.sleep(0.3)
            assert not read.done()
        await read
        ticking.cancel()
        return ticks

    assert embedded.ask(wait()) > 5
