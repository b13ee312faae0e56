"""The first page: what the service is, and one question with its live answer."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

from api.examples import README_QUERY
from api.pages import page

_INTRODUCTION = """<h1>Who says what about AI policy, in their own words</h1>
<p class="lead">policy-graph reads Russian and English news into a graph of actors and claims.
Every edge carries the quote it was read from, with its place in the article.</p>
<p><a href="graphql">Ask in GraphQL</a> · <a href="schema.graphql">Read the schema</a> · <code>/id/…</code>
gives every entity, claim and article as HTML, Turtle or JSON-LD</p>"""


def landing(answer: Mapping[str, Any] | None, counts: Mapping[str, int]) -> str:
    """The page, with the data of the README query and the sizes of the graph; None where the store gives no answer."""
    query = "graphql#" + urlencode({"query": README_QUERY})
    body = f"""{_INTRODUCTION}
<h2>Who argues that regulation protects incumbents?</h2>
{_answer(answer)}
<details class="card"><summary>The query behind it</summary><pre>{escape(README_QUERY)}</pre>
<p><a href="{escape(query)}">Run it in the explorer</a></p></details>
<h2>In the graph</h2>
{_table(counts)}"""
    return page("policy-graph", body, "./")


def _answer(answer: Mapping[str, Any] | None) -> str:
    if answer is None:
        return '<p class="card">The store does not answer now. See <a href="health">health</a>.</p>'
    claims = [claim for claim in answer["claims"]["nodes"] if any(side["totalCount"] for side in claim["sides"].values())]
    if not claims:
        return '<p class="card">Nothing in the graph yet. Read some articles with <code>policygraph ingest</code>, then come back.</p>'
    return "".join(_claim(claim) for claim in claims)


def _claim(claim: Mapping[str, Any]) -> str:
    wordings = " · ".join(dict.fromkeys(escape(claim[language]) for language in ("en", "ru")))
    titles = {"supporters": ("Say so", "for"), "opponents": ("Deny it", "against"), "guarded": ("On no side", "")}
    sides = "".join(_side(title, style, claim["sides"][name]) for name, (title, style) in titles.items())
    return f'<section class="card"><p><strong><a href="id/{claim["id"]}">{wordings}</a></strong></p>{sides}</section>'


def _side(title: str, style: str, side: Mapping[str, Any]) -> str:
    voices = "".join(_voice(voice, style) for voice in side["voices"])
    return f"<h3>{title} ({side['totalCount']})</h3>{voices}" if voices else ""


def _voice(voice: Mapping[str, Any], style: str) -> str:
    said = voice["statement"]
    article, actor = said["article"], said["subject"]
    quotes = "".join(f"<blockquote>“{escape(e['quote'])}”</blockquote>" for e in said["evidence"]["nodes"])
    when = " · ".join(escape(part) for part in (said["saidOn"] or article["publishedOn"], article["outlet"]) if part)
    guard = f' <span class="note">({escape(", ".join(_guards(said)))})</span>' if not style else ""
    copies = f" and {voice['copies']} more" if voice["copies"] else ""
    return f"""<div class="voice {style}"><p><a href="id/{actor["id"]}">{escape(actor["name"])}</a>{guard}</p>{quotes}
<p class="meta">{when} <a href="id/{article["id"]}">{escape(article["title"] or article["id"])}</a>{copies}</p></div>"""


def _guards(said: Mapping[str, Any]) -> Iterator[str]:
    """Why a statement puts its actor on no side."""
    if said["polarity"] != "AFFIRMED":
        yield "denied"
    if said["modality"] != "ASSERTED":
        yield str(said["modality"]).lower()
    if said["speaker"] and said["speaker"]["id"] != said["subject"]["id"]:
        yield f"as {said['speaker']['name']} has it"


def _table(counts: Mapping[str, int]) -> str:
    rows = "".join(f'<tr><td>{escape(name)}</td><td class="number">{count:,}</td></tr>' for name, count in counts.items() if count)
    return f"<table>{rows}</table>" if rows else '<p class="note">Nothing yet.</p>'
