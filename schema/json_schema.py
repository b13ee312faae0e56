"""The bundle as JSON Schema 2020-12, with the vocabulary's types, kinds and relations as enumerations."""

from typing import Any

from schema.model import Bundle
from schema.ontology import Ontology


def bundle_schema(ontology: Ontology) -> dict[str, Any]:
    """What a bundle looks like as JSON. It checks shape and vocabulary; that quotes stand in the text only `schema.law` can tell."""
    schema = Bundle.model_json_schema()
    node = schema["$defs"]["Node"]
    node["properties"]["type"] |= {"enum": list(ontology.entity_types)}
    node["allOf"] = [
        {
            "if": {"properties": {"type": {"const": name}}},
            "then": {"properties": {"kind": {"enum": [*ontology.nodes[name].kinds, None]}}},
        }
        for name in ontology.entity_types
    ]
    statement = schema["$defs"]["Statement"]
    statement["properties"]["predicate"] |= {"enum": list(ontology.relations)}
    statement["allOf"] = [
        {
            "if": {"properties": {"predicate": {"const": relation.name}}},
            "then": {"properties": {"qualifiers": {"propertyNames": {"enum": list(relation.qualifiers)}}}},
        }
        for relation in ontology.relations.values()
        if relation.qualifiers
    ] + [
        {
            "if": {"properties": {"predicate": {"enum": [r.name for r in ontology.relations.values() if not r.qualifiers]}}},
            "then": {"properties": {"qualifiers": {"maxProperties": 0}}},
        }
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{ontology.base}bundle.schema.json",
        **schema,
    }
