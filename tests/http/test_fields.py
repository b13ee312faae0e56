"""Every field of every type, against what the articles say."""

from collections.abc import Callable
from typing import Any

from articles import ALTMAN, CANDIDATE, ENGLISH, FTC, LATER, LECUN, LLAMA, META, NEEDED, OPENAI, PROTECTS, RUN, RUSSIAN, TOPIC

from schema.ontology import load_ontology

Ask = Callable[..., Any]


def test_a_node_of_each_kind_by_its_id(ask: Ask) -> None:
    ids = [LECUN.id, LLAMA.id, TOPIC.id, PROTECTS.id, ENGLISH.article.id, RUN.id]
    ids += [ENGLISH.statements[0].id, ENGLISH.statements[4].id, ENGLISH.statements[0].evidence[0].id]
    found = ask("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=ids)["nodes"]
    kinds = ["Actor", "Thing", "Topic", "Claim", "Article", "Run", "Assertion", "Fact", "Evidence"]
    assert [(n["__typename"], n["id"]) for n in found] == list(zip(kinds, ids, strict=True))
    assert [ask("query($id: ID!) { node(id: $id) { __typename } }", id=i)["node"]["__typename"] for i in ids] == kinds


def test_nodes_keep_their_order_and_null_the_unknown(ask: Ask) -> None:
    ids = [META.id, "n" + "0" * 32, LECUN.id, META.id, "s" + "0" * 32]
    found = ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)["nodes"]
    assert found == [{"id": META.id}, None, {"id": LECUN.id}, {"id": META.id}, None]


def test_an_actor(ask: Ask) -> None:
    query = """query($by: ActorBy!) { actor(by: $by) {
      id type kind name names { language text } aliases sameAs ru: label(language: "ru") fr: label(language: "fr") onlyIn { id }
      assertions { totalCount nodes { stance claim { id } } }
      statements(filter: {relation: [EMPLOYED_BY]}) { nodes {
        __typename relation polarity modality speech saidOn confidence quote qualifiers { name value }
        subject { id } object { id ... on Entity { name } } speaker { id } run { extractor knowledge } article { id } } }
      relations { nodes { relation firstSaidOn lastSaidOn articleCount confidence subject { id } object { id }
        statements { totalCount nodes { id } } evidence { nodes { quote } } } } } }"""
    actor = ask(query, by={"id": LECUN.id})["actor"]
    assert ask(query, by={"name": "ЯН ЛЕКУН"})["actor"] == actor == ask(query, by={"name": "lecun"})["actor"]
    assert actor["names"] == [{"language": "en", "text": "Yann LeCun"}, {"language": "ru", "text": "Ян Лекун"}]
    assert (actor["type"], actor["kind"], actor["name"], actor["aliases"], actor["sameAs"]) == (
        "PERSON",
        None,
        "Yann LeCun",
        ["LeCun"],
        ["Q3571662"],
    )
    assert (actor["ru"], actor["fr"], actor["onlyIn"]) == ("Ян Лекун", "Yann LeCun", None)
    assert actor["assertions"]["totalCount"] == 3
    assert actor["statements"]["nodes"] == [
        {
            "__typename": "Fact",
            "relation": "EMPLOYED_BY",
            "polarity": "AFFIRMED",
            "modality": "ASSERTED",
            "speech": "DIRECT",
            "saidOn": "2023-05-16",
            "confidence": 0.9,
            "quote": "LeCun of Meta",
            "qualifiers": [{"name": "role", "value": "chief scientist"}],
            "subject": {"id": LECUN.id},
            "object": {"id": META.id, "name": "Meta"},
            "speaker": None,
            "run": {"extractor": "rules 1", "knowledge": "k1"},
            "article": {"id": ENGLISH.article.id},
        }
    ]
    edges = {edge["object"]["id"]: edge for edge in actor["relations"]["nodes"]}
    assert set(edges) == {PROTECTS.id, CANDIDATE.id, META.id}
    edge = edges[PROTECTS.id]
    assert (edge["relation"], edge["articleCount"], edge["firstSaidOn"], edge["lastSaidOn"]) == ("ASSERTS", 2, "2023-05-16", "2023-06-01")
    assert edge["statements"]["totalCount"] == 2
    assert {e["quote"] for e in edge["evidence"]["nodes"]} == {"Licences lock in the big labs", "Регулирование выгодно крупным игрокам"}


def test_an_actor_is_named_whole_or_not_at_all(ask: Ask) -> None:
    assert ask('{ actor(by: {name: "Yann"}) { id } }')["actor"] is None
    assert ask('{ actor(by: {name: "LLaMA"}) { id } }')["actor"] is None
    assert ask("query($by: ActorBy!) { actor(by: $by) { id } }", by={"id": LLAMA.id})["actor"] is None


