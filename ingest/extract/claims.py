"""Claims: which catalogued proposition a speech expresses, on which side, or that it expresses none of them.

A sentence is considered for a proposition only when its words fill all of the proposition's concept slots. A trained model then says how
probable it is that the sentence makes the claim, and on which side; what is not probable enough on both counts is no typed claim, since
the other side of a claim in somebody's mouth is worse than a claim not read.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from ingest.extract.claim_model import Filling, load_claim_model
from ingest.extract.embed import embed
from ingest.extract.polarity import read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold
from ingest.knowledge.propositions import Proposition, load_concepts, load_propositions
from schema.model import Stance

# Tuned on the exemplars, each left out in turn, and on the odd cases of tests/cases/claims.toml.
MADE = 0.5  # least probability that the claim is made
SIDED = 0.85  # least probability that the side is right
CONTEXT_DISCOUNT = 0.1  # taken off when a slot is filled by the sentence before
FIELD = "ai_named"  # the concept that shows that a text is about artificial intelligence
FIELD_DISCOUNT = 0.1  # taken off when neither the sentence nor the one before shows it

Words = Sequence[tuple[str, str]]  # (form, lemma), folded


@dataclass(frozen=True)
class Typed:
    """A proposition that a stretch of text expresses. `confidence`: the probability that both proposition and side are right."""

    proposition: Proposition
    stance: Stance
    confidence: float


@dataclass(frozen=True)
class Judgement:
    """How one candidate proposition fares: the probability that the claim is made, and that it is affirmed."""

    proposition: Proposition
    made: float
    affirmed: float

    @property
    def sided(self) -> float:
        """The probability of the likelier side."""
        return max(self.affirmed, 1 - self.affirmed)


def type_claim(tokens: Sequence[Token], text: str, before: Sequence[Token], lexicon: Lexicon) -> Typed | None:
    """The proposition that a sentence expresses, or None. `before` are the words of the sentence before it in the same speech."""
    judgements = judge_candidates(tokens, text, before, lexicon)
    best = max(judgements, key=lambda j: j.made, default=None)
    return None if best is None else accept(best)


def accept(best: Judgement) -> Typed | None:
    """The typed claim that the best judgement of a sentence amounts to; None when claim or side is too uncertain."""
    if best.made < MADE or best.sided < SIDED:
        return None
    stance = Stance.SUPPORTS if best.affirmed >= 0.5 else Stance.OPPOSES
    return Typed(best.proposition, stance, round(best.made * best.sided, 4))


def judge_candidates(tokens: Sequence[Token], text: str, before: Sequence[Token], lexicon: Lexicon) -> list[Judgement]:
    """Every proposition whose slots are filled, judged. Costs one embedding, or none when no slots are filled."""
    words = folded_words(tokens)
    candidates = list(_candidates(words, folded_words(before), lexicon.language))
    if not candidates:
        return []
    model, vector, polarity = load_claim_model(), embed(text), read_polarity(tokens, lexicon)
    likes = model.likenesses(vector)
    judgements = []
    for position, proposition, filling, discount in candidates:
        made, affirmed = model.judge(position, vector, likes, polarity, filling)
        judgements.append(Judgement(proposition, round(made - discount, 4), round(affirmed, 4)))
    return judgements


def _candidates(words: Words, earlier: Words, language: str) -> Iterator[tuple[int, Proposition, Filling, float]]:
    """Position in the catalogue, proposition, filling and discount.

    One slot may be filled by the sentence before, if another is by this one.
    """
    touched = touched_concepts(words, language)
    wider = set(touched) | set(touched_concepts(earlier, language))
    strange = 0.0 if FIELD in wider else FIELD_DISCOUNT
    for position, proposition in enumerate(load_propositions().values()):
        own = [slot for slot in proposition.slots if not slot.isdisjoint(touched)]
        if len(own) == len(proposition.slots):
            yield position, proposition, Filling(len(words), shortest_stretch(touched, own)), strange
        elif own and len(own) == len(proposition.slots) - 1 and all(slot & wider for slot in proposition.slots):
            yield position, proposition, Filling(len(words), shortest_stretch(touched, own)), strange + CONTEXT_DISCOUNT


def touched_concepts(words: Words, language: str) -> dict[str, set[int]]:
    """The concepts that words touch, each with the positions of the words that do."""
    return load_concepts(language).touched(words)


def shortest_stretch(touched: Mapping[str, set[int]], slots: Sequence[Set[str]]) -> int:
    """How many words the shortest stretch has that fills every slot. Costs little: one pass over the words that fill a slot."""
    fills = sorted((at, number) for number, slot in enumerate(slots) for concept in slot for at in touched.get(concept, ()))
    latest: dict[int, int] = {}
    best = len(fills) and fills[-1][0] + 1
    for at, number in fills:
        latest[number] = at
        if len(latest) == len(slots):
            best = min(best, at - min(latest.values()) + 1)
    return best


def folded_words(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """The words among tokens, as (form, lemma), folded."""
    return [(fold(t.text), fold(t.lemma)) for t in tokens if t.is_word]
