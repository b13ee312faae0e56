"""Everything a Reader can be asked about a small store, as one value to compare: whole answers, not samples."""

from datetime import date
from typing import Any

from graph.contributions import canonical
from graph.reading import ArticleFilter, ClaimFilter, NodeFilter, Reader, StatementFilter, StatementOrder, Window
from schema.model import Bundle, Modality, Stance

ALL = Window()


async def everything(reader: Reader, bundles: list[Bundle]) -> dict[str, Any]:
    """Answers about every id that the bundles name, whether it is stored or not."""
    nodes = [*sorted({node.id for bundle in bundles for node in bundle.nodes}), "nowhere"]
    claims = sorted({claim.id for bundle in bundles for claim in bundle.claims})
    articles = sorted({bundle.article.id for bundle in bundles})
    runs = sorted({bundle.run.id for bundle in bundles})
    statements = sorted({statement.id for bundle in bundles for statement in bundle.statements})
    evidence = sorted({e.id for bundle in bundles for statement in bundle.statements for e in statement.evidence})
    things = [*nodes, *claims, *articles]
    return {
        "nodes": await reader.nodes(nodes),
        "claims": await reader.claims(claims),
        "articles": await reader.articles(articles),
        "runs": await reader.runs(runs),
        "statements": await reader.statements(statements),
        "evidence": await reader.evidence(evidence),
        "article_statements": await reader.article_statements(articles),
        "edges": await reader.edges_of(things),
        "stats": await reader.stats(),
        "all statements": await reader.find_statements(StatementFilter(), ALL),
        "all nodes": await reader.find_nodes(NodeFilter(), ALL),
        "all claims": await reader.find_claims(ClaimFilter(), ALL),
        "all articles": await reader.find_articles(ArticleFilter(), ALL),
        "of": await reader.statements_of(things, StatementFilter(), Window(first=2), StatementOrder.CONFIDENCE, descending=False),
        "search": [
            await reader.search(query, [], 100) for query in ("OpenAI", "регулирования ЗАЩИЩАЕТ", "😀 labs ёлки", "e\u0301cole fine")
        ],
    }


async def questions(reader: Reader, bundles: list[Bundle]) -> dict[str, Any]:
    """Filters and pages, over one store."""
    nodes = tuple(sorted({node.id for bundle in bundles for node in bundle.nodes}))
    claims = tuple(sorted({claim.id for bundle in bundles for claim in bundle.claims}))
    articles = tuple(sorted({bundle.article.id for bundle in bundles}))
    filters = [
        StatementFilter(subjects=nodes[:3]),
        StatementFilter(objects=claims[:2]),
        StatementFilter(articles=articles[:1], subjects=nodes),
        StatementFilter(predicates=("mentions", "asserts")),
        StatementFilter(stances=(Stance.SUPPORTS, Stance.NEUTRAL)),
        StatementFilter(stances=(Stance.OPPOSES,), predicates=("asserts",)),
        StatementFilter(modalities=(Modality.ASSERTED, Modality.HEDGED)),
        StatementFilter(subject_types=("Person", "Article")),
        StatementFilter(said_from=date(2023, 5, 1), said_to=date(2024, 2, 29)),
        StatementFilter(said_to=date(2024, 2, 28), min_confidence=0.5),
    ]
    answers: dict[str, Any] = {}
    for number, where in enumerate(filters):
        for order in StatementOrder:
            for down in (True, False):
                answers[f"statements {number} {order} {down}"] = await reader.find_statements(where, Window(first=3), order, down)
                answers[f"last {number} {order} {down}"] = await reader.find_statements(where, Window(last=2), order, down)
        answers[f"of {number}"] = await reader.statements_of(
            [*nodes[:10], *articles[:10], *claims, "nowhere", *nodes[:1]], where, Window(last=2), descending=number % 2 == 0
        )
    for name in ("open", "ЯН", "l y", "😀", "e\u0301", "none such", "fi"):
        answers[f"nodes {name}"] = await reader.find_nodes(NodeFilter(name=name), Window(first=5))
        answers[f"claims {name}"] = await reader.find_claims(ClaimFilter(text=name), Window(last=5))
        answers[f"articles {name}"] = await reader.find_articles(ArticleFilter(title=name), ALL)
    answers["typed"] = await reader.find_nodes(NodeFilter(types=("Person", "Policy"), kinds=("law", "bill")), ALL)
    answers["on"] = await reader.find_nodes(NodeFilter(on_claims=claims[:2]), ALL)
    answers["on for"] = await reader.find_nodes(NodeFilter(on_claims=claims, stances=(Stance.SUPPORTS,)), ALL)
    answers["topic"] = await reader.find_claims(ClaimFilter(topics=("t1",), candidate=False), ALL)
    answers["by"] = await reader.find_claims(ClaimFilter(asserted_by=nodes, stances=(Stance.OPPOSES,)), ALL)
    answers["dated"] = await reader.find_articles(
        ArticleFilter(languages=("ru",), published_from=date(1, 1, 1), published_to=date(2024, 2, 29)), ALL
    )
    answers["outlet"] = await reader.find_articles(ArticleFilter(outlets=("Издание",)), ALL)
    answers["found"] = await reader.search("OpenAI regulation", ["Person", "Evidence"], 5)
    return answers


def dump(engine: Any) -> dict[str, Any]:
    """The whole graph: every node with its properties, every edge with its ends and properties."""
    run = lambda text: engine.store.driver.execute_query(text, database_=engine.store.target.database)[0]  # noqa: E731
    nodes = run("MATCH (n) WHERE NOT n:Store RETURN labels(n)[0] AS label, n.id AS id, properties(n) AS props")
    edges = run("MATCH (a)-[e]->(b) RETURN a.id AS a, type(e) AS type, b.id AS b, properties(e) AS props")
    return {
        "nodes": sorted(canonical(row.data()) for row in nodes),
        "edges": sorted(canonical(row.data()) for row in edges),
    }
