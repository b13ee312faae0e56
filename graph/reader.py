"""The Reader over Bolt. Every read is one packaged statement, run in a READ session; see graph/packaged.py for the door."""

import asyncio
import random
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, NoReturn, Self, TypeVar

from neo4j import READ_ACCESS, AsyncDriver
from neo4j.exceptions import DriverError, Neo4jError

from graph import records
from graph.conditions import (
    article_parameters,
    claim_parameters,
    node_parameters,
    page_parameters,
    statement_parameters,
)
from graph.connection import Target
from graph.cursors import find_position, make_page
from graph.dialect import Dialect
from graph.errors import GraphError
from graph.packaged import load_query
from graph.races import lost_race, refusal
from graph.ranking import Candidate, rank
from graph.reading import (
    ArticleFilter,
    ClaimFilter,
    DirectEdge,
    Hit,
    NodeFilter,
    Page,
    StatementFilter,
    StatementOrder,
    Stored,
    Window,
)
from graph.terms import stems
from schema.cypher import search_labels
from schema.model import Article, Claim, Evidence, Node, Run, Statement
from schema.ontology import Ontology

T = TypeVar("T")
Row = dict[str, Any]
ATTEMPTS = 6


class HalfRead(GraphError):
    """A statement met a commit half-way: Neo4j reads committed data, but not all of one moment. The read is done again."""


