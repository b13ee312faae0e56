"""The table of assertions as CSV, streamed from a Reader."""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Sequence

from graph.paging import walk
from graph.reading import ArticleFilter, Reader
from schema.model import Article, Claim, Node, Statement
from schema.ontology import Ontology

ASSERTION_COLUMNS = (
    "statement",
    "actor",
    "actor_type",
    "kind",
    "claim",
    "claim_en",
    "claim_ru",
    "stance",
    "polarity",
    "modality",
    "speech",
    "speaker",
    "date",
    "confidence",
    "quote",
    "url",
    "title",
    "outlet",
    "published",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def assertions_csv(reader: Reader, ontology: Ontology, verbatim: bool = False) -> AsyncIterator[str]:
    """One row for each assertion, article by article in the Reader's order; several quotes of one assertion are joined by ` […] `.

    Walking by article costs the same for every page; a sorted list of all assertions would cost more for each page than for the last.
    Cells that a spreadsheet would run as a formula get a leading apostrophe (the words come from web pages); `verbatim` leaves them so.
    """
    yield _csv_rows([ASSERTION_COLUMNS], verbatim)
    stances = frozenset(relation.name for relation in ontology.relations.values() if relation.stance is not None)
    async for articles in walk(lambda window: reader.find_articles(ArticleFilter(), window)):
        told = await reader.article_statements([article.id for article in articles])
        assertions = [s for statements in told for s in statements if s.predicate in stances]
        yield _csv_rows(await _assertion_rows(reader, ontology, assertions, {article.id: article for article in articles}), verbatim)


async def _assertion_rows(
    reader: Reader, ontology: Ontology, page: Sequence[Statement], articles: dict[str, Article]
) -> list[Sequence[str]]:
    ids = list(dict.fromkeys([s.subject for s in page] + [s.speaker for s in page if s.speaker]))
    nodes = dict(zip(ids, await reader.nodes(ids), strict=True))
    ids = list(dict.fromkeys(s.object for s in page))
    claims = dict(zip(ids, await reader.claims(ids), strict=True))
    return [
        _assertion_row(s, nodes.get(s.subject), nodes.get(s.speaker or ""), claims[s.object], articles[s.article_id], ontology)
        for s in page
    ]


def _assertion_row(
    s: Statement, actor: Node | None, speaker: Node | None, claim: Claim | None, article: Article | None, ontology: Ontology
) -> Sequence[str]:
    stance = ontology.relations[s.predicate].stance
    labels = claim.labels if claim else {}
    return (
        s.id,
        actor.name if actor else s.subject,
        (actor.type if actor else None) or "",
        (actor.kind if actor else None) or "",
        s.object,
        labels.get("en", ""),
        labels.get("ru", ""),
        stance.value if stance else "",
        s.polarity.value,
        s.modality.value,
        s.speech.value,
        speaker.name if speaker else s.speaker or "",
        s.said_on.isoformat() if s.said_on else "",
        f"{s.confidence:g}",
        " […] ".join(evidence.quote for evidence in s.evidence),
        (article.url if article else None) or "",
        (article.title if article else None) or "",
        (article.outlet if article else None) or "",
        article.published.isoformat() if article and article.published else "",
    )


def _csv_rows(rows: Iterable[Sequence[str]], verbatim: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow(row if verbatim else [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue()
