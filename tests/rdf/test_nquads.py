"""The dump: what stands in it, in which bytes, and that it needs no more memory for a bigger graph."""

import asyncio
import tracemalloc
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, BNode, Dataset, Graph, Literal, URIRef

from graph.nquads import nquads
from graph.reading import Page, Window
from graph.reference import ReferenceStore
from schema.model import Article, Bundle, Statement
from schema.ontology import load_ontology
from schema.shacl import shapes_turtle
from schema.terms import XSD, decimal, iri, literal

ONTOLOGY = load_ontology()
PG = ONTOLOGY.namespace
IDS = ONTOLOGY.base + "id/"


def dump(store: Any) -> str:
    async def run() -> str:
        return "".join([line async for line in nquads(store, ONTOLOGY)])

    return asyncio.run(run())


def load(text: str) -> set[tuple[Any, Any, Any, str]]:
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Dataset|ConjunctiveGraph", DeprecationWarning)  # rdflib's parser calls what it deprecates
        dataset.parse(data=text.encode("utf-8"), format="nquads")
    return {(s, p, o, str(g)) for s, p, o, g in dataset.quads()}


@pytest.fixture(scope="module")
def quads(store: ReferenceStore) -> set[tuple[Any, Any, Any, str]]:
    return load(dump(store))


def test_every_line_is_read_back_by_rdflib(store: ReferenceStore, quads: set[Any]) -> None:
    lines = dump(store).split("\n")[:-1]
    assert len(lines) == len(set(lines)) == len(quads)
    assert not any(isinstance(term, BNode) for quad in quads for term in quad[:3])


def test_bytes_do_not_depend_on_the_order_or_the_time_of_writing(bundles: tuple[Bundle, ...], store: ReferenceStore) -> None:
    other = ReferenceStore()
    for number, bundle in enumerate(reversed(bundles)):
        other.write(bundle, datetime(2030, 1, 1, tzinfo=UTC) + timedelta(days=number))
    assert dump(other) == dump(store)


def test_texts_survive(bundles: tuple[Bundle, ...], quads: set[Any]) -> None:
    texts = {str(o) for _, _, o, _ in quads if isinstance(o, Literal)}
    for bundle in bundles:
        assert bundle.article.address in texts
        assert bundle.article.title is None or bundle.article.title in texts
        assert {e.quote for s in bundle.statements for e in s.evidence} <= texts
        assert bundle.article.text not in texts or bundle.article.text in {e.quote for s in bundle.statements for e in s.evidence}


def test_what_an_article_says_stands_in_its_graph(bundles: tuple[Bundle, ...], quads: set[Any]) -> None:
    for bundle in bundles:
        me = IDS + bundle.article.id
        stated = {str(s) for s, p, o, g in quads if p == RDF.type and o == RDF.Statement and g == me}
        assert stated == {IDS + statement.id for statement in bundle.statements}
        for node in bundle.nodes:
            graphs = {g for s, p, _, g in quads if str(s) == IDS + node.id and p == RDF.type}
            assert (graphs == {me}) == (node.article_id is not None)


def test_only_plain_statements_have_a_direct_triple(bundles: tuple[Bundle, ...], quads: set[Any]) -> None:
    relations = {PG + name for name in ONTOLOGY.relations}
    direct = {(str(s), str(p), str(o)) for s, p, o, _ in quads if str(p) in relations}
    statements = [s for bundle in bundles for s in bundle.statements]
    assert direct == {(IDS + s.subject, PG + s.predicate, IDS + s.object) for s in statements if s.is_plain}
    assert 0 < len(direct) < len(statements)


def test_a_kind_replaces_the_public_class_of_its_type(bundles: tuple[Bundle, ...], quads: set[Any]) -> None:
    (letter,) = [n.id for b in bundles for n in b.nodes if n.kind == "open_letter"]
    classes = {str(o) for s, p, o, _ in quads if str(s) == IDS + letter and p == RDF.type}
    assert classes == {PG + "Policy", PG + "Policy-open_letter", "https://schema.org/CreativeWork"}


def test_wikidata_ids_become_same_as(quads: set[Any]) -> None:
    same = {str(o) for _, p, o, _ in quads if str(p).endswith("owl#sameAs")}
    assert same == {"http://www.wikidata.org/entity/Q3571662"}


def test_the_dump_conforms_to_the_shapes(quads: set[Any]) -> None:
    graph = Graph()
    for s, p, o, _ in quads:
        graph.add((s, p, o))
    shapes = Graph().parse(data=shapes_turtle(ONTOLOGY), format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert conforms, report


@given(st.text(), st.sampled_from([None, "en", "ru", "zh-Hans", "no tag"]))
def test_any_text_survives_as_a_literal(text: str, language: str | None) -> None:
    tagged = language if language != "no tag" else None
    ((_, _, value, _),) = load(f"<urn:s> <urn:p> {literal(text, language)} .\n")
    assert str(value) == text
    assert value.language == (tagged.lower() if tagged else None)


def test_half_a_surrogate_pair_is_replaced() -> None:
    ((_, _, value, _),) = load(f"<urn:s> <urn:p> {literal('a' + chr(0xD800))} .\n")
    assert str(value) == "a\ufffd"


@given(st.text(min_size=1))
def test_any_text_survives_in_an_iri(text: str) -> None:
    ((subject, _, _, _),) = load(f"{iri('urn:x:' + text)} <urn:p> <urn:o> .\n")
    assert not set(str(subject)) & set(' <>"{}|^`\\\n\r\t')
    assert str(subject).startswith("urn:x:")


@given(st.floats(min_value=0, max_value=1))
def test_a_number_is_a_decimal_in_canonical_form(number: float) -> None:
    written = decimal(number)
    plain, normalised = (Literal(written.split('"')[1], datatype=URIRef(XSD + "decimal"), normalize=n) for n in (False, True))
    assert abs(float(plain) - number) <= 5e-7
    assert "e" not in str(plain).lower()
    assert plain.toPython() == normalised.toPython()


class Repeated:
    """A Reader of very many articles that are one article over and over: pages are made when asked for, and kept by nobody."""

    def __init__(self, store: ReferenceStore, bundle: Bundle, times: int) -> None:
        self.store, self.bundle, self.times = store, bundle, times

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return getattr(self.store, name)  # type: ignore[no-any-return]

    async def find_articles(self, _: object, window: Window) -> Page[Article]:
        start = int(window.after or 0)
        end = min(start + (window.first or 0), self.times)
        cursors = tuple(str(at + 1) for at in range(start, end))
        more = end < self.times
        return Page(items=(self.bundle.article,) * (end - start), cursors=cursors, total=self.times, has_next=more, has_previous=start > 0)

    async def article_statements(self, ids: Sequence[str]) -> list[list[Statement]]:
        return [list(self.bundle.statements) for _ in ids]


def peak(reader: Any) -> tuple[int, int]:
    """Lines of a dump and the most bytes that Python held while it was made."""
    tracemalloc.start()
    try:
        return asyncio.run(count_lines(reader)), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


async def count_lines(reader: Any) -> int:
    lines = 0
    async for _ in nquads(reader, ONTOLOGY):
        lines += 1
    return lines


def test_memory_does_not_grow_with_the_graph(store: ReferenceStore, bundles: tuple[Bundle, ...]) -> None:
    few_lines, few = peak(Repeated(store, bundles[0], 200))
    many_lines, many = peak(Repeated(store, bundles[0], 1000))
    assert many_lines > 4 * few_lines
    assert many < 1.5 * few
