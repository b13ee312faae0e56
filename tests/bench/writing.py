"""Articles a second of the Writer on either engine, beside a raw loop that sends the same rows and checks nothing.

The raw loop has one transaction an article too, and one UNWIND for each kind of row; it reads nothing, so it could not replace an article.
"""

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bundles import make_bundle
from neo4j import Session, Transaction
from neo4j_server.releases import RELEASES
from neo4j_server.server import Server
from pydantic import SecretStr
from turns import by_turns

from graph.settings import StoreSettings
from graph.store import Store, open_store
from graph.writer import GraphWriter
from schema import cypher
from schema.model import Bundle
from schema.ontology import Ontology

ARTICLES = 100
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Rows = dict[str, Sequence[Any]]


def generate(count: int) -> Iterator[Bundle]:
    """Random bundles of as many articles, over a few shared things."""
    rng = random.Random(1)
    for _ in range(count):
        yield make_bundle(rng, addresses=10**9, most=12)


def clear(store: Store) -> None:
    """Empty the store, but for its own record."""
    store.driver.execute_query("MATCH (n) WHERE NOT n:Store DETACH DELETE n", database_=store.target.database)


def measure() -> dict[str, float]:
    """Articles a second of either on the embedded engine and on the newest Neo4j, and rows in an article."""
    with tempfile.TemporaryDirectory() as folder:
        with open_store(StoreSettings(home=Path(folder))) as store:
            figures = compare("embedded", store)
        server = Server(RELEASES["newest"], Path(folder) / "neo4j", heap="1g")
        server.start()
        try:
            with open_store(StoreSettings(store=server.uri, password=SecretStr(server.password()), home=Path(folder))) as store:
                figures |= compare("Neo4j", store)
        finally:
            server.kill()
    return figures


def compare(name: str, store: Store) -> dict[str, float]:
    """The Writer and the raw loop, by turns."""
    bundles = list(generate(ARTICLES))
    sent = record(store, bundles)
    texts = raw_texts(store.ontology)

    def ours() -> None:
        writer = store.writer()
        for bundle in bundles:
            writer.write(bundle, NOW)

    def raw() -> None:
        with store.driver.session(database=store.target.database) as session:
            for rows in sent:
                send(session, texts, rows)

    ours_seconds, raw_seconds = by_turns(ours, raw, before=lambda: clear(store))
    return {
        f"{name}: Writer, articles/s": ARTICLES / ours_seconds,
        f"{name}: raw UNWIND loop, articles/s": ARTICLES / raw_seconds,
        f"{name}: Writer takes times as long": ours_seconds / raw_seconds,
        "rows in an article": sum(len(rows) for article in sent for rows in article.values()) / ARTICLES,
    }


class Recorder(GraphWriter):
    """A Writer that keeps the rows it sends."""

    rows: Rows

    def _run(self, tx: Transaction, name: str, parameters: Mapping[str, Sequence[Any]]) -> None:
        if name.startswith("write_"):
            self.rows |= {f"{name} {place}": list(rows) for place, rows in parameters.items() if rows}
        super()._run(tx, name, parameters)


def record(store: Store, bundles: list[Bundle]) -> list[Rows]:
    """The rows that the Writer sends for each article, by statement and parameter."""
    clear(store)
    writer = Recorder(store.driver, store.target, store.dialect, store.ontology)
    sent = []
    for bundle in bundles:
        writer.rows = {}
        writer.write(bundle, NOW)
        sent.append(writer.rows)
    return sent


def raw_texts(ontology: Ontology) -> dict[str, str]:
    """One UNWIND for each parameter of the Writer's statements."""
    texts = {f"write_things {label}": cypher.upsert_node(label) for label in cypher.shared_labels(ontology)}
    texts |= {f"write_things {label}_counts": cypher.update_counts(label) for label in cypher.shared_labels(ontology)}
    texts |= {"write_facts article": cypher.upsert_node("Article"), "write_facts evidence": cypher.upsert_node("Evidence")}
    texts["write_facts statements"] = (
        "UNWIND $given.rows AS row MATCH (a:Article {id: row.article}) MATCH (r:Run {id: row.run}) MERGE (s:Statement {id: row.id})\n"
        "SET s = row.props MERGE (a)-[:STATES]->(s) CREATE (s)-[:READ_BY]->(r)"
    )
    for edge in ("SUBJECT", "OBJECT", "SPEAKER"):
        for label in (*ontology.entity_types, "Article", "Claim"):
            texts[f"write_facts {edge}_{label}"] = cypher.link("Statement", edge, label)
    texts["write_facts PROVEN_BY_Evidence"] = cypher.link("Statement", "PROVEN_BY", "Evidence", properties=("position",))
    texts["write_facts QUOTED_FROM_Article"] = cypher.link("Evidence", "QUOTED_FROM", "Article")
    return texts | {f"write_edges {relation.edge}": cypher.upsert_edge(relation) for relation in ontology.relations.values()}


def send(session: Session, texts: dict[str, str], rows: Rows) -> None:
    """One article, one transaction."""
    with session.begin_transaction() as transaction:
        for name, given in rows.items():
            transaction.run(texts[name], given={"rows": given}).consume()
        transaction.commit()
