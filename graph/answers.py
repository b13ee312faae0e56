"""The answer to a question, as typed values."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from graph.frames import Asks
from schema.frozen import Frozen
from schema.model import Article, Modality, Node, Polarity, SpeechKind, Stance, Statement


class Voice(Frozen):
    """One actor taking one side in one article, with the words that prove it.

    `speaker` is set when somebody other than the actor carries the words; `copies` counts further articles with the same words.
    """

    statement: str
    actor: str
    actor_name: str
    actor_type: str
    kind: str | None
    stance: Stance
    polarity: Polarity
    modality: Modality
    speech: SpeechKind
    speaker: str | None
    said_on: date | None
    confidence: float
    quotes: tuple[str, ...]
    article: str
    title: str | None
    url: str | None
    outlet: str | None
    published: date | None
    copies: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the actor said it outright, in their own name: only then do they stand on a side."""
        return self.polarity is Polarity.AFFIRMED and self.modality is Modality.ASSERTED and self.speaker is None


class Voices(Frozen):
    """The first voices of a list and the length of the whole list."""

    shown: tuple[Voice, ...] = ()
    total: int = 0


class Sides(Frozen):
    """Who stands where. `guarded` holds what was hedged, asked, supposed, denied, or told of somebody by somebody else: on no side."""

    supporters: Voices = Voices()
    opponents: Voices = Voices()
    neutral: Voices = Voices()
    guarded: Voices = Voices()

    @property
    def total(self) -> int:
        """All voices."""
        return self.supporters.total + self.opponents.total + self.neutral.total + self.guarded.total


class Subject(Frozen):
    """What a question was understood to be about: a claim or a policy. `wording` is the one that fitted, `score` how well (0 to 1)."""

    id: str
    type: Literal["Claim", "Policy"]
    labels: dict[str, str]
    score: float
    wording: str

    def label(self, language: str) -> str:
        """Its name in a language, or in the first one there is."""
        return self.labels.get(language) or next(iter(self.labels.values()))


class Related(Frozen):
    """Another claim tied to the understood one, with its own voices; never merged with it."""

    id: str
    relation: str
    labels: dict[str, str]
    sides: Sides


class Answer(Frozen):
    """What the graph holds on a question.

    `asks` is the side asked for on `understood`; `turned` tells that the question denies what the claim says, so that the side was
    exchanged; `ambiguous` that two claims fit too equally to take one.
    """

    question: str
    language: Literal["en", "ru"]
    asks: Asks
    turned: bool = False
    understood: Subject | None = None
    ambiguous: bool = False
    nearest: tuple[Subject, ...] = ()
    sides: Sides = Sides()
    related: tuple[Related, ...] = ()

    @property
    def found(self) -> bool:
        """Whether anybody says anything on what was understood, or on a claim tied to it."""
        return self.understood is not None and (self.sides.total > 0 or any(other.sides.total for other in self.related))


def voice(statement: Statement, stance: Stance, actor: Node | None, speaker: Node | None, article: Article | None) -> Voice:
    """A statement as a voice."""
    told = statement.speaker is not None and statement.speaker != statement.subject
    return Voice(
        statement=statement.id,
        actor=statement.subject,
        actor_name=actor.name if actor else statement.subject,
        actor_type=actor.type if actor else "",
        kind=actor.kind if actor else None,
        stance=stance,
        polarity=statement.polarity,
        modality=statement.modality,
        speech=statement.speech,
        speaker=(speaker.name if speaker else statement.speaker) if told else None,
        said_on=statement.said_on,
        confidence=statement.confidence,
        quotes=tuple(evidence.quote for evidence in statement.evidence),
        article=statement.article_id,
        title=article.title if article else None,
        url=article.url if article else None,
        outlet=article.outlet if article else None,
        published=article.published if article else None,
    )


def sides(voices: Iterable[Voice], limit: int) -> Sides:
    """Voices put on their sides, in their order; the same words of the same actor in several articles count once."""
    once: dict[tuple[object, ...], Voice] = {}
    for one in voices:
        key = (one.actor, one.stance, one.polarity, one.modality, one.speaker, one.quotes)
        known = once.get(key)
        once[key] = one if known is None else known.model_copy(update={"copies": known.copies + 1})
    lists: dict[str, list[Voice]] = {"supporters": [], "opponents": [], "neutral": [], "guarded": []}
    by_stance = {Stance.SUPPORTS: "supporters", Stance.OPPOSES: "opponents", Stance.NEUTRAL: "neutral"}
    for one in once.values():
        lists[by_stance[one.stance] if one.is_plain else "guarded"].append(one)
    return Sides(**{name: Voices(shown=tuple(found[:limit]), total=len(found)) for name, found in lists.items()})
