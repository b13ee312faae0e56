"""The GraphQL schema of one vocabulary."""

import strawberry
from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    lexicographic_sort_schema,
    print_schema,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter

from api.query import Query
from api.types.articles import Evidence, Run
from api.types.entities import Actor, Thing, Topic
from api.types.statements import Assertion, Fact
from api.vocabulary import scalar_map
from schema.ontology import Ontology


def build_schema(ontology: Ontology) -> strawberry.Schema:
    """The schema whose enumerations are those of the ontology. The types are the same for every ontology."""
    schema = strawberry.Schema(
        query=Query,
        types=[Actor, Thing, Topic, Assertion, Fact, Evidence, Run],
        config=StrawberryConfig(scalar_map=scalar_map(ontology)),
    )
    _tidy(core_schema(schema))
    return schema


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """The schema as graphql-core runs it."""
    return schema._schema


def schema_sdl(schema: strawberry.Schema) -> str:
    """The schema in GraphQL's schema definition language, sorted by name."""
    return print_schema(lexicographic_sort_schema(core_schema(schema))) + "\n"


def _tidy(schema: GraphQLSchema) -> None:
    """What strawberry leaves undone: `= null` is no default worth printing, and @oneOf belongs into the introspection."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field in kind.fields.values():
                for argument in field.args.values():
                    if argument.default_value is None:
                        argument.default_value = Undefined
        elif isinstance(kind, GraphQLInputObjectType):
            definition = kind.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
            kind.is_one_of = bool(definition and definition.is_one_of)
            for entry in kind.fields.values():
                if entry.default_value is None:
                    entry.default_value = Undefined
