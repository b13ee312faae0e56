"""A small graph with everything in it that RDF must carry: two languages, odd characters, an unnamed source, all modalities."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.reference import ReferenceStore
from schema.ids import article_id, claim_id, node_id
from schema.model import Bundle, Claim, Modality, Node, Polarity, SpeechKind

ONE, TWO = "https://example.org/news/1?a=<b>&c={d}", "file:///новости 2.txt"
NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def bundles(make_bundle: Callable[..., Bundle], fact: Callable[..., Any]) -> tuple[Bundle, ...]:
    lecun = Node(
        id=node_id("Person", "lecun"),
        type="Person",
        name="Yann LeCun",
        names={"en": "Yann LeCun", "ru": "Ян Лекун"},
        aliases=("LeCun", 'The "Godfather"'),
        same_as=("Q3571662",),
    )
    ngo = Node(id=node_id("Organization", "watch"), type="Organization", kind="ngo", name="AI Watch")
    letter = Node(id=node_id("Policy", "pause"), type="Policy", kind="open_letter", name="Pause letter")
    critics = Node(
        id=node_id("Group", "critics", article_id(ONE)),
        type="Group",
        kind="unnamed_source",
        name="some critics",
        article_id=article_id(ONE),
    )
    moat = Claim(
        id=claim_id("moat"),
        labels={"en": "Regulation protects incumbents", "ru": "Регулирование защищает лидеров рынка"},
        wordings=("It is a moat.",),
        topics=("ai_regulation",),
    )
    other = Claim(id=claim_id("open"), labels={"en": "Regulation opens the market"}, candidate=True)
    text = 'LeCun: "A moat\\ditch!"\tIt may be. Critics 🙂 doubt\nit. AI Watch signed it.'
    first = make_bundle(
        ONE,
        text,
        fact(lecun, "asserts", moat, ('"A moat\\ditch!"',), speech=SpeechKind.DIRECT, speaker=lecun, said_on=date(2026, 4, 1)),
        fact(ngo, "asserts", moat, ("It may be.",), modality=Modality.HEDGED, confidence=0.5),
        fact(critics, "disputes", moat, ("Critics 🙂 doubt\nit.",), confidence=1.0),
        fact(critics, "disputes", other, ("Critics 🙂 doubt\nit.",), polarity=Polarity.NEGATED),
        fact(ngo, "signed", letter, ("AI Watch signed it.",)),
        title='A "moat" \u2028 or\r\nnot?',
        outlet="Model & Mandate",
        published=date(2026, 4, 2),
    )
    second = make_bundle(
        TWO,
        "Лекун работает в AI Watch.",
        fact(lecun, "employed_by", ngo, ("Лекун работает в AI Watch.",), qualifiers={"role": "совет\tник"}),
        language="ru",
    )
    return first, second


@pytest.fixture(scope="session")
def store(bundles: tuple[Bundle, ...]) -> ReferenceStore:
    kept = ReferenceStore()
    for bundle in bundles:
        kept.write(bundle, NOW)
    return kept
