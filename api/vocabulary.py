"""The enumerations of the GraphQL schema: the vocabulary's, and the API's own.

Types name an enumeration by a placeholder; `scalar_map` puts the real GraphQL enumeration of one ontology in its place. In Python a value
is the string our data holds (`asserts`, `AIModel`), in GraphQL its constant (`ASSERTS`, `AI_MODEL`). (strawberry's own enumerations
cannot be printed or introspected as default values under graphql-core 3.3.)
"""

from typing import NewType

import strawberry
from graphql import GraphQLEnumType, GraphQLEnumValue
from strawberry.types.scalar import ScalarDefinition

from schema.graphql import EnumType, EnumValue, graphql_enums
from schema.ontology import Ontology

NodeTypeName = NewType("NodeTypeName", str)
EntityKindName = NewType("EntityKindName", str)
RelationName = NewType("RelationName", str)
StanceName = NewType("StanceName", str)
PolarityName = NewType("PolarityName", str)
ModalityName = NewType("ModalityName", str)
SpeechName = NewType("SpeechName", str)
DirectionName = NewType("DirectionName", str)
OrderKeyName = NewType("OrderKeyName", str)
ScopeName = NewType("ScopeName", str)
AskedName = NewType("AskedName", str)
URL = NewType("URL", str)

_PLACEHOLDERS: dict[str, object] = {
    "NodeType": NodeTypeName,
    "EntityKind": EntityKindName,
    "RelationType": RelationName,
    "Stance": StanceName,
    "Polarity": PolarityName,
    "Modality": ModalityName,
    "SpeechKind": SpeechName,
    "OrderDirection": DirectionName,
    "StatementOrderField": OrderKeyName,
    "SearchScope": ScopeName,
    "AskedSide": AskedName,
}


def _own(name: str, description: str, **values: str) -> EnumType:
    constants = (EnumValue(name=value.upper(), value=value, description=meaning) for value, meaning in values.items())
    return EnumType(name=name, description=description, values=tuple(constants))


_OWN = (
    _own("OrderDirection", "Direction of an order.", asc="Smallest or oldest first.", desc="Greatest or latest first."),
    _own("StatementOrderField", "Order keys of statements.", said_on="When it was said.", confidence="Confidence of the extractor."),
    _own("SearchScope", "What a search runs over.", nodes="Entities, claims and articles.", evidence="Quotes."),
    _own("AskedSide", "The side a question asks for.", supports="Who says so.", opposes="Who denies it.", any="Who says anything on it."),
)


def scalar_map(ontology: Ontology) -> dict[object, ScalarDefinition]:
    """What stands for each placeholder in the schema of this ontology."""
    enums = {enum.name: enum for enum in (*graphql_enums(ontology), entity_kinds(ontology), *_OWN)}
    definitions: dict[object, ScalarDefinition] = {_PLACEHOLDERS[name]: _definition(enums[name]) for name in _PLACEHOLDERS}
    definitions[URL] = strawberry.scalar(
        name="URL",
        description="An address on the web (RFC 3986).",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3986",
        serialize=str,
        parse_value=str,
    )
    return definitions


def entity_kinds(ontology: Ontology) -> EnumType:
    """The kinds of all node types in one enumeration, since an entity's kind is one field whatever its type."""
    enums = {enum.name: enum for enum in graphql_enums(ontology)}
    values: dict[str, EnumValue] = {}
    for node in ontology.nodes.values():
        if node.kinds:
            values.update((value.name, value) for value in enums[f"{node.name}Kind"].values if value.name not in values)
    return EnumType(name="EntityKind", description="Kind of an entity within its type.", values=tuple(values.values()))


def _definition(enum: EnumType) -> ScalarDefinition:
    values = {value.name: GraphQLEnumValue(value.value, description=value.description) for value in enum.values}
    return ScalarDefinition(
        name=enum.name,
        description=enum.description,
        specified_by_url=None,
        serialize=None,
        parse_value=None,
        parse_literal=None,
        # strawberry hands this on untouched wherever the placeholder stands, so it may be any leaf type of graphql-core
        implementation=GraphQLEnumType(enum.name, values, description=enum.description),  # type: ignore[arg-type]
    )
