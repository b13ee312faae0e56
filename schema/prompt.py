"""The vocabulary as plain text, for the prompt of an LLM extractor. The task itself is told in the extractor's own prompt file."""

from collections.abc import Sequence

from schema.model import Modality, Polarity, SpeechKind
from schema.ontology import Ontology, RelationType, Stance


def vocabulary_prompt(ontology: Ontology) -> str:
    """Node types with kinds, relations with the types they may join, and the values of stance, polarity, modality and speech."""
    actors = f"Actor = {' | '.join(ontology.actor_types)}"
    lines = ["Node types:"]
    for node in ontology.nodes.values():
        kinds = f" Kinds: {', '.join(node.kinds)}." if node.kinds else ""
        lines.append(f"- {node.name} ({node.ru}): {node.en_doc}{kinds}")
    lines += ["", f"Relations, as relation(subject types -> object types); {actors}:"]
    lines += [_relation(relation, ontology) for relation in ontology.relations.values()]
    lines += ["", "Values:"]
    for name, values in (("stance", Stance), ("polarity", Polarity), ("modality", Modality), ("speech", SpeechKind)):
        lines.append(f"- {name}: {', '.join(value.value for value in values)}")
    return "\n".join(lines) + "\n"


def _relation(relation: RelationType, ontology: Ontology) -> str:
    ends = f"{_types(relation.subjects, ontology)} -> {_types(relation.objects, ontology)}"
    notes = " Holds both ways." if relation.symmetric else ""
    if relation.stance is not None:
        notes += f" Stance: {relation.stance.value}."
    if relation.qualifiers:
        notes += f" Qualifiers: {', '.join(relation.qualifiers)}."
    return f"- {relation.name}({ends}) ({relation.ru}): {relation.en_doc}{notes}"


def _types(types: Sequence[str], ontology: Ontology) -> str:
    actors = ontology.actor_types
    if set(actors) <= set(types):
        types = ["Actor", *(name for name in types if name not in actors)]
    return "|".join(types)
