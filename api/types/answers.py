"""Answers to questions asked in words."""

import asyncio
from typing import Annotated

import strawberry

from api.errors import InputError
from api.fields import resolver
from api.loading import Info
from api.types.claims import Claim
from api.types.node import Node
from api.types.statements import Statement, end_of
from api.vocabulary import AskedName
from graph import answers
from graph.questions import answer
from graph.reading import StatementFilter, StatementOrder, Window
from schema import model

MAX_VOICES = 100
MAX_QUESTION = 500
MAX_STATEMENTS = 1_000


@strawberry.type(description="An actor's statement on the matter, with the number of articles that only copy it.")
class Voice:
    copies: int = strawberry.field(description="Further articles with the same words.")
    value: strawberry.Private[answers.Voice]

    @resolver("The statement with its actor, quote, article and date.")
    async def statement(self, info: Info) -> Statement:
        found = await end_of(info, self.value.statement)
        if not isinstance(found, Statement):
            raise TypeError(f"{self.value.statement} is no statement")
        return found


@strawberry.type(description="The first voices of a list.")
class Voices:
    voices: list[Voice] = strawberry.field(description="As many as were asked for.")
    total_count: int = strawberry.field(description="Size of the whole list.")

    @classmethod
    def of(cls, found: answers.Voices) -> "Voices":
        """The GraphQL object of voices."""
        return cls(voices=[Voice(copies=one.copies, value=one) for one in found.shown], total_count=found.total)


@strawberry.type(description="Who stands where.")
class Sides:
    supporters: Voices = strawberry.field(description="Who says so, outright and in their own name.")
    opponents: Voices = strawberry.field(description="Who denies it, outright and in their own name.")
    neutral: Voices = strawberry.field(description="Who raises it without taking a side.")
    guarded: Voices = strawberry.field(description="What was hedged, asked, supposed, denied, or told of somebody else: on no side.")

    @classmethod
    def of(cls, found: answers.Sides) -> "Sides":
        """The GraphQL object of the sides."""
        lists = {name: Voices.of(getattr(found, name)) for name in ("supporters", "opponents", "neutral", "guarded")}
        return cls(**lists)


@strawberry.type(description="Another claim tied to the one that was asked about; never merged with it.")
class RelatedClaim:
    sides: Sides = strawberry.field(description="Who stands where on it.")
    claim_id: strawberry.Private[str]

    @resolver("The claim.")
    async def claim(self, info: Info) -> Claim | None:
        found = await info.context.loaders.claims.load(self.claim_id)
        return None if found is None else Claim.of(found)


@strawberry.type(description="What the graph holds on a question.")
class Answer:
    question: str = strawberry.field(description="The question.")
    asks: AskedName = strawberry.field(description="The side it asks for on what it was understood to be about.")
    turned: bool = strawberry.field(description="True where the question denies what the claim says, so that the sides were exchanged.")
    sides: Sides = strawberry.field(description="Who stands where.")
    related: list[RelatedClaim] = strawberry.field(description="The same for claims tied to it, such as one it contradicts.")
    understood_id: strawberry.Private[str]

    @resolver("What it was understood to be about: a claim, or a policy.")
    async def about(self, info: Info) -> Node:
        return await end_of(info, self.understood_id)


@strawberry.type(description="The question fits no claim well enough, so nothing is taken for what was asked.")
class NotUnderstood:
    question: str = strawberry.field(description="The question.")
    message: str = strawberry.field(description="What to do.")
    ambiguous: bool = strawberry.field(description="True where two claims fit too equally to take one.")
    nearest_ids: strawberry.Private[list[str]]

    @resolver("The nearest claims.")
    async def nearest(self, info: Info) -> list[Claim]:
        found = await asyncio.gather(*(info.context.loaders.claims.load(i) for i in self.nearest_ids))
        return [Claim.of(claim) for claim in found if claim is not None]


async def sides_of(info: Info, claim: str, voices: int) -> Sides:
    """Who stands where on a claim. Claims asked about together share the round trips; the statements are not loaded again."""
    context = info.context
    _check_voices(voices)
    statements: list[model.Statement] = []
    where, asked = StatementFilter(predicates=context.assertion_relations), Window(first=MAX_STATEMENTS)
    while True:
        page = await context.loaders.statements_of(claim, where, asked, StatementOrder.SAID_ON, True)
        statements.extend(page.items)
        if not page.has_next or not page.cursors:
            break
        asked = Window(first=MAX_STATEMENTS, after=page.cursors[-1])
    heard = []
    for statement in statements:
        context.loaders.statements.prime(statement.id, statement)
        stance = context.ontology.relations[statement.predicate].stance
        if stance is not None:
            heard.append(answers.voice(statement, stance, None, None, None))
    return Sides.of(answers.sides(heard, voices))


AskResult = Annotated[Answer | NotUnderstood, strawberry.union("AskResult", description="Outcome of a question.")]


async def ask(info: Info, question: str, voices: int) -> Answer | NotUnderstood:
    """Answer a question in English or Russian."""
    if not question.strip() or len(question) > MAX_QUESTION:
        raise InputError(f"`question` may have 1 to {MAX_QUESTION} characters.")
    _check_voices(voices)
    context = info.context
    found = await answer(context.reader, context.ontology, question, voices)
    if found.understood is None:
        message = "No claim fits the question closely enough. Ask with the words of one of the nearest claims."
        return NotUnderstood(question=question, message=message, ambiguous=found.ambiguous, nearest_ids=[c.id for c in found.nearest])
    return Answer(
        question=question,
        asks=AskedName(found.asks),
        turned=found.turned,
        sides=Sides.of(found.sides),
        related=[RelatedClaim(sides=Sides.of(other.sides), claim_id=other.id) for other in found.related],
        understood_id=found.understood.id,
    )


def _check_voices(voices: int) -> None:
    if not 1 <= voices <= MAX_VOICES:
        raise InputError(f"`voices` is {voices}; it may be 1 to {MAX_VOICES}.")
