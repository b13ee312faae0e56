"""Articles a second of `read_document`, and of the language models alone on the same texts: what the reading adds to its models."""

from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

from razdel import sentenize, tokenize
from turns import by_turns

from ingest.extract.analyse import analyser
from ingest.fetch import Fetcher
from ingest.inputs import Given, pages_of, sample_names
from ingest.page import Page
from ingest.read import read_document
from ingest.settings import IngestSettings


def measure() -> dict[str, float]:
    """For each language: articles a second of either, and how many times as long reading takes as its models."""
    figures: dict[str, float] = {}
    for language, bare in (("en", _spacy), ("ru", _slovnet)):
        pages = [page for page in sample_pages() if page.language == language]
        ours_seconds, bare_seconds = by_turns(lambda pages=pages: [read_document(page) for page in pages], bare([p.text for p in pages]))  # type: ignore[misc]
        figures |= {
            f"{language}: read_document, articles/s": len(pages) / ours_seconds,
            f"{language}: models alone, articles/s": len(pages) / bare_seconds,
            f"{language}: read_document takes times as long": ours_seconds / bare_seconds,
        }
    return figures


def sample_pages() -> list[Page]:
    """The packaged samples, their language from their names."""
    settings = IngestSettings(home=Path(gettempdir()))
    found = [(name, page) for name in sample_names() for _, page in pages_of(name, Given(), settings, Fetcher(settings))]
    return [page.model_copy(update={"language": name.split(".")[-2]}) for name, page in found if isinstance(page, Page)]


def _spacy(texts: list[str]) -> Callable[[], object]:
    nlp = analyser("en")._nlp  # type: ignore[attr-defined]
    return lambda: list(nlp.pipe(texts))


def _slovnet(texts: list[str]) -> Callable[[], object]:
    models = analyser("ru")

    def run() -> None:
        for text in texts:
            words = [[t.text for t in tokenize(s.text)] for s in sentenize(text)]
            list(models._tagger.map(words))  # type: ignore[attr-defined]
            list(models._syntax.map(words))  # type: ignore[attr-defined]
            models._ner(text)  # type: ignore[attr-defined]

    return run
