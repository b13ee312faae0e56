"""Questions as people ask them: which claim is understood, and who stands where on it."""

import asyncio
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.answers import Answer
from graph.frames import load_question_data, spaced
from graph.questions import answer, choose, rank
from graph.reference import ReferenceStore
from graph.stems import stem
from graph.wording import load_matcher
from schema.ids import claim_id, node_id
from schema.model import Bundle, Claim, Modality, Node, Polarity, SpeechKind
from schema.ontology import load_ontology

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, str]] = tomllib.loads((ROOT / "tests/cases/questions.toml").read_text(encoding="utf-8"))["cases"]
PROPOSITIONS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "ingest/data/propositions.toml").read_text(encoding="utf-8"))[
    "propositions"
]
ONTOLOGY = load_ontology()
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def catalogue(wordings: bool) -> dict[str, Claim]:
    return {
        key: Claim(
            id=claim_id(key),
            labels={"en": entry["en"], "ru": entry["ru"]},
            wordings=(*entry["affirm_en"], *entry["affirm_ru"]) if wordings else (),
        )
        for key, entry in PROPOSITIONS.items()
    }


@pytest.fixture(scope="module", params=[False, True], ids=["labels", "wordings"])
def library(request: pytest.FixtureRequest, make_bundle: Callable[..., Bundle], fact: Callable[..., Any]) -> ReferenceStore:
    """Every proposition, supported by one person."""
    store = ReferenceStore()
    person = Node(id=node_id("Person", "p"), type="Person", name="Pat")
    facts = [fact(person, "asserts", claim, ("Yes.",)) for claim in catalogue(request.param).values()]
    store.write(make_bundle("https://example.org/all", "Yes.", *facts), NOW)
    return store


def ask(store: ReferenceStore, question: str, **options: Any) -> Answer:
    return asyncio.run(answer(store, ONTOLOGY, question, **options))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_case(case: dict[str, str], library: ReferenceStore) -> None:
    found = ask(library, case["question"])
    keys = {claim_id(key): key for key in PROPOSITIONS}
    understood = keys[found.understood.id] if found.understood else ""
    assert understood == case["claim"], found.nearest
    if understood:
        assert found.asks == case["asks"]
        assert found.found
    else:
        assert not found.found
        assert found.sides.total == 0


def test_cases_are_enough() -> None:
    assert len(CASES) >= 40
    assert sum(not case["claim"] for case in CASES) >= 10
    assert {case["claim"] for case in CASES} - {""} <= set(PROPOSITIONS)


def test_every_proposition_is_found_by_its_own_label() -> None:
    """… and a person may ask for it in both languages with each frame that takes a clause."""
    data, matcher = load_question_data(), load_matcher()
    claims = list(catalogue(wordings=False).values())
    for claim in claims:
        for text in (f"who says that {claim.labels['en']}?", f"Кто считает, что {claim.labels['ru']}?"):
            best, _ = choose(rank(matcher, data.read(text), claims), data.scoring.margin)
            assert best is not None, text
            assert best.claim.id == claim.id
            assert not best.match.reversed_


# --- who stands where ----------------------------------------------------------------------------------------------------

MOAT = Claim(id=claim_id("moat"), labels={"en": "Regulation protects incumbents", "ru": "Регулирование защищает лидеров рынка"})
OPEN = Claim(id=claim_id("open"), labels={"en": "Rules keep markets open to newcomers"})
ACT = Node(id=node_id("Policy", "act"), type="Policy", kind="law", name="AI Act", names={"en": "AI Act", "ru": "Закон об ИИ"})


def person(name: str) -> Node:
    return Node(id=node_id("Person", name), type="Person", name=name)


