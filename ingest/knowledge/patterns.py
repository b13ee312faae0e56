"""Relation patterns, indexed by the lemma that anchors them."""

from dataclasses import dataclass
from functools import cache

from ingest.knowledge.files import data_file
from ingest.knowledge.phrases import fold
from schema.model import Modality, Polarity
from schema.ontology import load_ontology


@dataclass(frozen=True)
class Pattern:
    """How one relation is read: the roles of its two ends around a verb, a noun, or a name of some type. See the head of relations.toml."""

    relation: str
    lemma: tuple[str, ...]
    verbal: bool
    subject: str
    object: str
    needs: frozenset[str]
    subject_types: frozenset[str]
    object_types: frozenset[str]
    polarity: Polarity
    modality: Modality
    symmetric: bool
    without: tuple[str, ...]

    @property
    def deed(self) -> bool:
        """Whether the anchor is a noun for what is done ("the purchase of X by Y"), not for who does it."""
        return not self.verbal and "head" not in (self.subject, self.object) and "self" not in (self.subject, self.object)


@cache
def load_patterns(language: str) -> dict[str, tuple[Pattern, ...]]:
    """Patterns of a language by the first word of their anchor, or by the node type of the name they anchor on; longer anchors first."""
    ontology = load_ontology()
    found: dict[str, list[Pattern]] = {}
    for relation, table in data_file("relations.toml").items():
        if relation == "source":
            continue
        ends = ontology.relations[relation]
        for raw in table.get(language, ()):
            for lemma in raw.get("verb") or raw.get("noun") or raw["named"]:
                words = (lemma,) if "named" in raw else tuple(fold(lemma).split())
                pattern = Pattern(
                    relation,
                    words,
                    "verb" in raw,
                    raw["subject"],
                    raw["object"],
                    frozenset(fold(w) for w in raw.get("needs", ())),
                    frozenset(raw.get("subject_type", ends.subjects)) & frozenset(ends.subjects),
                    frozenset(raw.get("object_type", ends.objects)) & frozenset(ends.objects),
                    Polarity(raw.get("polarity", "affirmed")),
                    Modality(raw.get("modality", "asserted")),
                    ends.symmetric,
                    tuple(raw.get("without", ())),
                )
                found.setdefault(words[0], []).append(pattern)
    return {word: tuple(sorted(patterns, key=lambda p: -len(p.lemma))) for word, patterns in found.items()}
