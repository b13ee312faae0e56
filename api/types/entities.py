"""Entities: actors, topics and all other things that articles speak of."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import strawberry

from api.fields import resolver
from api.filters import AssertionsWhere, ClaimsWhere, Ordered, StatementsWhere, claim_filter
from api.loading import Context, Info
from api.paging import After, Before, Connection, First, Last, connection, window
from api.types.articles import Article
from api.types.edges import Label, Relation, labels_of, relations_of
from api.types.node import Node
from api.types.statements import Assertion, Statement, assertions_of, page_of
from api.vocabulary import EntityKindName, NodeTypeName, RelationName
from schema import model
from schema.ids import NODE, node_id

if TYPE_CHECKING:
    from api.types.claims import Claim

TOPIC = "Topic"


@strawberry.interface(description="Somebody or something that articles speak of.")
class Entity(Node):
    type: NodeTypeName = strawberry.field(description="What it is.")
    kind: EntityKindName | None = strawberry.field(description="Kind within its type.")
    name: str = strawberry.field(description="Canonical name.")
    names: list[Label] = strawberry.field(description="Its name in each language there is.")
    aliases: list[str] = strawberry.field(description="Other names seen.")
    same_as: list[str] = strawberry.field(description="The same thing elsewhere, such as a Wikidata id.")
    article_id: strawberry.Private[str | None]

    @classmethod
    def made(cls, node: model.Node, context: Context) -> "Entity":
        """The GraphQL object of an entity, of the type that its node type asks for."""
        kind = Topic if node.type == TOPIC else Actor if node.type in context.ontology.actor_types else Thing
        return kind(
            id=strawberry.ID(node.id),
            type=NodeTypeName(node.type),
            kind=EntityKindName(node.kind) if node.kind else None,
            name=node.name,
            names=labels_of(node.names),
            aliases=list(node.aliases),
            same_as=list(node.same_as),
            article_id=node.article_id,
        )

    @resolver("The name in a language, or the canonical one.")
    def label(
        self, language: Annotated[str, strawberry.argument(description="Language, as ISO 639-1 writes it: `en`, `ru`.")] = "en"
    ) -> str:
        return next((label.text for label in self.names if label.language == language), self.name)

    @resolver("The one article it belongs to: set for unnamed sources such as “some critics”.")
    async def only_in(self, info: Info) -> Article | None:
        article = await info.context.loaders.articles.load(self.article_id) if self.article_id else None
        return None if article is None else Article.of(article)

    @resolver("Every statement it is the subject or the object of.")
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
        return await page_of(info, self.id, window(first, after, last, before), filter, order_by)

    @resolver("The direct edges that touch it.")
    async def relations(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        relation: Annotated[list[RelationName] | None, strawberry.argument(description="Only these relations.")] = None,
    ) -> Connection[Relation]:
        return await relations_of(info, self.id, window(first, after, last, before), relation)


@strawberry.type(description="Someone who can take a stance: a person, a company, an organization or a group.")
class Actor(Entity):
    @resolver("The stances it takes, latest first unless told otherwise.")
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
        return await assertions_of(info, self.id, window(first, after, last, before), filter, order_by)


@strawberry.type(description="An entity that takes no stance: a model, a product, a policy, an event, a place.")
class Thing(Entity):
    pass


@strawberry.type(description="A subject of AI policy.")
class Topic(Entity):
    key: strawberry.Private[str | None] = None

    @resolver("The claims on it.")
    async def claims(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: ClaimsWhere = None,
    ) -> Connection[Annotated["Claim", strawberry.lazy("api.types.claims")]]:
        from api.types.claims import Claim

        where = claim_filter(filter).model_copy(update={"topics": (self.key or self.id,)})
        return connection(await info.context.reader.find_claims(where, window(first, after, last, before)), Claim.of)


async def topics_by_key(info: Info, keys: Sequence[str]) -> list[Topic]:
    """The topics of a claim. A claim names a topic by its id or by its key; a key without an entity still is a topic."""
    ids = [key if _is_id(key) else node_id(TOPIC, key) for key in keys]
    nodes = await asyncio.gather(*(info.context.loaders.nodes.load(i) for i in ids))
    topics = []
    for key, identifier, node in zip(keys, ids, nodes, strict=True):
        entity = Entity.made(node or model.Node(id=identifier, type=TOPIC, name=key.replace("_", " ")), info.context)
        if isinstance(entity, Topic):
            entity.key = key
            topics.append(entity)
    return topics


def _is_id(key: str) -> bool:
    return len(key) == 33 and key[0] == NODE and all(digit in "0123456789abcdef" for digit in key[1:])
