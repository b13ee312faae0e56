"""The vocabulary as a listing: what there is to ask for."""

import strawberry

from api.types.edges import Label
from api.vocabulary import EntityKindName, NodeTypeName, RelationName, StanceName
from schema import ontology as vocabulary


@strawberry.type(description="A type of node.")
class NodeTypeEntry:
    type: NodeTypeName = strawberry.field(description="Its name in queries.")
    labels: list[Label] = strawberry.field(description="Its name for people.")
    descriptions: list[Label] = strawberry.field(description="Its meaning.")
    kinds: list[EntityKindName] = strawberry.field(description="Kinds within the type.")
    iris: list[str] = strawberry.field(description="Classes of public vocabularies.")
    actor: bool = strawberry.field(description="Whether it can take a stance.")


@strawberry.type(description="A type of relation.")
class RelationTypeEntry:
    relation: RelationName = strawberry.field(description="Its name in queries.")
    labels: list[Label] = strawberry.field(description="Its name for people.")
    descriptions: list[Label] = strawberry.field(description="Its meaning.")
    subjects: list[NodeTypeName] = strawberry.field(description="Where it may begin.")
    objects: list[NodeTypeName] = strawberry.field(description="Where it may end.")
    inverse: str = strawberry.field(description="Name of the edge read backwards.")
    symmetric: bool = strawberry.field(description="Whether it says the same in both directions.")
    stance: StanceName | None = strawberry.field(description="The stance it expresses, if any.")
    qualifiers: list[str] = strawberry.field(description="Extra facts its statements may carry.")


@strawberry.type(description="The vocabulary of the graph.")
class Ontology:
    version: int = strawberry.field(description="Version of the vocabulary.")
    node_types: list[NodeTypeEntry] = strawberry.field(description="Types of nodes.")
    relation_types: list[RelationTypeEntry] = strawberry.field(description="Types of relations.")

    @classmethod
    def of(cls, ontology: vocabulary.Ontology) -> "Ontology":
        """The GraphQL object of an ontology."""
        return cls(
            version=ontology.version,
            node_types=[_node_type(node, node.name in ontology.actor_types) for node in ontology.nodes.values()],
            relation_types=[_relation_type(relation) for relation in ontology.relations.values()],
        )


def _node_type(node: vocabulary.NodeType, actor: bool) -> NodeTypeEntry:
    return NodeTypeEntry(
        type=NodeTypeName(node.name),
        labels=_labels(node.en, node.ru),
        descriptions=_labels(node.en_doc, node.ru_doc),
        kinds=[EntityKindName(kind) for kind in node.kinds],
        iris=list(node.iri),
        actor=actor,
    )


def _relation_type(relation: vocabulary.RelationType) -> RelationTypeEntry:
    return RelationTypeEntry(
        relation=RelationName(relation.name),
        labels=_labels(relation.en, relation.ru),
        descriptions=_labels(relation.en_doc, relation.ru_doc),
        subjects=[NodeTypeName(name) for name in relation.subjects],
        objects=[NodeTypeName(name) for name in relation.objects],
        inverse=relation.inverse,
        symmetric=relation.symmetric,
        stance=None if relation.stance is None else StanceName(relation.stance),
        qualifiers=list(relation.qualifiers),
    )


def _labels(en: str, ru: str) -> list[Label]:
    return [Label(language="en", text=en), Label(language="ru", text=ru)]