@pytest.fixture(scope="module")
def debate(make_bundle: Callable[..., Bundle], fact: Callable[..., Any]) -> ReferenceStore:
    ann, bob, cyd, dan, eve, fay, gus, hal = map(person, ("Ann", "Bob", "Cyd", "Dan", "Eve", "Fay", "Gus", "Hal"))
    text = "Ann: a moat. Bob: no moat. Cyd: perhaps. Dan? Eve: if. Fay never said so. Gus says Hal agrees. Ann: open. Bob hates the act."
    facts = [
        fact(ann, "asserts", MOAT, ("a moat",), speech=SpeechKind.DIRECT, speaker=ann, said_on=date(2026, 1, 1)),
        fact(bob, "disputes", MOAT, ("no moat",), speaker=bob),
        fact(cyd, "asserts", MOAT, ("perhaps",), modality=Modality.HEDGED),
        fact(dan, "asserts", MOAT, ("Dan?",), modality=Modality.QUESTION),
        fact(eve, "asserts", MOAT, ("if",), modality=Modality.HYPOTHETICAL),
        fact(fay, "asserts", MOAT, ("Fay never said so.",), polarity=Polarity.NEGATED),
        fact(hal, "asserts", MOAT, ("Gus says Hal agrees.",), speaker=gus),
        fact(dan, "discusses", MOAT, ("Dan?",)),
        fact(ann, "asserts", OPEN, ("open",)),
        fact(MOAT, "contradicts", OPEN, ("Bob: no moat.",)),
        fact(bob, "opposes_policy", ACT, ("Bob hates the act.",)),
    ]
    store = ReferenceStore()
    fields = {"title": "Debate", "outlet": "Gazette", "published": date(2026, 1, 2)}
    store.write(make_bundle("https://example.org/1", text, *facts, **fields), NOW)
    store.write(make_bundle("https://example.org/copy", text, *facts, **fields), NOW)
    return store


def names(voices: Any) -> set[str]:
    return {voice.actor_name for voice in voices.shown}


@pytest.mark.parametrize(
    "question", ["who argues that regulation protects incumbents", "кто утверждает, что регулирование защищает лидеров рынка?"]
)
def test_only_those_who_said_it_outright_stand_on_a_side(debate: ReferenceStore, question: str) -> None:
    found = ask(debate, question)
    assert found.understood is not None
    assert found.understood.id == MOAT.id
    assert names(found.sides.supporters) == {"Ann"}
    assert names(found.sides.opponents) == {"Bob"}
    assert names(found.sides.neutral) == {"Dan"}
    assert names(found.sides.guarded) == {"Cyd", "Dan", "Eve", "Fay", "Hal"}
    (told,) = [voice for voice in found.sides.guarded.shown if voice.actor_name == "Hal"]
    assert told.speaker == "Gus"


def test_a_voice_carries_its_words_and_source_and_copies_count_once(debate: ReferenceStore) -> None:
    (ann,) = ask(debate, "who says regulation protects incumbents").sides.supporters.shown
    assert (ann.quotes, ann.said_on, ann.speech) == (("a moat",), date(2026, 1, 1), SpeechKind.DIRECT)
    assert (ann.title, ann.outlet, ann.published) == ("Debate", "Gazette", date(2026, 1, 2))
    assert ann.url in ("https://example.org/1", "https://example.org/copy")
    assert ann.copies == 1


def test_a_contradicting_claim_is_shown_apart(debate: ReferenceStore) -> None:
    (other,) = ask(debate, "who says regulation protects incumbents").related
    assert (other.id, other.relation) == (OPEN.id, "contradicts")
    assert names(other.sides.supporters) == {"Ann"}
    (back,) = ask(debate, "who says rules keep markets open to newcomers").related
    assert back.id == MOAT.id


def test_a_denied_question_asks_for_the_other_side(debate: ReferenceStore) -> None:
    found = ask(debate, "who says that regulation does not protect incumbents")
    assert (found.turned, found.asks) == (True, "opposes")
    assert names(found.sides.opponents) == {"Bob"}


