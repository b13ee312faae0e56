"""Pages, filters and orders."""

from collections.abc import Callable
from typing import Any

import pytest
from articles import ALTMAN, CANDIDATE, ENGLISH, FTC, LECUN, META, NEEDED, OPENAI, PROTECTS

Ask = Callable[..., Any]
Fail = Callable[..., tuple[str, str]]

PAGE = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } nodes { id }"
LISTS = {
    "claims": "{ %s }",
    "actors": "{ %s }",
    "entities": "{ %s }",
    "articles": "{ %s }",
    "statements": "{ %s }",
    "assertions": "{ %s }",
}
NESTED = {
    "assertions": f'{{ claim(id: "{PROTECTS.id}") {{ %s }} }}',
    "statements": f'{{ article(id: "{ENGLISH.article.id}") {{ %s }} }}',
    "evidence": f'{{ article(id: "{ENGLISH.article.id}") {{ %s }} }}',
}
ALL = [(name, template) for group in (LISTS, NESTED) for name, template in group.items()]


def page(ask: Ask, name: str, template: str, arguments: str) -> Any:
    data = ask(template % f"{name}({arguments}) {{ {PAGE} }}")
    return data[name] if name in data else next(iter(data.values()))[name]


@pytest.mark.parametrize(("name", "template"), ALL)
def test_forwards_and_backwards_see_the_same_list(ask: Ask, name: str, template: str) -> None:
    whole = page(ask, name, template, "first: 100")
    ids = [node["id"] for node in whole["nodes"]]
    assert len(ids) == len(set(ids)) == whole["totalCount"] > 1
    assert [edge["node"]["id"] for edge in whole["edges"]] == ids
    for size in (1, 2):
        forwards: list[str] = []
        arguments = f"first: {size}"
        while True:
            found = page(ask, name, template, arguments)
            assert found["totalCount"] == len(ids)
            assert found["pageInfo"]["hasPreviousPage"] is bool(forwards)
            assert found["pageInfo"]["endCursor"] == found["edges"][-1]["cursor"]
            forwards += [node["id"] for node in found["nodes"]]
            if not found["pageInfo"]["hasNextPage"]:
                break
            arguments = f'first: {size}, after: "{found["pageInfo"]["endCursor"]}"'
        assert forwards == ids
        backwards: list[str] = []
        arguments = f"last: {size}"
        while True:
            found = page(ask, name, template, arguments)
            assert found["pageInfo"]["hasNextPage"] is bool(backwards)
            backwards = [node["id"] for node in found["nodes"]] + backwards
            if not found["pageInfo"]["hasPreviousPage"]:
                break
            arguments = f'last: {size}, before: "{found["pageInfo"]["startCursor"]}"'
        assert backwards == ids


def test_search_pages_forward(ask: Ask) -> None:
    query = (
        'query($n: Int, $a: String) { search(query: "licences", first: $n, after: $a) { pageInfo { hasNextPage endCursor } nodes { id } } }'
    )
    whole = ask(query, n=100)["search"]
    assert len(whole["nodes"]) > 2
    found, after = [], None
    while True:
        step = ask(query, n=1, a=after)["search"]
        found += step["nodes"]
        after = step["pageInfo"]["endCursor"]
        if not step["pageInfo"]["hasNextPage"]:
            break
    assert found == whole["nodes"]


BAD_PAGES = [
    ("first: 0", "BAD_PAGING"),
    ("first: 101", "BAD_PAGING"),
    ("first: -1", "BAD_PAGING"),
    ("last: 101", "BAD_PAGING"),
    ("first: 1, last: 1", "BAD_PAGING"),
    ('first: 1, before: "x"', "BAD_PAGING"),
    ('last: 1, after: "x"', "BAD_PAGING"),
    ('after: ""', "BAD_CURSOR"),
    ('after: "x"', "BAD_CURSOR"),
    ('after: "ж"', "BAD_CURSOR"),
    ('before: "bm9uc2Vuc2U"', "BAD_CURSOR"),
    (f'after: "{"a" * 5000}"', "BAD_CURSOR"),
]


@pytest.mark.parametrize(("name", "template"), ALL)
@pytest.mark.parametrize(("arguments", "code"), BAD_PAGES)
def test_a_page_that_cannot_be_is_refused(fail: Fail, name: str, template: str, arguments: str, code: str) -> None:
    found, message = fail(template % f"{name}({arguments}) {{ totalCount }}")
    assert found == code
    assert "Error" not in message


