"""Conditions and orders as GraphQL inputs, and what they are for the Reader. Conditions of one input are joined by AND."""

from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.errors import InputError
from api.types.node import check_ids
from api.vocabulary import DirectionName, EntityKindName, ModalityName, NodeTypeName, OrderKeyName, RelationName, StanceName
from graph.reading import ArticleFilter, ClaimFilter, NodeFilter, StatementFilter, StatementOrder
from schema.model import Modality, Stance

MAX_TEXT = 500


@strawberry.input(name="StatementOrder", description="Order of statements and assertions.")
class StatementOrderInput:
    field: OrderKeyName = strawberry.field(description="Key.")
    direction: DirectionName = strawberry.field(default=DirectionName("desc"), description="Direction.")


@strawberry.input(description="A date interval, both ends included.")
class DateRange:
    from_: date | None = strawberry.field(name="from", default=None, description="From.")
    to: date | None = strawberry.field(default=None, description="To.")


@strawberry.input(name="StatementFilter", description="Conditions on statements.")
class StatementFilterInput:
    subject_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="Any of these subjects.")
    object_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="Any of these objects.")
    article_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="In any of these articles.")
    relation: list[RelationName] | None = strawberry.field(default=None, description="Any of these relations.")
    modality: list[ModalityName] | None = strawberry.field(default=None, description="Said in any of these ways.")
    subject_type: list[NodeTypeName] | None = strawberry.field(default=None, description="Any of these types of subject.")
    said_on: DateRange | None = strawberry.field(default=None, description="When it was said.")
    min_confidence: float | None = strawberry.field(default=None, description="At least this confidence.")


@strawberry.input(name="AssertionFilter", description="Conditions on assertions.")
class AssertionFilterInput:
    actor_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="By any of these actors.")
    claim_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="On any of these claims.")
    article_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="In any of these articles.")
    stance: list[StanceName] | None = strawberry.field(default=None, description="Any of these stances.")
    modality: list[ModalityName] | None = strawberry.field(default=None, description="Said in any of these ways.")
    actor_type: list[NodeTypeName] | None = strawberry.field(default=None, description="Any of these types of actor.")
    said_on: DateRange | None = strawberry.field(default=None, description="When it was said.")
    min_confidence: float | None = strawberry.field(default=None, description="At least this confidence.")


@strawberry.input(name="EntityFilter", description="Conditions on entities.")
class EntityFilterInput:
    name: str | None = strawberry.field(default=None, description="Every word begins a word of the name or of an alias; case ignored.")
    type: list[NodeTypeName] | None = strawberry.field(default=None, description="Any of these types.")
    kind: list[EntityKindName] | None = strawberry.field(default=None, description="Any of these kinds.")
    on_claim_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="Takes a stance on any of these claims …")
    stance: list[StanceName] | None = strawberry.field(default=None, description="… and it is one of these.")


@strawberry.input(name="ClaimFilter", description="Conditions on claims.")
class ClaimFilterInput:
    text: str | None = strawberry.field(default=None, description="Words of the claim, in any language it has a wording in.")
    topics: list[str] | None = strawberry.field(default=None, description="Any of these topics, by key or id.")
    asserted_by_ids: list[strawberry.ID] | None = strawberry.field(default=None, description="Any of these actors takes a stance on it …")
    stance: list[StanceName] | None = strawberry.field(default=None, description="… and it is one of these.")
    candidate: bool | None = strawberry.field(default=None, description="Only catalogued claims (false) or only others (true).")


@strawberry.input(name="ArticleFilter", description="Conditions on articles.")
class ArticleFilterInput:
    language: list[str] | None = strawberry.field(default=None, description="In any of these languages.")
    outlet: list[str] | None = strawberry.field(default=None, description="Published by any of these.")
    published_on: DateRange | None = strawberry.field(default=None, description="When it was published.")
    title: str | None = strawberry.field(default=None, description="Words of the title.")


