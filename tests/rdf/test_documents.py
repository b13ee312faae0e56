"""One entity, claim or article as a document."""

import asyncio
import json
import socket
import subprocess
import sys
import warnings
from typing import Any

import pytest
import rdflib
from rdflib import RDF, Dataset, Graph, URIRef

from graph.rdf import RdfFormat, UnknownIdError, parse_triple, rdf_document
from graph.reference import ReferenceStore
from schema.jsonld import jsonld_context
from schema.model import Bundle
from schema.ontology import load_ontology

ONTOLOGY = load_ontology()
IDS = ONTOLOGY.base + "id/"
PG = ONTOLOGY.namespace


def document(store: ReferenceStore, identifier: str, form: RdfFormat) -> str:
    return asyncio.run(rdf_document(store, ONTOLOGY, identifier, form))


def triples(text: str, form: RdfFormat) -> set[tuple[str, ...]]:
    if form is RdfFormat.TURTLE:
        return {tuple(term.n3() for term in triple) for triple in Graph().parse(data=text, format="turtle")}
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Dataset|ConjunctiveGraph", DeprecationWarning)  # rdflib's parser calls what it deprecates
        dataset.parse(data=text, format="json-ld")
    return {tuple(term.n3() for term in quad[:3]) for quad in dataset.quads()}


def ids(bundles: tuple[Bundle, ...]) -> list[str]:
    bundle = bundles[0]
    return [bundle.article.id, bundle.claims[0].id, bundle.nodes[0].id, bundle.nodes[1].id]


@pytest.mark.parametrize("number", range(4))
def test_both_formats_say_the_same(number: int, bundles: tuple[Bundle, ...], store: ReferenceStore) -> None:
    identifier = ids(bundles)[number]
    turtle, jsonld = (triples(document(store, identifier, form), form) for form in RdfFormat)
    assert turtle == jsonld
    assert any(subject == f"<{IDS}{identifier}>" for subject, _, _ in turtle)


@pytest.mark.parametrize("form", RdfFormat)
def test_the_same_bytes_each_time(form: RdfFormat, bundles: tuple[Bundle, ...], store: ReferenceStore) -> None:
    assert len({document(store, bundles[0].article.id, form) for _ in range(3)}) == 1


def test_a_claim_comes_with_all_voices_and_their_words(bundles: tuple[Bundle, ...], store: ReferenceStore) -> None:
    graph = Graph().parse(data=document(store, bundles[0].claims[0].id, RdfFormat.TURTLE), format="turtle")
    on_claim = [s for s in bundles[0].statements if s.object == bundles[0].claims[0].id]
    assert {str(s) for s in graph.subjects(RDF.type, RDF.Statement)} == {IDS + s.id for s in on_claim}
    quotes = {str(o) for o in graph.objects(None, URIRef("http://www.w3.org/ns/oa#exact"))}
    assert quotes == {e.quote for s in on_claim for e in s.evidence}
    labels = {str(o) for o in graph.objects(URIRef(IDS + bundles[0].nodes[0].id), rdflib.RDFS.label)}
    assert labels == {"Yann LeCun", "Ян Лекун"}


def test_an_entity_comes_with_its_direct_edges_only(bundles: tuple[Bundle, ...], store: ReferenceStore) -> None:
    lecun, ngo = bundles[0].nodes[0], bundles[0].nodes[1]
    graph = Graph().parse(data=document(store, ngo.id, RdfFormat.TURTLE), format="turtle")
    assert (URIRef(IDS + lecun.id), URIRef(PG + "employed_by"), URIRef(IDS + ngo.id)) in graph
    assert not list(graph.triples((URIRef(IDS + ngo.id), URIRef(PG + "asserts"), None)))  # it only hedged
    assert not list(graph.subjects(RDF.type, RDF.Statement))


def test_jsonld_carries_the_context_and_fetches_nothing(
    bundles: tuple[Bundle, ...], store: ReferenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a document was looked for on the network")

    text = ""

    async def run() -> None:
        nonlocal text
        with monkeypatch.context() as patch:
            patch.setattr(socket, "getaddrinfo", refuse)
            text = await rdf_document(store, ONTOLOGY, bundles[0].article.id, RdfFormat.JSONLD)

    asyncio.run(run())
    assert json.loads(text)["@context"] == jsonld_context(ONTOLOGY)["@context"]
    assert '"saidOn": "2026-04-01"' in text


def test_importing_leaves_rdflib_as_it_was() -> None:
    program = "import rdflib, graph.rdf; print(rdflib.NORMALIZE_LITERALS, rdflib.Literal('01', datatype=rdflib.XSD.integer))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "1"]


def test_literals_keep_their_form() -> None:
    _, _, value = parse_triple('<urn:a> <urn:b> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    assert str(value) == "0.50"


@pytest.mark.parametrize("identifier", ["a0", "c0", "n0", "zzz"])
def test_an_unknown_id_is_refused(identifier: str, store: ReferenceStore) -> None:
    with pytest.raises(UnknownIdError) as caught:
        document(store, identifier, RdfFormat.TURTLE)
    assert caught.value.identifier == identifier
