"""What the graph's values are in RDF: triples as text, one string `s p o` for each, in N-Triples syntax without the final dot.

String templates, because a dump of millions must stream; no blank nodes, so that two dumps can be compared line by line. Nothing here
knows a clock: when something was recorded is the store's affair and never part of what it says. The article's text is not exported
(it belongs to its publisher), only its digest and the quotes.

A statement is an `rdf:Statement`. Where it is plain (affirmed and asserted), the direct triple `subject relation object` stands beside it
in the same named graph; hedged, questioned, hypothetical, reported and denied ones have no direct triple.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from schema.ids import NODE
from schema.model import Article, Claim, Evidence, Node, Run, Statement
from schema.ontology import Ontology
from schema.terms import OWL, RDF, RDFS, decimal, expand, iri, is_absolute, kind_name, literal, qualifier_name, typed

_TYPE = f"<{RDF}type>"
_LABEL = f"<{RDFS}label>"
_SAME = f"<{OWL}sameAs>"
_NODE_ID = re.compile(NODE + "[0-9a-f]{32}")
_WIKIDATA = "http://www.wikidata.org/entity/"


class Triples:
    """Describes values in the terms of one ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._ids = ontology.base + "id/"
        public = {prefix: ontology.prefixes[prefix] for prefix in ("schema", "skos", "prov", "oa")}
        self._schema, self._skos, self._prov, self._oa = public["schema"], public["skos"], public["prov"], public["oa"]

    def id(self, value: str) -> str:
        """The IRI of an id, in angle brackets."""
        return iri(self._ids + value)

    def own(self, name: str) -> str:
        """A term of the project's own namespace."""
        return iri(self.ontology.namespace + name)

    def node(self, node: Node) -> Iterator[str]:
        """An entity: its classes, names and public identities."""
        me = self.id(node.id)
        yield from (f"{me} {_TYPE} {name}" for name in self._classes(node.type, node.kind))
        yield f"{me} <{self._schema}name> {literal(node.name)}"
        for language, name in node.names.items():
            yield f"{me} {_LABEL} {literal(name, language)}"
        if not node.names:
            yield f"{me} {_LABEL} {literal(node.name)}"
        yield from (f"{me} <{self._skos}altLabel> {literal(alias)}" for alias in node.aliases)
        if node.kind is not None:
            yield f"{me} {self.own('kind')} {literal(node.kind)}"
        yield from (f"{me} {_SAME} {iri(same if is_absolute(same) else _WIKIDATA + same)}" for same in node.same_as)
        if node.article_id is not None:
            yield f"{me} {self.own('articleOf')} {self.id(node.article_id)}"

    def claim(self, claim: Claim) -> Iterator[str]:
        """A proposition with its wordings."""
        me = self.id(claim.id)
        yield from (f"{me} {_TYPE} {name}" for name in self._classes("Claim", None))
        yield from (f"{me} {_LABEL} {literal(label, language)}" for language, label in claim.labels.items())
        yield from (f"{me} <{self._skos}altLabel> {literal(wording)}" for wording in claim.wordings)
        yield from (
            f"{me} <{self._schema}about> {self.id(t)}" if _NODE_ID.fullmatch(t) else f"{me} {self.own('topic')} {literal(t)}"
            for t in claim.topics
        )
        yield f"{me} {self.own('candidate')} {typed('true' if claim.candidate else 'false', 'boolean')}"

    def article(self, article: Article) -> Iterator[str]:
        """A document without its text."""
        me = self.id(article.id)
        yield from (f"{me} {_TYPE} {name}" for name in self._classes("Article", None))
        yield f"{me} <{self._schema}identifier> {literal(article.address)}"
        yield f"{me} <{self._schema}inLanguage> {literal(article.language)}"
        yield f"{me} {self.own('textSha256')} {literal(article.text_sha256)}"
        if article.title is not None:
            yield f"{me} <{self._schema}headline> {literal(article.title, article.language)}"
            yield f"{me} {_LABEL} {literal(article.title, article.language)}"
        if article.url is not None:
            yield f"{me} <{self._schema}url> {typed(article.url, 'anyURI')}"
        for term, value in (("publisher", article.outlet), ("author", article.author), ("license", article.license)):
            if value is not None:
                yield f"{me} <{self._schema}{term}> {literal(value)}"
        if article.published is not None:
            yield f"{me} <{self._schema}datePublished> {typed(article.published.isoformat(), 'date')}"

    def run(self, run: Run) -> Iterator[str]:
        """What read an article."""
        me = self.id(run.id)
        yield f"{me} {_TYPE} <{self._prov}Activity>"
        yield f"{me} {self.own('extractor')} {literal(run.extractor)}"
        yield f"{me} {self.own('knowledge')} {literal(run.knowledge)}"

    def statement(self, statement: Statement) -> Iterator[str]:
        """A statement with its evidence and, where it is plain, its direct triple."""
        me, subject, object_ = self.id(statement.id), self.id(statement.subject), self.id(statement.object)
        predicate = self.own(statement.predicate)
        relation = self.ontology.relations.get(statement.predicate)
        yield f"{me} {_TYPE} <{RDF}Statement>"
        yield f"{me} <{RDF}subject> {subject}"
        yield f"{me} <{RDF}predicate> {predicate}"
        yield f"{me} <{RDF}object> {object_}"
        yield f"{me} <{self._prov}wasGeneratedBy> {self.id(statement.run_id)}"
        yield f"{me} <{self._prov}wasDerivedFrom> {self.id(statement.article_id)}"
        yield f"{me} {self._polarity} {literal(statement.polarity.value)}"
        yield f"{me} {self._modality} {literal(statement.modality.value)}"
        yield f"{me} {self._speech} {literal(statement.speech.value)}"
        yield f"{me} {self._confidence} {decimal(statement.confidence)}"
        if relation is not None and relation.stance is not None:
            yield f"{me} {self.own('stance')} {literal(relation.stance.value)}"
        if statement.speaker is not None:
            yield f"{me} {self.own('speaker')} {self.id(statement.speaker)}"
        if statement.said_on is not None:
            yield f"{me} {self.own('saidOn')} {typed(statement.said_on.isoformat(), 'date')}"
        for qualifier, value in statement.qualifiers.items():
            yield f"{me} {self.own(qualifier_name(qualifier))} {literal(value)}"
        for evidence in statement.evidence:
            yield f"{me} {self._evidence} {self.id(evidence.id)}"
            yield f"{self.id(evidence.id)} <{self._oa}hasBody> {me}"
            yield from self.evidence(evidence)
        if statement.is_plain:
            yield f"{subject} {predicate} {object_}"

    def evidence(self, evidence: Evidence) -> Iterator[str]:
        """Verbatim words: an annotation whose target has a quote and a position selector (https://www.w3.org/TR/annotation-model/)."""
        oa = self._oa
        me = self.id(evidence.id)
        target, quote, position = (self.id(f"{evidence.id}/{part}") for part in ("target", "quote", "position"))
        yield f"{me} {_TYPE} <{oa}Annotation>"
        yield f"{me} <{oa}hasTarget> {target}"
        yield f"{target} {_TYPE} <{oa}SpecificResource>"
        yield f"{target} <{oa}hasSource> {self.id(evidence.article_id)}"
        yield f"{target} <{oa}hasSelector> {quote}"
        yield f"{target} <{oa}hasSelector> {position}"
        yield f"{quote} {_TYPE} <{oa}TextQuoteSelector>"
        yield f"{quote} <{oa}exact> {literal(evidence.quote)}"
        yield f"{position} {_TYPE} <{oa}TextPositionSelector>"
        yield f"{position} <{oa}start> {typed(str(evidence.start), 'nonNegativeInteger')}"
        yield f"{position} <{oa}end> {typed(str(evidence.end), 'nonNegativeInteger')}"

    def _classes(self, node_type: str, kind: str | None) -> list[str]:
        """Own class and public ones. A kind's public class stands instead of its type's: an open letter is no legislation."""
        entry = self.ontology.nodes[node_type]
        if kind is None or kind not in entry.kinds:
            return [self.own(node_type), *(iri(expand(compact, self.ontology)) for compact in entry.iri)]
        return [self.own(node_type), self.own(kind_name(node_type, kind)), iri(expand(entry.kinds[kind], self.ontology))]

    @cached_property
    def _polarity(self) -> str:
        return self.own("polarity")

    @cached_property
    def _modality(self) -> str:
        return self.own("modality")

    @cached_property
    def _speech(self) -> str:
        return self.own("speech")

    @cached_property
    def _confidence(self) -> str:
        return self.own("confidence")

    @cached_property
    def _evidence(self) -> str:
        return self.own("evidence")
