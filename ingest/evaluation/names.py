"""Names on public sets: factRuEval-2016, UNER-PUD in both languages, CrossNER AI, WNUT-17.

A name counts when both its ends and its type agree.
"""

from pathlib import Path
from typing import Any

from ingest.evaluation.records import Watch, read_records, unwatched
from ingest.evaluation.score import Score, compare
from ingest.extract.pipeline import name_text

# Type names of each set -> ours. What a set marks beyond these is not scored, and neither is what only we mark.
SETS: dict[str, dict[str, tuple[str, ...]]] = {
    "factrueval": {"Person": ("PER",), "Org": ("ORG",), "Location": ("LOC",), "LocOrg": ("LOC",)},
    "uner_pud_ru": {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",)},
    "uner_pud_en": {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",)},
    "crossner_ai": {
        "researcher": ("PER",),
        "person": ("PER",),
        "organisation": ("ORG",),
        "university": ("ORG",),
        "country": ("LOC",),
        "location": ("LOC",),
    },
    "wnut17": {"person": ("PER",), "corporation": ("ORG",), "group": ("ORG",), "location": ("LOC",)},
}
OURS = {"Person": "PER", "Company": "ORG", "Organization": "ORG", "Place": "LOC"}


def score_names(folder: Path, limit: int | None = None, watch: Watch = unwatched) -> dict[str, dict[str, dict[str, float]]]:
    """For each set and type precision, recall and F1; `micro` over the types."""
    report = {}
    for name, types in SETS.items():
        path = folder / f"{name}.jsonl"
        if not path.exists():
            continue
        totals: dict[str, Score] = {}
        for record in watch(read_records(path, limit), name):
            for label, score in _score(record, types).items():
                totals[label] = totals.get(label, Score()) + score
        report[name] = {label: totals[label].figures() for label in sorted(totals)}
        report[name]["micro"] = sum(totals.values(), Score()).figures()
    return report


def _score(record: dict[str, Any], types: dict[str, tuple[str, ...]]) -> dict[str, Score]:
    raw = name_text(record["text"], record["lang"])
    found = {(*raw.prepared.raw(m.start, m.end), OURS[e.type]) for e in raw.entities for m in e.mentions if e.type in OURS}
    gold = {(e["start"], e["end"], label) for e in record["entities"] for label in types.get(e["type"], ())}
    return {label: compare({f for f in found if f[2] == label}, {g for g in gold if g[2] == label}) for label in sorted(set(OURS.values()))}
