"""`policygraph ask` and `policygraph export`, over the reference store."""

import asyncio
import csv
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

import graph.store
from graph.answers import Answer
from graph.ask_commands import NOTHING_FOUND, ask, export_app
from graph.ask_table import print_answer
from graph.errors import StoreUnreachable
from graph.export import ASSERTION_COLUMNS
from graph.output import drain, open_output
from graph.questions import answer
from graph.reference import ReferenceStore
from schema.ids import claim_id, node_id
from schema.model import Bundle, Claim, Modality, Node
from schema.ontology import load_ontology

NAMESPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}
MOAT = Claim(id=claim_id("moat"), labels={"en": "Regulation protects incumbents", "ru": "Регулирование защищает лидеров рынка"})
ANN = Node(id=node_id("Person", "Ann"), type="Person", name="Ann [bold]&<Lee>", names={"ru": "Энн"})
LAB = Node(id=node_id("Company", "Lab"), type="Company", name="Lab")


class Door(ReferenceStore):
    """The reference store with the doors of a real one."""

    def reader(self) -> "Door":
        return self

    async def __aenter__(self) -> "Door":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None


@pytest.fixture
def door(make_bundle: Callable[..., Bundle], fact: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Door:
    store = Door()
    text = '=HYPERLINK("x") says Ann. Perhaps, says Lab. Ann works for Lab.\u0001'
    facts = [
        fact(ANN, "asserts", MOAT, ('=HYPERLINK("x") says Ann.',), said_on=date(2026, 1, 1), speaker=ANN),
        fact(LAB, "asserts", MOAT, ("Perhaps, says Lab.", "Ann works for Lab.\u0001"), modality=Modality.HEDGED),
        fact(ANN, "employed_by", LAB, ("Ann works for Lab.",)),
    ]
    bundle = make_bundle("https://example.org/1", text, *facts, title="One\u0001", outlet="Gazette", published=date(2026, 1, 2))
    store.write(bundle, datetime(2026, 5, 1, tzinfo=UTC))

    @contextmanager
    def open_reference(*_: object, **__: object) -> Iterator[Door]:
        yield store

    monkeypatch.setattr(graph.store, "open_store", open_reference)
    return store


def run_ask(*arguments: str) -> Any:
    app = typer.Typer()
    app.command()(ask)
    return CliRunner().invoke(app, arguments)


def run_export(*arguments: str) -> Any:
    return CliRunner().invoke(export_app, arguments)


@pytest.mark.usefixtures("door")
def test_ask_prints_json_when_piped() -> None:
    done = run_ask("who argues that regulation protects incumbents")
    assert done.exit_code == 0
    read = Answer.model_validate_json(done.stdout)
    assert [voice.actor_name for voice in read.sides.supporters.shown] == [ANN.name]
    assert [voice.actor_name for voice in read.sides.guarded.shown] == ["Lab"]


@pytest.mark.usefixtures("door")
def test_ask_says_that_nothing_was_found() -> None:
    done = run_ask("who argues that regulation protects consumers", "--json")
    assert done.exit_code == NOTHING_FOUND
    read = json.loads(done.stdout)
    assert read["understood"] is None
    assert [claim["id"] for claim in read["nearest"]] == [MOAT.id]


def test_ask_explains_a_store_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def fail(*_: object, **__: object) -> Iterator[Door]:
        raise StoreUnreachable("bolt://nowhere", "no answer.")
        yield

    monkeypatch.setattr(graph.store, "open_store", fail)
    done = run_ask("who argues that regulation protects incumbents")
    assert done.exit_code == 2
    assert "The store at bolt://nowhere cannot be used" in done.stderr


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "who argues that regulation protects incumbents",
            ["Understood as: Regulation protects incumbents", "Say that it is true (1)", "On neither side"],
        ),
        (
            "кто спорит с тем, что регулирование защищает лидеров рынка",
            ["Понято как: Регулирование защищает лидеров рынка", "Говорят, что это верно (1)"],
        ),
        ("who says regulation protects consumers", ["Nothing found", "Nearest claims", "0.67  Regulation protects incumbents"]),
    ],
)
def test_tables_show_names_as_they_are(door: Door, question: str, words: list[str]) -> None:
    page = io.StringIO()
    print_answer(asyncio.run(answer(door, load_ontology(), question)), Console(file=page, width=200))
    for expected in words:
        assert expected in page.getvalue()
    assert ("Ann [bold]&<Lee>" in page.getvalue()) == ("consumers" not in question)


