"""GraphQL over HTTP: https://graphql.github.io/graphql-over-http/draft/"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from asgi import Client

GRAPHQL = "application/graphql-response+json"
QUERY = "{ ontology { version } }"
BODY = json.dumps({"query": QUERY})
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8, application/json; charset=utf-8", "application/json"),
        (f"{GRAPHQL}, application/json;q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.1, application/json;q=0.9", "application/json"),
        (f"application/json;q=0, {GRAPHQL}", GRAPHQL),
        ("text/event-stream, application/graphql-response+json, application/json;q=0.5", GRAPHQL),
    ],
)
def test_the_media_type_that_the_client_likes_best(client: Client, accept: str | None, media: str) -> None:
    headers = JSON | {"Accept": accept if accept is not None else ""}
    response = client.post("/graphql", content=BODY, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (200, f"{media}; charset=utf-8")
    assert response.json() == {"data": {"ontology": {"version": 1}}}
    assert "Accept" in response.headers["vary"]


def test_nothing_we_can_answer_in(client: Client) -> None:
    response = client.post("/graphql", content=BODY, headers=JSON | {"Accept": "image/png"})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"3",
        b'"{ ontology { version } }"',
        b"[]",
        b'[{"query": "{ ontology { version } }"}]',
        b"{}",
        b'{"query": null}',
        b'{"query": 1}',
        b'{"query": ["{a}"]}',
        b'{"query": "   "}',
        b'{"query": "{ ontology { version } }", "variables": []}',
        b'{"query": "{ ontology { version } }", "variables": "{}"}',
        b'{"query": "{ ontology { version } }", "operationName": 3}',
        b'{"query": "{ ontology { version } }", "operationName": {}}',
        b'{"query": "{ ontology { version } }", "extensions": "x"}',
        b'{"query": "\\ud800"}',
        b'{"query": "\xff"}',
        b'{"query": NaN}',
        b"[" * 100_000,
        b'{"query": "{ ontology { version } }", "variables": ' + b"[" * 3000 + b"]" * 3000 + b"}",
    ],
)
@pytest.mark.parametrize("accept", ["application/json", GRAPHQL])
def test_a_malformed_body_is_the_callers_mistake(client: Client, body: bytes, accept: str) -> None:
    response = client.post("/graphql", content=body, headers=JSON | {"Accept": accept})
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "data" not in response.json()
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "media", ["text/plain", "application/graphql", "multipart/form-data; boundary=x", "", "application/json; charset=koi8-r"]
)
def test_a_body_that_is_no_json(client: Client, media: str) -> None:
    response = client.post("/graphql", content=BODY, headers={"Content-Type": media})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    ("query", "code"),
    [("{", "GRAPHQL_PARSE_FAILED"), ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"), ("{ ontology }", "GRAPHQL_VALIDATION_FAILED")],
)
def test_a_query_that_cannot_run(client: Client, query: str, code: str) -> None:
    for accept, status in ((GRAPHQL, 400), ("application/json", 200)):
        response = client.post("/graphql", json={"query": query}, headers={"Accept": accept})
        assert response.status_code == status
        assert response.json()["errors"][0]["extensions"]["code"] == code
        assert response.json()["errors"][0]["locations"]
        assert "data" not in response.json()


def test_variables_that_do_not_fit(client: Client) -> None:
    query = "query($id: ID!) { node(id: $id) { id } }"
    for variables in ({}, {"id": None}, {"id": {"x": 1}}):
        response = client.post("/graphql", json={"query": query, "variables": variables}, headers={"Accept": GRAPHQL})
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_USER_INPUT")
        assert "data" not in response.json()


def test_exactly_one_way_to_name_an_actor(client: Client) -> None:
    query = "query($by: ActorBy!) { actor(by: $by) { id } }"
    for by in ({}, {"id": "n" * 33, "name": "x"}, {"name": None}):
        response = client.post("/graphql", json={"query": query, "variables": {"by": by}}, headers={"Accept": GRAPHQL})
        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    literal = client.post("/graphql", json={"query": '{ actor(by: {id: "a", name: "b"}) { id } }'}).json()
    assert literal["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_one_of_several_operations(client: Client) -> None:
    query = "query A { ontology { version } } query B { statistics { of } }"

    def run(**more: Any) -> Any:
        return client.post("/graphql", json={"query": query} | more, headers={"Accept": GRAPHQL})

    assert run(operationName="A").json() == {"data": {"ontology": {"version": 1}}}
    assert "statistics" in run(operationName="B").json()["data"]
    for more in ({}, {"operationName": None}, {"operationName": ""}):
        refused = run(**more)
        assert refused.status_code == 400
        assert "A, B" in refused.json()["errors"][0]["message"]
    assert run(operationName="C").status_code == 400
    only = client.post("/graphql", json={"query": "fragment F on Query { ontology { version } }"}, headers={"Accept": GRAPHQL})
    assert only.status_code == 400


def test_get_takes_queries(client: Client) -> None:
    assert client.get("/graphql", params={"query": QUERY}).json() == {"data": {"ontology": {"version": 1}}}
    variables = json.dumps({"ids": []})
    found = client.get(f"/graphql?query={quote('query($ids: [ID!]!) { nodes(ids: $ids) { id } }')}&variables={quote(variables)}")
    assert found.json() == {"data": {"nodes": []}}
    assert client.get("/graphql", params={"query": QUERY, "variables": "{"}).status_code == 400
    assert client.get("/graphql", params={"query": QUERY, "variables": "[]"}).status_code == 400
    assert client.get("/graphql", headers={"Accept": "application/json"}).status_code == 400
    refused = client.get("/graphql", params={"query": "mutation { x }"}, headers={"Accept": GRAPHQL})
    assert refused.status_code in (400, 405)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    response = client.request(method, "/graphql", content=BODY, headers=JSON)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


def test_a_large_body_is_refused_before_it_is_read(open_client: Callable[..., Client]) -> None:
    client = open_client(request_bytes=1_000)
    body = json.dumps({"query": QUERY, "variables": {"x": "a" * 2_000}})
    assert client.post("/graphql", content=body, headers=JSON).status_code == 413

    async def chunks() -> Any:
        for _ in range(50):
            yield b"a" * 100

    assert client.post("/graphql", content=chunks(), headers=JSON).status_code == 413
    assert client.get("/graphql", params={"query": QUERY + " " * 2_000}).status_code == 413


def test_unicode_goes_both_ways(client: Client) -> None:
    response = client.post("/graphql", json={"query": '{ search(query: "котики 😺") { nodes { ... on Claim { text } } } }'})
    assert {"text": "Котики спасут мир 😺"} in response.json()["data"]["search"]["nodes"]
    assert "Котики" in response.content.decode()


def test_headers(open_client: Callable[..., Client]) -> None:
    client = open_client(origins=("https://front.example",))
    response = client.get("/", headers={"Origin": "https://front.example", "Accept-Encoding": "gzip"})
    assert response.headers["access-control-allow-origin"] == "https://front.example"
    assert "access-control-allow-origin" not in client.get("/", headers={"Origin": "https://evil.example"}).headers
    assert response.headers["content-encoding"] == "gzip"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    preflight = {
        "Origin": "https://front.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert client.request("OPTIONS", "/graphql", headers=preflight).status_code == 200
    assert "access-control-allow-origin" not in open_client().get("/", headers={"Origin": "https://front.example"}).headers
