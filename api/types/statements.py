"""Statements: facts as articles give them, and the assertions among them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, cast

import strawberry

from api.errors import Gone
from api.fields import resolver
from api.filters import AssertionFilterInput, StatementFilterInput, StatementOrderInput, assertion_filter, order, statement_filter
from api.loading import Context, Info
from api.paging import After, Before, Connection, First, Last, connection, cut, window
from api.types.articles import Article, Evidence, Run, article_by_id
from api.types.interfaces import Node, Sourced
from api.vocabulary import ModalityName, PolarityName, RelationName, SpeechName, StanceName
from graph.reading import Window
from schema import model

if TYPE_CHECKING:
    from api.types.claims import Claim
    from api.types.entities import Entity

LazyEntity = Annotated["Entity", strawberry.lazy("api.types.entities")]


@strawberry.type(description="An extra fact that a statement carries, such as the role of an employment.")
class Qualifier:
    name: str = strawberry.field(description="What it is.")
    value: str = strawberry.field(description="As the article gives it.")


@strawberry.interface(description="One fact as one article gives it. Contradictory statements are all kept.")
class Statement(Node, Sourced):
    relation: RelationName = strawberry.field(description="What it says of its subject and object.")
    polarity: PolarityName = strawberry.field(description="Whether it is made or denied.")
    modality: ModalityName = strawberry.field(description="How firmly it is said.")
    speech: SpeechName = strawberry.field(description="How it stands in the article.")
    said_on: date | None = strawberry.field(description="When it was said.")
    confidence: float = strawberry.field(description="Confidence of the extractor, 0 to 1.")
    qualifiers: list[Qualifier] = strawberry.field(description="Extra facts.")
    quote: str = strawberry.field(description="The first of the words it was read from.")
    value: strawberry.Private[model.Statement]

    @classmethod
    def made(cls, statement: model.Statement, context: Context) -> "Statement":
        """Filled from a statement of the store."""
        stance = context.ontology.relations[statement.predicate].stance
        fields: dict[str, Any] = {
            "id": strawberry.ID(statement.id),
            "relation": RelationName(statement.predicate),
            "polarity": PolarityName(statement.polarity),
            "modality": ModalityName(statement.modality),
            "speech": SpeechName(statement.speech),
            "said_on": statement.said_on,
            "confidence": statement.confidence,
            "qualifiers": [Qualifier(name=name, value=value) for name, value in sorted(statement.qualifiers.items())],
            "quote": statement.evidence[0].quote,
            "value": statement,
        }
        if stance is None:
            return Fact(**fields)
        plain = statement.is_plain and statement.speaker in (None, statement.subject)
        return Assertion(**fields, stance=StanceName(stance), plain=plain)

    @resolver("Verbatim evidence, in the order of the text.")
    def evidence(  # type: ignore[override] # it comes with the statement; a coroutine for each of a page's statements would cost more
        self, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Evidence]:
        return connection(cut(self.value.evidence, lambda e: e.id, window(first, after, last, before)), Evidence.of)

    @resolver("Of whom or what it says something: an entity, an article or a claim.")
    async def subject(self, info: Info) -> Node:
        return await end_of(info, self.value.subject)

    @resolver("The other end: an entity, an article or a claim.")
    async def object(self, info: Info) -> Node:
        return await end_of(info, self.value.object)

    @resolver("Whose words carry it; null in the article's own voice.")
    async def speaker(self, info: Info) -> LazyEntity | None:
        return None if self.value.speaker is None else cast("Entity", await end_of(info, self.value.speaker))

    @resolver("The article that gives it.")
    async def article(self, info: Info) -> Article:
        return await article_by_id(info, self.value.article_id)

    @resolver("What read the article.")
    async def run(self, info: Info) -> Run | None:
        run = await info.context.loaders.runs.load(self.value.run_id)
        return None if run is None else Run.of(run)


@strawberry.type(description="A statement that is no position on a claim.")
class Fact(Statement):
    pass


@strawberry.type(description="A statement on a claim: one actor takes one stance on one claim in one article.")
class Assertion(Statement):
    stance: StanceName = strawberry.field(description="Position on the claim.")
    plain: bool = strawberry.field(
        description="True where the actor says it outright and in their own name. Only then may they be shown on a side."
    )

    @resolver("Who takes the stance.")
    async def actor(self, info: Info) -> Annotated["Entity", strawberry.lazy("api.types.entities")]:
        return cast("Entity", await end_of(info, self.value.subject))

    @resolver("What it is a stance on.")
    async def claim(self, info: Info) -> Annotated["Claim", strawberry.lazy("api.types.claims")]:
        return cast("Claim", await end_of(info, self.value.object))


async def end_of(info: Info, identifier: str) -> Node:
    from api.types.lookup import load_object

    found = await load_object(info, identifier)
    if found is None:
        raise Gone(identifier)
    return found


async def page_of(
    info: Info, parent: str, asked: Window, given: StatementFilterInput | None, order_by: StatementOrderInput | None
) -> Connection[Statement]:
    """The page of statements that a node, claim or article has a part in."""
    context = info.context
    page = await context.loaders.statements_of(parent, statement_filter(given), asked, *order(order_by))
    return connection(page, lambda statement: Statement.made(statement, context))


async def assertions_of(
    info: Info, parent: str, asked: Window, given: AssertionFilterInput | None, order_by: StatementOrderInput | None
) -> Connection[Assertion]:
    """The page of assertions that an actor makes or that are made on a claim."""
    context = info.context
    where = assertion_filter(given, context.assertion_relations)
    page = await context.loaders.statements_of(parent, where, asked, *order(order_by))
    return connection(page, lambda statement: cast("Assertion", Statement.made(statement, context)))