class GraphReader:
    """The Reader. Belongs to one event loop; close it when done."""

    def __init__(self, driver: AsyncDriver, target: Target, dialect: Dialect, ontology: Ontology) -> None:
        self._driver = driver
        self._target = target
        self._dialect = dialect
        self._ontology = ontology
        self._relations = [relation.edge for relation in ontology.relations.values()]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._driver.close()

    async def nodes(self, ids: Sequence[str]) -> list[Node | None]:
        """Entities by id."""
        return await self._by_id("nodes", ids, lambda row: records.to_node(row["type"], row["props"]))

    async def claims(self, ids: Sequence[str]) -> list[Claim | None]:
        """Claims by id."""
        return await self._by_id("claims", ids, lambda row: records.to_claim(row["props"]))

    async def articles(self, ids: Sequence[str]) -> list[Article | None]:
        """Articles by id."""
        return await self._by_id("articles", ids, lambda row: records.to_article(row["props"]))

    async def statements(self, ids: Sequence[str]) -> list[Statement | None]:
        """Statements by id, with their evidence."""
        return await self._by_id("statements", ids, _statement)

    async def evidence(self, ids: Sequence[str]) -> list[Evidence | None]:
        """Quotes by id."""
        return await self._by_id("evidence", ids, lambda row: records.to_evidence(row["props"]))

    async def runs(self, ids: Sequence[str]) -> list[Run | None]:
        """Extraction runs by id."""
        return await self._by_id("runs", ids, lambda row: records.to_run(row["props"]))

    async def find_statements(
        self, where: StatementFilter, window: Window, order: StatementOrder = StatementOrder.SAID_ON, descending: bool = True
    ) -> Page[Statement]:
        """One page; starts from the subjects, objects or articles where they are given, else from a scan."""
        position = find_position(window, order, descending)
        parameters = statement_parameters(where, self._ontology) | page_parameters(position) | {"order": str(order)}
        name = "find_statements"
        anchors: dict[str, list[str]] = {"subjects": [], "objects": [], "articles": []}
        for kind in anchors:
            if parameters[kind]:
                name, anchors[kind] = "find_statements_from", parameters[kind]
                break
        return await self._read(name, parameters | {"anchors": anchors}, lambda rows: _statement_page(rows[0], order, position))

    async def statements_of(
        self,
        parents: Sequence[str],
        where: StatementFilter,
        window: Window,
        order: StatementOrder = StatementOrder.SAID_ON,
        descending: bool = True,
    ) -> list[Page[Statement]]:
        """A page for each parent, in one statement."""
        position = find_position(window, order, descending)
        parameters = statement_parameters(where, self._ontology) | page_parameters(position) | {"order": str(order)}
        wanted = list(dict.fromkeys(parents))

        def decode(rows: list[Row]) -> dict[str, Page[Statement]]:
            return {row["parent"]: _statement_page(row, order, position) for row in rows}

        pages = await self._read("statements_of", parameters | {"parents": wanted}, decode)
        return [pages[parent] for parent in parents]

    async def find_nodes(self, where: NodeFilter, window: Window) -> Page[Node]:
        """One page, in order of names."""
        return await self._find("find_nodes", node_parameters(where, self._ontology), window, "sort", False, self.nodes)

    async def find_claims(self, where: ClaimFilter, window: Window) -> Page[Claim]:
        """One page, in order of labels."""
        return await self._find("find_claims", claim_parameters(where, self._ontology), window, "sort", False, self.claims)

    async def find_articles(self, where: ArticleFilter, window: Window) -> Page[Article]:
        """One page, the newest first."""
        return await self._find("find_articles", article_parameters(where), window, "published", True, self.articles)

    async def search(self, query: str, types: Sequence[str], limit: int) -> list[Hit]:
        """Full-text search; candidates by the engine's index over our stems, order by graph/ranking.py."""
        wanted = sorted(set(stems(query)))
        labels = [label for label in search_labels(self._ontology) if not types or label in types]
        if not wanted or not labels:
            return []
        parameters = {"indexes": [f"search_{label}" for label in labels], "query": " ".join(wanted), "stems": wanted}
        return await self._read("search", parameters, lambda rows: rank((Candidate(**row) for row in rows), len(wanted), limit))

    async def edges_of(self, ids: Sequence[str]) -> list[list[DirectEdge]]:
        """Direct edges by node, ordered by predicate, subject, object."""

        def decode(rows: list[Row]) -> dict[str, dict[tuple[str, str, str], DirectEdge]]:
            found: dict[str, dict[tuple[str, str, str], DirectEdge]] = {}
            for row in rows:
                edge = records.to_edge(row["subject"], row["edge"], row["object"], row["props"])
                found.setdefault(row["id"], {})[edge.predicate, edge.subject, edge.object] = edge
            return found

        edges = await self._read("edges_of", {"ids": list(dict.fromkeys(ids)), "relations": self._relations}, decode)
        return [[edge for _, edge in sorted(edges.get(id_, {}).items())] for id_ in ids]

    async def article_statements(self, article_ids: Sequence[str]) -> list[list[Statement]]:
        """Everything articles say, ordered by id."""

        def decode(rows: list[Row]) -> dict[str, list[Statement]]:
            found: dict[str, list[Statement]] = {}
            for row in rows:
                stated = found.setdefault(row["id"], [])
                if row["props"]:
                    stated.append(_statement(row))
            for row in rows:
                if row["stated"] != len(found[row["id"]]):
                    raise HalfRead(row["id"])
            return found

        stated = await self._read("article_statements", {"ids": list(dict.fromkeys(article_ids))}, decode)
        return [sorted(stated.get(id_, []), key=lambda statement: statement.id) for id_ in article_ids]

    async def stored(self, article_ids: Sequence[str]) -> list[Stored | None]:
        """Articles with everything they say, from their marks: four round trips for all of them."""
        for attempt in range(ATTEMPTS):
            try:
                return await self._stored(article_ids)
            except HalfRead:  # a commit came between two of the reads
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    async def _stored(self, article_ids: Sequence[str]) -> list[Stored | None]:
        wanted = list(dict.fromkeys(article_ids))
        marked = await self._read("contributions", {"ids": wanted}, lambda rows: {row["id"]: row for row in rows})
        articles = await self.articles(wanted)
        stated = await self.article_statements(wanted)
        ids = sorted({mark.split(" ")[1] for row in marked.values() for mark in row["marks"]})
        variants = await self._read("variants", {"ids": ids}, lambda rows: {row["id"]: row["variants"] for row in rows})
        found: dict[str, Stored] = {}
        for article, statements in zip(articles, stated, strict=True):
            if article is not None and article.id in marked:
                row = marked[article.id]
                found[article.id] = records.to_stored(article, statements, row["marks"], variants, row["recorded_at"]) or _half(article.id)
        return [found.get(id_) for id_ in article_ids]

    async def stats(self) -> dict[str, int]:
        """Counts by label, and of statements, evidence and direct edges."""
        counts = await self._read("stats", {}, lambda rows: {row["label"]: row["count"] for row in rows})
        edges = await self._read("edge_count", {"relations": self._relations}, lambda rows: rows[0]["count"] if rows else 0)
        return {label: counts.get(label, 0) for label in self._ontology.nodes} | {
            "statements": counts.get("Statement", 0),
            "evidence": counts.get("Evidence", 0),
            "edges": edges,
        }

    async def _by_id(self, name: str, ids: Sequence[str], decode: Callable[[Row], T]) -> list[T | None]:
        if not ids:
            return []
        wanted = list(dict.fromkeys(ids))
        found = await self._read(name, {"ids": wanted}, lambda rows: {row["props"]["id"]: decode(row) for row in rows})
        return [found.get(id_) for id_ in ids]

    async def _find(
        self,
        name: str,
        parameters: Row,
        window: Window,
        order: str,
        descending: bool,
        fetch: "Callable[[Sequence[str]], Any]",
    ) -> Page[Any]:
        position = find_position(window, order, descending)
        row = await self._read(name, parameters | page_parameters(position), lambda rows: rows[0])
        keys = [(item["key"], item["id"]) for item in row["page"] if item["id"]]
        items = await fetch([id_ for _, id_ in keys])
        kept = [(item, key) for item, key in zip(items, keys, strict=True) if item is not None]
        return make_page([item for item, _ in kept], [key for _, key in kept], row["total"], row["passed"], order, position)

    async def _read(self, name: str, parameters: Row, decode: Callable[[list[Row]], T]) -> T:
        """Run a packaged read and decode it; again when it met a commit half-way or the connection was lost.

        The parameters are one map: Neo4j plans a text anew for other types and sizes of parameters, but not of what is in a map.
        """
        text = load_query(name)
        for attempt in range(ATTEMPTS):
            try:
                async with (
                    self._dialect.reading(),
                    self._driver.session(database=self._target.database, default_access_mode=READ_ACCESS) as session,
                ):
                    result = await session.run(text, given=parameters)
                    rows = [record.data() for record in [record async for record in result]]
                return _decoded(name, decode, rows)
            except HalfRead:
                if attempt == ATTEMPTS - 1:
                    raise
            except (Neo4jError, DriverError) as error:
                if not (error.is_retryable() or lost_race(error)) or attempt == ATTEMPTS - 1:
                    raise refusal(error, self._target.address) from error
            await asyncio.sleep(0.02 * 2**attempt * (0.5 + random.random()))  # noqa: S311 - spreads readers, keeps no secret
        raise AssertionError("unreachable")


def _decoded(name: str, decode: Callable[[list[Row]], T], rows: list[Row]) -> T:
    """Decode; a node that was deleted while Neo4j read it comes with nulls where none can be, and is half a read."""
    try:
        return decode(rows)
    except (TypeError, ValueError) as error:
        raise HalfRead(name) from error


def _half(id_: str) -> NoReturn:
    raise HalfRead(id_)


def _statement(row: Row) -> Statement:
    statement = records.to_statement(row["props"], row["quotes"])
    if statement is None:
        raise HalfRead(row["props"]["id"])
    return statement


def _statement_page(row: Row, order: StatementOrder, position: Any) -> Page[Statement]:
    items = {item["props"]["id"]: _statement(item) for item in row["items"]}
    keys = [(entry["key"], entry["id"]) for entry in row["page"]]
    if len(items) != len(keys):
        raise HalfRead(order)
    return make_page([items[id_] for _, id_ in keys], keys, row["total"], row["passed"], order, position)
