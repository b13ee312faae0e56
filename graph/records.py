"""Values of the kernel as the properties the store keeps, and back.

Dates are ISO strings and times ISO strings in UTC: the engines differ on zoned parameters, and ISO strings order and compare alike
everywhere. Maps are JSON. Absent values and empty lists are absent properties. `sort`, `words`, `terms` and
`heads` are made for reads, see graph/terms.py; `label` of a claim is for people: every claim has one, in whatever language.
"""

import json
from datetime import UTC, date, datetime
from typing import Any

from graph.contributions import Thing, canonical, contributions
from graph.reading import DirectEdge, Stored
from graph.terms import index_terms, sort_key, words
from schema.ids import make_id, text_digest
from schema.model import Article, Bundle, Claim, Evidence, Node, Run, Statement

Props = dict[str, Any]


def thing_props(thing: Thing) -> Props:
    """An entity, a claim or a run."""
    if isinstance(thing, Run):
        return {"id": thing.id, "extractor": thing.extractor, "knowledge": thing.knowledge}
    if isinstance(thing, Claim):
        texts = [*thing.labels.values(), *thing.wordings]
        props: Props = {
            "id": thing.id,
            "labels": canonical(thing.labels),
            "wordings": list(thing.wordings),
            "candidate": thing.candidate,
            "topics": list(thing.topics),
            "sort": sort_key(thing.label()),
            "label": thing.label(),
        }
        props |= {f"label_{language}": text for language, text in thing.labels.items() if language in ("en", "ru")}
    else:
        texts = [thing.name, *thing.names.values(), *thing.aliases]
        props = {
            "id": thing.id,
            "name": thing.name,
            "names": canonical(thing.names),
            "aliases": list(thing.aliases),
            "kind": thing.kind,
            "same_as": list(thing.same_as),
            "article_id": thing.article_id,
            "sort": sort_key(thing.name),
        }
    terms = index_terms(texts)
    return present(props | {"words": words(texts), "terms": terms, "heads": terms})


def article_props(article: Article) -> Props:
    """An article without the Writer's own marks."""
    texts = [article.title or "", article.text]
    return present(
        article.model_dump(mode="json")
        | {
            "text_sha256": article.text_sha256,
            "words": words([article.title or ""]),
            "terms": index_terms(texts),
            "heads": index_terms([article.title or ""]),
        }
    )


def marked_article(bundle: Bundle, digest: str, moment: str) -> Props:
    """An article with the Writer's marks: what it contributed, the digest of its bundle, and when it was recorded."""
    marks = sorted(contribution.mark for contribution in contributions(bundle))
    own = {"bundle_digest": digest, "recorded_at": moment, "contributes": marks, "stated": len({s.id for s in bundle.statements})}
    return article_props(bundle.article) | own


def statement_props(statement: Statement, bundle: Bundle, types: dict[str, str]) -> Props:
    """A statement. `day` is when it was said or else published, empty when neither is known; `digest` changes when anything else does."""
    article = bundle.article
    day = statement.said_on or article.published
    props = present(
        statement.model_dump(mode="json", exclude={"evidence", "qualifiers"})
        | {
            "qualifiers": canonical(statement.qualifiers),
            "evidence": [evidence.id for evidence in statement.evidence],
            "subject_type": types[statement.subject],
            "object_type": types[statement.object],
            "day": day.isoformat() if day else "",
            "text_sha256": article.text_sha256,
            "edge": edge_key(statement.subject, statement.predicate, statement.object) if statement.is_plain else None,
        }
    )
    return props | {"digest": make_id("d", canonical(props))}


def edge_key(subject: str, predicate: str, object_: str) -> str:
    """What all statements behind one direct edge have in common."""
    return make_id("k", subject, predicate, object_)


def evidence_props(evidence: Evidence) -> Props:
    """A quote."""
    terms = index_terms([evidence.quote])
    return evidence.model_dump(mode="json") | {"terms": terms, "heads": terms}


