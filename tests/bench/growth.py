"""Made-up graphs of a wished size: articles over a pool of actors and claims, the first of which are much spoken of.

The same shape gives the same graph.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from schema.ids import article_id, claim_id, node_id, run_id
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Polarity, Run, SpeechKind, Statement, statement_id
from schema.ontology import load_ontology

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TYPES = {
    "Person": 30,
    "Company": 20,
    "Organization": 15,
    "Policy": 8,
    "AIModel": 8,
    "Topic": 4,
    "Product": 5,
    "Group": 5,
    "Event": 3,
    "Place": 2,
}
FIRST, LAST, WORDS = (
    ("Anna", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Irina", "Jonas"),
    ("Adler", "Belov", "Castro", "Dunne", "Egorov", "Fischer", "Gray", "Hoffman", "Ivanov", "Jensen"),
    ("open", "models", "regulation", "protects", "incumbents", "safety", "licence", "data", "risk", "audit", "labs", "market", "compute"),
)


@dataclass(frozen=True)
class Shape:
    """How many articles, shared things, statements in an article, distinct quotes in an article, and quotes behind a statement."""

    articles: int
    things: int
    statements: int
    spans: int
    quotes: int


SHAPES = {
    "small": Shape(articles=200, things=500, statements=12, spans=6, quotes=3),
    "500k": Shape(articles=4_900, things=8_000, statements=12, spans=6, quotes=3),
    "1m": Shape(articles=2_900, things=8_000, statements=22, spans=12, quotes=10),
}
"""By the number of edges; the two large ones have 100,000 nodes each."""


def grow(shape: Shape) -> Iterator[Bundle]:
    """The bundles, one for each article."""
    rng = random.Random(17)
    nodes = [_node(rng, number) for number in range(shape.things * 3 // 4)]
    claims = [_claim(rng, number) for number in range(shape.things // 4)]
    by_type: dict[str, list[Node]] = {}
    for node in nodes:
        by_type.setdefault(node.type, []).append(node)
    run = Run(id=run_id("made up", "1"), extractor="made up", knowledge="1")
    for number in range(shape.articles):
        yield _bundle(rng, number, shape, by_type, claims, run)


def _node(rng: random.Random, number: int) -> Node:
    kind = rng.choices(list(TYPES), list(TYPES.values()))[0]
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)} {number}"
    kinds = list(load_ontology().nodes[kind].kinds)
    return Node(id=node_id(kind, name), type=kind, name=name, aliases=(f"{name} Jr.",), kind=rng.choice(kinds) if kinds else None)


def _claim(rng: random.Random, number: int) -> Claim:
    words = " ".join(rng.sample(WORDS, 4))
    return Claim(
        id=claim_id(f"{words} {number}"), labels={"en": f"{words} {number}"}, topics=(rng.choice(WORDS),), candidate=number % 3 == 0
    )


def _often(rng: random.Random, things: list[Node] | list[Claim]) -> Node | Claim:
    """One of them, the first ones much more often."""
    return things[int(len(things) * rng.random() ** 3)]


def _bundle(rng: random.Random, number: int, shape: Shape, by_type: dict[str, list[Node]], claims: list[Claim], run: Run) -> Bundle:
    sentences = [" ".join(rng.choices(WORDS, k=12)) + "." for _ in range(shape.spans)]
    text = " ".join(sentences)
    address = f"https://example.org/{number}"
    article = Article(
        id=article_id(address),
        address=address,
        text=text,
        language=rng.choice(["en", "ru"]),
        title=f"Hearing {number} on {rng.choice(WORDS)}",
        outlet=f"Outlet {rng.randrange(40)}",
        published=date(2020, 1, 1) + timedelta(days=rng.randrange(2_000)),
    )
    starts = [sum(len(sentence) + 1 for sentence in sentences[:index]) for index in range(len(sentences))]
    spans = [Evidence.of(article, start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=True)]
    facts = [_fact(rng, by_type, claims) for _ in range(shape.statements)]
    statements = [_statement(rng, article, run, fact, rng.sample(spans, shape.quotes)) for fact in facts]
    ends = {thing.id: thing for subject, _, object_ in facts for thing in (subject, object_)}
    return Bundle(
        article=article,
        run=run,
        nodes=tuple(thing for thing in ends.values() if isinstance(thing, Node)),
        claims=tuple(thing for thing in ends.values() if isinstance(thing, Claim)),
        statements=tuple({statement.id: statement for statement in statements}.values()),
    )


def _fact(rng: random.Random, by_type: dict[str, list[Node]], claims: list[Claim]) -> tuple[Node | Claim, str, Node | Claim]:
    """Most are assertions; the rest any relation of the vocabulary between two fitting things."""
    ontology = load_ontology()
    actor = _often(rng, by_type[rng.choice(["Person", "Person", "Company", "Organization"])])
    if rng.random() < 0.6:
        return actor, rng.choice(["asserts", "asserts", "disputes"]), _often(rng, claims)
    while True:
        other = _often(rng, by_type[rng.choice(list(by_type))])
        fitting = [name for name, relation in ontology.relations.items() if relation.allows(actor.type, other.type)]  # type: ignore[union-attr]
        if fitting:
            return actor, rng.choice(fitting), other


def _statement(
    rng: random.Random, article: Article, run: Run, fact: tuple[Node | Claim, str, Node | Claim], evidence: list[Evidence]
) -> Statement:
    subject, predicate, object_ = fact
    polarity = Polarity.NEGATED if rng.random() < 0.05 else Polarity.AFFIRMED
    modality = rng.choice(list(Modality)) if rng.random() < 0.15 else Modality.ASSERTED
    speaker = subject.id if rng.random() < 0.5 else None
    spans = tuple((quote.start, quote.end) for quote in evidence)
    return Statement(
        id=statement_id(article, subject.id, predicate, object_.id, polarity, modality, speaker, spans),
        article_id=article.id,
        run_id=run.id,
        subject=subject.id,
        predicate=predicate,
        object=object_.id,
        polarity=polarity,
        modality=modality,
        speech=SpeechKind.INDIRECT,
        speaker=speaker,
        confidence=rng.randrange(50, 100) / 100,
        evidence=tuple(evidence),
    )
