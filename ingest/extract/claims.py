"""Claims: which catalogued proposition a speech expresses, on which side, or that it expresses none of them.

A sentence is considered for a proposition only when its words fill all of the proposition's concept slots. The likeness of its embedding to
the exemplars then decides whether it is this claim, something near it, or another; the side is that of the nearest exemplars, turned round
when the sentence and the exemplar differ in negation, since embeddings hardly see a "not".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.embed import Vector, embed, likeness
from ingest.extract.tokens import Token
from ingest.knowledge.lexicon import Lexicon, load_lexicon
from ingest.knowledge.phrases import fold
from ingest.knowledge.propositions import Exemplar, Proposition, load_concepts, load_propositions
from schema.model import Stance

# Tuned on the exemplars themselves, each left out in turn (`policygraph eval claims`).
ACCEPT = 0.885  # least likeness to an affirming or denying exemplar
MARGIN = 0.0  # by which it must beat the nearest look-alike
VOTES = 3  # exemplars that vote on the side
CONTEXT_DISCOUNT = 0.01  # taken off when a slot is filled by the sentence before


@dataclass(frozen=True)
class Typed:
    """A proposition that a stretch of text expresses. `score` is the likeness to the nearest exemplar."""

    proposition: Proposition
    stance: Stance
    score: float


@dataclass(frozen=True)
class _Like:
    exemplar: Exemplar
    score: float


def type_claim(tokens: Sequence[Token], text: str, before: Sequence[Token], lexicon: Lexicon) -> Typed | None:
    """The proposition that a sentence expresses, or None. `before` are the words of the sentence before it in the same speech."""
    words = _forms(tokens)
    touched = set(load_concepts(lexicon.language).touched(words))
    earlier = set(load_concepts(lexicon.language).touched(_forms(before))) if before else set()
    candidates = []
    for proposition in load_propositions().values():
        own = sum(1 for slot in proposition.slots if slot & touched)
        if own == len(proposition.slots):
            candidates.append((proposition, 0.0))
        elif own and own == len(proposition.slots) - 1 and all(slot & (touched | earlier) for slot in proposition.slots):
            candidates.append((proposition, CONTEXT_DISCOUNT))
    if not candidates:
        return None
    vector = embed(text)
    best: Typed | None = None
    for proposition, discount in candidates:
        typed = _compare(proposition, vector, text, discount, lexicon)
        if typed is not None and (best is None or typed.score > best.score):
            best = typed
    return best


def _compare(proposition: Proposition, vector: Vector, text: str, discount: float, lexicon: Lexicon) -> Typed | None:
    likes = sorted((_Like(e, likeness(vector, _vector(e.text))) for e in proposition.exemplars), key=lambda like: -like.score)
    sided = [like for like in likes if like.exemplar.side != "near"]
    near = max((like.score for like in likes if like.exemplar.side == "near"), default=0.0)
    score = sided[0].score - discount
    if score < ACCEPT or score < near + MARGIN:
        return None
    return Typed(proposition, _side(sided[:VOTES], text, lexicon), score)


def _side(nearest: list[_Like], text: str, lexicon: Lexicon) -> Stance:
    negated = negations(text, lexicon.language)
    votes = 0.0
    for like in nearest:
        affirms = like.exemplar.side == "affirm"
        turned = negations(like.exemplar.text, like.exemplar.language) != negated
        votes += (like.score - ACCEPT + 0.05) * (1 if affirms != turned else -1)
    return Stance.SUPPORTS if votes >= 0 else Stance.OPPOSES


@lru_cache(maxsize=20_000)
def negations(text: str, language: str) -> bool:
    """Whether a sentence holds an odd number of plain negations ("not", "never", «не», «нет»)."""
    lexicon = load_lexicon(language)
    words = [Token(i, 0, 0, w, w, "X", "dep", -1, {}) for i, w in enumerate(fold(text).replace("n't", " n't").split())]
    words = [Token(t.index, 0, 0, t.text.strip('.,!?;:«»“”"()'), t.text.strip('.,!?;:«»“”"()'), "X", "dep", -1, {}) for t in words]
    return len(lexicon.negations.find(words)) % 2 == 1


@lru_cache(maxsize=20_000)
def _vector(text: str) -> Vector:
    return embed(text)


def _forms(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    return [(fold(t.text), fold(t.lemma)) for t in tokens if t.is_word]
