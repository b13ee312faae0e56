"""Assemble: a reading becomes a bundle. Offsets go back to the raw text; every statement gets its evidence; nothing else is added."""

from collections.abc import Iterable

from ingest.extract.discourse import Speaker
from ingest.extract.entities import Entity
from ingest.extract.reading import ClaimMade, Reading, RelationMade
from schema.ids import claim_id, node_id
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Polarity, Run, SpeechKind, Stance, Statement, statement_id
from schema.ontology import Ontology

Span = tuple[int, int]
# Confidence by how a fact was read; measured per stage by `policygraph eval`, not learned.
CONFIDENCE = {SpeechKind.DIRECT: 0.9, SpeechKind.MIXED: 0.85, SpeechKind.INDIRECT: 0.8, SpeechKind.AUTHOR: 0.7}
CANDIDATE_CONFIDENCE = 0.5


class _Builder:
    """Collects nodes, claims and statements, each once, in order of first use."""

    def __init__(self, article: Article, run: Run, reading: Reading, ontology: Ontology) -> None:
        self.article = article
        self.run = run
        self.reading = reading
        self.ontology = ontology
        self.nodes: dict[str, Node] = {}
        self.claims: dict[str, Claim] = {}
        self.statements: dict[str, Statement] = {}

    def entity(self, entity: Entity) -> str:
        """The node id of an entity."""
        node = entity.node(self.article.id, self.reading.language)
        return self.nodes.setdefault(node.id, node).id

    def speaker(self, speaker: Speaker) -> str | None:
        """The node id of a speaker; a group gets a node of this article alone. None for a phrase that is no actor."""
        if speaker.entity is not None:
            return self.entity(speaker.entity)
        if not speaker.group:
            return None
        name = " ".join(speaker.name.split())
        kind = "unnamed_source" if speaker.unnamed else "collective"
        identity = node_id("Group", name, self.article.id)
        node = Node(id=identity, type="Group", kind=kind, name=name, names={self.reading.language: name}, article_id=self.article.id)
        return self.nodes.setdefault(identity, node).id

    def claim(self, made: ClaimMade) -> str:
        """The claim node: the catalogued proposition, or a candidate in the words of the article."""
        if made.proposition is not None:
            proposition = made.proposition
            identity = claim_id(proposition.key)
            claim = Claim(id=identity, labels=proposition.labels, wordings=proposition.wordings(), topics=proposition.topics)
        else:
            label = " ".join(made.label.split())
            identity = claim_id(label)
            claim = Claim(id=identity, labels={self.reading.language: label}, candidate=True)
        return self.claims.setdefault(identity, claim).id

    def evidence(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """Evidence for spans of the prepared text, in order, without doubles."""
        places = sorted({self.reading.prepared.raw(start, end) for start, end in spans})
        return tuple(Evidence.of(self.article, start, end) for start, end in places)

    def state(
        self,
        subject: str,
        predicate: str,
        object_: str,
        spans: Iterable[Span],
        confidence: float,
        *,
        polarity: Polarity = Polarity.AFFIRMED,
        modality: Modality = Modality.ASSERTED,
        speech: SpeechKind = SpeechKind.AUTHOR,
        speaker: str | None = None,
        qualifiers: dict[str, str] | None = None,
    ) -> None:
        """Add a statement, if the ontology lets the relation run between these types."""
        relation = self.ontology.relations[predicate]
        if not relation.allows(self._type(subject), self._type(object_)) or subject == object_:
            return
        evidence = self.evidence(spans)
        offsets = tuple((e.start, e.end) for e in evidence)
        identity = statement_id(self.article, subject, predicate, object_, polarity, modality, speaker, offsets)
        self.statements.setdefault(
            identity,
            Statement(
                id=identity,
                article_id=self.article.id,
                run_id=self.run.id,
                subject=subject,
                predicate=predicate,
                object=object_,
                polarity=polarity,
                modality=modality,
                speech=speech,
                speaker=speaker,
                said_on=self.article.published,
                confidence=round(confidence, 3),
                qualifiers=qualifiers or {},
                evidence=evidence,
            ),
        )

    def _type(self, identity: str) -> str:
        if identity == self.article.id:
            return "Article"
        return "Claim" if identity in self.claims else self.nodes[identity].type


def assemble(reading: Reading, article: Article, run: Run, ontology: Ontology) -> Bundle:
    """The bundle of an article. Deterministic: nodes, claims and statements are sorted by id."""
    builder = _Builder(article, run, reading, ontology)
    for entity in reading.entities:
        spans = [(m.start, m.end) for m in entity.mentions]
        builder.state(article.id, "mentions", builder.entity(entity), spans, 0.9 if entity.entry else 0.7)
    made = [(claim, *_assertion(builder, claim, ontology)) for claim in reading.claims]
    _contradictions(builder, [(claim, actor, node) for claim, actor, node in made if actor is not None])
    for relation in reading.relations:
        _relation(builder, relation)
    return Bundle(
        article=article,
        run=run,
        nodes=tuple(sorted(builder.nodes.values(), key=lambda n: n.id)),
        claims=tuple(sorted(builder.claims.values(), key=lambda c: c.id)),
        statements=tuple(sorted(builder.statements.values(), key=lambda s: s.id)),
    )


def _assertion(builder: _Builder, made: ClaimMade, ontology: Ontology) -> tuple[str | None, str]:
    actor = builder.speaker(made.speaker)
    if actor is None:
        return None, ""
    claim = builder.claim(made)
    predicate = ontology.stance_relation(made.stance).name
    confidence = CANDIDATE_CONFIDENCE if made.proposition is None else CONFIDENCE[made.kind] * made.score
    spans = [*made.evidence]
    builder.state(actor, predicate, claim, spans, confidence, modality=made.modality, speech=made.kind, speaker=actor)
    return actor, claim


def _contradictions(builder: _Builder, made: list[tuple[ClaimMade, str | None, str]]) -> None:
    """Two catalogued claims that cannot both hold, both held in this article: the words of either side prove that they meet."""
    held = [
        (c, node) for c, _, node in made if c.proposition is not None and c.stance is Stance.SUPPORTS and c.modality is Modality.ASSERTED
    ]
    for claim, node in held:
        for other, other_node in held:
            if claim.proposition and other.proposition and node < other_node and other.proposition.key in claim.proposition.contradicts:
                builder.state(node, "contradicts", other_node, [*claim.evidence, *other.evidence], 0.8)


def _relation(builder: _Builder, made: RelationMade) -> None:
    relation = made.relation
    speaker = builder.speaker(made.speaker) if made.speaker is not None else None
    modality = relation.modality
    if made.speaker is not None and modality is Modality.ASSERTED:
        modality = Modality.REPORTED  # somebody says so; the article does not
    builder.state(
        builder.entity(relation.subject.entity),
        relation.predicate,
        builder.entity(relation.object.entity),
        [relation.evidence],
        CONFIDENCE[SpeechKind.AUTHOR],
        polarity=relation.polarity,
        modality=modality,
        speech=made.kind,
        speaker=speaker,
        qualifiers=dict(relation.qualifiers),
    )
