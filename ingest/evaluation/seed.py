"""The annotated article of the seed: entity, attribution and triple F1, and whether every evidence is verbatim."""

import json
from pathlib import Path
from typing import Any

from ingest.evaluation.score import Score, overlap
from ingest.extract.pipeline import read_text
from ingest.extract.reading import Reading

SPEAKING = ("direct_quote", "indirect_speech", "unnamed_direct", "unnamed_indirect")
TYPES = {
    "person": ("Person",),
    "company": ("Company", "Organization"),
    "organization": ("Organization", "Company"),
    "government": ("Organization", "Place"),
    "ai_model": ("AIModel",),
    "product": ("Product", "AIModel"),
    "platform": ("Product", "Company"),
    "place": ("Place",),
    "policy": ("Policy",),
    "document": ("Policy", "Article"),
    "event": ("Event",),
}
RELATIONS = {
    "employed_by": "employed_by",
    "formerly_employed_by": "employed_by",
    "leads": "employed_by",
    "authored": "authored",
    "published": "published",
    "develops": "develops",
    "leaked_on": "leaked_to",
    "pushes_regulation": "pushes_regulation",
    "competes_with": "competes_with",
    "invested_in": "invested_in",
    "criticizes": "criticizes",
    "belittles": "criticizes",
    "signed": "signed",
}
STANCES = {"affirms": "supports", "denies": "opposes", "questions": "neutral", "reports": "supports"}
COVERED = 0.5  # share of a gold quote that a prediction must cover


def score_seed(folder: Path) -> dict[str, dict[str, float]]:
    """Entity F1 over named mentions, attribution F1 over spoken claims, triple F1 over relations and assertions; `verbatim` in per cent."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    text = (folder / "article.ru.txt").read_text(encoding="utf-8")
    reading = read_text(text, "ru")
    mentions = _gold_mentions(gold)
    return {
        "entities": _entities(reading, gold).figures(),
        "attribution": _attributions(reading, gold, mentions).figures(),
        "relations": _relations(reading, gold, mentions).figures(),
        "assertions": _assertions(reading, gold, mentions).figures(),
    }


def _gold_mentions(gold: dict[str, Any]) -> dict[str, list[tuple[int, int]]]:
    return {e["id"]: [(m["start"], m["end"]) for m in e["mentions"]] for e in gold["entities"]}


def _entities(reading: Reading, gold: dict[str, Any]) -> Score:
    wanted = {
        (m["start"], m["end"]): TYPES[e["type"]]
        for e in gold["entities"]
        if e["type"] in TYPES
        for m in e["mentions"]
        if m["kind"] == "name"
    }
    boilerplate = next(z["start"] for z in gold["zones"] if z["kind"] == "boilerplate")
    known = {t for types in TYPES.values() for t in types}
    found = {
        reading.prepared.raw(m.start, m.end): e.type
        for e in reading.entities
        for m in e.mentions
        if e.type in known and m.start < boilerplate
    }
    wanted = {span: types for span, types in wanted.items() if span[0] < boilerplate}
    hits = sum(1 for span, kind in found.items() if kind in wanted.get(span, ()))
    return Score(hits, len(found) - hits, len(wanted) - hits)


def _is(spans: tuple[tuple[int, int], ...], name_mentions: list[tuple[int, int]]) -> bool:
    """Whether a predicted noun phrase is the gold entity: it, or another mention of the same predicted entity, touches a gold mention."""
    return any(s < ge and gs < e for s, e in spans for gs, ge in name_mentions)


def _speaker_spans(reading: Reading, speaker: Any) -> tuple[tuple[int, int], ...]:
    spans = [reading.prepared.raw(s, e) for s, e in speaker.spans]
    if speaker.entity is not None:
        spans += [reading.prepared.raw(m.start, m.end) for m in speaker.entity.mentions]
    return tuple(spans)


def _attributions(reading: Reading, gold: dict[str, Any], mentions: dict[str, list[tuple[int, int]]]) -> Score:
    spoken = [c for c in gold["claims"] if c["attribution"] in SPEAKING]
    quotes = [(c["speakers"], (q["start"], q["end"])) for c in spoken for q in c["quotes"]]
    found = [(a, [reading.prepared.raw(s, e) for s, e in a.content]) for a in reading.attributions]
    right: set[int] = set()
    hits = 0
    for speakers, span in quotes:
        matched = [
            n
            for n, (a, content) in enumerate(found)
            if overlap([span], content) >= COVERED and any(_is(_speaker_spans(reading, a.speaker), mentions.get(s, [])) for s in speakers)
        ]
        right.update(matched)
        hits += bool(matched)
    return Score(hits, len(found) - len(right), len(quotes) - hits)


def _relations(reading: Reading, gold: dict[str, Any], mentions: dict[str, list[tuple[int, int]]]) -> Score:
    wanted = [(r["subject"], RELATIONS[r["type"]], r["object"]) for r in gold["relations"] if r["type"] in RELATIONS]
    found = [r.relation for r in reading.relations if r.relation.predicate in set(RELATIONS.values())]
    used: set[int] = set()
    hits = 0
    for subject, predicate, object_ in wanted:
        for number, relation in enumerate(found):
            ends = ((relation.subject.entity, subject), (relation.object.entity, object_))
            same = all(
                any(reading.prepared.raw(m.start, m.end) in mentions.get(identity, []) for m in entity.mentions)
                for entity, identity in ends
            )
            if relation.predicate == predicate and same:
                used.add(number)
                hits += 1
                break
    return Score(hits, len(found) - len(used), len(wanted) - hits)


def _assertions(reading: Reading, gold: dict[str, Any], mentions: dict[str, list[tuple[int, int]]]) -> Score:
    """(actor, words, stance) of spoken claims that fall under a proposition of the gold; candidates count when the words agree."""
    wanted = [c for c in gold["claims"] if c["attribution"] in SPEAKING]
    used: set[int] = set()
    hits = 0
    for claim in wanted:
        spans = [(q["start"], q["end"]) for q in claim["quotes"]]
        for number, made in enumerate(reading.claims):
            evidence = [reading.prepared.raw(s, e) for s, e in made.evidence]
            near = max(overlap(evidence, spans), overlap(spans, evidence)) >= COVERED
            same = any(_is(_speaker_spans(reading, made.speaker), mentions.get(s, [])) for s in claim["speakers"])
            agrees = made.proposition is None or made.stance.value in (STANCES[claim["polarity"]], "neutral")
            if near and same and agrees:
                used.add(number)
                hits += 1
                break
    return Score(hits, len(reading.claims) - len(used), len(wanted) - hits)
