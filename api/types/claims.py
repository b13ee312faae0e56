"""Claims: propositions, whoever makes them and in whatever language."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from api.fields import resolver
from api.filters import AssertionsWhere, Ordered, StatementsWhere
from api.loading import Info
from api.paging import After, Before, Connection, First, Last, window
from api.types.edges import Label, Relation, labels_of, relations_of
from api.types.node import Node
from api.types.statements import Assertion, Statement, assertions_of, page_of
from api.vocabulary import RelationName
from schema import model

if TYPE_CHECKING:
    from api.types.answers import Sides
    from api.types.entities import Topic


@strawberry.type(description="A proposition, independent of speaker and language.")
class Claim(Node):
    labels: list[Label] = strawberry.field(description="The wording in each language there is.")
    wordings: list[str] = strawberry.field(description="Other ways to say it, used by the search.")
    candidate: bool = strawberry.field(description="True where nobody has catalogued it yet: its wording is the article's own.")
    value: strawberry.Private[model.Claim]

    @classmethod
    def of(cls, claim: model.Claim) -> "Claim":
        """The GraphQL object of a claim."""
        return cls(
            id=strawberry.ID(claim.id),
            labels=labels_of(claim.labels),
            wordings=list(claim.wordings),
            candidate=claim.candidate,
            value=claim,
        )

    @resolver("The wording in a language, or in the first one there is.")
    def text(
        self, language: Annotated[str, strawberry.argument(description="Language, as ISO 639-1 writes it: `en`, `ru`.")] = "en"
    ) -> str:
        return self.value.label(language)

    @resolver("Its topics.")
    async def topics(self, info: Info) -> list[Annotated["Topic", strawberry.lazy("api.types.entities")]]:
        from api.types.entities import topics_by_key

        return await topics_by_key(info, self.value.topics)

    @resolver("Who takes a stance on it, in which words; latest first unless told otherwise.")
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

    @resolver("Who stands where on it. Only what is said outright and in one's own name puts anybody on a side.")
    async def sides(
        self,
        info: Info,
        voices: Annotated[int, strawberry.argument(description="Voices on each side, at most 100.")] = 20,
    ) -> Annotated["Sides", strawberry.lazy("api.types.answers")]:
        from api.types.answers import sides_of

        return await sides_of(info, self.id, voices)

    @resolver("Every statement it has a part in, such as the claims it contradicts.")
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
