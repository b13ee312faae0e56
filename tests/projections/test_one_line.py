"""A new relation is one line in one file, and stands in every projection."""

import json
from collections.abc import Callable
from importlib import resources

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from schema import cypher
from schema.graphql import enums_sdl
from schema.json_schema import bundle_schema
from schema.jsonld import jsonld_context
from schema.ontology import Ontology, load_ontology, parse_ontology
from schema.owl import ontology_turtle
from schema.prompt import vocabulary_prompt
from schema.shacl import shapes_turtle

LINE = (
    'lobbies = { from = ["Actor"], to = ["Organization"], inverse = "lobbied_by", en = "lobbies", ru = "лоббирует", '
    'en_doc = "Seeks to sway its decisions.", ru_doc = "Стремится повлиять на решения." }\n'
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    text = resources.files("schema").joinpath("ontology.toml").read_text(encoding="utf-8")
    return parse_ontology(text + LINE)


def in_owl(ontology: Ontology) -> bool:
    graph = Graph().parse(data=ontology_turtle(ontology), format="turtle")
    me, inverse = URIRef(ontology.namespace + "lobbies"), URIRef(ontology.namespace + "lobbied_by")
    return (me, RDF.type, OWL.ObjectProperty) in graph and (inverse, OWL.inverseOf, me) in graph


def in_shacl(ontology: Ontology) -> bool:
    graph = Graph().parse(data=shapes_turtle(ontology), format="turtle")
    me = URIRef(ontology.namespace + "lobbies")
    return (None, URIRef("http://www.w3.org/ns/shacl#targetNode"), me) in graph and (None, RDF.first, me) in graph


def in_jsonld(ontology: Ontology) -> bool:
    return {"lobbies", "lobbied_by"} <= set(jsonld_context(ontology)["@context"])


def in_json_schema(ontology: Ontology) -> bool:
    return "lobbies" in bundle_schema(ontology)["$defs"]["Statement"]["properties"]["predicate"]["enum"]


def in_graphql(ontology: Ontology) -> bool:
    return "\n  LOBBIES\n" in enums_sdl(ontology)


def in_prompt(ontology: Ontology) -> bool:
    return "- lobbies(Actor -> Organization) (лоббирует): Seeks to sway its decisions." in vocabulary_prompt(ontology)


def in_cypher(ontology: Ontology) -> bool:
    return "LOBBIES" in cypher.write_edges(ontology)


CHECKS: list[Callable[[Ontology], bool]] = [in_owl, in_shacl, in_jsonld, in_json_schema, in_graphql, in_prompt, in_cypher]


@pytest.mark.parametrize("stands", CHECKS, ids=lambda check: check.__name__)
def test_one_line_reaches_the_projection(stands: Callable[[Ontology], bool], ontology: Ontology) -> None:
    assert stands(ontology)
    assert not stands(load_ontology())


def test_json_schema_stays_json(ontology: Ontology) -> None:
    assert json.loads(json.dumps(bundle_schema(ontology)))["title"] == "Bundle"
