"""The evidence law as SHACL shapes, for whoever receives an exported graph.

One node shape a relation: its focus is the relation itself, and it walks back to all statements made with it. So a report names the
statement, and the cost is one pass over the statements, not one for each relation.
"""

from collections.abc import Iterator, Sequence

from schema.model import Modality, Polarity, SpeechKind
from schema.ontology import Ontology, RelationType
from schema.terms import literal, turtle_block, turtle_prefixes


def shapes_turtle(ontology: Ontology) -> str:
    """Shapes for statements, for the ends of every relation, and for evidence with its quote and offsets."""
    blocks = ["\n".join(turtle_prefixes(ontology)) + "\n", _statements(ontology), _evidence(), *_selectors(ontology)]
    blocks.extend(_relation(relation) for relation in ontology.relations.values())
    return "\n".join(blocks)


def _statements(ontology: Ontology) -> str:
    one = "sh:minCount 1 ; sh:maxCount 1"
    properties = [
        f"sh:path rdf:subject ; {one} ; sh:nodeKind sh:IRI",
        f"sh:path rdf:predicate ; {one} ; sh:in ( {' '.join(f'pg:{name}' for name in ontology.relations)} )",
        f"sh:path rdf:object ; {one} ; sh:nodeKind sh:IRI",
        f"sh:path pg:polarity ; {one} ; sh:in {_values([p.value for p in Polarity])}",
        f"sh:path pg:modality ; {one} ; sh:in {_values([m.value for m in Modality])}",
        f"sh:path pg:speech ; {one} ; sh:in {_values([s.value for s in SpeechKind])}",
        f"sh:path pg:confidence ; {one} ; sh:datatype xsd:decimal ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0",
        "sh:path pg:saidOn ; sh:maxCount 1 ; sh:datatype xsd:date",
        "sh:path pg:speaker ; sh:maxCount 1 ; sh:nodeKind sh:IRI",
        f"sh:path prov:wasGeneratedBy ; {one} ; sh:class prov:Activity",
        f"sh:path prov:wasDerivedFrom ; {one} ; sh:class pg:Article",
        'sh:path pg:evidence ; sh:minCount 1 ; sh:class oa:Annotation ; sh:message "A statement without evidence."@en',
    ]
    return _node_shape("pg:StatementShape", "sh:targetClass rdf:Statement", properties)


def _evidence() -> str:
    selector = "sh:path ( oa:hasTarget oa:hasSelector )"
    return _node_shape(
        "pg:EvidenceShape",
        "sh:targetClass oa:Annotation",
        [
            "sh:path oa:hasBody ; sh:minCount 1 ; sh:class rdf:Statement",
            "sh:path ( oa:hasTarget oa:hasSource ) ; sh:minCount 1 ; sh:maxCount 1 ; sh:class pg:Article",
            f"{selector} ; sh:qualifiedValueShape [ sh:class oa:TextQuoteSelector ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
            f"{selector} ; sh:qualifiedValueShape [ sh:class oa:TextPositionSelector ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1",
        ],
        [
            'sh:sparql [ a sh:SPARQLConstraint ; sh:message "The quote is not as long as its offsets say."@en ; sh:prefixes pg:Prefixes ;',
            '        sh:select "SELECT $this WHERE { $this oa:hasTarget ?t . ?t oa:hasSelector ?q, ?p . '
            '?q oa:exact ?exact . ?p oa:start ?start ; oa:end ?end . FILTER (STRLEN(?exact) != ?end - ?start) }" ]',
        ],
    )


def _selectors(ontology: Ontology) -> Iterator[str]:
    one = "sh:minCount 1 ; sh:maxCount 1"
    yield _node_shape("pg:QuoteShape", "sh:targetClass oa:TextQuoteSelector", [f"sh:path oa:exact ; {one} ; sh:minLength 1"])
    offset = "sh:datatype xsd:nonNegativeInteger"
    yield _node_shape(
        "pg:PositionShape",
        "sh:targetClass oa:TextPositionSelector",
        [f"sh:path oa:start ; {one} ; {offset} ; sh:lessThan oa:end", f"sh:path oa:end ; {one} ; {offset}"],
    )
    yield turtle_block("pg:Prefixes", [("sh:declare", f'[ sh:prefix "oa" ; sh:namespace {literal(ontology.prefixes["oa"])}^^xsd:anyURI ]')])


def _relation(relation: RelationType) -> str:
    ends = [
        f"sh:path {path} ; sh:or ( {' '.join(f'[ sh:class pg:{name} ]' for name in types)} ) ; "
        f"sh:message {literal(f'{relation.name} may not run {word} this type.', 'en')}"
        for path, types, word in (("rdf:subject", relation.subjects, "from"), ("rdf:object", relation.objects, "to"))
    ]
    nested = " ;\n        ".join(f"sh:property [ {end} ]" for end in ends)
    return _node_shape(
        f"pg:{relation.name}-shape", f"sh:targetNode pg:{relation.name}", [f"sh:path [ sh:inversePath rdf:predicate ] ;\n        {nested}"]
    )


def _node_shape(name: str, target: str, properties: Sequence[str], more: Sequence[str] = ()) -> str:
    lines = [f"{name}\n    a sh:NodeShape ;\n    {target}"]
    lines += [f"sh:property [ {text} ]" for text in properties]
    if more:
        lines.append("\n".join(more))
    return " ;\n    ".join(lines) + " .\n"


def _values(values: Sequence[str]) -> str:
    return "( " + " ".join(literal(value) for value in values) + " )"
