"""The record of a reading: the stable JSON shape of `policygraph extract`. Documented in docs/extract.md; scored on unseen texts."""

from typing import Any

from ingest.extract.entities import Entity
from ingest.extract.prepare import Prepared
from ingest.extract.reading import Reading
from schema.ids import node_id
from schema.model import Modality

Spans = list[list[int]]


def record_of(reading: Reading) -> dict[str, Any]:
    """Mentions, attributions, claims and relations; offsets in code points of the raw text, each list in reading order."""
    raw = reading.prepared
    mentions = sorted(
        (
            {"start": start, "end": end, "type": entity.type, "name": _name(entity), "entity": _identity(entity)}
            for entity in reading.entities
            for start, end in (raw.raw(m.start, m.end) for m in entity.mentions)
        ),
        key=lambda m: (m["start"], m["end"]),
    )
    return {
        "mentions": mentions,
        "attributions": [
            {
                "speaker": _spans(raw, a.speaker.spans),
                "speaker_name": _name(a.speaker.entity) if a.speaker.entity else a.speaker.name,
                "cue": _spans(raw, a.cue),
                "content": _spans(raw, a.content),
                "kind": a.kind.value,
                "modality": a.modality.value,
                "negated": a.negated,
            }
            for a in reading.attributions
        ],
        "claims": [
            {
                "speaker": _spans(raw, c.speaker.spans),
                "speaker_name": _name(c.speaker.entity) if c.speaker.entity else c.speaker.name,
                "claim": c.proposition.key if c.proposition else None,
                "label": " ".join(c.label.split()),
                "stance": c.stance.value,
                "modality": c.modality.value,
                "evidence": _spans(raw, c.evidence),
            }
            for c in reading.claims
        ],
        "relations": [
            {
                "subject": _spans(raw, (r.relation.subject.span,)),
                "subject_name": _name(r.relation.subject.entity),
                "predicate": r.relation.predicate,
                "object": _spans(raw, (r.relation.object.span,)),
                "object_name": _name(r.relation.object.entity),
                "polarity": r.relation.polarity.value,
                "modality": (Modality.REPORTED if r.speaker and r.relation.modality is Modality.ASSERTED else r.relation.modality).value,
                "evidence": _spans(raw, (r.relation.evidence,)),
            }
            for r in reading.relations
        ],
    }


def _spans(prepared: Prepared, spans: tuple[tuple[int, int], ...]) -> Spans:
    return [list(prepared.raw(start, end)) for start, end in spans]


def _name(entity: Entity) -> str:
    if entity.entry is not None:
        return entity.entry.names.get("en") or entity.name
    return entity.name


def _identity(entity: Entity) -> str:
    return entity.entry.key if entity.entry is not None else node_id(entity.type, entity.name)
