"""Quotes on real pages of the US government: "Name: quote" blocks and lists of reactions, with their speakers.

Every page is also read to a bundle as `ingest` does it, and judged by the evidence law; `pages` counts those that come through. Quotes are
annotated only on some pages, and only those set in blocks, so precision is counted on the pages that have any, over direct speech alone.
"""

from pathlib import Path

from ingest.errors import IngestError
from ingest.evaluation.records import Record, Watch, read_records, unwatched
from ingest.evaluation.score import Score, Span, overlap, touch
from ingest.extract.pipeline import read_text
from ingest.page import Page
from ingest.read import read_document
from schema.law import violations
from schema.model import SpeechKind
from schema.ontology import load_ontology

SETS = ("wh_ai",)
SAME = 0.8  # share of either's code points that the other must cover
Quote = tuple[tuple[Span, ...], tuple[Span, ...]]  # speaker, content


def score_quotes(folder: Path, limit: int | None = None, watch: Watch = unwatched) -> dict[str, dict[str, float]]:
    """Figures of `content`, of `content_speaker`, and of `pages` ingested."""
    content, spoken, pages = Score(), Score(), Score()
    for record in watch(read_records(folder / "wh_ai.jsonl", limit), "wh_ai"):
        pages += _ingested(record)
        if record["quotes"]:
            found = quotes_of(record)
            gold = [(_spans(q["speaker"]), _spans(q["content"])) for q in record["quotes"]]
            content += match_quotes(found, gold, speakers=False)
            spoken += match_quotes(found, gold, speakers=True)
    return {"content": content.figures(), "content_speaker": spoken.figures(), "pages": pages.figures()}


def quotes_of(record: Record) -> list[Quote]:
    """The direct speech of a page, in offsets of the raw text."""
    reading = read_text(record["text"], record["lang"], record.get("title"))
    raw = reading.prepared.raw
    return [
        (tuple(raw(*s) for s in a.speaker.spans), tuple(raw(*s) for s in a.content))
        for a in reading.attributions
        if a.kind is SpeechKind.DIRECT
    ]


def match_quotes(found: list[Quote], gold: list[Quote], speakers: bool) -> Score:
    """Right when the words agree, and with `speakers` also the speaker; each found quote may be right once."""
    free = list(found)
    for speaker, content in gold:
        for quote in free:
            words = min(overlap(quote[1], content), overlap(content, quote[1]))
            if words >= SAME and (not speakers or touch(quote[0], speaker)):
                free.remove(quote)
                break
    hits = len(found) - len(free)
    return Score(hits, len(free), len(gold) - hits)


def _ingested(record: Record) -> Score:
    page = Page(address=record["id"], text=record["text"], language=record["lang"], title=record.get("title"), url=record.get("url"))
    try:
        bundle = read_document(page)
    except IngestError:
        return Score(0, 0, 1)
    return Score(0, 1, 1) if violations(bundle, load_ontology()) else Score(1, 0, 0)


def _spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in spans)
