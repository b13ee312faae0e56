"""A reading: everything the extractor found in one text, before it becomes nodes and statements. Offsets are of the prepared text."""

from dataclasses import dataclass

from ingest.extract.attribution import Attribution
from ingest.extract.discourse import Speaker
from ingest.extract.entities import Entity
from ingest.extract.prepare import Prepared
from ingest.extract.relations import Relation
from ingest.knowledge.propositions import Proposition
from schema.model import Modality, SpeechKind, Stance

Span = tuple[int, int]


@dataclass(frozen=True)
class ClaimMade:
    """A claim that a speaker makes. `proposition` is None for a candidate; `label` is its wording; `evidence` the words that carry it."""

    speaker: Speaker
    proposition: Proposition | None
    label: str
    stance: Stance
    modality: Modality
    kind: SpeechKind
    evidence: tuple[Span, ...]
    score: float


@dataclass(frozen=True)
class RelationMade:
    """A relation and whose words carry it; no speaker in the article's own voice."""

    relation: Relation
    speaker: Speaker | None
    kind: SpeechKind


@dataclass(frozen=True)
class Reading:
    """What one text says."""

    language: str
    prepared: Prepared
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[ClaimMade, ...]
    relations: tuple[RelationMade, ...]
