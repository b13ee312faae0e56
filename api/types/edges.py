"""Direct edges: all plain statements that say the same, as one."""

import asyncio
from collections.abc import Mapping
from datetime import date

import strawberry

from api.fields import resolver
from api.loading import Info
from api.paging import After, Before, Connection, First, Last, connection, cut, window
from api.types.interfaces import Node, Sourced
from api.types.statements import Statement, end_of
from api.vocabulary import RelationName
from graph.reading import DirectEdge, Page, Window
from schema import model


@strawberry.type(description="A name or wording in one language.")
class Label:
    language: str = strawberry.field(description="Language, as ISO 639-1 writes it.")
    text: str = strawberry.field(description="The words.")


def labels_of(texts: Mapping[str, str]) -> list[Label]:
    """Labels in the order of their languages."""
    return [Label(language=language, text=text) for language, text in sorted(texts.items())]


@strawberry.type(description="A direct edge of the graph: all affirmed and asserted statements that say the same.")
class Relation(Sourced):
    relation: RelationName = strawberry.field(description="What it says.")
    first_said_on: date | None = strawberry.field(description="Date of the earliest statement.")
    last_said_on: date | None = strawberry.field(description="Date of the latest statement.")
    article_count: int = strawberry.field(description="Number of independent articles.")
    confidence: float = strawberry.field(description="Confidence in the edge, 0 to 1.")
    value: strawberry.Private[DirectEdge]

    @classmethod
    def of(cls, edge: DirectEdge) -> "Relation":
        """The GraphQL object of a direct edge."""
        return cls(
            relation=RelationName(edge.predicate),
            first_said_on=edge.first,
            last_said_on=edge.last,
            article_count=edge.articles,
            confidence=edge.confidence,
            value=edge,
        )

    async def proof(self, info: Info) -> list[model.Evidence]:
        """The evidence of all its statements."""
        found = await asyncio.gather(*(info.context.loaders.statements.load(i) for i in self.value.statements))
        unique = {evidence.id: evidence for statement in found if statement for evidence in statement.evidence}
        return list(unique.values())

    @resolver("Where it begins.")
    async def subject(self, info: Info) -> Node:
        return await end_of(info, self.value.subject)

    @resolver("Where it ends.")
    async def object(self, info: Info) -> Node:
        return await end_of(info, self.value.object)

    @resolver("The statements it stands for.")
    async def statements(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Statement]:
        context = info.context
        page = cut(self.value.statements, str, window(first, after, last, before))
        found = await asyncio.gather(*(context.loaders.statements.load(i) for i in page.items))
        kept = [(s, cursor) for s, cursor in zip(found, page.cursors, strict=True) if s is not None]
        loaded = Page[model.Statement](
            items=tuple(statement for statement, _ in kept),
            cursors=tuple(cursor for _, cursor in kept),
            total=page.total,
            has_next=page.has_next,
            has_previous=page.has_previous,
        )
        return connection(loaded, lambda statement: Statement.made(statement, context))


async def relations_of(info: Info, parent: str, asked: Window, relations: list[RelationName] | None) -> Connection[Relation]:
    """The page of direct edges that touch a node."""
    edges = await info.context.loaders.edges.load(parent)
    kept = [edge for edge in edges if relations is None or edge.predicate in relations]
    return connection(cut(kept, lambda edge: f"{edge.predicate}|{edge.subject}|{edge.object}", asked), Relation.of)
