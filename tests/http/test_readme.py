"""The question of the README, in one query, in either language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from articles import ALTMAN, LECUN, PROTECTS, RUSSIAN, Said, article
from asgi import NOW, Counting

from api.errors import ApiError
from api.examples import ASK_QUERY, EXAMPLES, README_QUERY
from graph.reference import ReferenceStore


def voices(side: Any) -> list[tuple[str, ...]]:
    assert side["totalCount"] >= len(side["voices"])
    said = [v["statement"] for v in side["voices"]]
    return [
        (s["subject"]["name"], s["evidence"]["nodes"][0]["quote"], s["article"]["title"], s["saidOn"], s["article"]["url"]) for s in said
    ]


@pytest.mark.parametrize("words", ["regulation protects incumbents", "регулирование защищает лидеров"])
def test_supporters_and_opponents_with_quote_article_and_date(ask: Callable[..., Any], words: str) -> None:
    (claim,) = ask(README_QUERY, words=words)["claims"]["nodes"]
    assert (claim["en"], claim["ru"]) == (PROTECTS.labels["en"], PROTECTS.labels["ru"])
    russian = ("Кому выгодно регулирование", "2023-06-01", "https://example.org/ru")
    english = ("Licences and labs", "2023-05-16", "https://example.org/en")
    assert voices(claim["sides"]["supporters"]) == [
        ("Yann LeCun", "Регулирование выгодно крупным игрокам", *russian),
        ("Yann LeCun", "Licences lock in the big labs", *english),
    ]
    assert voices(claim["sides"]["opponents"]) == [
        ("OpenAI", "В OpenAI с этим не согласны", *russian),
        ("Sam Altman", "rules help newcomers", *english),
    ]


def test_a_denied_statement_is_on_no_side(ask: Callable[..., Any]) -> None:
    (claim,) = ask(README_QUERY)["claims"]["nodes"]
    (guarded,) = claim["sides"]["guarded"]["voices"]
    assert (guarded["statement"]["subject"]["name"], guarded["statement"]["polarity"]) == ("Meta", "NEGATED")
    query = "query($id: ID!) { claim(id: $id) { assertions(filter: {stance: [SUPPORTS]}) { nodes { plain actor { name } } } } }"
    shown = ask(query, id=PROTECTS.id)["claim"]["assertions"]["nodes"]
    assert [(a["actor"]["name"], a["plain"]) for a in shown] == [("Meta", False), ("Yann LeCun", True), ("Yann LeCun", True)]


def test_round_trips_do_not_grow_with_the_result(ask: Callable[..., Any], reader: Counting, store: ReferenceStore) -> None:
    ask(README_QUERY)
    few = sorted(reader.calls)
    assert few == ["articles", "find_claims", "nodes", "statements_of"]
    for n in range(30):
        store.write(_copy(n), NOW)
    reader.calls.clear()
    sides = ask(README_QUERY)["claims"]["nodes"][0]["sides"]
    assert (sides["supporters"]["totalCount"], len(sides["supporters"]["voices"])) == (32, 10)
    assert sorted(reader.calls) == few


@pytest.mark.parametrize("count", [1, 100])
def test_pages_of_parents_share_their_round_trips(ask: Callable[..., Any], reader: Counting, count: int) -> None:
    query = """query($n: Int) { assertions(first: $n) { nodes {
      actor { name ... on Actor { assertions(first: 2) { nodes { claim { text } } } } }
      claim { text statements(first: 2) { nodes { article { title } run { extractor } } } }
      article { evidence(first: 2) { nodes { quote } } } } } }"""
    ask(query, n=count)
    assert len(reader.calls) <= 10, reader.calls


def _copy(n: int) -> Any:
    return article(
        f"https://example.org/copy/{n}",
        f"{n}: licences lock in the big labs, said somebody.",
        [Said(LECUN if n % 2 else ALTMAN, "asserts", PROTECTS, f"{n}: licences lock in the big labs")],
        published=RUSSIAN.article.published,
    )


@pytest.mark.parametrize(
    "question", ["who argues that regulation protects incumbents?", "кто считает, что регулирование защищает лидеров рынка от конкуренции?"]
)
def test_the_question_asked_in_words(ask: Callable[..., Any], question: str) -> None:
    answer = ask(ASK_QUERY, question=question)["ask"]
    assert answer["__typename"] == "Answer"
    assert (answer["asks"], answer["about"]["id"]) == ("SUPPORTS", PROTECTS.id)
    sides = answer["sides"]
    assert {v["statement"]["subject"]["name"] for v in sides["supporters"]["voices"]} == {"Yann LeCun"}
    assert {v["statement"]["subject"]["name"] for v in sides["opponents"]["voices"]} == {"Sam Altman", "OpenAI"}
    assert sides["guarded"]["totalCount"] == 1
    assert all(v["statement"]["quote"] and v["statement"]["article"]["publishedOn"] for v in sides["supporters"]["voices"])


def test_a_question_that_fits_nothing_takes_nothing(ask: Callable[..., Any]) -> None:
    answer = ask(ASK_QUERY, question="who argues that the moon is made of cheese?")["ask"]
    assert answer["__typename"] == "NotUnderstood"
    assert "nearest" in answer["message"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_of_the_explorer_runs(ask: Callable[..., Any], name: str) -> None:
    assert all(ask(EXAMPLES[name]).values())


def test_the_documentation_shows_the_queries_that_run() -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    assert f"```graphql\n{README_QUERY}```" in text
    assert f"```graphql\n{ASK_QUERY}```" in text
    assert {code for code in _codes(ApiError) if f"`{code}`" not in text} == {"SETTINGS", "PORT_TAKEN"}  # of the command line alone


def _codes(error: type[ApiError]) -> set[str]:
    return {error.code}.union(*(_codes(kind) for kind in error.__subclasses__()))
