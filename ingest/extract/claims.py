"""Claim typing: which catalogued proposition a sentence makes, and on which side; or none, and it stays a candidate in its own words.

A sentence is considered for a proposition only when its words fill all of the proposition's concept slots. The trained model of
`claim_model` then says how probable it is that the sentence makes the claim, and on which side; what is not probable enough on both
counts stays untyped, since the other side of a claim in somebody's mouth is worse than a claim not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.claim_model import Said, load_claim_model
from ingest.extract.embed import embed
from ingest.extract.polarity import negates_something_else, read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold
from ingest.knowledge.propositions import Proposition, load_concepts, load_propositions
from schema.model import Stance

# Tuned on the odd cases of tests/cases/claims.toml.
MADE = 0.35  # least probability that the claim is made
SIDED = 0.78  # least probability that the side is right
SURELY_SIDED = 0.9  # the same where a negation may deny something else
CONTEXT_DISCOUNT = 0.1  # taken off when a slot is filled by the sentence before
FIELD = "ai_named"  # the concept that shows that a text is about artificial intelligence
FIELD_DISCOUNT = 0.1  # taken off when neither the sentence nor the one before shows it
SUBJECTS = frozenset({"ai", FIELD})  # the concepts that the sentence before may fill a slot with


@dataclass(frozen=True)
class Typed:
    """A proposition that a sentence expresses, with the side it takes and the probability of both."""

    proposition: Proposition
    stance: Stance
    confidence: float


@dataclass(frozen=True)
class Judgement:
    """How one proposition fares: the probability that the claim is made, and that it is affirmed.

    `astray`: a negation may deny something else than the claim.
    """

    proposition: Proposition
    made: float
    affirmed: float
    astray: bool = False

    @property
    def sided(self) -> float:
        """The probability that its side is right."""
        return max(self.affirmed, 1 - self.affirmed)


def type_claim(tokens: Sequence[Token], text: str, before: Sequence[Token], lexicon: Lexicon) -> Typed | None:
    """The proposition that a sentence expresses, or None. `before` are the words of the sentence before it in the same speech."""
    judgements = judge_sentence(tokens, text, before, lexicon)
    best = max(judgements, key=lambda j: j.made, default=None)
    return None if best is None else accept(best)


def accept(best: Judgement) -> Typed | None:
    """The typed claim that the best judgement of a sentence amounts to; None when claim or side is too uncertain."""
    if best.made < MADE or best.sided < (SURELY_SIDED if best.astray else SIDED):
        return None
    stance = Stance.SUPPORTS if best.affirmed >= 0.5 else Stance.OPPOSES
    return Typed(best.proposition, stance, round(best.made * best.sided, 4))


def judge_sentence(tokens: Sequence[Token], text: str, before: Sequence[Token], lexicon: Lexicon) -> list[Judgement]:
    """The likeliest propositions, judged. Costs one embedding, or none when the words fill the slots of no proposition.

    What is spoken of may be named by the sentence before ("It must be regulated"), what is said of it may not.
    """
    touched = touched_concepts(tokens, lexicon.language)
    earlier = SUBJECTS.intersection(touched_concepts(before, lexicon.language))
    concepts = frozenset(touched) | earlier
    candidates = {at: p for at, p in enumerate(load_propositions().values()) if all(slot & concepts for slot in p.slots)}
    if not candidates:
        return []
    said = Said(embed(text), read_polarity(tokens, lexicon), concepts, sum(1 for t in tokens if t.is_word))
    strange = 0.0 if FIELD in concepts else FIELD_DISCOUNT
    judgements = []
    for position, made, affirmed in load_claim_model().judge(said, candidates):
        proposition = candidates[position]
        borrowed = any(slot.isdisjoint(touched) and slot & earlier for slot in proposition.slots)
        fillers = [{at for concept in slot for at in touched.get(concept, ())} for slot in proposition.slots]
        astray = negates_something_else(tokens, fillers, lexicon)
        judgements.append(Judgement(proposition, made - strange - CONTEXT_DISCOUNT * borrowed, affirmed, astray))
    return judgements


def touched_concepts(tokens: Sequence[Token], language: str) -> dict[str, set[int]]:
    """The concepts that a sentence touches, each with the positions of the tokens that do."""
    places = [at for at, token in enumerate(tokens) if token.is_word]
    words = [(fold(tokens[at].text), fold(tokens[at].lemma)) for at in places]
    return {concept: {places[word] for word in found} for concept, found in load_concepts(language).touched(words).items()}
