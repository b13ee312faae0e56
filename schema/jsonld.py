"""The vocabulary as a JSON-LD 1.1 context."""

from typing import Any

from schema.ontology import Ontology
from schema.terms import OWL, RDF, RDFS, XSD, kind_name, qualifier_name

_LINKS = ("speaker", "evidence", "articleOf")
_TYPES = {"saidOn": "xsd:date", "confidence": "xsd:decimal", "candidate": "xsd:boolean"}
_TEXTS = ("polarity", "modality", "stance", "speech", "kind", "topic", "textSha256", "extractor", "knowledge")


def jsonld_context(ontology: Ontology) -> dict[str, Any]:
    """The document `{"@context": …}`: a term for each class, kind, relation in both directions, and kernel property."""
    context: dict[str, Any] = {"@version": 1.1, "pg": ontology.namespace, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD}
    context |= ontology.prefixes
    context |= {"id": "@id", "type": "@type"}
    for node in ontology.nodes.values():
        context[node.name] = f"pg:{node.name}"
        context |= {kind_name(node.name, kind): f"pg:{kind_name(node.name, kind)}" for kind in node.kinds}
    for relation in ontology.relations.values():
        context[relation.name] = {"@id": f"pg:{relation.name}", "@type": "@id"}
        if not relation.symmetric:
            context[relation.inverse] = {"@id": f"pg:{relation.inverse}", "@type": "@id"}
        context |= {qualifier_name(q): f"pg:{qualifier_name(q)}" for q in relation.qualifiers}
    context |= {name: {"@id": f"pg:{name}", "@type": "@id"} for name in _LINKS}
    context |= {name: {"@id": f"pg:{name}", "@type": datatype} for name, datatype in _TYPES.items()}
    context |= {name: f"pg:{name}" for name in _TEXTS}
    context |= _standard_terms()
    return {"@context": context}


def _standard_terms() -> dict[str, Any]:
    links = {
        "subject": "rdf:subject",
        "predicate": "rdf:predicate",
        "object": "rdf:object",
        "sameAs": "owl:sameAs",
        "wasGeneratedBy": "prov:wasGeneratedBy",
        "wasDerivedFrom": "prov:wasDerivedFrom",
        "hasBody": "oa:hasBody",
        "hasTarget": "oa:hasTarget",
        "hasSource": "oa:hasSource",
        "hasSelector": "oa:hasSelector",
    }
    terms: dict[str, Any] = {name: {"@id": compact, "@type": "@id"} for name, compact in links.items()}
    terms |= {"Statement": "rdf:Statement", "Annotation": "oa:Annotation", "Activity": "prov:Activity"}
    terms |= {name: f"oa:{name}" for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector", "exact")}
    terms |= {name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")}
    return terms | {"label": {"@id": "rdfs:label", "@container": "@language"}, "name": "schema:name", "altLabel": "skos:altLabel"}
