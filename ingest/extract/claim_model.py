"""The trained part of claim typing: which proposition a sentence makes, if any, and on which side of it.

A ridge regression over a sentence's vector and the concepts that it touches scores every proposition, and whether the sentence makes
none. The best few are judged, if the sentence fills their slots, by a logistic regression over these scores, and over the likeness to the
exemplars and to the background (sentences that make no claim): it gives the probability that the claim is made.

The side is a ridge regression for each proposition over the sentence's vector less the proposition's mean, and the products with its
polarity; its weights are partly shared by all propositions, as in "frustratingly easy" domain adaptation (Daumé III 2007), so that what
is learnt of "too strict" on one claim helps another. A last logistic curve gives the probability that the side is right; in a long
sentence it is lower.

The weights and the vectors of exemplars and background lie in `ingest/data/claim_model.npz`, made by `python -m ingest.training.claims`.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import StaleModel
from ingest.extract.embed import Vector
from ingest.extract.polarity import Polarity
from ingest.knowledge.files import ROOT
from ingest.knowledge.propositions import Exemplar, concept_names, load_background, load_propositions

FILE = "claim_model.npz"
SOURCES = ("propositions.toml", "exemplars.toml", "concepts.toml", "background.toml", "lexicon/modality.toml", "lexicon/polarity.toml")
JUDGED = 3  # propositions with the best scores
NEIGHBOURS = 3  # exemplars whose mean likeness is a feature
CONCEPTS = 0.3  # weight of the concepts that are touched, against 1 for the vector
TURNED = 0.2  # weight of a vector's product with its negation, against 1 for the vector itself
SIGNS = 0.1  # weight of polarity alone
BACKGROUND = -1  # the owner of what makes no claim
NONE = -1  # the column of the score that no claim is made
_NOT_WEIGHTS = ("digest", "texts", "vectors", "scales", "spread")

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Said:
    """What the model knows of a sentence: its vector, its polarity, the concepts that it touches, its length in words."""

    vector: Vector | Numbers
    polarity: Polarity
    concepts: frozenset[str]
    words: int


@dataclass(frozen=True)
class ClaimModel:
    """All arrays are in the order of the catalogue: `exemplars` of `load_texts`, the others of `load_propositions`.

    `mean` and `exemplars` (less the mean, then made unit vectors) are for likeness; `centres` and `spread` make a sentence's offset.
    `topic_weights` has one column for each proposition and a last one for none.
    """

    mean: Numbers
    exemplars: Numbers
    centres: Numbers
    spread: float
    topic_weights: Numbers
    side_weights: Numbers
    claim: Numbers  # logistic regression: bias first
    side: Numbers  # logistic regression over `certainty_features`: bias first

    def judge(self, said: Said, candidates: Collection[int]) -> Iterator[tuple[int, float, float]]:
        """For the likeliest propositions, where candidates: position, the chance that the sentence makes it, and that it affirms it."""
        unit = centred(np.asarray(said.vector, dtype=np.float64), self.mean)
        scores = topic_features(unit, said.concepts) @ self.topic_weights
        likes = self.exemplars @ unit
        for position in likeliest(scores):
            if position not in candidates:
                continue
            leaning = self.leaning(position, said)
            yield position, *self.chances(claim_features(position, scores, likes, said, leaning), leaning, said)

    def leaning(self, position: int, said: Said) -> float:
        """Which side of a proposition a sentence leans to: about 1 where it affirms, about -1 where it denies."""
        return float(side_features(self.offset(position, said), said.polarity) @ self.side_weights[position])

    def offset(self, position: int, said: Said) -> Numbers:
        """Where a sentence lies from the middle of a proposition's exemplars."""
        offset: Numbers = (np.asarray(said.vector, dtype=np.float64) - self.centres[position]) / self.spread
        return offset

    def chances(self, features: Numbers, leaning: float, said: Said) -> tuple[float, float]:
        """The two probabilities of `judge`, from `claim_features` and the leaning of the side."""
        made = logistic(float(self.claim[0] + features @ self.claim[1:]))
        sided = max(0.5, logistic(float(self.side[0] + certainty_features(leaning, said.words) @ self.side[1:])))
        return made, sided if leaning >= 0 else 1 - sided


def likeliest(scores: Numbers) -> Sequence[int]:
    """The propositions with the best scores, best first."""
    return [int(position) for position in np.argsort(-scores[:NONE], kind="stable")[:JUDGED]]


def topic_features(unit: Numbers, concepts: frozenset[str]) -> Numbers:
    """What the topic is read from: the centred vector, and the concepts that are touched, as another vector."""
    touched = np.array([name in concepts for name in concept_names()], dtype=np.float64)
    return np.concatenate((unit, CONCEPTS * touched / np.sqrt(max(touched.sum(), 1.0)), (1.0,)))


