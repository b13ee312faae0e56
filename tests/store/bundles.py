"""Random valid bundles: a hypothesis strategy, and a plain maker from a seed for large numbers of them."""

import random
from datetime import date
from typing import Any

from hypothesis import strategies as st

from schema.ids import article_id, claim_id, node_id, run_id
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Polarity, Run, SpeechKind, Statement, statement_id
from schema.ontology import load_ontology

ONTOLOGY = load_ontology()
NAMES = [
    "OpenAI",
    "Ян Лекун",
    "Yann LeCun",
    "Meta",
    "ёлка",
    "Ёлка",
    "naïve",
    "e\u0301cole",
    "😀 Labs",
    "𝔸𝕀",
    "The Union",
    "Союз",
    "a",
    "ﬁne",
]
WORDS = [*NAMES, "regulation", "регулирование", "защищает", "incumbents", "«цитата»", "—", "says", "заявил", "\n\n", "👩‍👩‍👧", "2024"]
DAYS = [None, date(1, 1, 1), date(2023, 5, 1), date(2024, 2, 29), date(9999, 12, 31)]


class Draw:
    """Choices, made by hypothesis or by a seeded generator."""

    def __init__(self, rng: random.Random) -> None:
        self.pick = rng.choice
        self.many = lambda values, most: [rng.choice(values) for _ in range(rng.randint(0, most))]
        self.number = rng.randint


def make_bundle(rng: random.Random, addresses: int = 4, most: int = 8) -> Bundle:
    """A valid bundle of one of a few articles over a few shared things, so that bundles meet each other in every way."""
    draw = Draw(rng)
    text = " ".join(draw.many(WORDS, 25)) or "x"
    address = f"https://example.org/{draw.number(1, addresses)}"
    article = Article(
        id=article_id(address),
        address=address,
        text=text,
        language=draw.pick(["en", "ru"]),
        title=draw.pick([None, "Title " + draw.pick(NAMES), "регулирование"]),
        url=draw.pick([None, address]),
        outlet=draw.pick([None, "Outlet", "Издание"]),
        published=draw.pick(DAYS),
    )
    extractor, knowledge = draw.pick(["rules 1", "llm 1"]), draw.pick(["k1", "k2"])
    run = Run(id=run_id(extractor, knowledge), extractor=extractor, knowledge=knowledge)
    nodes = {node.id: node for node in (_node(draw, article) for _ in range(draw.number(0, 6)))}
    claims = {claim.id: claim for claim in (_claim(draw) for _ in range(draw.number(0, 3)))}
    types = {id_: node.type for id_, node in nodes.items()} | dict.fromkeys(claims, "Claim") | {article.id: "Article"}
    statements = [_statement(draw, article, run, types) for _ in range(draw.number(0, most))]
    kept = {statement.id: statement for statement in statements if statement}
    return Bundle(article=article, run=run, nodes=tuple(nodes.values()), claims=tuple(claims.values()), statements=tuple(kept.values()))


def _node(draw: Draw, article: Article) -> Node:
    kind = draw.pick(list(ONTOLOGY.entity_types))
    key = draw.pick(["one", "two", "#three"])
    own = article.id if draw.number(0, 5) == 0 else None
    return Node(
        id=node_id(kind, key, own),
        type=kind,
        name=draw.pick(NAMES),
        names={language: draw.pick(NAMES) for language in draw.many(["en", "ru"], 2)},
        aliases=tuple(dict.fromkeys(draw.many(NAMES, 3))),
        kind=draw.pick([None, *ONTOLOGY.nodes[kind].kinds]),
        same_as=tuple(dict.fromkeys(draw.many(["http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q2"], 2))),
        article_id=own,
    )


def _claim(draw: Draw) -> Claim:
    return Claim(
        id=claim_id(draw.pick(["c1", "c2", "c3"])),
        labels={draw.pick(["en", "ru"]): draw.pick(WORDS), "en": draw.pick(NAMES)},
        wordings=tuple(dict.fromkeys(draw.many(WORDS, 3))),
        candidate=draw.pick([True, False]),
        topics=tuple(dict.fromkeys(draw.many(["t1", "t2"], 2))),
    )


def _statement(draw: Draw, article: Article, run: Run, types: dict[str, str]) -> Statement | None:
    subject, object_ = draw.pick(list(types)), draw.pick(list(types))
    fitting = [name for name, relation in ONTOLOGY.relations.items() if relation.allows(types[subject], types[object_])]
    if not fitting:
        return None
    predicate = draw.pick(fitting)
    spans = []
    for _ in range(draw.number(1, 3)):
        start = draw.number(0, len(article.text) - 1)
        spans.append((start, draw.number(start + 1, len(article.text))))
    polarity = draw.pick([Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.NEGATED])
    modality = draw.pick([Modality.ASSERTED, Modality.ASSERTED, *Modality])
    speaker = draw.pick([None, *types])
    qualifiers: dict[str, Any] = {name: draw.pick(WORDS) for name in ONTOLOGY.relations[predicate].qualifiers if draw.number(0, 1)}
    return Statement(
        id=statement_id(article, subject, predicate, object_, polarity, modality, speaker, tuple(spans)),
        article_id=article.id,
        run_id=run.id,
        subject=subject,
        predicate=predicate,
        object=object_,
        polarity=polarity,
        modality=modality,
        speech=draw.pick(list(SpeechKind)),
        speaker=speaker,
        said_on=draw.pick(DAYS),
        confidence=draw.number(0, 10) / 10,
        qualifiers=qualifiers,
        evidence=tuple(Evidence.of(article, start, end) for start, end in spans),
    )


bundles = st.randoms(use_true_random=False).map(make_bundle)
