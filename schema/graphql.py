"""The vocabulary as GraphQL enumerations: data for whoever builds a GraphQL schema, and the same as SDL."""

import re
from collections.abc import Iterator
from enum import StrEnum

from schema.frozen import Frozen
from schema.model import Modality, Polarity, SpeechKind
from schema.ontology import Ontology, Stance

_MEANINGS: dict[StrEnum, str] = {
    Stance.SUPPORTS: "Says that the claim is true.",
    Stance.OPPOSES: "Says that the claim is false.",
    Stance.NEUTRAL: "Raises the claim without taking a side.",
    Polarity.AFFIRMED: "The statement is made.",
    Polarity.NEGATED: "The statement is denied.",
    Modality.ASSERTED: "Said outright.",
    Modality.HEDGED: "Said with reserve: may, might, seems.",
    Modality.QUESTION: "Asked, not said.",
    Modality.HYPOTHETICAL: "Said of a case that is only supposed.",
    Modality.REPORTED: "Told as somebody else's opinion.",
    SpeechKind.DIRECT: "In quotation marks.",
    SpeechKind.INDIRECT: "In the article's words.",
    SpeechKind.MIXED: "Partly in quotation marks.",
    SpeechKind.AUTHOR: "The article's own voice.",
}


class EnumValue(Frozen):
    """One value: its GraphQL name, what it stands for in our data, and its description."""

    name: str
    value: str
    description: str


class EnumType(Frozen):
    """One GraphQL enumeration."""

    name: str
    description: str
    values: tuple[EnumValue, ...]


def graphql_enums(ontology: Ontology) -> tuple[EnumType, ...]:
    """NodeType, RelationType, one `…Kind` for each node type that has kinds, and the kernel's own, in this order."""
    return tuple(_enums(ontology))


def enums_sdl(ontology: Ontology) -> str:
    """The enumerations in GraphQL's schema definition language, as graphql-core prints them."""
    return "\n\n".join(_sdl(enum) for enum in graphql_enums(ontology)) + "\n"


def constant(name: str) -> str:
    """A name as GraphQL enum values are written, e.g. `AIModel` -> `AI_MODEL`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).upper()


def _enums(ontology: Ontology) -> Iterator[EnumType]:
    nodes = tuple(EnumValue(name=constant(n.name), value=n.name, description=f"{n.en_doc} / {n.ru_doc}") for n in ontology.nodes.values())
    yield EnumType(name="NodeType", description="What a node is.", values=nodes)
    relations = tuple(
        EnumValue(name=relation.edge, value=relation.name, description=f"{relation.en_doc} / {relation.ru_doc}")
        for relation in ontology.relations.values()
    )
    yield EnumType(name="RelationType", description="What a statement says of its subject and object.", values=relations)
    for node in ontology.nodes.values():
        if node.kinds:
            kinds = tuple(
                EnumValue(name=constant(kind), value=kind, description=f"{kind.replace('_', ' ').capitalize()} ({public}).")
                for kind, public in node.kinds.items()
            )
            yield EnumType(name=f"{node.name}Kind", description=f"Kind of {node.en}.", values=kinds)
    kernel: tuple[type[StrEnum], ...] = (Stance, Polarity, Modality, SpeechKind)
    for enum in kernel:
        values = tuple(EnumValue(name=member.name, value=member.value, description=_MEANINGS[member]) for member in enum)
        yield EnumType(name=enum.__name__, description=(enum.__doc__ or "").splitlines()[0], values=values)


def _sdl(enum: EnumType) -> str:
    values = "\n\n".join(f"{_description(value.description, '  ')}\n  {value.name}" for value in enum.values)
    return f"{_description(enum.description)}\nenum {enum.name} {{\n{values}\n}}"


def _description(text: str, indent: str = "") -> str:
    """A block string; graphql-core gives more than 70 characters lines of their own."""
    escaped = text.replace('"""', '\\"""')
    if len(text) > 70:
        return f'{indent}"""\n{indent}{escaped}\n{indent}"""'
    return f'{indent}"""{escaped}"""'
