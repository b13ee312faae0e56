"""The evidence law at the door: a thousand corruptions, a thousand refusals with their reasons, and nothing written."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from answers import dump
from bundles import make_bundle

from graph.errors import EvidenceLawError
from graph.reference import ReferenceStore
from schema.model import Bundle, Statement

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def forged(value: Any, **changes: Any) -> Any:
    """A copy that no validator has seen."""
    return value.model_construct(**(dict(value) | changes))


def with_evidence(statement: Statement, **changes: Any) -> Statement:
    first, *rest = statement.evidence
    return forged(statement, evidence=(forged(first, **changes), *rest))


CORRUPTIONS: dict[str, Callable[[Statement, random.Random], Statement]] = {
    "says": lambda s, rng: with_evidence(s, quote=s.evidence[0].quote + rng.choice(["!", " ", "\u0301"])),
    "lies outside": lambda s, rng: with_evidence(s, end=s.evidence[0].end + rng.randint(1_000, 10_000)),
    "says ": lambda s, rng: with_evidence(s, start=s.evidence[0].start, end=s.evidence[0].end, quote=rng.choice(["", "x" * 99])),
    "another article": lambda s, rng: with_evidence(s, article_id=f"a{rng.random()}"),
    "not its own": lambda s, rng: with_evidence(s, id=f"e{rng.random()}"),
    "has no evidence": lambda s, _: forged(s, evidence=()),
    "subject": lambda s, rng: forged(s, subject=f"n{rng.random()}"),
    "object": lambda s, rng: forged(s, object=f"n{rng.random()}"),
    "speaker": lambda s, rng: forged(s, speaker=f"n{rng.random()}"),
    "is no relation": lambda s, rng: forged(s, predicate=f"likes_{rng.randint(0, 9)}"),
    "may not run": lambda s, _: forged(s, subject=s.article_id, object=s.article_id, predicate="employed_by"),
    "outside 0 to 1": lambda s, rng: forged(s, confidence=1 + rng.random()),
    "another run": lambda s, rng: forged(s, run_id=f"r{rng.random()}"),
    "not made from what it says": lambda s, rng: forged(s, id=f"s{rng.random()}"),
}


@pytest.fixture(scope="module")
def corrupted() -> list[tuple[str, Bundle]]:
    rng = random.Random(1)
    made: list[tuple[str, Bundle]] = []
    reasons = list(CORRUPTIONS)
    while len(made) < 1_000:
        bundle = make_bundle(rng, addresses=1_000)
        if bundle.statements:
            reason = reasons[len(made) % len(reasons)]
            at = rng.randrange(len(bundle.statements))
            bad = CORRUPTIONS[reason](bundle.statements[at], rng)
            statements = (*bundle.statements[:at], bad, *bundle.statements[at + 1 :])
            made.append((reason.strip(), forged(bundle, statements=statements)))
    return made


def test_a_thousand_corruptions_are_refused(engine: Any, corrupted: list[tuple[str, Bundle]]) -> None:
    good = make_bundle(random.Random(2), most=10)
    writer = engine.writer()
    writer.write(good, NOW)
    before = dump(engine)
    refusals = 0
    for reason, bundle in corrupted:
        with pytest.raises(EvidenceLawError) as caught:
            writer.write(bundle, NOW)
        assert any(reason in violation.reason for violation in caught.value.violations), (reason, caught.value.violations)
        assert bundle.article.id in str(caught.value)
        refusals += 1
    assert refusals == 1_000
    assert dump(engine) == before


def test_the_reference_refuses_too(corrupted: list[tuple[str, Bundle]]) -> None:
    reference = ReferenceStore()
    for _, bundle in corrupted[:100]:
        with pytest.raises(EvidenceLawError):
            reference.write(bundle, NOW)
    assert reference.bundles == {}


def test_every_reason_is_given_at_once(subject: Any) -> None:
    bundle = make_bundle(random.Random(4), most=12)
    assert len(bundle.statements) > 2
    bad = forged(bundle, statements=tuple(with_evidence(statement, quote="nowhere in it") for statement in bundle.statements))
    with pytest.raises(EvidenceLawError) as caught:
        subject.writer().write(bad, NOW)
    assert len({violation.place for violation in caught.value.violations}) == len(bundle.statements)


def test_a_time_without_zone_is_refused(subject: Any) -> None:
    with pytest.raises(ValueError, match="time zone"):
        subject.writer().write(make_bundle(random.Random(4)), datetime(2026, 1, 1))
    assert subject.ask(subject.reader.stats())["Article"] == 0