def test_a_claim_in_both_languages_with_its_topics(ask: Ask) -> None:
    query = """query($id: ID!) { claim(id: $id) { id text ru: text(language: "ru") labels { language text } wordings candidate
      topics { id name type claims { nodes { id } } } statements { totalCount } assertions { totalCount } relations { totalCount } } }"""
    claim = ask(query, id=PROTECTS.id)["claim"]
    assert (claim["text"], claim["ru"]) == (PROTECTS.labels["en"], PROTECTS.labels["ru"])
    assert (claim["wordings"], claim["candidate"]) == (["Licences shut small developers out"], False)
    assert [(t["id"], t["name"]) for t in claim["topics"]] == [(TOPIC.id, "AI regulation")]
    assert [n["id"] for n in claim["topics"][0]["claims"]["nodes"]] == [PROTECTS.id]
    assert claim["assertions"]["totalCount"] == claim["statements"]["totalCount"] == 6
    assert ask(query, id=NEEDED.id)["claim"]["topics"][0]["id"] == TOPIC.id
    assert ask(query, id=CANDIDATE.id)["claim"]["text"] == "Котики спасут мир 😺"


def test_an_article_with_its_quotes(ask: Ask) -> None:
    query = """query($id: ID!) { article(id: $id) { id title url address outlet author publishedOn language license text textSha256
      statements { totalCount } evidence { totalCount nodes { quote startOffset endOffset article { id } } } } }"""
    article = ask(query, id=ENGLISH.article.id)["article"]
    made = ENGLISH.article
    assert {name: article[name] for name in ("title", "url", "address", "outlet", "author", "language", "license", "text")} == {
        name: getattr(made, name) for name in ("title", "url", "address", "outlet", "author", "language", "license", "text")
    }
    assert (article["publishedOn"], article["textSha256"], article["statements"]["totalCount"]) == ("2023-05-16", made.text_sha256, 5)
    starts = [e["startOffset"] for e in article["evidence"]["nodes"]]
    assert starts == sorted(starts)
    for evidence in article["evidence"]["nodes"]:
        assert article["text"][evidence["startOffset"] : evidence["endOffset"]] == evidence["quote"]
    later = ask(query, id=LATER.article.id)["article"]
    assert (later["title"], later["outlet"], later["author"]) == (None, None, None)


def test_search_finds_names_claims_titles_and_quotes(ask: Ask) -> None:
    query = "query($q: String!, $t: [NodeType!], $s: SearchScope) { search(query: $q, types: $t, scope: $s) { nodes { __typename id } } }"
    assert [n["id"] for n in ask(query, q="LeCun", t=["PERSON"])["search"]["nodes"]] == [LECUN.id]
    assert {n["__typename"] for n in ask(query, q="регулирование")["search"]["nodes"]} >= {"Claim", "Article", "Topic", "Evidence"}
    assert {n["__typename"] for n in ask(query, q="licences", s="EVIDENCE")["search"]["nodes"]} == {"Evidence"}
    assert {n["__typename"] for n in ask(query, q="licences", s="NODES")["search"]["nodes"]} == {"Claim", "Article"}
    assert ask(query, q="жжжжж")["search"]["nodes"] == []


def test_topics_entities_and_statistics(ask: Ask) -> None:
    assert [t["id"] for t in ask("{ topics { nodes { id } } }")["topics"]["nodes"]] == [TOPIC.id]
    found = ask("{ entities { nodes { __typename name } } }")["entities"]["nodes"]
    assert {n["name"] for n in found} == {n.name for n in (LECUN, ALTMAN, META, OPENAI, LLAMA, FTC, TOPIC)}
    counts = {c["of"]: c["count"] for c in ask("{ statistics { of count } }")["statistics"]}
    assert (counts["Person"], counts["Article"], counts["statements"]) == (2, 3, 11)


def test_the_vocabulary(ask: Ask) -> None:
    query = """{ ontology { version nodeTypes { type labels { text } descriptions { text } kinds iris actor }
      relationTypes { relation labels { language text } descriptions { text } subjects objects inverse symmetric stance qualifiers } } }"""
    found = ask(query)["ontology"]
    ontology = load_ontology()
    assert found["version"] == ontology.version
    assert len(found["nodeTypes"]) == len(ontology.nodes)
    assert [r["relation"] for r in found["relationTypes"]] == [r.edge for r in ontology.relations.values()]
    employed = next(r for r in found["relationTypes"] if r["relation"] == "EMPLOYED_BY")
    assert employed["labels"][0] == {"language": "en", "text": "works for"}
    assert (employed["subjects"], employed["qualifiers"], employed["stance"]) == (["PERSON"], ["role", "from", "to"], None)
    assert next(n for n in found["nodeTypes"] if n["type"] == "PERSON")["actor"] is True


def test_articles_and_assertions_at_the_root(ask: Ask) -> None:
    assert [a["id"] for a in ask("{ articles { nodes { id } } }")["articles"]["nodes"]] == [b.article.id for b in (LATER, RUSSIAN, ENGLISH)]
    found = ask("{ assertions { totalCount nodes { __typename } } statements { totalCount } }")
    assert (found["assertions"]["totalCount"], found["statements"]["totalCount"]) == (8, 11)
    assert {n["__typename"] for n in found["assertions"]["nodes"]} == {"Assertion"}
