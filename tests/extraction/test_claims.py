"""Claim typing: the side above all, then the rejection of what only looks like a claim."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import StaleModel
from ingest.evaluation.claims import NONE, ClaimFigures, Trial, count, try_cases
from ingest.extract import claims
from ingest.extract.analyse import analyser
from ingest.extract.claim_model import FILE, load_claim_model, load_exemplars, read_arrays, sources_digest
from ingest.extract.claims import Typed, type_claim
from ingest.extract.embed import embed
from ingest.extract.polarity import read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.files import ROOT
from ingest.knowledge.lexicon import load_lexicon
from ingest.knowledge.propositions import load_background, load_propositions
from ingest.training.regression import fit_logistic, fit_ridge
from schema.model import Stance

CASES = Path(__file__).parents[1] / "cases" / "claims.toml"

# Floors for the even cases, which nothing is tuned on. Raise them when the model gets better; lower them only with a reason in the commit.
FLOORS = {"precision": 0.96, "recall": 0.72, "side": 0.97, "faithful": 0.95}


def words_of(text: str, language: str) -> list[Token]:
    return [token for sentence in analyser(language).parse([text])[0].sentences for token in sentence]


def typed(text: str, language: str) -> Typed | None:
    return type_claim(words_of(text, language), text, [], load_lexicon(language))


def read(text: str, language: str) -> tuple[str, Stance] | None:
    found = typed(text, language)
    return None if found is None else (found.proposition.key, found.stance)


@pytest.fixture(scope="module")
def trials() -> list[Trial]:
    return try_cases(CASES)


@pytest.fixture(scope="module")
def even(trials: list[Trial]) -> ClaimFigures:
    return count(trials[1::2])


@pytest.mark.parametrize("figure", FLOORS)
def test_figures_on_sentences_that_nothing_was_tuned_on(even: ClaimFigures, figure: str) -> None:
    assert getattr(even, figure) >= FLOORS[figure]


def test_sentences_without_a_catalogued_claim_are_not_typed(even: ClaimFigures) -> None:
    assert even.neighbours >= 35
    assert even.neighbours_typed <= 1


@pytest.mark.parametrize(
    ("language", "claim", "plain", "turned"),
    [
        ("en", "ai_destroys_jobs", "AI will destroy millions of jobs.", "AI will not destroy millions of jobs."),
        ("en", "label_ai_content", "AI-generated content should be labelled.", "AI-generated content should not be labelled."),
        ("en", "ai_bubble", "The AI market is a bubble.", "The AI market is not a bubble."),
        (
            "en",
            "ai_existential_risk",
            "AI is an existential risk to us all.",
            "There is no evidence that AI is an existential risk to us all.",
        ),
        (
            "en",
            "reg_protects_incumbents",
            "The licence protects the incumbents.",
            "Nobody believes that the licence protects the incumbents.",
        ),
        ("ru", "reg_stifles_innovation", "Регулирование душит инновации.", "Регулирование не душит инновации."),
        ("ru", "ban_autonomous_weapons", "Боевых роботов нужно запретить.", "Боевых роботов не нужно запрещать."),
        ("ru", "existing_laws_suffice", "Действующих законов достаточно для ИИ.", "Действующих законов недостаточно для ИИ."),
    ],
)
def test_negation_turns_the_side(language: str, claim: str, plain: str, turned: str) -> None:
    assert read(plain, language) == (claim, Stance.SUPPORTS)
    assert read(turned, language) == (claim, Stance.OPPOSES)


def test_both_languages_give_the_same_claim() -> None:
    assert read("AI-generated content should be labelled.", "en") == read("Контент, созданный ИИ, нужно маркировать.", "ru") is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The AI licensing bill was introduced in the senate on Tuesday.", "en"),
        ("The export controls on chips took effect in October.", "en"),
        ("Законопроект об ИИ внесли в Госдуму во вторник.", "ru"),
        ("Полиция закупила систему распознавания лиц за сто миллионов рублей.", "ru"),
    ],
)
def test_a_fact_beside_a_claim_is_no_claim(text: str, language: str) -> None:
    assert read(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("This partnership gives teachers in our state AI-aligned lesson plans and the tools to teach them.", "en"),
        ("Soon artificial intelligence will be at work in every sector of the economy.", "en"),
        ("We owe it to our children to steer the growth of AI with care.", "en"),
        ("Machines produce images, but meaning is something that people give.", "en"),
        ("Not one of us is digging a moat out of forms.", "en"),
        ("A system that can help to design a pathogen should not need less than a licence.", "en"),
        ("Учёные довольны экспериментами, которые провели на станции.", "ru"),
        ("Мы поможем учителям и школьникам освоить искусственный интеллект.", "ru"),
        ("Россия готова применять европейскую модель на своей территории.", "ru"),
    ],
)
def test_words_of_a_claim_without_the_claim_are_no_claim(text: str, language: str) -> None:
    assert read(text, language) is None


def test_the_background_is_large_in_both_languages_and_says_nothing_twice() -> None:
    background = load_background()
    assert min(sum(1 for b in background if b.language == language) for language in ("en", "ru")) >= 250
    texts = [b.text for b in background] + [e.text for _, e in load_exemplars() if e.side != "near"]
    assert [text for text, times in Counter(texts).items() if times > 1 and text in {b.text for b in background}] == []


def test_a_negation_of_something_else_does_not_turn_the_side() -> None:
    assert read("America must win the AI race, and hardworking families should not have to pay for it.", "en") in (
        None,
        ("west_must_win_race", Stance.SUPPORTS),
    )


def test_the_sentence_before_may_name_the_subject_but_not_make_the_claim() -> None:
    def after(before: str, text: str) -> str | None:
        found = type_claim(words_of(text, "en"), text, words_of(before, "en"), load_lexicon("en"))
        return None if found is None else found.proposition.key

    assert after("Artificial intelligence is spreading fast.", "It needs to be regulated by law, and soon.") == "ai_should_be_regulated"
    assert after("Companies signed voluntary commitments on AI.", "It must be said that this is enough for today.") is None


def test_russian_negations_of_one_clause_count_once() -> None:
    russian = load_lexicon("ru")
    assert read_polarity(words_of("Никто никогда не остановит развитие.", "ru"), russian).negated
    assert not read_polarity(words_of("Рабочие места исчезают тихо, без объявлений.", "ru"), russian).negated
    assert not read_polarity(words_of("Развитие нужно остановить, кто бы ни возражал.", "ru"), russian).negated


def test_a_sentence_that_fills_no_slots_costs_no_embedding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "embed", lambda _: pytest.fail("embedded"))
    assert read("The weather in Lisbon was fine on Sunday.", "en") is None


def test_the_same_answer_after_a_fresh_load() -> None:
    before = typed("Регулирование душит инновации.", "ru")
    load_claim_model.cache_clear()
    embed.cache_clear()
    assert typed("Регулирование душит инновации.", "ru") == before is not None


def test_the_stored_vectors_are_those_of_the_exemplars() -> None:
    with ROOT.joinpath(FILE).open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        vectors, scales = arrays["vectors"], arrays["scales"]
    exemplars = load_exemplars()
    assert len(vectors) == len(scales) > len(exemplars)  # the exemplars first, then the background
    for row in range(0, len(exemplars), 400):
        fresh = embed(exemplars[row][1].text)
        stored = vectors[row].astype(np.float32) / np.linalg.norm(vectors[row].astype(np.float32))
        assert float(stored @ fresh) > 0.999  # eight bits a number


def test_a_model_of_other_data_files_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(StaleModel, match=r"python -m ingest\.training\.claims") as refused:
        read_arrays({"digest": np.array("0" * 16)}, sources_digest())
    assert refused.value.file == FILE


def test_ridge_answers_for_a_row_as_if_it_had_not_seen_it() -> None:
    generator = np.random.default_rng(3)
    features, owners = generator.normal(size=(12, 4)), np.arange(12) % 3
    targets = np.sign(generator.normal(size=12))
    _, unseen = fit_ridge(features, owners, targets, 0.5)
    rest = np.arange(12) != 5
    weights, _ = fit_ridge(features[rest], owners[rest], targets[rest], 0.5)
    assert unseen[5] == pytest.approx(features[5] @ weights[owners[5]])


def test_ridge_answers_for_a_group_as_if_it_had_seen_none_of_it() -> None:
    generator = np.random.default_rng(4)
    features, owners = generator.normal(size=(12, 4)), np.arange(12) % 3
    targets = np.sign(generator.normal(size=12))
    _, unseen = fit_ridge(features, owners, targets, 0.5, np.array([0, 1, 2, 3, 4, 5, 5, 5, 6, 7, 8, 9]))
    rest = np.array([row not in (5, 6, 7) for row in range(12)])
    weights, _ = fit_ridge(features[rest], owners[rest], targets[rest], 0.5)
    assert unseen[6] == pytest.approx(features[6] @ weights[owners[6]])


def test_logistic_regression_finds_the_odds() -> None:
    features = np.repeat([[0.0], [1.0]], 500, axis=0)
    targets = np.array([1.0] * 100 + [0.0] * 400 + [1.0] * 400 + [0.0] * 100)
    bias, slope = fit_logistic(features, targets, penalty=1e-6)
    assert bias == pytest.approx(np.log(0.25), abs=0.01)
    assert slope == pytest.approx(np.log(16), abs=0.01)


def test_every_case_names_a_claim_of_the_catalogue_and_its_side(trials: list[Trial]) -> None:
    assert {t.claim for t in trials} - {NONE} <= set(load_propositions())
    assert {t.side for t in trials if t.claim != NONE} == {"supports", "opposes"}
    assert {t.side for t in trials if t.claim == NONE} == {NONE}
