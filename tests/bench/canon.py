"""Twenty questions that people ask of the graph: half through the Reader, as the API asks them, half as statements of the guide."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.reading import ArticleFilter, ClaimFilter, NodeFilter, Reader, StatementFilter, StatementOrder, Window
from schema.model import Stance

PAGE = Window(first=20)


@dataclass(frozen=True)
class Cast:
    """Who and what the questions are about, by ids, from the most spoken of to the least; and the name of the most spoken of person."""

    actors: list[str]
    claims: list[str]
    articles: list[str]
    person: str


Question = Callable[[Reader, Cast, int], Awaitable[Any]]

BY_READER: dict[str, Question] = {
    "one actor with names and kind": lambda r, c, n: r.nodes([c.actors[n % len(c.actors)]]),
    "who asserts this claim, newest first": lambda r, c, n: r.find_statements(
        StatementFilter(objects=(_one(c.claims, n),), predicates=("asserts",)), PAGE
    ),
    "both sides of this claim, surest first": lambda r, c, n: r.find_statements(
        StatementFilter(objects=(_one(c.claims, n),), stances=(Stance.SUPPORTS, Stance.OPPOSES)), PAGE, StatementOrder.CONFIDENCE
    ),
    "what this actor said in one year": lambda r, c, n: r.find_statements(
        StatementFilter(subjects=(_one(c.actors, n),), said_from=date(2023, 1, 1), said_to=date(2023, 12, 31)), PAGE
    ),
    "statements of twenty claims, a page each": lambda r, c, n: r.statements_of(_some(c.claims, n), StatementFilter(), Window(first=5)),
    "direct edges of twenty actors": lambda r, c, n: r.edges_of(_some(c.actors, n)),
    "actors who take a stance on this claim": lambda r, c, n: r.find_nodes(NodeFilter(on_claims=(_one(c.claims, n),)), PAGE),
    "claims this actor supports": lambda r, c, n: r.find_claims(
        ClaimFilter(asserted_by=(_one(c.actors, n),), stances=(Stance.SUPPORTS,)), PAGE
    ),
    "actors by the beginning of a name": lambda r, _, n: r.find_nodes(NodeFilter(name=_one(["iri", "hoff", "boris", "dun"], n)), PAGE),
    "claims with these words": lambda r, _, n: r.find_claims(ClaimFilter(text=_one(["audit", "open mod", "risk comp"], n)), PAGE),
    "articles of one quarter": lambda r, _, n: r.find_articles(
        ArticleFilter(published_from=date(2021, 1 + n % 9, 1), published_to=date(2021, 4 + n % 9, 1)), PAGE
    ),
    "everything twenty articles say": lambda r, c, n: r.article_statements(_some(c.articles, n)),
    "full-text search for an actor": lambda r, _, n: r.search(_one(["Elena Egorov", "Farid Gray", "Hugo Castro"], n), ["Person"], 10),
    "the newest statements of all": lambda r, _, __: r.find_statements(StatementFilter(), PAGE),
}
BY_GUIDE = ("who_asserts", "proof", "one_person", "neighbours", "both_sides", "months")
"""Statements of graph/queries/guide, about the person of the cast; the last two look at the whole graph."""


def _one(things: list[str], number: int) -> str:
    return things[number % len(things)]


def _some(things: list[str], number: int) -> list[str]:
    return [things[(number * 7 + step) % len(things)] for step in range(20)]
