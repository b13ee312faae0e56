"""Every projection of the vocabulary, reviewed in the diff of its golden file and read back by an independent reader."""

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import graphql
import pytest
from rdflib import OWL, RDF, RDFS, Dataset, Graph, URIRef

from schema.graphql import enums_sdl, graphql_enums
from schema.json_schema import bundle_schema
from schema.jsonld import jsonld_context
from schema.ontology import Ontology, load_ontology
from schema.owl import ontology_turtle
from schema.prompt import vocabulary_prompt
from schema.shacl import shapes_turtle
from schema.terms import KERNEL

Golden = Callable[[str, str], None]
ONTOLOGY = load_ontology()


def as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


PROJECTIONS: dict[str, Callable[[Ontology], str]] = {
    "ontology.ttl": ontology_turtle,
    "shapes.ttl": shapes_turtle,
    "context.jsonld": lambda ontology: as_json(jsonld_context(ontology)),
    "bundle.schema.json": lambda ontology: as_json(bundle_schema(ontology)),
    "enums.graphql": enums_sdl,
    "vocabulary.txt": vocabulary_prompt,
}


@pytest.mark.parametrize("name", PROJECTIONS)
def test_projection_is_the_golden_one(name: str, golden: Golden) -> None:
    golden(name, PROJECTIONS[name](ONTOLOGY))


@pytest.mark.skipif("CI" in os.environ, reason="sets CI itself; no need to nest")
def test_ci_may_not_refresh_golden_files() -> None:
    here = Path(__file__)
    command = [sys.executable, "-m", "pytest", "--update-golden", "--collect-only", "-q", str(here)]
    done = subprocess.run(command, env={**os.environ, "CI": "1"}, cwd=here.parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "never refreshed by CI" in done.stderr


def test_owl_has_every_class_and_both_directions_of_every_relation() -> None:
    graph = Graph().parse(data=ontology_turtle(ONTOLOGY), format="turtle")
    ns = ONTOLOGY.namespace
    for node in ONTOLOGY.nodes.values():
        parents = {str(parent) for parent in graph.objects(URIRef(ns + node.name), RDFS.subClassOf)}
        assert parents == {ONTOLOGY.prefixes[iri.split(":")[0]] + iri.split(":")[1] for iri in node.iri}
        assert {label.language for label in graph.objects(URIRef(ns + node.name), RDFS.label)} == {"en", "ru"}
    for relation in ONTOLOGY.relations.values():
        me = URIRef(ns + relation.name)
        assert (me, RDF.type, OWL.ObjectProperty) in graph
        assert ((me, RDF.type, OWL.SymmetricProperty) in graph) == relation.symmetric
        assert ((URIRef(ns + relation.inverse), OWL.inverseOf, me) in graph) == (not relation.symmetric)
        for predicate, types in ((RDFS.domain, relation.subjects), (RDFS.range, relation.objects)):
            (end,) = graph.objects(me, predicate)
            union = graph.value(end, OWL.unionOf)
            found = [end] if union is None else list(graph.items(union))
            assert [str(item) for item in found] == [ns + name for name in types]


def test_a_public_term_may_mean_the_inverse() -> None:
    authored = ONTOLOGY.relations["authored"].model_copy(update={"iri": "^schema:author"})
    turned = ONTOLOGY.model_copy(update={"relations": {"authored": authored}})
    graph = Graph().parse(data=ontology_turtle(turned), format="turtle")
    author = URIRef(ONTOLOGY.prefixes["schema"] + "author")
    assert list(graph.subjects(RDFS.subPropertyOf, author)) == [URIRef(ONTOLOGY.namespace + "authored_by")]


def test_kernel_properties_and_relations_do_not_share_names() -> None:
    names = {name for relation in ONTOLOGY.relations.values() for name in (relation.name, relation.inverse)}
    assert not names & set(KERNEL)


def test_sdl_is_what_graphql_core_prints() -> None:
    sdl = enums_sdl(ONTOLOGY)
    assert graphql.print_schema(graphql.build_schema(sdl)) == sdl.strip()


def test_graphql_values_lead_back_to_our_data() -> None:
    enums = {enum.name: enum for enum in graphql_enums(ONTOLOGY)}
    assert [value.value for value in enums["NodeType"].values] == list(ONTOLOGY.nodes)
    assert "AI_MODEL" in {value.name for value in enums["NodeType"].values}
    assert [value.value for value in enums["RelationType"].values] == list(ONTOLOGY.relations)
    assert [value.value for value in enums["OrganizationKind"].values] == list(ONTOLOGY.nodes["Organization"].kinds)


def test_jsonld_terms_expand_to_the_namespace() -> None:
    context = jsonld_context(ONTOLOGY)
    document = {**context, "id": "urn:a", "type": "Person", "asserts": "urn:c", "employs": "urn:b"}
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Dataset|ConjunctiveGraph", DeprecationWarning)  # rdflib's parser calls what it deprecates
        dataset.parse(data=json.dumps(document), format="json-ld")
    ns = ONTOLOGY.namespace
    assert {(str(s), str(p), str(o)) for s, p, o, _ in dataset.quads()} == {
        ("urn:a", str(RDF.type), ns + "Person"),
        ("urn:a", ns + "asserts", "urn:c"),
        ("urn:a", ns + "employs", "urn:b"),
    }


def test_json_schema_holds_the_vocabulary() -> None:
    definitions = bundle_schema(ONTOLOGY)["$defs"]
    assert definitions["Node"]["properties"]["type"]["enum"] == list(ONTOLOGY.entity_types)
    assert definitions["Statement"]["properties"]["predicate"]["enum"] == list(ONTOLOGY.relations)
    kinds = {rule["if"]["properties"]["type"]["const"]: rule["then"]["properties"]["kind"]["enum"] for rule in definitions["Node"]["allOf"]}
    assert kinds["Person"] == [None]
    assert kinds["Group"] == ["collective", "unnamed_source", None]