def test_a_cursor_of_another_order_is_refused(ask: Ask, fail: Fail) -> None:
    cursor = ask("{ statements(first: 1) { pageInfo { endCursor } } }")["statements"]["pageInfo"]["endCursor"]
    code, _ = fail(f'{{ statements(first: 1, after: "{cursor}", orderBy: {{field: CONFIDENCE}}) {{ totalCount }} }}')
    assert code == "BAD_CURSOR"


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("stance: [OPPOSES]", {"Sam Altman", "OpenAI"}),
        ("stance: [NEUTRAL]", {"FTC"}),
        ("stance: [SUPPORTS, NEUTRAL]", {"Yann LeCun", "Meta", "FTC"}),
        (f'actorIds: ["{META.id}"]', {"Meta"}),
        ("actorType: [COMPANY]", {"OpenAI", "Meta"}),
        ('saidOn: {from: "2023-06-01", to: "2023-06-01"}', {"Yann LeCun", "OpenAI", "FTC"}),
        ('saidOn: {to: "2023-05-31"}', {"Yann LeCun", "Sam Altman"}),
        ("minConfidence: 0.9", {"Yann LeCun"}),
        ("modality: [HEDGED]", set()),
        (f'articleIds: ["{ENGLISH.article.id}"]', {"Yann LeCun", "Sam Altman"}),
    ],
)
def test_filters_of_assertions(ask: Ask, where: str, names: set[str]) -> None:
    data = ask(f'{{ claim(id: "{PROTECTS.id}") {{ assertions(filter: {{{where}}}) {{ nodes {{ actor {{ name }} }} }} }} }}')
    assert {node["actor"]["name"] for node in data["claim"]["assertions"]["nodes"]} == names
    data = ask(f'{{ assertions(filter: {{claimIds: ["{PROTECTS.id}"], {where}}}) {{ nodes {{ actor {{ name }} }} }} }}')
    assert {node["actor"]["name"] for node in data["assertions"]["nodes"]} == names


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("relation: [DEVELOPS]", 2),
        ("relation: [DEVELOPS, EMPLOYED_BY]", 3),
        (f'subjectIds: ["{META.id}"]', 3),
        (f'objectIds: ["{META.id}"]', 1),
        (f'articleIds: ["{ENGLISH.article.id}"]', 5),
        ("subjectType: [PERSON], modality: [HEDGED]", 1),
    ],
)
def test_filters_of_statements(ask: Ask, where: str, count: int) -> None:
    assert ask(f"{{ statements(filter: {{{where}}}) {{ totalCount }} }}")["statements"]["totalCount"] == count


@pytest.mark.parametrize(
    ("field", "where", "ids"),
    [
        ("actors", 'name: "lec"', {LECUN.id}),
        ("actors", 'name: "лекун"', {LECUN.id}),
        ("actors", "type: [COMPANY]", {META.id, OPENAI.id}),
        ("actors", "kind: [GOVERNMENT]", {FTC.id}),
        ("actors", f'onClaimIds: ["{PROTECTS.id}"], stance: [OPPOSES]', {ALTMAN.id, OPENAI.id}),
        ("claims", "candidate: true", {CANDIDATE.id}),
        ("claims", 'text: "нужны правила"', {NEEDED.id}),
        ("claims", f'assertedByIds: ["{ALTMAN.id}"], stance: [SUPPORTS]', {NEEDED.id}),
        ("claims", 'topics: ["ai_regulation"]', {PROTECTS.id}),
        ("articles", 'language: ["ru"]', {"Пример"}),
        ("articles", 'outlet: ["The Example"]', {"The Example"}),
        ("articles", 'title: "licences"', {"The Example"}),
        ("articles", 'publishedOn: {from: "2023-06-01"}', {"Пример", None}),
    ],
)
def test_filters_of_other_lists(ask: Ask, field: str, where: str, ids: set[str]) -> None:
    shown = "outlet" if field == "articles" else "id"
    found = ask(f"{{ {field}(filter: {{{where}}}) {{ nodes {{ {shown} }} }} }}")[field]["nodes"]
    assert {node[shown] for node in found} == ids


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize(("key", "shown"), [("SAID_ON", "saidOn"), ("CONFIDENCE", "confidence")])
def test_orders(ask: Ask, key: str, shown: str, direction: str) -> None:
    data = ask(f"{{ statements(orderBy: {{field: {key}, direction: {direction}}}) {{ nodes {{ {shown} }} }} }}")
    values = [node[shown] for node in data["statements"]["nodes"]]
    assert len(values) == 11
    assert values == sorted(values, reverse=direction == "DESC")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ node(id: "x") { id } }', "BAD_ID"),
        ('{ node(id: "") { id } }', "BAD_ID"),
        (f'{{ node(id: "{LECUN.id}\\n") {{ id }} }}', "BAD_ID"),
        ('{ claim(id: "c١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢") { id } }', "BAD_ID"),
        ('{ nodes(ids: ["x"]) { id } }', "BAD_ID"),
        ('{ assertions(filter: {actorIds: ["\' OR 1=1"]}) { totalCount } }', "BAD_ID"),
        ('{ actor(by: {name: " "}) { id } }', "BAD_USER_INPUT"),
        ("{ assertions(filter: {minConfidence: 2}) { totalCount } }", "BAD_USER_INPUT"),
        ('{ assertions(filter: {saidOn: {from: "2024-01-01", to: "2023-01-01"}}) { totalCount } }', "BAD_USER_INPUT"),
        ("{ actors(filter: {type: [AI_MODEL]}) { totalCount } }", "BAD_USER_INPUT"),
        ('{ search(query: " ") { nodes { id } } }', "BAD_USER_INPUT"),
        ('{ search(query: "a", after: "MTB8eA") { nodes { id } } }', "BAD_CURSOR"),
        ('{ ask(question: "") { __typename } }', "BAD_USER_INPUT"),
        ('{ ask(question: "who?", voices: 1000) { __typename } }', "BAD_USER_INPUT"),
    ],
)
def test_values_that_cannot_be_are_refused(fail: Fail, query: str, code: str) -> None:
    assert fail(query)[0] == code


def test_more_than_a_hundred_ids_are_refused(fail: Fail) -> None:
    code, message = fail("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[LECUN.id] * 101)
    assert (code, "100" in message) == ("BAD_USER_INPUT", True)
