"""Attitude on public Russian news: RuOpinionNE-2024 (holder, target, polarity) and RuSentNE-2023 (attitude to a marked entity).

The extractor has no stage for attitude: it reads who claims what, and a few relations that say what somebody thinks of somebody. Those
relations, affirmed, are scored here as they are. A text that praises or blames in any other way gives nothing, so recall is very low, and
the figures say how far the relations reach, not how well a reader of opinions does. Sets and relations also differ in what they mean:
that a court has sentenced somebody is an attitude there and no relation here.

`speakers` asks what the extractor is made for: of the opinions whose expression stands in attributed words, is the speaker their holder?
"""

from collections.abc import Iterable
from pathlib import Path

from ingest.evaluation.records import Record, Watch, read_records, unwatched
from ingest.evaluation.score import Score, Span, touch
from ingest.extract.pipeline import read_text
from ingest.extract.reading import Reading
from schema.model import Polarity

SETS = ("ruopinionne", "rusentne")
ATTITUDES = {"supports_policy": "positive", "opposes_policy": "negative", "criticizes": "negative"}
LEVELS = {1: "positive", -1: "negative"}
Attitude = tuple[tuple[Span, ...], tuple[Span, ...], str]  # holder, target, polarity


def score_attitude(folder: Path, limit: int | None = None, watch: Watch = unwatched) -> dict[str, dict[str, float]]:
    """Figures of `opinions` (all holders), `opinions_named` (holders that are words of the text), `speakers`, and of `entity` attitudes."""
    totals = dict.fromkeys(("opinions", "opinions_named", "speakers", "entity_positive", "entity_negative"), Score())
    for record in watch(read_records(folder / "ruopinionne.jsonl", limit), "ruopinionne"):
        reading = read_text(record["text"], record["lang"])
        named = [o for o in record["opinions"] if o["holder_kind"] == "span"]
        totals["opinions"] += match_attitudes(attitudes_of(reading), _gold(record["opinions"]))
        totals["opinions_named"] += match_attitudes(attitudes_of(reading), _gold(named))
        totals["speakers"] += match_speakers(reading, record["opinions"])
    for record in watch(read_records(folder / "rusentne.jsonl", limit), "rusentne"):
        found = attitudes_of(read_text(record["text"], record["lang"]))
        for polarity in LEVELS.values():
            totals[f"entity_{polarity}"] += _match_entities(found, record, polarity)
    return {name: score.figures() for name, score in totals.items()}


def attitudes_of(reading: Reading) -> list[Attitude]:
    """What the relations of a reading say of attitude, in offsets of the raw text."""
    raw = reading.prepared.raw
    return [
        ((raw(*made.relation.subject.span),), (raw(*made.relation.object.span),), ATTITUDES[made.relation.predicate])
        for made in reading.relations
        if made.relation.predicate in ATTITUDES and made.relation.polarity is Polarity.AFFIRMED
    ]


def match_attitudes(found: list[Attitude], gold: list[Attitude]) -> Score:
    """Right when both ends touch the annotated words and the polarity agrees; several expressions of one attitude count once."""
    hits, used = 0, set()
    for holder, target, polarity in gold:
        same = [n for n, (h, t, p) in enumerate(found) if p == polarity and touch(h, holder) and touch(t, target)]
        used.update(same)
        hits += bool(same)
    return Score(hits, len(found) - len(used), len(gold) - hits)


def match_speakers(reading: Reading, opinions: list[Record]) -> Score:
    """An opinion is found when its expression touches somebody's words; right when that speaker is its holder."""
    raw = reading.prepared.raw
    speeches = [([raw(*s) for s in a.speaker.spans], [raw(*s) for s in a.content]) for a in reading.attributions]
    score = Score()
    for opinion in opinions:
        speakers = [speaker for speaker, content in speeches if touch(content, _spans(opinion["expression"]))]
        named = opinion["holder_kind"] == "span"
        right = named and any(touch(speaker, _spans(opinion["holder"])) for speaker in speakers)
        score += Score(int(right), int(bool(speakers) and not right), int(named and not right))
    return score


def _match_entities(found: list[Attitude], record: Record, polarity: str) -> Score:
    gold = [((e["start"], e["end"]),) for e in record["entities"] if LEVELS.get(e["attitude"]) == polarity]
    marked = [((e["start"], e["end"]),) for e in record["entities"]]
    targets = [t for _, t, p in found if p == polarity and any(touch(t, m) for m in marked)]  # other entities are not annotated
    right = sum(any(touch(t, g) for t in targets) for g in gold)
    return Score(right, sum(not any(touch(t, g) for g in gold) for t in targets), len(gold) - right)


def _gold(opinions: Iterable[Record]) -> list[Attitude]:
    return list(dict.fromkeys((_spans(o["holder"]), _spans(o["target"]), o["polarity"]) for o in opinions))


def _spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in spans)
