"""Reading a page: the pure middle. No network, no clock, no store; the same page gives the same bundle, byte for byte."""

from typing import Any

from ingest.errors import EmptyText, TextTooLong
from ingest.extract.analyse import LANGUAGES
from ingest.extract.assemble import assemble
from ingest.extract.language import detect_language
from ingest.extract.pipeline import read_text
from ingest.extract.record import record_of
from ingest.knowledge.files import knowledge_version
from ingest.page import Page
from schema.ids import article_id, run_id
from schema.model import Article, Bundle, Run
from schema.ontology import load_ontology

EXTRACTOR = "rules/1"
MAX_LENGTH = 1_000_000  # code points of one article; a long book is no article


def read_document(page: Page) -> Bundle:
    """What one page says. Raises EmptyText, UnknownLanguage, TextTooLong."""
    language = _checked_language(page.text, page.language)
    article = Article(
        id=article_id(page.address),
        address=page.address,
        text=page.text,
        language=language,
        title=page.title,
        url=page.url,
        outlet=page.outlet,
        author=page.author,
        published=page.published,
        license=page.license,
    )
    knowledge = knowledge_version()
    run = Run(id=run_id(EXTRACTOR, knowledge), extractor=EXTRACTOR, knowledge=knowledge)
    return assemble(read_text(page.text, language, page.title), article, run, load_ontology())


def extract_record(record: dict[str, Any]) -> dict[str, Any]:
    """One line of `policygraph extract --jsonl`: what `record["text"]` says, offsets in code points of it.

    Raises the same errors as read_document.
    """
    language = _checked_language(record["text"], record.get("lang"))
    return {"id": record.get("id"), "lang": language, **record_of(read_text(record["text"], language, record.get("title")))}


def _checked_language(text: str, language: str | None) -> str:
    if len(text) > MAX_LENGTH:
        raise TextTooLong(MAX_LENGTH)
    if not any(c.isalnum() for c in text):
        raise EmptyText
    return language if language in LANGUAGES else detect_language(text, language)
