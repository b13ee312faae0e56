"""The direct edges as GraphML, streamed from a Reader."""

import re
from collections.abc import AsyncIterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from graph.paging import walk
from graph.reading import ArticleFilter, ClaimFilter, DirectEdge, NodeFilter, Reader
from schema.model import Article, Claim, Node

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE_KEYS = (("label", "string"), ("type", "string"), ("kind", "string"), ("label_en", "string"), ("label_ru", "string"))
_EDGE_KEYS = (("relation", "string"), ("weight", "int"), ("confidence", "double"), ("first", "string"), ("last", "string"))


async def graphml(reader: Reader, language: str = "en") -> AsyncIterator[str]:
    """All entities, claims and articles with the direct edges between them, for Gephi and other GraphML readers.

    An edge's weight is its number of independent articles. Two passes: nodes first, then edges, each edge at its subject.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for target, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys:
            yield f'  <key id="{target}_{name}" for="{target}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="policy-graph" edgedefault="directed">\n'
    async for page in _vertices(reader):
        for vertex in page:
            yield _graphml_node(vertex, language)
    async for page in _vertices(reader):
        for vertex, edges in zip(page, await reader.edges_of([v.id for v in page]), strict=True):
            for edge in edges:
                if edge.subject == vertex.id:
                    yield _graphml_edge(edge)
    yield "  </graph>\n</graphml>\n"


async def _vertices(reader: Reader) -> AsyncIterator[Sequence[Node | Claim | Article]]:
    async for nodes in walk(lambda window: reader.find_nodes(NodeFilter(), window)):
        yield nodes
    async for claims in walk(lambda window: reader.find_claims(ClaimFilter(), window)):
        yield claims
    async for articles in walk(lambda window: reader.find_articles(ArticleFilter(), window)):
        yield articles


def _graphml_node(vertex: Node | Claim | Article, language: str) -> str:
    if isinstance(vertex, Node):
        label, kind, of_type, labels = vertex.names.get(language) or vertex.name, vertex.kind or "", vertex.type, vertex.names
    elif isinstance(vertex, Claim):
        label, kind, of_type, labels = vertex.label(language), "candidate" if vertex.candidate else "", "Claim", vertex.labels
    else:
        label, kind, of_type, labels = vertex.title or vertex.address, "", "Article", {}
    values = (label, of_type, kind, labels.get("en", ""), labels.get("ru", ""))
    return f"    <node id={_attribute(vertex.id)}>{_data('node', _NODE_KEYS, values)}</node>\n"


def _graphml_edge(edge: DirectEdge) -> str:
    first, last = (day.isoformat() if day else "" for day in (edge.first, edge.last))
    values = (edge.predicate, str(edge.articles), f"{edge.confidence:g}", first, last)
    name = _attribute(f"{edge.subject}-{edge.predicate}-{edge.object}")
    ends = f"source={_attribute(edge.subject)} target={_attribute(edge.object)}"
    return f"    <edge id={name} {ends}>{_data('edge', _EDGE_KEYS, values)}</edge>\n"


def _data(target: str, keys: Sequence[tuple[str, str]], values: Sequence[str]) -> str:
    pairs = zip(keys, values, strict=True)
    return "".join(f'<data key="{target}_{name}">{escape(_storable(value))}</data>' for (name, _), value in pairs if value)


def _attribute(value: str) -> str:
    return quoteattr(_storable(value))


def _storable(text: str) -> str:
    """Text without the characters that XML 1.0 has no way to write."""
    return _NOT_IN_XML.sub("\ufffd", text)
