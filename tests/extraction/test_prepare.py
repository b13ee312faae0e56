"""Prepare: repairs that can be undone to the letter, and what each paragraph of a page is."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract.analyse import analyser
from ingest.extract.prepare import READ, Prepared, Zone, prepare
from ingest.knowledge.lexicon import load_lexicon

SWAPPED = str.maketrans("\u00a0\u202f\u2009\t\r\u2028\u2029\ufeff\x00", "    \n\n\n  ")
PIECES = [
    "он сказал",
    "Слово.Слово",
    "заявилаГлеб",
    "тогдаСуд",
    '"Да',
    "«Нет",
    "»",
    "word.Word",
    'said"Yes',
    " ",
    "\n",
    "\u00a0",
    "ё",
    "🙂",
    "a",
    "B",
]


@pytest.fixture(scope="module")
def read() -> Callable[..., Prepared]:
    def prepared(text: str, language: str = "en", title: str | None = None) -> Prepared:
        return prepare(text, load_lexicon(language), analyser(language).is_word, title)

    return prepared


def zones(prepared: Prepared) -> list[tuple[Zone, str]]:
    return [(p.zone, prepared.text[p.start : p.end]) for p in prepared.paragraphs]


def zone_of(prepared: Prepared, words: str) -> Zone:
    return next(zone for zone, text in zones(prepared) if words in text)


def body(*paragraphs: str) -> str:
    """A page of paragraphs, with enough running text around them that no page is a list of titles."""
    return "\n\n".join(paragraphs)


LEAD = "The committee met on Tuesday and heard four people about the bill."
MORE = "Nothing was decided, and the next meeting will be held in a week."
ЛИД = "Комитет собрался во вторник и выслушал четырёх человек о законопроекте."
ЕЩЁ = "Ничего не решили, и следующее заседание пройдёт через неделю."


# ---- the map back


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    text=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14).map("".join),
    language=st.sampled_from(["en", "ru"]),
)
def test_any_span_of_the_prepared_text_leads_back_to_its_words(text: str, language: str) -> None:
    prepared = prepare(text, load_lexicon(language), analyser(language).is_word)
    inserted = set(prepared.inserted)
    assert len(prepared.text) == len(text) + len(inserted)
    kept = [i for i in range(len(prepared.text)) if i not in inserted]
    assert "".join(prepared.text[i] for i in kept) == text.translate(SWAPPED)
    for paragraph in prepared.paragraphs:
        for start, end in ((paragraph.start, paragraph.end), (paragraph.start, (paragraph.start + paragraph.end + 1) // 2)):
            first, last = prepared.raw(start, end)
            words = "".join(prepared.text[i] for i in range(start, end) if i not in inserted)
            assert text[first:last].translate(SWAPPED) == words


@settings(max_examples=60, derandomize=True, deadline=None)
@given(text=st.text(max_size=200))
def test_paragraphs_are_stripped_in_order_and_apart(text: str) -> None:
    prepared = prepare(text, load_lexicon("en"), analyser("en").is_word)
    last = 0
    for paragraph in prepared.paragraphs:
        assert last <= paragraph.start < paragraph.end <= len(prepared.text)
        words = prepared.text[paragraph.start : paragraph.end]
        assert words == words.strip()
        last = paragraph.end


def test_nothing_is_repaired_in_a_clean_text(read: Any) -> None:
    prepared = read(f"{LEAD}\n{MORE}")
    assert prepared.text == f"{LEAD}\n{MORE}"
    assert prepared.inserted == ()


@pytest.mark.parametrize(
    ("language", "glued", "parted"),
    [
        ("ru", "Суд закончил работу.Завтра он продолжит.", "работу. Завтра"),
        ("en", "The court has finished.Tomorrow it goes on.", "finished. Tomorrow"),
        ("ru", "Суд закончил работуЗавтра он продолжит.", "работу. Завтра"),
        ("ru", "Директор заявил«Работу закончим завтра».", "заявил: «Работу"),
        ("en", "The director said“We finish tomorrow.”", "said: “We"),
    ],
)
def test_glued_words_are_parted(read: Any, language: str, glued: str, parted: str) -> None:
    prepared = read(glued, language)
    at = prepared.text.index(parted)
    start, end = prepared.raw(at, at + len(parted))
    assert glued[start:end] == parted.replace(". З", ".З" if ".З" in glued else "З").replace(". T", ".T").replace(": ", "")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Сервис ВКонтакте и компания РосАтом, фонд СберСтарт."),
        ("en", "OpenAI, DeepMind, LinkedIn and the iPhone; see example.com and node.js."),
        ("ru", "Программа на языке JavaScript и сайт Почта.рф."),
    ],
)
def test_names_with_inner_capitals_stay_whole(read: Any, language: str, text: str) -> None:
    assert read(text, language).text == text


# ---- zones


def test_the_title_that_the_page_gives_and_the_first_short_line(read: Any) -> None:
    page = body("Committee hears four people", LEAD, MORE, "The bill was sent back to its authors.")
    assert zone_of(read(page), "Committee hears") is Zone.TITLE
    assert zone_of(read(page, title="Committee hears four people"), "Committee hears") is Zone.TITLE
    assert zone_of(read(page), LEAD) is Zone.BODY


@pytest.mark.parametrize("byline", ["By Odette Farrow", "By Odette Farrow, science correspondent", "Published: 12 March 2026"])
def test_english_bylines(read: Any, byline: str) -> None:
    assert zone_of(read(body("Committee hears four people", byline, LEAD, MORE)), byline) in (Zone.BYLINE, Zone.BOILERPLATE)


@pytest.mark.parametrize(
    "byline",
    [
        "Автор: Вера Самохина",
        "Текст: Вера Самохина",
        "Текст — Вера Самохина",
        "Вера Самохина, специальный корреспондент «Науки»",
        "14 июня 2026 года, 12:30",
        "Фото: Глеб Тарханов",
    ],
)
def test_russian_bylines_and_credits_are_not_read_as_body(read: Any, byline: str) -> None:
    assert zone_of(read(body("Комитет выслушал четырёх", byline, ЛИД, ЕЩЁ), "ru"), byline) is not Zone.BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Вера Самохина, автор Закона ЕС об ИИ, уехала в Тверь.",
        "Глеб Тарханов — журналист и автор трёх книг об ИИ.",
        "Автор — человек, а не машина, решил суд.",
        "14 июня 2026 года, во вторник, комитет принял закон.",
    ],
)
def test_a_sentence_about_an_author_or_a_date_is_no_byline(read: Any, sentence: str) -> None:
    assert zone_of(read(body(ЛИД, sentence, ЕЩЁ), "ru"), sentence) is Zone.BODY


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Sign up for our newsletter"),
        ("en", "All rights reserved."),
        ("en", "Share on Facebook"),
        ("en", "12 comments"),
        ("ru", "Подписывайтесь на наш Telegram-канал"),
        ("ru", "Все права защищены."),
        ("ru", "Читайте также: Суд закончил работу"),
    ],
)
def test_boilerplate_is_not_read(read: Any, language: str, line: str) -> None:
    around = (LEAD, MORE) if language == "en" else (ЛИД, ЕЩЁ)
    assert zone_of(read(body(around[0], line, around[1]), language), line) is Zone.BOILERPLATE


def test_after_the_end_of_the_article_nothing_is_read(read: Any) -> None:
    page = body(
        "Committee hears four people",
        LEAD,
        MORE,
        "Everyone agreed that the room was cold.",
        "Related articles",
        "The mayor resigned on Monday.",
    )
    assert zone_of(read(page), "The mayor resigned") not in READ


def test_a_repeated_paragraph_is_read_once(read: Any) -> None:
    assert [zone for zone, _ in zones(read(body(LEAD, MORE, LEAD)))] == [Zone.BODY, Zone.BODY, Zone.DUPLICATE]


@pytest.mark.parametrize(("language", "line"), [("en", "Photo: the senate building at dusk"), ("ru", "На фото: здание комитета вечером")])
def test_captions(read: Any, language: str, line: str) -> None:
    around = (LEAD, MORE) if language == "en" else (ЛИД, ЕЩЁ)
    assert zone_of(read(body(around[0], line, around[1]), language), line.split(":")[1]) is not Zone.BODY


@pytest.mark.parametrize(
    ("language", "dateline"),
    [
        ("en", "LONDON (Reuters) - "),
        ("en", "WASHINGTON, March 3 — "),
        ("ru", "МОСКВА, 3 марта. /ТАСС/. "),
        ("ru", "МОСКВА, 3 мар — РИА Новости. "),
    ],
)
def test_datelines_are_no_part_of_the_sentence(read: Any, language: str, dateline: str) -> None:
    lead = LEAD if language == "en" else ЛИД
    assert (Zone.BODY, lead) in zones(read(body(dateline + lead, MORE if language == "en" else ЕЩЁ), language))


def test_hard_wrapped_text_is_put_together(read: Any) -> None:
    lines = [
        "The committee met on Tuesday in a cold room near the river and heard",
        "four people about the bill, which had been sent back to its authors in",
        "the spring because nobody had been able to say what it would cost the",
        "city and who would pay for the tests that it asks of every laboratory",
        "in the country, whether it is large or small.",
    ]
    wrapped = "\n".join(lines)
    assert zones(read(f"{wrapped}\n\n{MORE}")) == [(Zone.BODY, wrapped), (Zone.BODY, MORE)]


def test_lines_that_end_like_sentences_stay_apart(read: Any) -> None:
    assert len(zones(read("\n".join([LEAD, MORE, "A third line stands by itself here.", "So does a fourth one, of course."])))) == 4


@pytest.mark.parametrize("bullet", ["• ", "- ", "— ", "* ", "1. ", "2) ", "(3) "])
def test_bullets_are_no_part_of_the_paragraph(read: Any, bullet: str) -> None:
    prepared = read(body(LEAD, f"{bullet}{MORE}"))
    assert [(p.bullet, prepared.text[p.start : p.end]) for p in prepared.paragraphs] == [(False, LEAD), (True, MORE)]


def test_a_bare_bullet_is_no_paragraph(read: Any) -> None:
    assert [text for _, text in zones(read(body(LEAD, "•", MORE))) if text.strip("•") != ""] == [LEAD, MORE]
