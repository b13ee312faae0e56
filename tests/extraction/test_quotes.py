"""Quotations: every style of marks, and what stands in marks without being speech."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract.analyse import analyser
from ingest.extract.prepare import prepare
from ingest.extract.quotes import find_quotations
from ingest.knowledge.lexicon import load_lexicon

Quoted = Callable[..., list[str]]
WORDS = "The bill is far too vague for any court."


@pytest.fixture(scope="module")
def quoted() -> Quoted:
    """The words inside the outermost marks of a text."""

    def find(text: str, language: str = "en") -> list[str]:
        prepared = prepare(text, load_lexicon(language), analyser(language).is_word)
        return [prepared.text[slice(*q.inner)] for q in find_quotations(prepared.text, prepared.paragraphs)]

    return find


# ---- marks


@pytest.mark.parametrize(("opening", "closing"), ["“”", "«»", "„“", "„”", '""', "‘’"])
def test_every_style_of_marks(quoted: Quoted, opening: str, closing: str) -> None:
    assert quoted(f"Desmond Harker said: {opening}{WORDS}{closing} Then he left the room.") == [WORDS]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He said: “They called it ‘a gift to the giants’ for years.” Then he left.", "They called it ‘a gift to the giants’ for years."),
        ("Он сказал: «Это называли «подарком гигантам» много лет». Потом ушёл.", "Это называли «подарком гигантам» много лет"),
        ("Он сказал: «Это называли „подарком гигантам“ много лет». Потом ушёл.", "Это называли „подарком гигантам“ много лет"),
        ('He said: "They called it “a gift to the giants” for years." Then he left.', "They called it “a gift to the giants” for years."),
    ],
)
def test_a_quote_within_a_quote_stays_inside(quoted: Quoted, text: str, inner: str) -> None:
    assert quoted(text) == [inner]


@pytest.mark.parametrize(
    "text",
    [
        "The senator’s aide didn’t read the bill, and the laboratories’ lawyers didn’t either.",
        "The senator's aide didn't read the bill, and the laboratories' lawyers didn't either.",
        "It was the class of ’98, as they say, and rock ’n’ roll was dead.",
        "The plank is 6' long and the screen 27\" wide.",
    ],
)
def test_apostrophes_and_inches_are_no_quotes(quoted: Quoted, text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_inside_single_quotes_does_not_close_them(quoted: Quoted) -> None:
    assert quoted("He said: ‘It isn’t clear to me who’d pay.’ Then he left.") == ["It isn’t clear to me who’d pay."]


def test_two_quotes_of_a_sentence(quoted: Quoted) -> None:
    assert quoted("“The bill is vague,” he said, “and nobody has read it.”") == ["The bill is vague,", "and nobody has read it."]
    assert quoted('"The bill is vague," he said, "and nobody has read it."') == ["The bill is vague,", "and nobody has read it."]


# ---- several paragraphs


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""'])
def test_a_quote_over_paragraphs_that_each_open_again(record: Any, opening: str, closing: str) -> None:
    text = (
        f"Desmond Harker read out a statement: {opening}The bill is far too vague for any court.\n\n"
        f"{opening}Nobody in this building has read it to the end.{closing}\n\nThen he left the room without another word."
    )
    contents = [content for speaker, content in record(text, "en").said if speaker == "Desmond Harker"]
    assert len(contents) == 1
    assert "far too vague" in contents[0]
    assert "to the end" in contents[0]
    assert "without another word" not in contents[0]


def test_an_unclosed_quote_ends_with_its_paragraph(record: Any) -> None:
    text = "Desmond Harker said: “The bill is far too vague for any court.\n\nOdette Farrow arrived in Geneva on Monday."
    assert all("Geneva" not in content for _, content in record(text, "en").said)


def test_an_unclosed_quote_does_not_swallow_the_page(record: Any) -> None:
    rest = "\n\n".join(f"The road number {n} through the hills was closed for a week." for n in range(20))
    for opening in '«“"':
        said = record(f"Desmond Harker said: {opening}The bill is far too vague for any court.\n\n{rest}", "en").said
        assert all("hills" not in content for _, content in said)


# ---- Russian ways


def test_the_authors_words_are_cut_out(record: Any) -> None:
    text = "«Законопроект слишком туманный, — сказал Глеб Тарханов журналистам. — Никто здесь не прочёл его до конца»."
    ((speaker, content),) = record(text, "ru").said
    assert speaker == "Глеб Тарханов"
    assert content.split(" … ")[0].strip("«, ") == "Законопроект слишком туманный"
    assert content.split(" … ")[1].strip("». ") == "Никто здесь не прочёл его до конца"


def test_a_dash_without_a_verb_of_speech_cuts_nothing(record: Any) -> None:
    text = "Глеб Тарханов сказал: «Законопроект, — а это видно любому, — слишком туманный для суда»."
    ((speaker, content),) = record(text, "ru").said
    assert speaker == "Глеб Тарханов"
    assert "видно любому" in content


def test_dialogue_with_dashes(record: Any) -> None:
    text = (
        "Журналисты ждали у входа до самого вечера.\n— Законопроект слишком туманный, — сказал Глеб Тарханов.\n"
        "— Он понятен каждому, кто умеет читать, — ответила Вера Самохина.\nПотом все разошлись по домам."
    )
    said = record(text, "ru").said
    assert [(speaker, content.strip("—, ")) for speaker, content in said] == [
        ("Глеб Тарханов", "Законопроект слишком туманный"),
        ("Вера Самохина", "Он понятен каждому, кто умеет читать"),
    ]


def test_a_list_with_dashes_is_no_dialogue(record: Any) -> None:
    text = "Комитет решил следующее.\n— Продлить испытания до мая.\n— Выделить деньги на новое здание.\n— Собраться через неделю."
    assert record(text, "ru").said == []


def test_an_interview_with_labels(record: Any) -> None:
    text = (
        "Desmond Harker and Odette Farrow met in our studio to talk about the bill.\n\n"
        "Desmond Harker: The bill is far too vague for any court in this country.\n\n"
        "Odette Farrow: It is clear enough for anyone who cares to read it.\n\n"
        "Desmond Harker: Then I wonder why the courts have sent it back twice.\n\n"
        "Odette Farrow: They sent back the first draft, and that was a year ago."
    )
    said = record(text, "en").said
    assert [speaker for speaker, _ in said] == ["Desmond Harker", "Odette Farrow"] * 2
    assert all(":" not in content for _, content in said)


def test_labels_that_are_no_names_make_no_interview(record: Any) -> None:
    text = "Date: 12 March, at ten.\nPlace: the old town hall by the river.\nPrice: four euros for adults.\nFood: none will be served."
    assert record(text, "en").said == []


# ---- marks that hold no speech


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Desmond Harker criticised the so-called “open” licence of the laboratory."),
        ("en", "Odette Farrow wrote “The Long Winter of the Thinking Machines” and then a sequel."),
        ("en", "The film “Desmond Harker Says Nothing At All” opens on Friday."),
        ("ru", "Глеб Тарханов получил премию «Лучший юрист года в цифровой сфере»."),
        ("ru", "Вера Самохина читала доклад «Как живут большие языковые модели»."),
        ("ru", "Так называемая «открытая» лицензия вовсе не открыта."),
    ],
)
def test_titles_and_scare_quotes_are_no_speech(record: Any, language: str, text: str) -> None:
    assert record(text, language).said == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_quoted_headline_is_nobodys_speech(record: Any, language: str) -> None:
    text = {
        "en": "“The bill is a farce,” says everybody\n\nThe committee met on Tuesday.\n\nNothing was decided there.\n\nIt will meet again.",
        "ru": "«Законопроект — это фарс»\n\nКомитет собрался во вторник.\n\nТам ничего не решили.\n\nОн соберётся снова.",
    }[language]
    assert record(text, language).assertions == []


@settings(max_examples=80, derandomize=True, deadline=None)
@given(text=st.lists(st.sampled_from([*"«»“”„‟‘’\"'", "слово", "word", "Он.", "— ", " ", "\n", "s"]), max_size=40).map("".join))
def test_any_heap_of_marks_gives_lawful_quotations(text: str) -> None:
    prepared = prepare(text, load_lexicon("ru"), analyser("ru").is_word)
    last = 0
    for quotation in find_quotations(prepared.text, prepared.paragraphs):
        assert last <= quotation.start < quotation.inner[0] <= quotation.inner[1] <= quotation.end <= len(prepared.text)
        assert quotation.parts[0][0] == quotation.start
        assert quotation.paragraphs[0] <= quotation.paragraphs[1] < len(prepared.paragraphs)
        assert all(start < end for start, end in quotation.parts)
        last = quotation.end
