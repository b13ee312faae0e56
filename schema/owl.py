"""The vocabulary as an OWL ontology in Turtle."""

from collections.abc import Iterator, Sequence

from schema.ontology import NodeType, Ontology, RelationType
from schema.terms import KERNEL, kind_name, literal, qualifier_name, turtle_block, turtle_prefixes

_OBJECT_PROPERTIES = ("speaker", "evidence", "articleOf")


def ontology_turtle(ontology: Ontology) -> str:
    """Classes of all node types and kinds, object properties of all relations with their inverses, properties of the kernel."""
    blocks = [
        "\n".join(turtle_prefixes(ontology)) + "\n",
        turtle_block(
            f"<{ontology.namespace.rstrip('#')}>",
            [("a", "owl:Ontology"), ("owl:versionInfo", literal(str(ontology.version))), ("rdfs:label", literal("policy-graph", "en"))],
        ),
    ]
    for node in ontology.nodes.values():
        blocks.extend(_classes(node))
    for relation in ontology.relations.values():
        blocks.extend(_properties(relation))
    qualifiers = dict.fromkeys(q for relation in ontology.relations.values() for q in relation.qualifiers)
    blocks.extend(
        turtle_block(f"pg:{qualifier_name(q)}", [("a", "owl:DatatypeProperty"), ("rdfs:label", literal(q, "en"))]) for q in qualifiers
    )
    for name, meaning in KERNEL.items():
        kind = "owl:ObjectProperty" if name in _OBJECT_PROPERTIES else "owl:DatatypeProperty"
        blocks.append(turtle_block(f"pg:{name}", [("a", kind), ("rdfs:comment", literal(meaning, "en"))]))
    return "\n".join(blocks)


def _classes(node: NodeType) -> Iterator[str]:
    yield turtle_block(
        f"pg:{node.name}",
        [("a", "owl:Class"), ("rdfs:subClassOf", ", ".join(node.iri)), *_words(node)],
    )
    for kind, public in node.kinds.items():
        yield turtle_block(
            f"pg:{kind_name(node.name, kind)}",
            [
                ("a", "owl:Class"),
                ("rdfs:subClassOf", f"pg:{node.name}, {public}"),
                ("rdfs:label", literal(kind.replace("_", " "), "en")),
            ],
        )


def _properties(relation: RelationType) -> Iterator[str]:
    """A relation and its inverse. A public term with `^` before it (as in SPARQL paths) means the same as the inverse."""
    pairs = [
        ("a", "owl:ObjectProperty, owl:SymmetricProperty" if relation.symmetric else "owl:ObjectProperty"),
        *_words(relation),
        ("rdfs:domain", _union(relation.subjects)),
        ("rdfs:range", _union(relation.objects)),
    ]
    if relation.iri and not relation.iri.startswith("^"):
        pairs.append(("rdfs:subPropertyOf", relation.iri))
    if relation.stance is not None:
        pairs.append(("pg:stance", literal(relation.stance.value)))
    yield turtle_block(f"pg:{relation.name}", pairs)
    if not relation.symmetric:
        pairs = [("a", "owl:ObjectProperty"), ("owl:inverseOf", f"pg:{relation.name}")]
        if relation.iri and relation.iri.startswith("^"):
            pairs.append(("rdfs:subPropertyOf", relation.iri[1:]))
        yield turtle_block(f"pg:{relation.inverse}", pairs)


def _words(entry: NodeType | RelationType) -> list[tuple[str, str]]:
    return [
        ("rdfs:label", f"{literal(entry.en, 'en')}, {literal(entry.ru, 'ru')}"),
        ("rdfs:comment", f"{literal(entry.en_doc, 'en')}, {literal(entry.ru_doc, 'ru')}"),
    ]


def _union(types: Sequence[str]) -> str:
    if len(types) == 1:
        return f"pg:{types[0]}"
    return "[ a owl:Class ; owl:unionOf ( " + " ".join(f"pg:{name}" for name in types) + " ) ]"