@pytest.mark.usefixtures("door")
def test_csv_has_one_row_an_assertion() -> None:
    done = run_export("csv")
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert tuple(rows[0]) == ASSERTION_COLUMNS
    by_actor = {row["actor"]: row for row in rows}
    assert set(by_actor) == {ANN.name, "Lab"}
    ann = by_actor[ANN.name]
    assert (ann["stance"], ann["modality"], ann["date"], ann["claim_ru"]) == ("supports", "asserted", "2026-01-01", MOAT.labels["ru"])
    assert (ann["url"], ann["outlet"]) == ("https://example.org/1", "Gazette")
    assert by_actor["Lab"]["quote"] == "Perhaps, says Lab. […] Ann works for Lab.\u0001"


@pytest.mark.usefixtures("door")
def test_csv_disarms_formulas_unless_told_not_to() -> None:
    rows = [list(csv.DictReader(io.StringIO(run_export("csv", *flags).stdout))) for flags in ((), ("--verbatim",))]
    disarmed, verbatim = ({row["quote"] for row in table} for table in rows)
    assert '\'=HYPERLINK("x") says Ann.' in disarmed
    assert '=HYPERLINK("x") says Ann.' in verbatim


def test_graphml_holds_the_direct_edges(door: Door) -> None:
    tree = ET.fromstring(run_export("graphml").stdout)  # noqa: S314 - our own words, written a line ago
    assert {node.get("id") for node in tree.iterfind(".//g:node", NAMESPACE)} == {ANN.id, LAB.id, MOAT.id, *door.bundles}
    edges = {(e.get("source"), e.get("target")): {d.get("key"): d.text for d in e} for e in tree.iterfind(".//g:edge", NAMESPACE)}
    assert set(edges) == {(ANN.id, MOAT.id), (ANN.id, LAB.id)}
    assert edges[ANN.id, MOAT.id]["edge_relation"] == "asserts"
    assert edges[ANN.id, MOAT.id]["edge_weight"] == "1"
    keys = {key.get("id") for key in tree.iterfind("g:key", NAMESPACE)}
    assert {data.get("key") for data in tree.iterfind(".//g:data", NAMESPACE)} <= keys


@pytest.mark.usefixtures("door")
def test_nquads_and_documents_come_through_the_command() -> None:
    assert run_export("nquads").stdout.count(" .\n") > 50
    assert "@prefix pg:" in run_export("turtle", ANN.id).stdout
    assert json.loads(run_export("jsonld", MOAT.id).stdout)["@graph"]


@pytest.mark.usefixtures("door")
def test_an_unknown_id_is_explained(tmp_path: Path) -> None:
    target = tmp_path / "x.ttl"
    done = run_export("turtle", "n0", "--output", str(target))
    assert done.exit_code == 2
    assert "Nothing has the id 'n0'" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("door")
def test_a_file_is_the_same_as_standard_output_and_gz_is_reproducible(tmp_path: Path) -> None:
    plain, packed, again = (tmp_path / name for name in ("a.nq", "b.nq.gz", "c.nq.gz"))
    for path in (plain, packed, again):
        assert run_export("nquads", "--output", str(path)).exit_code == 0
    assert plain.read_text(encoding="utf-8") == run_export("nquads").stdout
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes() == again.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"a.nq", "b.nq.gz", "c.nq.gz"}


def test_a_failure_keeps_the_old_file(tmp_path: Path) -> None:
    async def broken() -> Any:
        yield "half"
        raise RuntimeError("stop")

    target = tmp_path / "graph.nq"
    target.write_text("old")
    with pytest.raises(RuntimeError), open_output(target) as sink:
        asyncio.run(drain(broken(), sink, "N-Quads", progress=False))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.usefixtures("door")
def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    done = run_export("csv", "--output", str(tmp_path / "none" / "a.csv"))
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_a_reader_that_has_enough_is_no_error() -> None:
    program = (
        "import asyncio, sys\n"
        "from graph import ask_commands\n"
        "async def many():\n"
        "    for _ in range(200000): yield 'line ' * 20 + chr(10)\n"
        "ask_commands._with_reader = lambda use: asyncio.run(use(None))\n"
        "ask_commands._export(lambda reader: many(), None, 'lines')\n"
    )
    reader = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert reader.stdout is not None
    assert reader.stderr is not None
    assert reader.stdout.readline().startswith(b"line")
    reader.stdout.close()
    complaint = reader.stderr.read()
    reader.stderr.close()
    assert reader.wait(timeout=30) == 0
    assert complaint == b""
