"""The sample articles against what a careful reader finds in them (tests/cases/samples.toml)."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.evaluation.score import Score, overlap
from ingest.extract.entities import Entity
from ingest.extract.pipeline import read_text
from ingest.extract.reading import ClaimMade, Reading
from ingest.extract.transliterate import same_name
from schema.model import Modality, Polarity, Stance


@dataclass(frozen=True)
class Outcome:
    """What became of one case: `right`, `missed`, or `wrong` (a claim that the case says nobody made, or the other stance)."""

    sample: str
    kind: str
    verdict: str
    told: str


def score_samples(samples: Path, cases: Path) -> tuple[dict[str, dict[str, float]], list[Outcome]]:
    """Figures by kind of case, and every outcome. For `not_assertion`, recall is the share of cases in which nothing false was asserted."""
    outcomes: list[Outcome] = []
    gold = tomllib.loads(cases.read_text(encoding="utf-8"))["case"]
    for name in sorted({case["sample"] for case in gold}):
        text = body_of((samples / f"{name}.txt").read_text(encoding="utf-8"))
        reading = read_text(text, name.rsplit(".", 1)[1])
        outcomes.extend(_outcomes(reading, text, [c for c in gold if c["sample"] == name]))
    report = {}
    for kind in ("assertion", "relation", "not_assertion"):
        verdicts = [o.verdict for o in outcomes if o.kind == kind]
        right, wrong = verdicts.count("right"), verdicts.count("wrong")
        report[kind] = Score(right, wrong, len(verdicts) - right).figures()
    return report, outcomes


def body_of(sample: str) -> str:
    """The text after the front matter."""
    return sample.split("---\n", 2)[2]


def _outcomes(reading: Reading, text: str, cases: list[dict[str, str]]) -> Iterator[Outcome]:
    for case in cases:
        at = text.find(case["quote"])
        span = (at, at + len(case["quote"]))
        if case["kind"] == "relation":
            found = any(
                r.relation.predicate == case["predicate"]
                and r.relation.polarity is Polarity.AFFIRMED
                and named(r.relation.subject.entity, case["subject"])
                and named(r.relation.object.entity, case["object"])
                for r in reading.relations
            )
            yield Outcome(
                case["sample"], "relation", "right" if found else "missed", f"{case['subject']} {case['predicate']} {case['object']}"
            )
            continue
        near = [c for c in reading.claims if _touches(reading, c, span) and _says(c, case["speaker"])]
        told = f"{case['speaker']} / {case.get('stance', case.get('why'))} / {case['claim']} / {case['quote']}"
        if case["kind"] == "assertion":
            sided = [c for c in near if c.proposition is not None and c.modality is Modality.ASSERTED]
            right = any(c.stance.value == case["stance"] for c in sided) or (not sided and bool(near))
            yield Outcome(case["sample"], "assertion", "right" if right else "wrong" if sided else "missed", told)
        else:
            false = [c for c in near if c.proposition is not None and c.modality is Modality.ASSERTED and c.stance is not Stance.NEUTRAL]
            yield Outcome(case["sample"], "not_assertion", "wrong" if false else "right", told)


def named(entity: Entity, name: str) -> bool:
    """Whether an entity bears a name, in either script, in full or by its surname."""
    names = [entity.name, *(m.text for m in entity.mentions), *((*entity.entry.aliases,) if entity.entry else ())]
    return any(n == name or same_name(n, name) for n in names)


def _says(claim: ClaimMade, name: str) -> bool:
    if claim.speaker.entity is not None:
        return named(claim.speaker.entity, name)
    return claim.speaker.name.lower() in name.lower() or name.lower() in claim.speaker.name.lower()


def _touches(reading: Reading, claim: ClaimMade, span: tuple[int, int]) -> bool:
    evidence = [reading.prepared.raw(s, e) for s, e in claim.evidence]
    return max(overlap([span], evidence), overlap(evidence, [span])) >= 0.5
