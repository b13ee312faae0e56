"""Pages, linked data, health, SDL."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from articles import CANDIDATE, ENGLISH, LECUN, LLAMA, PROTECTS, RUN, RUSSIAN, Said, article, node
from asgi import NOW, Client
from rdflib import Graph

from api.build import build_schema, schema_sdl
from graph.reference import ReferenceStore
from schema.graphql import graphql_enums
from schema.ontology import load_ontology, parse_ontology


def test_the_first_page_answers_its_question_with_quotes(client: Client) -> None:
    page = unescape(client.get("/").text)
    assert "Who argues that regulation protects incumbents?" in page
    for said in ("Licences lock in the big labs", "Регулирование выгодно крупным игрокам", "В OpenAI с этим не согласны"):
        assert f"“{said}”" in page
    assert "(denied)" in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page.replace('href="https://example.org', ""))


def test_the_first_page_of_an_empty_store(open_client: Callable[..., Client]) -> None:
    assert "Nothing in the graph yet" in open_client(ReferenceStore()).get("/").text


def test_the_explorer_needs_no_other_host(client: Client) -> None:
    page = client.get("/graphql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "WhoArgues" in page.text
    for name in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert not name.startswith(("http", "//"))
        assert client.get("/" + name.removeprefix(".")).status_code == 200
    assert "http" not in client.get("/static/explorer.js").text.replace("application/json", "")
    assert client.get("/static/__init__.py").status_code == 404
    assert client.get("/static/..%2fapp.py").status_code == 404


@pytest.mark.parametrize(
    "identifier", [LECUN.id, LLAMA.id, PROTECTS.id, CANDIDATE.id, ENGLISH.article.id, RUN.id, ENGLISH.statements[0].id]
)
def test_every_object_has_a_page(client: Client, identifier: str) -> None:
    response = client.get(f"/id/{identifier}", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert identifier in response.text
    assert "Accept" in response.headers["vary"]


def test_the_page_of_an_actor_shows_its_words(client: Client) -> None:
    page = unescape(client.get(f"/id/{LECUN.id}", headers={"Accept": "text/html"}).text)
    assert "“Licences lock in the big labs”" in page
    assert f'href="{PROTECTS.id}"' in page


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser still uses it
@pytest.mark.parametrize("identifier", [LECUN.id, PROTECTS.id, RUSSIAN.article.id])
def test_rdf_by_accept_and_by_format(client: Client, identifier: str) -> None:
    turtle = client.get(f"/id/{identifier}", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get(f"/id/{identifier}?format=turtle").text == turtle.text
    graph = Graph().parse(data=turtle.text, format="turtle")
    assert len(graph) > 3
    document = client.get(f"/id/{identifier}", headers={"Accept": "application/ld+json, text/html;q=0.5"})
    assert document.headers["content-type"] == "application/ld+json"
    again = Graph().parse(data=document.text, format="json-ld")
    assert len(again) == len(graph)


def test_statements_and_evidence_are_in_the_rdf_of_their_article(client: Client) -> None:
    for identifier in (ENGLISH.statements[0].id, ENGLISH.statements[0].evidence[0].id):
        response = client.get(f"/id/{identifier}?format=turtle")
        assert (response.status_code, response.headers["location"]) == (303, f"{ENGLISH.article.id}?format=turtle")


@pytest.mark.parametrize("identifier", ["n" + "0" * 32, "s" + "0" * 32, "x", "..%2f..", "<script>", "n" * 5000])
def test_what_nothing_has_as_id(client: Client, identifier: str) -> None:
    for accept in ("text/html", "text/turtle", "application/ld+json"):
        response = client.get(f"/id/{identifier}", headers={"Accept": accept})
        assert response.status_code == 404
        assert accept != "text/html" or "<script>" not in response.text


def test_formats_we_do_not_have(client: Client) -> None:
    assert client.get(f"/id/{LECUN.id}", headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"/id/{LECUN.id}?format=exe").status_code == 400


def test_words_of_articles_never_become_markup(open_client: Callable[..., Client], store: ReferenceStore) -> None:
    evil = node("Person", "<img src=x onerror=alert(1)>")
    text = "<script>alert('x')</script> & \"more\""
    made = article(
        "javascript:alert(1)", text, [Said(evil, "asserts", PROTECTS, text)], title="</title><script>", outlet="<b>", published=None
    )
    store.write(made, NOW)
    client = open_client(store)
    for path in ("/", f"/id/{evil.id}", f"/id/{PROTECTS.id}", f"/id/{made.article.id}", f"/id/{made.statements[0].id}"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert "<img" not in page
        assert "<script>" not in page
        assert 'href="javascript' not in page
        assert "&lt;script&gt;" in page or "&lt;img" in page


def test_health(client: Client) -> None:
    found = client.get("/health").json()
    assert (found["status"], found["counts"]["Person"], found["ontology"]) == ("ok", 2, load_ontology().version)


def test_the_schema_is_the_golden_one(client: Client, golden: Callable[[str, str], None]) -> None:
    golden("schema.graphql", client.get("/schema.graphql").text)


def test_everything_in_the_schema_is_described(client: Client) -> None:
    from graphql import get_introspection_query

    types = client.post("/graphql", json={"query": get_introspection_query()}).json()["data"]["__schema"]["types"]
    for kind in types:
        if not kind["name"].startswith("__"):
            for entry in [kind, *(kind["fields"] or []), *(kind["inputFields"] or []), *(kind["enumValues"] or [])]:
                assert entry["description"], (kind["name"], entry["name"])
                assert all(argument["description"] for argument in entry.get("args", ())), (kind["name"], entry["name"])


def test_one_line_of_the_ontology_adds_a_relation() -> None:
    from importlib import resources

    text = resources.files("schema").joinpath("ontology.toml").read_text(encoding="utf-8")
    words = 'en = "lobbies", ru = "лоббирует", en_doc = "Presses for it.", ru_doc = "Добивается."'
    line = f'lobbies = {{ from = ["Actor"], to = ["Policy"], inverse = "lobbied_by", {words} }}'
    edited = text.replace("[relations]\n", f"[relations]\n{line}\n")
    before, after = schema_sdl(build_schema(load_ontology())).splitlines(), schema_sdl(build_schema(parse_ontology(edited))).splitlines()
    added = [line for line in after if line not in before]
    assert added == ['  """Presses for it. / Добивается."""', "  LOBBIES"]


def test_the_enumerations_are_those_of_the_vocabulary(client: Client) -> None:
    query = "query($name: String!) { __type(name: $name) { enumValues { name description } } }"
    for enum in graphql_enums(load_ontology()):
        found = client.post("/graphql", json={"query": query, "variables": {"name": enum.name}}).json()["data"]["__type"]
        if found is None:
            assert enum.name.endswith("Kind")
            kinds = client.post("/graphql", json={"query": query, "variables": {"name": "EntityKind"}}).json()["data"]["__type"]
            assert {value.name for value in enum.values} <= {value["name"] for value in kinds["enumValues"]}
        else:
            assert {(v["name"], v["description"]) for v in found["enumValues"]} == {(v.name, v.description) for v in enum.values}
