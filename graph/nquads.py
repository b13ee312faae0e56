"""The whole graph as N-Quads, streamed from a Reader.

Entities and claims stand in the default graph. Everything an article says stands in a named graph whose name is the article's IRI:
the article itself, its runs, its statements with their evidence, the direct triples of its plain statements, and the unnamed sources
that belong to it alone. So dropping the graph of an article drops exactly what it said, and the union of all graphs answers
`?actor pg:asserts ?claim`.

Order: articles, then entities, then claims, each in the Reader's order; within one article, entity or claim the lines are sorted and
distinct. The same store gives the same bytes. Memory: one page of articles with their statements.
"""

from collections.abc import AsyncIterator, Iterable

from graph.paging import walk
from graph.reading import ArticleFilter, ClaimFilter, NodeFilter, Reader
from graph.triples import Triples
from schema.model import Article, Run, Statement
from schema.ontology import Ontology

PAGE = 200


async def nquads(reader: Reader, ontology: Ontology) -> AsyncIterator[str]:
    """Every quad as one line with its line feed."""
    triples = Triples(ontology)
    runs: dict[str, Run] = {}
    async for articles in walk(lambda window: reader.find_articles(ArticleFilter(), window), PAGE):
        for article, statements in zip(articles, await reader.article_statements([a.id for a in articles]), strict=True):
            for line in await article_lines(reader, triples, article, statements, runs):
                yield line
    async for nodes in walk(lambda window: reader.find_nodes(NodeFilter(), window), PAGE):
        for node in nodes:
            for line in _lines(triples.node(node), None if node.article_id is None else triples.id(node.article_id)):
                yield line
    async for claims in walk(lambda window: reader.find_claims(ClaimFilter(), window), PAGE):
        for claim in claims:
            for line in _lines(triples.claim(claim), None):
                yield line


async def article_lines(
    reader: Reader, triples: Triples, article: Article, statements: Iterable[Statement], runs: dict[str, Run]
) -> list[str]:
    """The named graph of one article, sorted. `runs` keeps the runs already asked for."""
    found: set[str] = set(triples.article(article))
    wanted: dict[str, None] = {}
    for statement in statements:
        found.update(triples.statement(statement))
        wanted[statement.run_id] = None
    missing = [run for run in wanted if run not in runs]
    if missing:
        runs.update({run.id: run for run in await reader.runs(missing) if run is not None})
    for run in wanted:
        if run in runs:
            found.update(triples.run(runs[run]))
    return _lines(found, triples.id(article.id))


def _lines(triples: Iterable[str], graph: str | None) -> list[str]:
    end = " .\n" if graph is None else f" {graph} .\n"
    return sorted(triple + end for triple in set(triples))
