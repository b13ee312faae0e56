"""The page of one object of the graph, made from one GraphQL query."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from api.pages import page

RESOURCE_QUERY = """\
query Resource($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Entity {
      name type kind names { language text } aliases sameAs
      statements(first: 50) { ...Said }
    }
    ... on Claim { en: text(language: "en") ru: text(language: "ru") candidate statements(first: 50) { ...Said } }
    ... on Article { title url outlet author publishedOn language statements(first: 50) { ...Said } }
    ... on Statement { ...Fact }
    ... on Evidence { quote startOffset endOffset article { id title } }
    ... on Run { extractor knowledge }
  }
}

fragment Said on StatementConnection { totalCount nodes { ...Fact } }

fragment Fact on Statement {
  id relation polarity modality saidOn confidence
  subject { ...Name }
  object { ...Name }
  speaker { id name }
  evidence(first: 5) { nodes { quote } }
  article { id title outlet publishedOn }
}

fragment Name on Node { id ... on Entity { name } ... on Claim { text } ... on Article { title } }
"""

_HIDDEN = ("__typename", "id", "name", "title", "text", "en", "ru", "statements", "names", "relation")


def resource(found: Mapping[str, Any]) -> str:
    """The page. `found`: the object as RESOURCE_QUERY gives it."""
    title = found.get("name") or found.get("en") or found.get("title") or found["__typename"]
    head = "".join(
        f'<link rel="alternate" type="{media}" href="{found["id"]}?format={name}">\n'
        for name, media in (("turtle", "text/turtle"), ("jsonld", "application/ld+json"))
    )
    body = f"<h1>{escape(title)}</h1>{''.join(_lead(found))}<table>{''.join(_rows(found))}</table>"
    if found["__typename"] in ("Assertion", "Fact"):
        body += _fact(found)
    if "statements" in found:
        total, shown = found["statements"]["totalCount"], found["statements"]["nodes"]
        body += f"<h2>Statements ({total})</h2>{''.join(map(_fact, shown))}"
        if total > len(shown):
            body += f'<p class="note">The first {len(shown)}; ask the <a href="../graphql">API</a> for all.</p>'
    return page(f"{title} – policy-graph", body, "../", head)


def _lead(found: Mapping[str, Any]) -> Iterator[str]:
    others = [name["text"] for name in found.get("names", ())] + [found.get("ru")]
    names = [escape(name) for name in dict.fromkeys(others) if name and name not in (found.get("name"), found.get("en"))]
    if names:
        yield f'<p class="lead">{" · ".join(names)}</p>'
    formats = f'<a href="{found["id"]}?format=turtle">Turtle</a> · <a href="{found["id"]}?format=jsonld">JSON-LD</a>'
    yield f'<p class="note">{escape(found["__typename"])} <code>{found["id"]}</code> · {formats}</p>'


def _rows(found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        if name in _HIDDEN or value in (None, []) or (isinstance(value, dict) and not value.get("title")):
            continue
        if isinstance(value, dict):
            shown = _link(value)
        elif name == "url" and str(value).startswith(("https://", "http://")):
            shown = f'<a href="{escape(value)}" rel="nofollow noopener">{escape(value)}</a>'
        else:
            shown = escape(", ".join(map(str, value)) if isinstance(value, list) else str(value))
        yield f"<tr><th>{escape(name)}</th><td>{shown}</td></tr>"


def _fact(fact: Mapping[str, Any]) -> str:
    quotes = "".join(f"<blockquote>“{escape(e['quote'])}”</blockquote>" for e in fact["evidence"]["nodes"])
    marks = [value.lower() for value in (fact["polarity"], fact["modality"]) if value not in ("AFFIRMED", "ASSERTED")]
    if fact["speaker"] and fact["speaker"]["id"] != fact["subject"]["id"]:
        marks.append(f"as {fact['speaker']['name']} has it")
    note = f' <span class="note">({escape(", ".join(marks))})</span>' if marks else ""
    article = fact["article"]
    said = " · ".join(escape(part) for part in (fact["saidOn"] or article["publishedOn"], article["outlet"]) if part)
    relation = fact["relation"].lower().replace("_", " ")
    said_of = f'{_link(fact["subject"])} <a href="{fact["id"]}">{escape(relation)}</a> {_link(fact["object"])}'
    return f"""<div class="voice"><p>{said_of}{note}</p>{quotes}
<p class="meta">{said} {_link(article)}</p></div>"""


def _link(end: Mapping[str, Any]) -> str:
    name = end.get("name") or end.get("text") or end.get("title") or end["id"]
    return f'<a href="{end["id"]}">{escape(name)}</a>'
