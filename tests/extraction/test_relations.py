"""Who stands in which relation to whom: the cases of tests/cases/relations.toml."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.knowledge.patterns import load_patterns
from schema.ontology import load_ontology

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "relations.toml").read_text(encoding="utf-8"))["case"]
USUAL = {"polarity": "affirmed", "modality": "asserted"}


def told(relation: dict[str, Any]) -> tuple[str, ...]:
    """A relation in words that can be compared; the ends of a symmetric one in the order of the alphabet."""
    ends = [relation["subject"], relation["object"]]
    if load_ontology().relations[relation["predicate"]].symmetric:
        ends.sort()
    return (ends[0], relation["predicate"], ends[1], relation["polarity"], relation["modality"])


def test_relations(relation_case: dict[str, Any], record: Any) -> None:
    read = record(relation_case["text"], relation_case["lang"])
    found = [told(r | {"subject": r["subject_name"], "object": r["object_name"]}) for r in read.raw["relations"]]
    beside = relation_case.get("beside", ())
    wanted = [told(USUAL | expected) for expected in relation_case.get("expect", ())]
    assert sorted(r for r in found if r[1] not in beside) == sorted(wanted), f"names: {read.mentions}"


def test_evidence_of_a_relation_holds_both_ends(record: Any) -> None:
    read = [(case["id"], relation) for case in CASES for relation in record(case["text"], case["lang"]).raw["relations"]]
    assert len(read) > 40
    for name, relation in read:
        ((start, end),) = relation["evidence"]
        for side in ("subject", "object"):
            ((first, last),) = relation[side]
            assert start <= first < last <= end, name


def test_every_relation_that_has_patterns_has_a_case_and_names_are_single() -> None:
    assert [name for name, count in Counter(case["id"] for case in CASES).items() if count > 1] == []
    tried = {e["predicate"] for case in CASES for e in case.get("expect", ())}
    with_patterns = {p.relation for language in ("en", "ru") for patterns in load_patterns(language).values() for p in patterns}
    assert with_patterns <= tried


@pytest.mark.parametrize("language", ["en", "ru"])
def test_both_languages_have_cases(language: str) -> None:
    assert sum(case["lang"] == language for case in CASES) >= 20
