"""Who says what: the cases of tests/cases/attribution.toml."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "attribution.toml").read_text(encoding="utf-8"))["case"]
USUAL = {"kind": "indirect", "modality": "asserted", "negated": False}


def test_attributions(attribution_case: dict[str, Any], record: Any, same_words: Any) -> None:
    read = record(attribution_case["text"], attribution_case["lang"])
    found = read.raw["attributions"]
    wanted = [USUAL | expected for expected in attribution_case.get("expect", ())]
    told = [(a["speaker_name"], read.words(a["content"]), a["kind"], a["modality"], a["negated"]) for a in found]
    for expected in wanted:
        speeches = [a for a in found if same_words(read.words(a["content"]), expected["content"].replace(" … ", " "))]
        assert speeches, f"nobody says {expected['content']!r}: {told}"
        assert expected["speaker"].lower() in [a["speaker_name"].lower() for a in speeches], told
        speech = next(a for a in speeches if a["speaker_name"].lower() == expected["speaker"].lower())
        assert {name: speech[name] for name in USUAL} == {name: expected[name] for name in USUAL}
    assert len(found) == len(wanted), f"one speech too many: {told}"


def test_contents_of_the_cases_are_verbatim_and_each_case_has_its_own_name() -> None:
    assert [name for name, count in Counter(case["id"] for case in CASES).items() if count > 1] == []
    for case in CASES:
        assert ("expect" in case) != case.get("none", False), case["id"]
        for expected in case.get("expect", ()):
            assert all(piece in case["text"] for piece in expected["content"].split(" … ")), case["id"]


def test_both_languages_have_cases_enough() -> None:
    assert min(Counter(case["lang"] for case in CASES).values()) >= 30
