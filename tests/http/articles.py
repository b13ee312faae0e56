"""Small articles for the API tests, as bundles: who says what in which words."""

from datetime import date
from typing import NamedTuple

from schema.ids import article_id, claim_id, node_id, run_id
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Polarity, Run, SpeechKind, Statement, statement_id

RUN = Run(id=run_id("rules 1", "k1"), extractor="rules 1", knowledge="k1")
PROTECTS = Claim(
    id=claim_id("reg_protects_incumbents"),
    labels={
        "en": "Regulation of AI protects incumbents from competition",
        "ru": "Регулирование ИИ защищает лидеров рынка от конкуренции",
    },
    wordings=("Licences shut small developers out",),
    topics=("ai_regulation",),
)
NEEDED = Claim(
    id=claim_id("ai_needs_rules"),
    labels={"en": "AI needs rules", "ru": "ИИ нужны правила"},
    topics=(node_id("Topic", "ai_regulation"),),
)
CANDIDATE = Claim(id=claim_id("Котики спасут мир"), labels={"ru": "Котики спасут мир 😺"}, candidate=True)


def node(type_: str, name: str, **more: object) -> Node:
    return Node.model_validate({"id": node_id(type_, name), "type": type_, "name": name} | more)


LECUN = node("Person", "Yann LeCun", names={"en": "Yann LeCun", "ru": "Ян Лекун"}, aliases=("LeCun",), same_as=("Q3571662",))
ALTMAN = node("Person", "Sam Altman", names={"ru": "Сэм Альтман"})
META = node("Company", "Meta")
OPENAI = node("Company", "OpenAI")
LLAMA = node("AIModel", "LLaMA")
FTC = node("Organization", "FTC", kind="government")
TOPIC = Node(id=node_id("Topic", "ai_regulation"), type="Topic", name="AI regulation", names={"ru": "регулирование ИИ"})


class Said(NamedTuple):
    """A statement to be made, with the words in the article that prove it."""

    subject: Node
    predicate: str
    object: Node | Claim
    quote: str
    confidence: float = 0.9
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    speaker: Node | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()


def article(address: str, text: str, said: list[Said], nodes: tuple[Node, ...] = (), **more: object) -> Bundle:
    """The bundle of an article."""
    made = Article.model_validate({"id": article_id(address), "address": address, "url": address, "text": text, "language": "en"} | more)
    ends = [end for one in said for end in (one.subject, one.object, one.speaker) if end is not None]
    things = {end.id: end for end in (*ends, *nodes)}
    return Bundle(
        article=made,
        run=RUN,
        nodes=tuple(thing for thing in things.values() if isinstance(thing, Node)),
        claims=tuple(thing for thing in things.values() if isinstance(thing, Claim)),
        statements=tuple(_statement(made, one) for one in said),
    )


def _statement(made: Article, one: Said) -> Statement:
    start = made.text.index(one.quote)
    span = (start, start + len(one.quote))
    speaker = one.speaker.id if one.speaker else None
    return Statement(
        id=statement_id(made, one.subject.id, one.predicate, one.object.id, one.polarity, one.modality, speaker, (span,)),
        article_id=made.id,
        run_id=RUN.id,
        subject=one.subject.id,
        predicate=one.predicate,
        object=one.object.id,
        polarity=one.polarity,
        modality=one.modality,
        speech=SpeechKind.DIRECT,
        speaker=speaker,
        said_on=made.published,
        confidence=one.confidence,
        qualifiers=dict(one.qualifiers),
        evidence=(Evidence.of(made, *span),),
    )


ENGLISH = article(
    "https://example.org/en",
    "“Licences lock in the big labs,” said LeCun of Meta. 😀 Altman replied that rules help newcomers. LLaMA leaked. Meta made LLaMA.",
    [
        Said(LECUN, "asserts", PROTECTS, "Licences lock in the big labs", 0.95, speaker=LECUN),
        Said(ALTMAN, "disputes", PROTECTS, "rules help newcomers", 0.7),
        Said(ALTMAN, "asserts", NEEDED, "rules help newcomers", 0.6, modality=Modality.HEDGED),
        Said(LECUN, "employed_by", META, "LeCun of Meta", qualifiers=(("role", "chief scientist"),)),
        Said(META, "develops", LLAMA, "Meta made LLaMA"),
    ],
    title="Licences and labs",
    outlet="The Example",
    author="A. Writer",
    published=date(2023, 5, 16),
    license="CC BY 4.0",
)
RUSSIAN = article(
    "https://example.org/ru",
    "Лекун: «Регулирование выгодно крупным игрокам». В OpenAI с этим не согласны. FTC молчит. Котики спасут мир.",
    [
        Said(LECUN, "asserts", PROTECTS, "Регулирование выгодно крупным игрокам", 0.9, speaker=LECUN),
        Said(OPENAI, "disputes", PROTECTS, "В OpenAI с этим не согласны", 0.8),
        Said(FTC, "discusses", PROTECTS, "FTC молчит", 0.5),
        Said(LECUN, "asserts", CANDIDATE, "Котики спасут мир", 0.4),
    ],
    (TOPIC,),
    title="Кому выгодно регулирование",
    outlet="Пример",
    language="ru",
    published=date(2023, 6, 1),
)
LATER = article(
    "https://example.org/later",
    "Meta made LLaMA, people say. OpenAI pushes rules. Nobody said licences lock anything, Meta insists.",
    [
        Said(META, "develops", LLAMA, "Meta made LLaMA", 0.8),
        Said(META, "asserts", PROTECTS, "licences lock anything", 0.6, polarity=Polarity.NEGATED),
    ],
    published=date(2024, 1, 2),
)
BUNDLES = (ENGLISH, RUSSIAN, LATER)