def side_features(offset: Numbers, polarity: Polarity) -> Numbers:
    """What the side is read from: the offset, its products with negation, polarity itself and its products with negation."""
    negated, denied = (-1.0 if polarity.negated else 1.0), (-1.0 if polarity.denied else 1.0)
    classes = np.array(polarity.classes)
    signs = np.concatenate(([negated, denied], classes, negated * classes)) * SIGNS**0.5
    return np.concatenate((offset, TURNED**0.5 * negated * offset, TURNED**0.5 * denied * offset, signs))


def claim_features(position: int, scores: Numbers, likes: Numbers, said: Said, leaning: float) -> Numbers:
    """What the decision is made from: `scores` of the propositions and of none, `likes` to the texts. What is below -1 is left out."""
    owners, sided, slots = _layout()
    own = owners == position
    mine = np.sort(likes[own & sided])[::-1]
    near = likes[own & ~sided].max(initial=-1.0)
    rival = likes[~own & sided].max(initial=-1.0)
    idle = likes[owners == BACKGROUND].max(initial=-1.0)
    best = np.delete(scores[:NONE], position).max()
    filled = sum(1 for slot in slots[position] if slot & said.concepts) / len(slots[position])
    topic = (scores[position], scores[position] - best, scores[NONE])
    alike = (mine[0], mine[:NEIGHBOURS].mean(), near, rival, idle)
    return np.array([*topic, *alike, filled, filled == 1.0, min(abs(leaning), 1.0), np.log(max(said.words, 1))])


def certainty_features(leaning: float, words: int) -> Numbers:
    """What the certainty of the side is read from."""
    length = np.log(max(words, 1))
    return np.array([abs(leaning), length, abs(leaning) * length])


def logistic(value: float) -> float:
    """The logistic curve."""
    return float(1.0 / (1.0 + np.exp(-value)))


@cache
def load_exemplars() -> tuple[tuple[int, Exemplar], ...]:
    """All exemplars, each with the position of its proposition."""
    return tuple((position, e) for position, p in enumerate(load_propositions().values()) for e in p.exemplars)


@cache
def load_texts() -> tuple[tuple[str, str], ...]:
    """Text and language of the exemplars, then of the background."""
    return tuple((e.text, e.language) for _, e in load_exemplars()) + tuple((b.text, b.language) for b in load_background())


@cache
def load_claim_model() -> ClaimModel:
    """The model. Raises StaleModel when it is missing, or was trained on other data files than those beside it."""
    file = ROOT.joinpath(FILE)
    if not file.is_file():
        raise StaleModel(FILE, "is missing")
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return read_arrays(dict(arrays), sources_digest())


def read_arrays(arrays: dict[str, Any], digest: str) -> ClaimModel:
    """A model from its file's arrays. Raises StaleModel when its digest is not that of the data files."""
    if str(arrays["digest"]) != digest:
        raise StaleModel(FILE, f"was trained on other versions of {', '.join(SOURCES)}")
    numbers = {name: np.asarray(array, dtype=np.float64) for name, array in arrays.items() if name not in _NOT_WEIGHTS}
    vectors = unpacked(arrays["vectors"], arrays["scales"])
    return ClaimModel(
        mean=vectors.mean(axis=0), exemplars=centred(vectors, vectors.mean(axis=0)), spread=float(arrays["spread"]), **numbers
    )


def packed(vector: Vector) -> tuple[NDArray[np.int8], np.float32]:
    """A vector in one byte a number, with the scale that gives it back."""
    scale = np.float32(np.abs(vector).max() / 127)
    return np.rint(vector / scale).astype(np.int8), scale


def unpacked(vectors: NDArray[np.int8], scales: NDArray[np.float32]) -> Numbers:
    """Packed vectors as they were, but for rounding."""
    numbers: Numbers = vectors.astype(np.float64) * scales.astype(np.float64)[:, None]
    return numbers


def centred(vectors: Numbers, mean: Numbers) -> Numbers:
    """Vectors less a mean, made unit vectors again."""
    offsets = vectors - mean
    unit: Numbers = offsets / np.linalg.norm(offsets, axis=-1, keepdims=True)
    return unit


def sources_digest() -> str:
    """SHA-256 (first 16 hex digits) over the data files that the model is trained on."""
    digest = hashlib.sha256()
    for path in SOURCES:
        digest.update(hashlib.sha256(ROOT.joinpath(path).read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def _layout() -> tuple[NDArray[np.int64], NDArray[np.bool_], tuple[tuple[frozenset[str], ...], ...]]:
    exemplars, idle = load_exemplars(), len(load_background())
    owners = np.array([position for position, _ in exemplars] + [BACKGROUND] * idle)
    sided = np.array([e.side != "near" for _, e in exemplars] + [False] * idle)
    return owners, sided, tuple(proposition.slots for proposition in load_propositions().values())
