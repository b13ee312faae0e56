"""Claims: which catalogued proposition a speech expresses, on which side, or that it expresses none of them.

A sentence is considered for a proposition only when its words fill all of the proposition's concept slots. A trained model then says how
probable it is that the sentence makes the claim, and on which side; what is not probable enough on both counts is no typed claim, since
the other side of a claim in somebody's mouth is worse than a claim not read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.extract.claim_model import load_claim_model
from ingest.extract.embed import embed
from ingest.extract.polarity import read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold
from ingest.knowledge.propositions import Proposition, load_concepts, load_propositions
from schema.model import Stance

# Tuned on the exemplars, each left out in turn, and on the odd cases of tests/cases/claims.toml.
MADE = 0.5  # least probability that the claim is made
SIDED = 0.8  # least probability that the side is right
CONTEXT_DISCOUNT = 0.1  # taken off when a slot is filled by the sentence before


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
    for position, proposition, discount in candidates:
        made, affirmed = model.judge(position, vector, likes, polarity, len(words))
        judgements.append(Judgement(proposition, round(made - discount, 4), round(affirmed, 4)))
    return judgements


def _candidates(words: list[tuple[str, str]], earlier: list[tuple[str, str]], language: str) -> Iterator[tuple[int, Proposition, float]]:
    """Position in the catalogue, proposition and discount. One slot may be filled by the sentence before, if another is by this one."""
    touched = touched_concepts(words, language)
    wider = touched | touched_concepts(earlier, language)
    for position, proposition in enumerate(load_propositions().values()):
        own = sum(1 for slot in proposition.slots if slot & touched)
        if own == len(proposition.slots):
            yield position, proposition, 0.0
        elif own and own == len(proposition.slots) - 1 and all(slot & wider for slot in proposition.slots):
            yield position, proposition, CONTEXT_DISCOUNT


def touched_concepts(words: Sequence[tuple[str, str]], language: str) -> set[str]:
    """The concepts that words, as (form, lemma), touch."""
    return set(load_concepts(language).touched(words))


def folded_words(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """The words among tokens, as (form, lemma), folded."""
    return [(fold(t.text), fold(t.lemma)) for t in tokens if t.is_word]
