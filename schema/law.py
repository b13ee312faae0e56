"""The evidence law: what a bundle must satisfy before any store may keep it."""

from collections import Counter
from collections.abc import Iterator

from schema.frozen import Frozen
from schema.ids import article_id, evidence_id
from schema.model import Article, Bundle, Evidence, Statement, statement_id
from schema.ontology import Ontology


class Violation(Frozen):
    """One breach of the law: where, and what is wrong."""

    place: str
    reason: str


def violations(bundle: Bundle, ontology: Ontology) -> list[Violation]:
    """Every breach in a bundle, empty when it may be stored.

    Nothing is taken on trust from the types: a bundle may have been made with `model_construct` or read from a file.
    """
    return [Violation(place=place, reason=reason) for place, reason in _breaches(bundle, ontology)]


def _breaches(bundle: Bundle, ontology: Ontology) -> Iterator[tuple[str, str]]:
    article = bundle.article
    if article.id != article_id(article.address):
        yield "article", f"id {article.id} is not made from address {article.address!r}"
    if not _encodable(article.text):
        yield "article", "the text holds lone surrogates and cannot be stored as UTF-8"
        return
    types = {node.id: node.type for node in bundle.nodes} | {claim.id: "Claim" for claim in bundle.claims} | {article.id: "Article"}
    listed = [node.id for node in bundle.nodes] + [claim.id for claim in bundle.claims] + [s.id for s in bundle.statements]
    for double, count in Counter(listed).items():
        if count > 1:
            yield double, f"is listed {count} times"
    for node in bundle.nodes:
        yield from ((f"node {node.id}", reason) for reason in _node_breaches(node.type, node.kind, node.name, ontology))
        if node.article_id not in (None, article.id):
            yield f"node {node.id}", f"belongs to another article, {node.article_id}"
    for statement in bundle.statements:
        yield from ((f"statement {statement.id}", reason) for reason in _statement_breaches(statement, bundle, types, ontology))


def _node_breaches(node_type: str, kind: str | None, name: str, ontology: Ontology) -> Iterator[str]:
    if node_type not in ontology.entity_types:
        yield f"{node_type!r} is no entity type of the ontology"
    elif kind is not None and kind not in ontology.nodes[node_type].kinds:
        yield f"{kind!r} is no kind of {node_type}"
    if not name or not _encodable(name):
        yield "has no storable name"


def _statement_breaches(statement: Statement, bundle: Bundle, types: dict[str, str], ontology: Ontology) -> Iterator[str]:
    article = bundle.article
    if statement.article_id != article.id:
        yield f"belongs to another article, {statement.article_id}"
    if statement.run_id != bundle.run.id:
        yield f"belongs to another run, {statement.run_id}"
    relation = ontology.relations.get(statement.predicate)
    if relation is None:
        yield f"{statement.predicate!r} is no relation of the ontology"
    for end in ("subject", "object", "speaker"):
        node = getattr(statement, end)
        if node not in types and not (end == "speaker" and node is None):
            yield f"{end} {node!r} is not in the bundle"
    subject_type, object_type = types.get(statement.subject), types.get(statement.object)
    if relation and subject_type and object_type and not relation.allows(subject_type, object_type):
        yield f"{statement.predicate} may not run from {subject_type} to {object_type}"
    if relation:
        for qualifier in statement.qualifiers:
            if qualifier not in relation.qualifiers:
                yield f"{statement.predicate} has no qualifier {qualifier!r}"
    if not 0.0 <= statement.confidence <= 1.0:
        yield f"confidence {statement.confidence} is outside 0 to 1"
    if not statement.evidence:
        yield "has no evidence"
    for evidence in statement.evidence:
        yield from _evidence_breaches(evidence, article)
    spans = tuple((e.start, e.end) for e in statement.evidence)
    made = statement_id(
        article, statement.subject, statement.predicate, statement.object, statement.polarity, statement.modality, statement.speaker, spans
    )
    if statement.id != made:
        yield "its id is not made from what it says"


def _evidence_breaches(evidence: Evidence, article: Article) -> Iterator[str]:
    if evidence.article_id != article.id:
        yield f"evidence {evidence.start}:{evidence.end} belongs to another article, {evidence.article_id}"
    if not (isinstance(evidence.start, int) and isinstance(evidence.end, int) and 0 <= evidence.start < evidence.end <= len(article.text)):
        yield f"evidence {evidence.start}:{evidence.end} lies outside the text of {len(article.text)} code points"
    elif article.text[evidence.start : evidence.end] != evidence.quote:
        words = article.text[evidence.start : evidence.end]
        yield f"evidence {evidence.start}:{evidence.end} says {evidence.quote!r}, the text says {words!r}"
    elif evidence.id != evidence_id(article.id, article.text_sha256, evidence.start, evidence.end):
        yield f"evidence {evidence.start}:{evidence.end} has an id that is not its own"


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
