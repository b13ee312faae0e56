"""The questions of docs/neo4j-browser.md: each runs on every engine, reads only, finds something, and is answered alike everywhere."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from neo4j.graph import Node as GraphNode
from neo4j.graph import Path as GraphPath

from graph.packaged import refuse_writes
from schema.ids import article_id, claim_id, node_id
from schema.model import Claim, Modality, Node, Polarity
from schema.ontology import load_ontology

ROOT = Path(__file__).resolve().parents[2]
GUIDE = sorted((ROOT / "graph" / "queries" / "guide").glob("*.cypher"))
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def entity(type_: str, name: str, kind: str | None = None, own: str | None = None) -> Node:
    return Node(id=node_id(type_, name, own), type=type_, name=name, kind=kind, article_id=own)


def claim(text: str, candidate: bool = False) -> Claim:
    return Claim(id=claim_id(text), labels={"en": text}, candidate=candidate)


def write_sample(writer: Any, make_bundle: Callable[..., Any], fact: Callable[..., Any]) -> None:
    """Five short articles in which every question of the guide has an answer."""
    lecun, hinton = entity("Person", "Yann LeCun"), entity("Person", "Geoffrey Hinton")
    meta, lab, watch = entity("Company", "Meta"), entity("Company", "Small Lab"), entity("Organization", "AI Watch", "ngo")
    letter, act = entity("Policy", "Pause letter", "open_letter"), entity("Policy", "AI Act", "law")
    llama, tuned = entity("AIModel", "Llama"), entity("AIModel", "Vicuna")
    moat, opens = claim("Regulation protects incumbents"), claim("Regulation opens the market", candidate=True)
    critics = entity("Group", "some critics", "unnamed_source", article_id("https://example.org/1"))
    one = "Regulation is a moat, LeCun says. He works at Meta. Critics doubt it. It may be so, says AI Watch."
    two = "Hinton: it is no moat. He signed the letter, as did LeCun. Watch is for the act."
    writer.write(
        make_bundle(
            "https://example.org/1",
            one,
            fact(lecun, "asserts", moat, ("Regulation is a moat",), speaker=lecun),
            fact(lecun, "employed_by", meta, ("He works at Meta.",)),
            fact(critics, "disputes", moat, ("Critics doubt it.",)),
            fact(watch, "asserts", moat, ("It may be so",), modality=Modality.HEDGED, speaker=watch),
            fact(critics, "asserts", opens, ("Critics doubt it.",)),
            title="Hearing",
            outlet="The Example",
            published=date(2026, 4, 2),
        ),
        NOW,
    )
    writer.write(
        make_bundle(
            "https://example.org/2",
            two,
            fact(hinton, "disputes", moat, ("it is no moat",), speaker=hinton, said_on=date(2026, 3, 1)),
            fact(hinton, "signed", letter, ("He signed the letter",)),
            fact(lecun, "signed", letter, ("as did LeCun",)),
            fact(lecun, "asserts", opens, ("it is no moat",), polarity=Polarity.NEGATED),
            fact(watch, "supports_policy", act, ("Watch is for the act.",)),
            outlet="The Other",
            published=date(2026, 4, 5),
        ),
        NOW,
    )
    writer.write(
        make_bundle(
            "https://example.org/3",
            "Meta makes Llama, Vicuna is made of it, Meta bought Small Lab. LeCun repeats: a moat. Hinton belongs to Watch.",
            fact(meta, "develops", llama, ("Meta makes Llama",)),
            fact(tuned, "based_on", llama, ("Vicuna is made of it",)),
            fact(meta, "acquires", lab, ("Meta bought Small Lab",)),
            fact(lecun, "asserts", moat, ("a moat",)),
            fact(hinton, "member_of", watch, ("Hinton belongs to Watch.",)),
            fact(meta, "asserts", moat, ("LeCun repeats",)),
            fact(hinton, "asserts", moat, ("a moat",)),
            outlet="The Example",
            published=date(2026, 4, 9),
        ),
        NOW,
    )


def plain(value: Any) -> Any:
    """What an engine returned, as words that do not depend on the engine."""
    if isinstance(value, GraphPath):
        return [plain(value.start_node), *([edge.type, plain(edge.start_node), plain(edge.end_node)] for edge in value.relationships)]
    if isinstance(value, GraphNode):
        (label,) = value.labels
        return f"{label} {value.get('name') or value.get('label') or value.get('title') or value.get('predicate')}"
    return sorted(map(plain, value)) if isinstance(value, list) else value


def test_every_question_is_answered_alike_on_every_engine(engine: Any, make_bundle: Any, fact: Any, golden: Any) -> None:
    """The golden file is one for all engines. Rows are compared as a set where the statement orders nothing."""
    write_sample(engine.writer(), make_bundle, fact)
    answers = {}
    for path in GUIDE:
        records, _, _ = engine.store.driver.execute_query(path.read_text(encoding="utf-8"), database_=engine.store.target.database)
        rows = [{name: plain(value) for name, value in record.items()} for record in records]
        assert rows, path.name
        answers[path.stem] = rows if "ORDER BY" in path.read_text(encoding="utf-8") else sorted(rows, key=str)
    golden("guide.json", json.dumps(answers, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_every_question_only_reads_and_is_in_the_docs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    refuse_writes(path.stem, text)
    question = re.match(r"// (.+\?.*)\n", text)
    assert question, "the first line is the question"
    page = (ROOT / "docs" / "neo4j-browser.md").read_text(encoding="utf-8")
    assert f"| {question[1]} | [{path.name}](../graph/queries/guide/{path.name}) |" in page
    ontology = load_ontology()
    known = {relation.edge for relation in ontology.relations.values()} | {
        "STATES",
        "SUBJECT",
        "OBJECT",
        "SPEAKER",
        "PROVEN_BY",
        "QUOTED_FROM",
    }
    assert {name for group in re.findall(r"\[\w*:([A-Z_|]+)", text) for name in group.split("|")} <= known


def test_there_are_at_least_twenty_questions() -> None:
    assert len(GUIDE) >= 20


def test_the_style_file_knows_every_label() -> None:
    styled = set(re.findall(r"^node\.(\w+) \{", (ROOT / "docs" / "policy-graph.grass").read_text(encoding="utf-8"), re.MULTILINE))
    assert styled == {*load_ontology().nodes, "Statement", "Evidence", "Run"}
