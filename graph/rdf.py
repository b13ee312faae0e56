"""One entity, claim or article as an RDF document: Turtle or JSON-LD, through rdflib.

The triples are those of the dump (`graph.triples`). Literals enter rdflib as they are: every one is made with `normalize=False`, so
that the module-wide switch `rdflib.NORMALIZE_LITERALS` is neither needed nor touched. JSON-LD is compacted with the project's own
context, passed as a value: nothing is fetched.
"""

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node as Term

from graph.errors import GraphError
from graph.nquads import article_lines
from graph.paging import walk
from graph.reading import Reader, StatementFilter
from graph.triples import Triples
from schema.ids import ARTICLE, CLAIM, NODE, RUN
from schema.jsonld import jsonld_context
from schema.model import Statement
from schema.ontology import Ontology
from schema.terms import STANDARD_PREFIXES

_TRIPLE = re.compile(r"<([^>]*)> <([^>]*)> (.+)", re.DOTALL)
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([a-zA-Z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:u([0-9A-F]{4})|([tbnrf"\\]))')
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "\\": "\\"}


class UnknownIdError(GraphError):
    """No entity, claim or article has the id."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        super().__init__(f"Nothing has the id {identifier!r}. Ids stand in the answers of `policygraph ask --json` and in the exports.")


class RdfFormat(StrEnum):
    """How a document is written."""

    TURTLE = "turtle"
    JSONLD = "jsonld"


async def rdf_document(reader: Reader, ontology: Ontology, identifier: str, form: RdfFormat) -> str:
    """The document about an id. Raises UnknownIdError when no entity, claim or article has it."""
    return serialize(await describe(reader, ontology, identifier), ontology, form)


async def describe(reader: Reader, ontology: Ontology, identifier: str) -> Graph:
    """What the graph knows of an id.

    An article: all it says. A claim: every statement on it with its evidence. An entity: its names and direct edges. The nodes at the other
    ends come with their names.
    """
    triples = Triples(ontology)
    lines: set[str] = set()
    others: set[str] = set()
    if identifier.startswith(ARTICLE):
        (article,) = await reader.articles([identifier])
        if article is None:
            raise UnknownIdError(identifier)
        (statements,) = await reader.article_statements([identifier])
        quads = await article_lines(reader, triples, article, statements, {})
        graph_end = f" {triples.id(identifier)} .\n"
        lines.update(line.removesuffix(graph_end) for line in quads)
        others.update(*(_ends(s) for s in statements))
    elif identifier.startswith(CLAIM):
        (claim,) = await reader.claims([identifier])
        if claim is None:
            raise UnknownIdError(identifier)
        lines.update(triples.claim(claim))
        where = StatementFilter(objects=(identifier,))
        async for page in walk(lambda window: reader.find_statements(where, window)):
            for statement in page:
                lines.update(triples.statement(statement))
                others.update(_ends(statement), (statement.article_id, statement.run_id))
    else:
        (node,) = await reader.nodes([identifier])
        if node is None:
            raise UnknownIdError(identifier)
        lines.update(triples.node(node))
    if not identifier.startswith(ARTICLE):
        (edges,) = await reader.edges_of([identifier])
        lines.update(f"{triples.id(e.subject)} {triples.own(e.predicate)} {triples.id(e.object)}" for e in edges)
        others.update(*((e.subject, e.object) for e in edges))
    lines.update(await _names(reader, triples, sorted(others - {identifier})))
    return _graph(lines, ontology)


def serialize(graph: Graph, ontology: Ontology, form: RdfFormat) -> str:
    """A graph as text, the same bytes for the same triples."""
    if form is RdfFormat.TURTLE:
        return graph.serialize(format="turtle").rstrip("\n") + "\n"
    context = jsonld_context(ontology)["@context"]
    document = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=False))
    return json.dumps(_ordered(document), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _ends(statement: Statement) -> set[str]:
    ends = {statement.subject, statement.object}
    return ends if statement.speaker is None else ends | {statement.speaker}


async def _names(reader: Reader, triples: Triples, ids: list[str]) -> set[str]:
    by_letter = {letter: [i for i in ids if i.startswith(letter)] for letter in (ARTICLE, CLAIM, NODE, RUN)}
    lines: set[str] = set()
    for article in await reader.articles(by_letter[ARTICLE]):
        lines.update(triples.article(article) if article else ())
    for claim in await reader.claims(by_letter[CLAIM]):
        lines.update(triples.claim(claim) if claim else ())
    for node in await reader.nodes(by_letter[NODE]):
        lines.update(triples.node(node) if node else ())
    for run in await reader.runs(by_letter[RUN]):
        lines.update(triples.run(run) if run else ())
    return lines


def _graph(lines: Iterable[str], ontology: Ontology) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, address in {"pg": ontology.namespace, **STANDARD_PREFIXES, **ontology.prefixes}.items():
        graph.bind(prefix, address)
    for line in sorted(lines):
        graph.add(parse_triple(line))
    return graph


def parse_triple(line: str) -> tuple[Term, Term, Term]:
    """One line of `graph.triples` in rdflib's terms, lexical forms untouched."""
    match = _TRIPLE.fullmatch(line)
    if match is None:
        raise ValueError(f"not a triple of graph.triples: {line!r}")
    subject, predicate, rest = match.groups()
    return URIRef(subject), URIRef(predicate), _term(rest)


def _term(text: str) -> Term:
    if text.startswith("<"):
        return URIRef(text[1:-1])
    match = _LITERAL.fullmatch(text)
    if match is None:
        raise ValueError(f"not a literal of schema.terms: {text!r}")
    raw, language, datatype = match.groups()
    words = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _PLAIN[m[2]], raw)
    return Literal(words, lang=language, datatype=URIRef(datatype) if datatype else None, normalize=False)


def _ordered(value: Any) -> Any:
    """JSON with its unordered lists sorted; the context's own are left alone."""
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True))
    if isinstance(value, dict):
        return {key: item if key == "@context" else _ordered(item) for key, item in value.items()}
    return value
