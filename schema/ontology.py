"""The vocabulary: node types and relation types, read from one data file."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from pydantic import Field, ValidationError

from schema.errors import OntologyError
from schema.frozen import Frozen


class Stance(StrEnum):
    """Position of an actor on a claim."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    NEUTRAL = "neutral"


class NodeType(Frozen):
    """One type of node. `iri` lists compact IRIs, most specific public class first."""

    name: str = Field(pattern=r"^[A-Z][A-Za-z]+$")
    iri: tuple[str, ...]
    en: str
    ru: str
    en_doc: str
    ru_doc: str
    kinds: dict[str, str] = Field(default_factory=dict)


class RelationType(Frozen):
    """One type of relation. `subjects` and `objects` are node types with the groups already expanded."""

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    inverse: str = Field(pattern=r"^[a-z][a-z_]*$")
    en: str
    ru: str
    en_doc: str
    ru_doc: str
    iri: str | None = None
    stance: Stance | None = None
    symmetric: bool = False
    qualifiers: tuple[str, ...] = ()

    @property
    def edge(self) -> str:
        """The Neo4j relationship type, e.g. `PUSHES_REGULATION`."""
        return self.name.upper()

    def allows(self, subject_type: str, object_type: str) -> bool:
        """Whether the relation may run from one node type to the other."""
        return subject_type in self.subjects and object_type in self.objects


class Ontology(Frozen):
    """The whole vocabulary. Order of nodes and relations is the order of the file."""

    version: int
    base: str
    namespace: str
    prefixes: dict[str, str]
    nodes: dict[str, NodeType]
    groups: dict[str, tuple[str, ...]]
    relations: dict[str, RelationType]

    @property
    def entity_types(self) -> tuple[str, ...]:
        """Node types that are entities: neither a document nor what is said."""
        return tuple(name for name in self.nodes if name not in ("Article", "Claim"))

    @property
    def actor_types(self) -> tuple[str, ...]:
        """Node types that can take a stance."""
        return self.groups["Actor"]

    def stance_relation(self, stance: Stance) -> RelationType:
        """The assertion relation that expresses a stance."""
        return next(r for r in self.relations.values() if r.stance is stance)


def parse_ontology(text: str) -> Ontology:
    """Read a vocabulary. Raises OntologyError naming the entry that is wrong."""
    try:
        raw: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OntologyError("syntax", str(error), "Mend the TOML syntax") from error
    groups = {name: tuple(members) for name, members in raw.get("groups", {}).items()}
    try:
        nodes = {name: NodeType(name=name, **entry) for name, entry in raw.get("nodes", {}).items()}
        relations = {name: _relation(name, dict(entry), nodes, groups) for name, entry in raw.get("relations", {}).items()}
        ontology = Ontology(
            nodes=nodes, groups=groups, relations=relations, **{k: raw[k] for k in ("version", "base", "namespace", "prefixes")}
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise OntologyError(
            error.title + "." + ".".join(map(str, first["loc"])), first["msg"], "See the head of the file for the fields"
        ) from error
    except KeyError as error:
        raise OntologyError(str(error.args[0]), "is missing", "Add it at the top of the file") from error
    _check(ontology)
    return ontology


@cache
def load_ontology() -> Ontology:
    """The vocabulary that ships with the package."""
    return parse_ontology(resources.files("schema").joinpath("ontology.toml").read_text(encoding="utf-8"))


def _relation(name: str, entry: dict[str, Any], nodes: dict[str, NodeType], groups: dict[str, tuple[str, ...]]) -> RelationType:
    ends = {}
    for side, field in (("from", "subjects"), ("to", "objects")):
        if side not in entry:
            raise OntologyError(f"relations.{name}.{side}", "is missing", "Name the node types the relation may have there")
        types: list[str] = []
        for given in entry.pop(side):
            for node in groups.get(given, (given,)):
                if node not in nodes:
                    raise OntologyError(
                        f"relations.{name}.{side}", f"{given!r} is no node type and no group", "Use one of [nodes] or [groups]"
                    )
                if node not in types:
                    types.append(node)
        ends[field] = types
    entry.setdefault("inverse", f"{name}_inverse")
    return RelationType(name=name, **ends, **entry)


def _check(ontology: Ontology) -> None:
    for group, members in ontology.groups.items():
        for member in members:
            if member not in ontology.nodes:
                raise OntologyError(f"groups.{group}", f"{member!r} is no node type", "Use names from [nodes]")
    inverses: dict[str, str] = {}
    for relation in ontology.relations.values():
        place = f"relations.{relation.name}"
        if relation.symmetric != (relation.inverse == relation.name):
            raise OntologyError(
                place, "a symmetric relation, and only such a one, is its own inverse", "Set inverse and symmetric together"
            )
        if not relation.symmetric and relation.inverse in ontology.relations:
            raise OntologyError(place, f"inverse {relation.inverse!r} is a relation itself", "Choose another name for the inverse")
        if relation.inverse in inverses:
            raise OntologyError(place, f"inverse {relation.inverse!r} belongs to {inverses[relation.inverse]!r} too", "Choose another name")
        if relation.stance is not None and relation.objects != ("Claim",):
            raise OntologyError(place, "a relation with a stance must have Claim as its only object", 'Set to = ["Claim"]')
        inverses[relation.inverse] = relation.name
    for compact in [i for n in ontology.nodes.values() for i in (*n.iri, *n.kinds.values())] + [
        r.iri for r in ontology.relations.values() if r.iri
    ]:
        if compact.removeprefix("^").split(":", 1)[0] not in ontology.prefixes:
            raise OntologyError("prefixes", f"the prefix of {compact!r} is not declared", "Add it to [prefixes]")
