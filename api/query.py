"""The root of every read."""

import asyncio
from typing import Annotated, cast

import strawberry

from api.errors import InputError
from api.fields import resolver
from api.filters import (
    ArticlesWhere,
    AssertionsWhere,
    ClaimsWhere,
    EntitiesWhere,
    EntityFilterInput,
    Ordered,
    StatementsWhere,
    article_filter,
    assertion_filter,
    claim_filter,
    entity_filter,
    order,
    statement_filter,
)
from api.loading import Info
from api.paging import MAX_SIZE, After, Before, Connection, First, Last, connection, window
from api.types.answers import AskResult, ask
from api.types.articles import Article
from api.types.claims import Claim
from api.types.entities import TOPIC, Actor, Entity, Topic
from api.types.lookup import load_object
from api.types.node import Node, check_ids
from api.types.ontology import Ontology
from api.types.search import SearchConnection, search
from api.types.statements import Assertion, Statement
from api.vocabulary import NodeTypeName, ScopeName
from graph.reading import NodeFilter, Window
from schema import model


@strawberry.input(one_of=True, description="Exactly one way to name an actor.")
class ActorBy:
    id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="Global id.")
    name: str | None = strawberry.field(default=strawberry.UNSET, description="The whole canonical name, or a whole alias; case ignored.")


@strawberry.type(description="A number that says how much there is.")
class Count:
    of: str = strawberry.field(description="What is counted: a node type, or `statements`, `evidence`, `edges`.")
    count: int = strawberry.field(description="How many there are.")


@strawberry.type(description="Reads.")
class Query:
    @resolver("Any object by global id; null where unknown.")
    async def node(self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Global id.")]) -> Node | None:
        check_ids([id])
        return await load_object(info, id)

    @resolver("Objects by global id, in the same order, null where unknown.")
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], strawberry.argument(description="Global ids, at most 100.")]
    ) -> list[Node | None]:
        if len(ids) > MAX_SIZE:
            raise InputError(f"`ids` has {len(ids)} ids; it may have {MAX_SIZE}.")
        check_ids(ids)
        return list(await asyncio.gather(*(load_object(info, identifier) for identifier in ids)))

    @resolver("An actor by id or by its whole name.")
    async def actor(self, info: Info, by: Annotated[ActorBy, strawberry.argument(description="Selector.")]) -> Actor | None:
        if by.id:
            check_ids([by.id])
            found = await info.context.loaders.nodes.load(by.id)
        else:
            found = await _named(info, by.name or "")
        entity = None if found is None else Entity.made(found, info.context)
        return entity if isinstance(entity, Actor) else None

    @resolver("People, companies, organizations and groups, by name.")
    async def actors(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: EntitiesWhere = None,
    ) -> Connection[Actor]:
        where = entity_filter(filter, info.context.ontology.actor_types)
        page = await info.context.reader.find_nodes(where, window(first, after, last, before))
        return connection(page, lambda node: cast("Actor", Entity.made(node, info.context)))

    @resolver("Entities of every type, by name.")
    async def entities(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: EntitiesWhere = None,
    ) -> Connection[Entity]:
        page = await info.context.reader.find_nodes(entity_filter(filter), window(first, after, last, before))
        return connection(page, lambda node: Entity.made(node, info.context))

    @resolver("Topics, by name.")
    async def topics(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Topic]:
        page = await info.context.reader.find_nodes(NodeFilter(types=(TOPIC,)), window(first, after, last, before))
        return connection(page, lambda node: cast("Topic", Entity.made(node, info.context)))

    @resolver("A claim by id.")
    async def claim(self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Global id.")]) -> Claim | None:
        check_ids([id])
        found = await info.context.loaders.claims.load(id)
        return None if found is None else Claim.of(found)

    @resolver("Claims, by their wording.")
    async def claims(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: ClaimsWhere = None,
    ) -> Connection[Claim]:
        return connection(await info.context.reader.find_claims(claim_filter(filter), window(first, after, last, before)), Claim.of)

    @resolver("Facts as articles give them, latest first unless told otherwise.")
    async def statements(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: StatementsWhere = None,
        order_by: Ordered = None,
    ) -> Connection[Statement]:
        asked: Window = window(first, after, last, before)
        page = await info.context.reader.find_statements(statement_filter(filter), asked, *order(order_by))
        return connection(page, lambda statement: Statement.made(statement, info.context))

    @resolver("Stances on claims, latest first unless told otherwise.")
    async def assertions(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: AssertionsWhere = None,
        order_by: Ordered = None,
    ) -> Connection[Assertion]:
        where = assertion_filter(filter, info.context.assertion_relations)
        page = await info.context.reader.find_statements(where, window(first, after, last, before), *order(order_by))
        return connection(page, lambda statement: cast("Assertion", Statement.made(statement, info.context)))

    @resolver("An article by id.")
    async def article(self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Global id.")]) -> Article | None:
        check_ids([id])
        found = await info.context.loaders.articles.load(id)
        return None if found is None else Article.of(found)

    @resolver("Articles, the newest first.")
    async def articles(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: ArticlesWhere = None,
    ) -> Connection[Article]:
        return connection(await info.context.reader.find_articles(article_filter(filter), window(first, after, last, before)), Article.of)

    @resolver("Full-text search over names, claims, titles, texts and quotes, best first.")
    async def search(
        self,
        info: Info,
        query: Annotated[str, strawberry.argument(description="Words, in Russian or English.")],
        types: Annotated[list[NodeTypeName] | None, strawberry.argument(description="Only nodes of these types.")] = None,
        scope: Annotated[
            ScopeName | None, strawberry.argument(description="Where no types are given: what to search; anything unless told otherwise.")
        ] = None,
        first: First = None,
        after: After = None,
    ) -> SearchConnection:
        return await search(info, query, types, scope, window(first, after, None, None))

    @resolver("Who argues what: a question in English or Russian, answered with the words that prove it.")
    async def ask(
        self,
        info: Info,
        question: Annotated[str, strawberry.argument(description="Such as “who argues that regulation protects incumbents?”.")],
        voices: Annotated[int, strawberry.argument(description="Voices on each side, at most 100.")] = 20,
    ) -> AskResult:
        return await ask(info, question, voices)

    @resolver("The vocabulary: which types and relations there are.")
    def ontology(self, info: Info) -> Ontology:
        return Ontology.of(info.context.ontology)

    @resolver("How much there is of everything.")
    async def statistics(self, info: Info) -> list[Count]:
        return [Count(of=name, count=count) for name, count in (await info.context.reader.stats()).items()]


async def _named(info: Info, name: str) -> model.Node | None:
    """The actor that bears exactly this name: a canonical name comes before an alias, then the smaller id."""
    wanted = name.strip().casefold()
    if not wanted:
        raise InputError("`name` is empty.")
    where = entity_filter(EntityFilterInput(name=name), info.context.ontology.actor_types)
    page = await info.context.reader.find_nodes(where, Window(first=MAX_SIZE))
    canonical = [node for node in page.items if wanted in {n.casefold() for n in (node.name, *node.names.values())}]
    other = [node for node in page.items if wanted in {alias.casefold() for alias in node.aliases}]
    return min(canonical or other, key=lambda node: node.id, default=None)
