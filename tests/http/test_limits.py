"""What one query may ask, and that a hostile one is answered fast."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from asgi import Client, Counting
from graphql import get_introspection_query

from graph.reading import Reader


def fragments(count: int, body: str, last: str) -> str:
    chain = " ".join(f"fragment F{n} on Query {{ {body.replace('NEXT', f'...F{n + 1}')} }}" for n in range(count))
    return f"{{ ...F0 }} {chain} fragment F{count} on Query {{ {last} }}"


HOSTILE = {
    "fragment bomb": (fragments(40, "NEXT NEXT NEXT", "claims { nodes { id } }"), "QUERY_TOO_LARGE"),
    "nested fragment bomb": (
        "{ claims { nodes { ...F0 } } } "
        + " ".join(
            f"fragment F{n} on Claim {{ a: sides {{ ...S{n} }} b: sides {{ ...S{n} }} }} "
            f"fragment S{n} on Sides {{ supporters {{ voices {{ statement {{ object {{ ...F{n + 1} }} }} }} }} }}"
            for n in range(13)
        )
        + " fragment F13 on Claim { id }",
        "QUERY_TOO_LARGE",
    ),
    "many fragments": (fragments(120, "NEXT", "ontology { version }"), "QUERY_TOO_LARGE"),
    "fragment cycle": ("{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }", "GRAPHQL_VALIDATION_FAILED"),
    "depth": ("{ claims { nodes " + "{ assertions { nodes { claim " * 5 + "{ id }" + "}}}" * 5 + "} }", "QUERY_TOO_LARGE"),
    "nesting": ("{a" * 900, "GRAPHQL_PARSE_FAILED"),
    "lists": ("{nodes(ids:" + "[" * 900, "GRAPHQL_PARSE_FAILED"),
    "tokens": ("{ " + "__typename " * 4_000 + "}", "GRAPHQL_PARSE_FAILED"),
    "fields": ("{ " + "__typename " * 400 + "}", "QUERY_TOO_LARGE"),
    "aliases": ("{ " + " ".join(f"a{n}: statistics {{ of }}" for n in range(31)) + " }", "QUERY_TOO_LARGE"),
    "cost": (
        "{ claims(first: 100) { nodes { assertions(first: 100) { nodes { evidence(first: 100) { nodes { quote } } } } } } }",
        "QUERY_TOO_LARGE",
    ),
    "introspection": ("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "GRAPHQL_VALIDATION_FAILED"),
    "directives": ("{ ontology" + " @skip(if: false)" * 400 + " { version } }", "GRAPHQL_VALIDATION_FAILED"),
    "overlap": ("{" + " claims { nodes { id } }" * 99 + " }", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_answered_fast(client: Client, name: str) -> None:
    query, code = HOSTILE[name]
    begin = time.perf_counter()
    body = client.post("/graphql", json={"query": query}).json()
    assert time.perf_counter() - begin < 2.0
    assert (body["errors"][0]["extensions"]["code"] if "errors" in body else None) == code


def test_a_page_size_in_a_variable_counts(client: Client) -> None:
    query = """query($n: Int = 100) { claims(first: $n) { nodes { assertions(first: $n) { nodes {
      evidence(first: $n) { nodes { quote } } } } } } }"""
    assert client.post("/graphql", json={"query": query}).json()["errors"][0]["extensions"]["code"] == "QUERY_TOO_LARGE"
    assert "errors" not in client.post("/graphql", json={"query": query, "variables": {"n": 5}}).json()
    body = client.post("/graphql", json={"query": query, "variables": {"n": 100}}).json()
    assert body["errors"][0]["extensions"]["code"] == "QUERY_TOO_LARGE"


def test_introspection_is_within_the_limits(client: Client) -> None:
    query = get_introspection_query(descriptions=True, input_value_deprecation=True, specified_by_url=True)
    assert client.post("/graphql", json={"query": query}).json()["data"]["__schema"]["queryType"] == {"name": "Query", "kind": "OBJECT"}


class Slow(Counting):
    """A store that takes its time."""

    async def stats(self) -> dict[str, int]:
        await asyncio.sleep(30)
        return {}


def test_a_slow_answer_is_ended(open_client: Callable[..., Client], store: Reader) -> None:
    client = open_client(Slow(store), seconds=0.2)
    begin = time.perf_counter()
    response = client.post("/graphql", json={"query": "{ statistics { of } }"})
    assert time.perf_counter() - begin < 5.0
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (503, "TIMEOUT")


class Broken(Counting):
    """A store that fails with words that are nobody's business."""

    async def find_claims(self, *_: Any) -> Any:
        raise RuntimeError("password=hunter2 at bolt://10.0.0.7")

    async def stats(self) -> dict[str, int]:
        raise RuntimeError("password=hunter2 at bolt://10.0.0.7")

    async def nodes(self, ids: Sequence[str]) -> Any:
        raise RuntimeError(f"password=hunter2 {ids}")


def test_what_fails_inside_stays_inside(open_client: Callable[..., Client], store: Reader, caplog: pytest.LogCaptureFixture) -> None:
    client = open_client(Broken(store))
    response = client.post("/graphql", json={"query": "{ claims { nodes { id } } }"})
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "INTERNAL"}
    assert "hunter2" not in response.text
    assert "hunter2" in caplog.text
    reference = error["message"].split("Reference ")[1].split(" ")[0]
    assert reference in caplog.text
    for path, status in (("/health", 503), ("/", 200), ("/id/n" + "0" * 32, 503), ("/health/live", 200)):
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == status, path
        assert "hunter2" not in page.text
    rdf = client.get("/id/n" + "0" * 32, headers={"Accept": "text/turtle"})
    assert (rdf.status_code, "hunter2" in rdf.text) == (500, False)