@pytest.mark.parametrize("question", ["who opposes the AI Act?", "кто против закона об ИИ"])
def test_a_law_is_looked_up_by_its_name(debate: ReferenceStore, question: str) -> None:
    found = ask(debate, question)
    assert found.understood is not None
    assert (found.understood.id, found.asks) == (ACT.id, "opposes")
    assert names(found.sides.opponents) == {"Bob"}


@pytest.mark.parametrize("question", ["who opposes the Data Act?", "who opposes the AI Act of 2031", "кто против закона о данных"])
def test_another_law_is_not_taken_for_it(debate: ReferenceStore, question: str) -> None:
    assert ask(debate, question).understood is None


def test_a_limit_shortens_lists_and_not_totals(debate: ReferenceStore) -> None:
    guarded = ask(debate, "who says regulation protects incumbents", limit=2).sides.guarded
    assert (len(guarded.shown), guarded.total) == (2, 5)


def test_two_claims_that_fit_alike_are_not_guessed_between(make_bundle: Callable[..., Bundle], fact: Callable[..., Any]) -> None:
    twins = [Claim(id=claim_id(key), labels={"en": f"Regulation protects incumbents in {key}"}) for key in ("Europe", "Asia")]
    store = ReferenceStore()
    facts = [fact(person("Ann"), "asserts", twin, ("Yes.",)) for twin in twins]
    store.write(make_bundle("https://example.org/1", "Yes.", *facts), NOW)
    found = ask(store, "who says regulation protects incumbents")
    assert found.understood is None
    assert found.ambiguous
    assert {claim.id for claim in found.nearest} == {twin.id for twin in twins}


def test_a_catalogued_claim_comes_before_a_candidate(make_bundle: Callable[..., Bundle], fact: Callable[..., Any]) -> None:
    candidate = Claim(id=claim_id("words"), labels={"en": "regulation protects the incumbents"}, candidate=True)
    store = ReferenceStore()
    facts = [fact(person("Ann"), "asserts", claim, ("Yes.",)) for claim in (MOAT, candidate)]
    store.write(make_bundle("https://example.org/1", "Yes.", *facts), NOW)
    understood = ask(store, "who says regulation protects incumbents").understood
    assert understood is not None
    assert understood.id == MOAT.id


@pytest.mark.parametrize("question", ["", "?", "who", "кто", "🙂", "the the the", "a" * 5000, "who argues that " + "regulation " * 500])
def test_odd_questions_find_nothing_and_break_nothing(debate: ReferenceStore, question: str) -> None:
    assert ask(debate, question).understood is None


# --- reading ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "asks", "content"),
    [
        ("Who argues that X is Y?", "supports", "x is y"),
        ("Who has denied that X is Y?", "opposes", "x is y"),
        ("who doesn’t agree that X is Y", "opposes", "x is y"),
        ("Кто утверждает, что Х это У?", "supports", "х это у"),
        ("Кто не согласен с тем, что Х — У?", "opposes", "х у"),
        ("who talks about X", "any", "x"),
        ("X is Y", "any", "x is y"),
    ],
)
def test_frames(question: str, asks: str, content: str) -> None:
    read = load_question_data().read(question)
    assert (read.asks, read.content) == (asks, content)


@pytest.mark.parametrize(
    "family",
    [
        ("regulation", "regulate", "regulates", "regulated", "regulating"),
        ("innovation", "innovations", "innovate", "innovative"),
        ("company", "companies"),
        ("state", "states"),
        ("регулирование", "регулировать", "регулируется", "регулирования"),
        ("лидер", "лидеры", "лидеров", "лидерам"),
        ("международный", "международного", "международному"),
    ],
)
def test_words_of_a_family_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(("one", "other"), [("regulation", "regulator"), ("law", "lawn"), ("закон", "законопроект"), ("рынок", "рыбак")])
def test_words_of_different_meaning_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_marks_do_not_matter() -> None:
    assert spaced("Who  ARGUES—that “AI” isn’t ёлка?") == "who argues that ai isnt елка"
