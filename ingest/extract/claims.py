"""Claims: which catalogued proposition a speech expresses, on which side, or that it expresses none of them.

A sentence is considered for a proposition only when its words fill all of the proposition's concept slots. A trained model then says how
probable it is that the sentence makes the claim, and on which side; what is not probable enough on both counts is no typed claim, since
the other side of a claim in somebody's mouth is worse than a claim not read.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from ingest.extract.claim_model import Filling, load_claim_model
from ingest.extract.embed import embed
from ingest.extract.polarity import negates_something_else, read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold
from ingest.knowledge.propositions import Proposition, load_concepts, load_propositions
from schema.model import Stance

# Tuned on the exemplars, each left out in turn, and on the odd cases of tests/cases/claims.toml.
MADE = 0.5  # least probability that the claim is made
SIDED = 0.85  # least probability that the side is right
SURELY_SIDED = 0.92  # the same where a negation may deny something else
CONTEXT_DISCOUNT = 0.1  # taken off when a slot is filled by the sentence before
FIELD = "ai_named"  # the concept that shows that a text is about artificial intelligence
SUBJECTS = frozenset({"ai", "ai_named"})  # the concepts that the sentence before may fill a slot with
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
    """How one candidate proposition fares: the probability that the claim is made, and that it is affirmed.

    `astray`: a negation may deny something else than the claim.
    """

    proposition: Proposition
    made: float
    affirmed: float
    astray: bool = False

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
    if best.made < MADE or best.sided < (SURELY_SIDED if best.astray else SIDED):
        return None
    stance = Stance.SUPPORTS if best.affirmed >= 0.5 else Stance.OPPOSES
    return Typed(best.proposition, stance, round(best.made * best.sided, 4))


def judge_candidates(tokens: Sequence[Token], text: str, before: Sequence[Token], lexicon: Lexicon) -> list[Judgement]:
    """Every proposition whose slots are filled, judged. Costs one embedding, or none when no slots are filled."""
    candidates = list(_candidates(tokens, before, lexicon))
    if not candidates:
        return []
    model, vector, polarity = load_claim_model(), embed(text), read_polarity(tokens, lexicon)
    likes = model.likenesses(vector)
    judgements = []
    for position, proposition, filling, discount in candidates:
        made, affirmed = model.judge(position, vector, likes, polarity, filling)
        judgements.append(Judgement(proposition, round(made - discount, 4), round(affirmed, 4), filling.astray))
    return judgements


def _candidates(tokens: Sequence[Token], before: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, Proposition, Filling, float]]:
    """Position in the catalogue, proposition, filling and discount.

    What is spoken of may be named by the sentence before ("It must be regulated"), what is said of it may not.
    """
    touched = touched_concepts(folded_words(tokens), lexicon.language)
    wider = set(touched) | set(touched_concepts(folded_words(before), lexicon.language))
    strange = 0.0 if FIELD in wider else FIELD_DISCOUNT
    for position, proposition in enumerate(load_propositions().values()):
        own = [slot for slot in proposition.slots if not slot.isdisjoint(touched)]
        if len(own) == len(proposition.slots):
            yield position, proposition, fill(tokens, touched, own, lexicon), strange
        elif (
            own
            and len(own) == len(proposition.slots) - 1
            and all(slot & (wider & SUBJECTS) for slot in proposition.slots if slot not in own)
        ):
            yield position, proposition, fill(tokens, touched, own, lexicon), strange + CONTEXT_DISCOUNT


def fill(tokens: Sequence[Token], touched: Mapping[str, set[int]], slots: Sequence[Set[str]], lexicon: Lexicon) -> Filling:
    """How a sentence fills slots; `touched` are its concepts, each with the positions among its words."""
    places = [at for at, token in enumerate(tokens) if token.is_word]
    fillers = [{places[word] for concept in slot for word in touched.get(concept, ())} for slot in slots]
    return Filling(len(places), shortest_stretch(touched, slots), negates_something_else(tokens, fillers, lexicon))


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
