"""Judging a whole store: the evidence law again over everything that is kept, and every direct edge against its statements."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from graph.paging import walk
from graph.reading import ArticleFilter, DirectEdge, Reader
from graph.records import Props, edge_key, edge_props, to_edge
from schema.frozen import Frozen
from schema.law import Violation, violations
from schema.model import Article, Bundle, Statement
from schema.ontology import Ontology

T = TypeVar("T")


class CheckReport(Frozen):
    """What was looked at, and every problem."""

    articles: int
    statements: int
    edges: int
    problems: tuple[Violation, ...]


async def check_store(reader: Reader, ontology: Ontology) -> CheckReport:
    """Look at everything. Memory grows with the number of direct edges, not with texts."""
    problems: list[Violation] = []
    supports: dict[str, list[Props]] = {}
    ends: dict[str, tuple[str, str, str]] = {}
    articles = statements = 0
    quotes: set[str] = set()
    async for page in walk(lambda window: reader.find_articles(ArticleFilter(), window), size=50):
        for article, stated in zip(page, await reader.article_statements([article.id for article in page]), strict=True):
            articles += 1
            statements += len(stated)
            problems += await _judge(reader, article, stated, ontology)
            quotes.update(evidence.id for statement in stated for evidence in statement.evidence)
            for statement in stated:
                if statement.is_plain:
                    key = edge_key(statement.subject, statement.predicate, statement.object)
                    ends[key] = (statement.subject, statement.predicate, statement.object)
                    supports.setdefault(key, []).append(_support(statement, article))
    wanted = {key: to_edge(*_typed(ends[key]), edge_props(found)) for key, found in supports.items()}
    problems += await _judge_edges(reader, wanted)
    stats = await reader.stats()
    for name, count in (("statements", statements), ("evidence", len(quotes)), ("edges", len(wanted))):
        if stats[name] != count:
            problems.append(Violation(place="store", reason=f"holds {stats[name]} {name}, its articles account for {count}"))
    return CheckReport(articles=articles, statements=statements, edges=len(wanted), problems=tuple(problems))


async def _judge(reader: Reader, article: Article, stated: list[Statement], ontology: Ontology) -> list[Violation]:
    """The law over the bundle that the store says the article is."""
    if not stated:
        return []
    ids = sorted({id_ for s in stated for id_ in (s.subject, s.object, s.speaker) if id_ and id_ != article.id})
    nodes = await _found(reader.nodes, ids)
    claims = await _found(reader.claims, ids)
    problems: list[Violation] = []
    for run in dict.fromkeys(statement.run_id for statement in stated):
        (kept,) = await reader.runs([run])
        if kept is None:
            problems.append(Violation(place=f"article {article.id}", reason=f"was read by run {run}, which is not there"))
            continue
        said = tuple(statement for statement in stated if statement.run_id == run)
        bundle = Bundle(article=article, run=kept, nodes=tuple(nodes), claims=tuple(claims), statements=said)
        problems += [Violation(place=f"article {article.id}, {v.place}", reason=v.reason) for v in violations(bundle, ontology)]
    return problems


async def _judge_edges(reader: Reader, wanted: dict[str, DirectEdge]) -> list[Violation]:
    ids = sorted({id_ for edge in wanted.values() for id_ in (edge.subject, edge.object)})
    found: dict[str, DirectEdge] = {}
    for start in range(0, len(ids), 200):
        for edges in await reader.edges_of(ids[start : start + 200]):
            found |= {edge_key(edge.subject, edge.predicate, edge.object): edge for edge in edges}
    problems = [_edge_problem(edge, "is not supported by any plain statement") for key, edge in found.items() if key not in wanted]
    for key, edge in wanted.items():
        if key not in found:
            problems.append(_edge_problem(edge, "is missing, though statements support it"))
        elif found[key] != edge:
            problems.append(_edge_problem(edge, "does not sum up its statements"))
    return problems


async def _found(fetch: Callable[[list[str]], Awaitable[list[T | None]]], ids: list[str]) -> Iterable[T]:
    return [thing for thing in await fetch(ids) if thing is not None]


def _support(statement: Statement, article: Article) -> Props:
    day = statement.said_on or article.published
    return {
        "id": statement.id,
        "day": day.isoformat() if day else "",
        "sha": article.text_sha256,
        "confidence": statement.confidence,
    }


def _typed(ends: tuple[str, str, str]) -> tuple[str, str, str]:
    subject, predicate, object_ = ends
    return subject, predicate.upper(), object_


def _edge_problem(edge: DirectEdge, reason: str) -> Violation:
    return Violation(place=f"edge {edge.subject} {edge.predicate} {edge.object}", reason=reason)
