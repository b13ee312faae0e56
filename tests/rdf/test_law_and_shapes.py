"""The evidence law in Python and the shapes, judged by an independent validator on exported triples, agree on every combination."""

import itertools
from datetime import date
from functools import cache

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import Namespace

from graph.rdf import parse_triple
from graph.triples import Triples
from schema.ids import article_id, claim_id, node_id, run_id
from schema.law import violations
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Polarity, Run, SpeechKind, Statement, statement_id
from schema.ontology import load_ontology
from schema.shacl import shapes_turtle

SH = Namespace("http://www.w3.org/ns/shacl#")
OA = Namespace("http://www.w3.org/ns/oa#")
ONTOLOGY = load_ontology()
TRIPLES = Triples(ONTOLOGY)
IDS = ONTOLOGY.base + "id/"
ADDRESS = "https://example.org/1"
ARTICLE = Article(
    id=article_id(ADDRESS), address=ADDRESS, text="Слова 🙂 that prove it.", language="en", title="Title", published=date(2026, 1, 2)
)
RUN = Run(id=run_id("rules 1", "k"), extractor="rules 1", knowledge="k")
EVIDENCE = Evidence.of(ARTICLE, 0, 7)
CLAIM = Claim(id=claim_id("c"), labels={"en": "A claim", "ru": "Утверждение"})
NODES = {name: Node(id=node_id(name, name), type=name, name=name) for name in ONTOLOGY.entity_types}
IDS_BY_TYPE = {**{name: node.id for name, node in NODES.items()}, "Article": ARTICLE.id, "Claim": CLAIM.id}


def make_statement(subject: str, predicate: str, object_: str) -> Statement:
    polarity, modality = Polarity.AFFIRMED, Modality.ASSERTED
    return Statement(
        id=statement_id(ARTICLE, subject, predicate, object_, polarity, modality, None, ((0, 7),)),
        article_id=ARTICLE.id,
        run_id=RUN.id,
        subject=subject,
        predicate=predicate,
        object=object_,
        polarity=polarity,
        modality=modality,
        speech=SpeechKind.DIRECT,
        said_on=date(2026, 1, 1),
        confidence=0.9,
        evidence=(EVIDENCE,),
    )


def export(bundle: Bundle) -> set[str]:
    lines = {*TRIPLES.article(bundle.article), *TRIPLES.run(bundle.run)}
    for node in bundle.nodes:
        lines.update(TRIPLES.node(node))
    for claim in bundle.claims:
        lines.update(TRIPLES.claim(claim))
    for statement in bundle.statements:
        lines.update(TRIPLES.statement(statement))
    return lines


def load(lines: set[str]) -> Graph:
    graph = Graph()
    for line in lines:
        graph.add(parse_triple(line))
    return graph


@cache
def shapes() -> Graph:
    return Graph().parse(data=shapes_turtle(ONTOLOGY), format="turtle")


@cache
def relation_shapes() -> Graph:
    """Only the shapes of relations: the others say nothing of types, and cost most of the time."""
    graph = shapes() + Graph()
    for shape in list(graph.subjects(SH.targetClass, None)):
        graph.remove((shape, None, None))
    return graph


def focus_of_violations(graph: Graph, judges: Graph | None = None) -> set[str]:
    _, report, _ = pyshacl.validate(graph, shacl_graph=judges or shapes(), inference="none", advanced=False)
    assert isinstance(report, Graph)
    found = set()
    for result in report.subjects(SH.resultSeverity, SH.Violation):
        details = list(report.objects(result, SH.detail)) or [result]
        found.update(str(report.value(detail, SH.focusNode)) for detail in details)
    return found


@pytest.fixture(scope="module")
def legal_bundle() -> Bundle:
    made = [make_statement(IDS_BY_TYPE[r.subjects[0]], r.name, IDS_BY_TYPE[r.objects[0]]) for r in ONTOLOGY.relations.values()]
    return Bundle(article=ARTICLE, run=RUN, nodes=tuple(NODES.values()), claims=(CLAIM,), statements=tuple(made))


def test_law_and_shapes_agree_on_every_relation_and_pair_of_types() -> None:
    combinations = list(itertools.product(ONTOLOGY.relations, ONTOLOGY.nodes, ONTOLOGY.nodes))
    statements = {c: make_statement(IDS_BY_TYPE[c[1]], c[0], IDS_BY_TYPE[c[2]]) for c in combinations}
    bundle = Bundle(article=ARTICLE, run=RUN, nodes=tuple(NODES.values()), claims=(CLAIM,), statements=tuple(statements.values()))
    breaches = {violation.place.removeprefix("statement ") for violation in violations(bundle, ONTOLOGY)}
    refused_by_law = {c for c, statement in statements.items() if statement.id in breaches}
    focus = focus_of_violations(load(export(bundle)), relation_shapes())
    refused_by_shapes = {c for c, statement in statements.items() if IDS + statement.id in focus}
    assert refused_by_law == refused_by_shapes
    allowed = {c for c in combinations if ONTOLOGY.relations[c[0]].allows(c[1], c[2])}
    assert set(combinations) - refused_by_law == allowed
    assert len(combinations) == len(ONTOLOGY.relations) * len(ONTOLOGY.nodes) ** 2


def test_an_export_of_legal_statements_conforms(legal_bundle: Bundle) -> None:
    assert violations(legal_bundle, ONTOLOGY) == []
    assert focus_of_violations(load(export(legal_bundle))) == set()


@pytest.mark.parametrize(
    ("predicate", "value", "place"),
    [
        ("pg:evidence", None, "statement"),
        ("prov:wasGeneratedBy", None, "statement"),
        ("prov:wasDerivedFrom", None, "statement"),
        ("pg:modality", Literal("shouted"), "statement"),
        ("pg:confidence", Literal("1.5", datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal")), "statement"),
        ("oa:hasTarget", None, "evidence"),
        ("oa:exact", Literal("other words than these"), "evidence"),
        ("oa:exact", None, "quote"),
        ("oa:end", Literal("0", datatype=URIRef("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")), "position"),
        ("oa:start", None, "position"),
    ],
)
def test_shapes_refuse_a_spoilt_export(predicate: str, value: Literal | None, place: str) -> None:
    statement = make_statement(NODES["Person"].id, "asserts", CLAIM.id)
    bundle = Bundle(article=ARTICLE, run=RUN, nodes=(NODES["Person"],), claims=(CLAIM,), statements=(statement,))
    graph = load(export(bundle))
    prefix, local = predicate.split(":")
    term = URIRef((ONTOLOGY.namespace if prefix == "pg" else ONTOLOGY.prefixes[prefix]) + local)
    (subject,) = set(graph.subjects(term, None))
    graph.remove((subject, term, None))
    if value is not None:
        graph.add((subject, term, value))
    focus = {
        "statement": IDS + statement.id,
        "evidence": IDS + EVIDENCE.id,
        "quote": f"{IDS}{EVIDENCE.id}/quote",
        "position": f"{IDS}{EVIDENCE.id}/position",
    }[place]
    assert focus in focus_of_violations(graph)