_CONDITIONS = strawberry.argument(description="Conditions, joined by AND.")
StatementsWhere: TypeAlias = Annotated[StatementFilterInput | None, _CONDITIONS]
AssertionsWhere: TypeAlias = Annotated[AssertionFilterInput | None, _CONDITIONS]
EntitiesWhere: TypeAlias = Annotated[EntityFilterInput | None, _CONDITIONS]
ClaimsWhere: TypeAlias = Annotated[ClaimFilterInput | None, _CONDITIONS]
ArticlesWhere: TypeAlias = Annotated[ArticleFilterInput | None, _CONDITIONS]
Ordered: TypeAlias = Annotated[StatementOrderInput | None, strawberry.argument(description="Order; latest first where none is given.")]


def order(given: StatementOrderInput | None) -> tuple[StatementOrder, bool]:
    """Key and whether it descends; latest first where nothing is asked."""
    if given is None:
        return StatementOrder.SAID_ON, True
    return StatementOrder(given.field), given.direction == "desc"


def statement_filter(given: StatementFilterInput | None) -> StatementFilter:
    """The Reader's conditions."""
    if given is None:
        return StatementFilter()
    start, end = _dates(given.said_on)
    return StatementFilter(
        subjects=check_ids(given.subject_ids),
        objects=check_ids(given.object_ids),
        articles=check_ids(given.article_ids),
        predicates=tuple(given.relation or ()),
        modalities=tuple(Modality(value) for value in given.modality or ()),
        subject_types=tuple(given.subject_type or ()),
        said_from=start,
        said_to=end,
        min_confidence=_confidence(given.min_confidence),
    )


def assertion_filter(given: AssertionFilterInput | None, relations: tuple[str, ...]) -> StatementFilter:
    """The Reader's conditions. `relations`: the names of all relations that express a stance."""
    if given is None:
        return StatementFilter(predicates=relations)
    start, end = _dates(given.said_on)
    return StatementFilter(
        subjects=check_ids(given.actor_ids),
        objects=check_ids(given.claim_ids),
        articles=check_ids(given.article_ids),
        predicates=relations,
        stances=tuple(Stance(value) for value in given.stance or ()),
        modalities=tuple(Modality(value) for value in given.modality or ()),
        subject_types=tuple(given.actor_type or ()),
        said_from=start,
        said_to=end,
        min_confidence=_confidence(given.min_confidence),
    )


def entity_filter(given: EntityFilterInput | None, types: tuple[str, ...] = ()) -> NodeFilter:
    """The Reader's conditions. `types`: what the list is limited to, if anything."""
    if given is None:
        return NodeFilter(types=types)
    asked = tuple(given.type or ())
    if outside := [name for name in asked if types and name not in types]:
        raise InputError(f"{outside[0]} is not among {', '.join(types)}. Use `entities` for other types.")
    return NodeFilter(
        types=asked or types,
        kinds=tuple(given.kind or ()),
        name=_text("name", given.name),
        on_claims=check_ids(given.on_claim_ids),
        stances=tuple(Stance(value) for value in given.stance or ()),
    )


def claim_filter(given: ClaimFilterInput | None) -> ClaimFilter:
    """The Reader's conditions."""
    if given is None:
        return ClaimFilter()
    return ClaimFilter(
        text=_text("text", given.text),
        topics=tuple(given.topics or ()),
        asserted_by=check_ids(given.asserted_by_ids),
        stances=tuple(Stance(value) for value in given.stance or ()),
        candidate=given.candidate,
    )


def article_filter(given: ArticleFilterInput | None) -> ArticleFilter:
    """The Reader's conditions."""
    if given is None:
        return ArticleFilter()
    start, end = _dates(given.published_on)
    return ArticleFilter(
        languages=tuple(given.language or ()),
        outlets=tuple(given.outlet or ()),
        published_from=start,
        published_to=end,
        title=_text("title", given.title),
    )


def _dates(given: DateRange | None) -> tuple[date | None, date | None]:
    if given is None:
        return None, None
    if given.from_ is not None and given.to is not None and given.from_ > given.to:
        raise InputError(f"The interval ends on {given.to}, before it begins on {given.from_}.")
    return given.from_, given.to


def _confidence(given: float | None) -> float:
    if given is None:
        return 0.0
    if not 0.0 <= given <= 1.0:
        raise InputError(f"`minConfidence` is {given:g}; it may be 0 to 1.")
    return given


def _text(name: str, given: str | None) -> str | None:
    if given is not None and len(given) > MAX_TEXT:
        raise InputError(f"`{name}` is longer than {MAX_TEXT} characters.")
    return given