def support(props: Props) -> Props:
    """What a direct edge needs to know of a statement behind it."""
    return {"id": props["id"], "day": props["day"], "sha": props["text_sha256"], "confidence": props["confidence"]}


def edge_props(supports: list[Props]) -> Props:
    """A direct edge from the statements behind it (`id`, `day`, `sha`, `confidence`). A text under ten addresses counts once."""
    days = sorted(support["day"] for support in supports if support["day"])
    return present(
        {
            "statements": sorted(support["id"] for support in supports),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "articles": len({support["sha"] for support in supports}),
            "confidence": max(float(support["confidence"]) for support in supports),
        }
    )


def utc(moment: datetime) -> str:
    """A time as an ISO string in UTC. Raises ValueError for a time without zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone. Pass an aware datetime.")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def present(props: Props) -> Props:
    """Without the absent values and the empty lists, which `neo4j-admin` cannot import."""
    return {key: value for key, value in props.items() if value is not None and value != []}


def to_node(label: str, props: Props) -> Node:
    """An entity from its label and properties."""
    kept = {key: props[key] for key in ("id", "name", "aliases", "kind", "same_as", "article_id") if props.get(key) is not None}
    return Node(type=label, names=json.loads(props["names"]), **kept)


def to_claim(props: Props) -> Claim:
    """A claim from its properties."""
    kept = {key: props[key] for key in ("id", "wordings", "candidate", "topics") if props.get(key) is not None}
    return Claim(labels=json.loads(props["labels"]), **kept)


def to_article(props: Props) -> Article:
    """An article from its properties."""
    return Article(**{key: props[key] for key in Article.model_fields if key in props})


def to_run(props: Props) -> Run:
    """A run from its properties."""
    return Run(**{key: props[key] for key in Run.model_fields})


def to_evidence(props: Props) -> Evidence:
    """A quote from its properties."""
    return Evidence(**{key: props[key] for key in Evidence.model_fields})


def to_statement(props: Props, quotes: list[Props]) -> Statement | None:
    """A statement and its evidence, in the order it was given; None when not all of it is there yet (see graph/reader.py)."""
    found = {quote["id"]: to_evidence(quote) for quote in quotes}
    if any(key not in found for key in props["evidence"]):
        return None
    kept = {key: props[key] for key in Statement.model_fields if key in props and key not in ("evidence", "qualifiers")}
    return Statement(qualifiers=json.loads(props["qualifiers"]), evidence=tuple(found[key] for key in props["evidence"]), **kept)


def to_stored(
    article: Article, statements: list[Statement], marks: list[str], variants: dict[str, list[str]], moment: str
) -> Stored | None:
    """An article's bundle from its marks and the variants of the things it contributes to; None when a variant is not there."""
    nodes: list[Node] = []
    claims: list[Claim] = []
    runs: list[Run] = []
    for label, id_, digest in (mark.split(" ") for mark in marks):
        text = next((variant for variant in variants.get(id_, ()) if text_digest(variant)[:16] == digest), None)
        if text is None:
            return None
        if label == "Run":
            runs.append(Run.model_validate_json(text))
        elif label == "Claim":
            claims.append(Claim.model_validate_json(text))
        else:
            nodes.append(Node.model_validate_json(text))
    return Stored(
        recorded_at=datetime.fromisoformat(moment),
        bundle=Bundle(
            article=article,
            run=runs[0],
            nodes=tuple(sorted(nodes, key=_id)),
            claims=tuple(sorted(claims, key=_id)),
            statements=tuple(sorted(statements, key=_id)),
        ),
    )


def _id(thing: Node | Claim | Statement) -> str:
    return thing.id


def to_edge(subject: str, edge: str, object_: str, props: Props) -> DirectEdge:
    """A direct edge from its ends, type and properties."""
    return DirectEdge(
        subject=subject,
        predicate=edge.lower(),
        object=object_,
        statements=tuple(props["statements"]),
        first=date.fromisoformat(props["first"]) if "first" in props else None,
        last=date.fromisoformat(props["last"]) if "last" in props else None,
        articles=props["articles"],
        confidence=props["confidence"],
    )
