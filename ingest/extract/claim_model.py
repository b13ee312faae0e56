"""The trained part of claim typing: is a sentence this proposition at all, and on which side of it.

For each proposition there are two linear functions of the sentence (its vector less the proposition's mean; for the side also the
products with its polarity). Both are ridge regressions whose weights are partly shared by all propositions, as in "frustratingly easy"
domain adaptation (Daumé III 2007), so that what is learnt of "too strict" on one claim helps another. A logistic regression over them, over
the likeness to the exemplars and to the background (sentences that make no claim), and over how the slots are filled gives the probability
that the sentence makes the claim; another gives that of the side being right.

The weights and the vectors of exemplars and background lie in `ingest/data/claim_model.npz`, made by `python -m ingest.training.claims`.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import StaleModel
from ingest.extract.embed import Vector
from ingest.extract.polarity import Polarity
from ingest.knowledge.files import ROOT
from ingest.knowledge.propositions import Exemplar, load_background, load_propositions

FILE = "claim_model.npz"
SOURCES = ("propositions.toml", "concepts.toml", "background.toml", "lexicon/modality.toml", "lexicon/polarity.toml")
NEIGHBOURS = 3  # exemplars whose mean likeness is a feature
TURNED = 0.2  # weight of a vector's product with its negation, against 1 for the vector itself
_NOT_WEIGHTS = ("digest", "texts", "vectors", "scales", "spread")
SIGNS = 0.1  # weight of polarity alone
BACKGROUND = -1  # the owner of what makes no claim

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Filling:
    """How a sentence fills the slots of a proposition: its length in words, and the length of its shortest stretch that fills them.

    `astray`: a negation may deny something else.
    """

    words: int
    stretch: int
    astray: bool = False


@dataclass(frozen=True)
class ClaimModel:
    """All arrays are in the order of the catalogue: `exemplars` of `load_texts`, the others of `load_propositions`.

    `mean` and `exemplars` (less the mean, then made unit vectors) are for likeness; `centres` and `spread` make a sentence's offset.
    """

    mean: Numbers
    exemplars: Numbers
    centres: Numbers
    spread: float
    topic_weights: Numbers
    side_weights: Numbers
    claim: Numbers  # logistic regression: bias first
    side: Numbers  # slope and bias of the side's logistic curve

    def likenesses(self, vector: Vector) -> Numbers:
        """The cosine of a sentence to every exemplar and the background, after the mean of all is taken off both."""
        likes: Numbers = self.exemplars @ centred(vector.astype(np.float64), self.mean)
        return likes

    def offset(self, position: int, vector: Vector) -> Numbers:
        """Where a sentence lies from the middle of a proposition's exemplars."""
        offset: Numbers = (vector.astype(np.float64) - self.centres[position]) / self.spread
        return offset

    def judge(self, position: int, vector: Vector, likes: Numbers, polarity: Polarity, filling: Filling) -> tuple[float, float]:
        """The probability that a sentence makes this claim, and that it affirms it. `likes` are its `likenesses`."""
        offset = self.offset(position, vector)
        leaning = float(side_features(offset, polarity) @ self.side_weights[position])
        topic = float(topic_features(offset) @ self.topic_weights[position])
        features = claim_features(position, likes, topic, leaning, filling)
        return self.chances(features, leaning)

    def chances(self, features: Numbers, leaning: float) -> tuple[float, float]:
        """The two probabilities of `judge`, from `claim_features` and the leaning of the side."""
        made = logistic(float(self.claim[0] + features @ self.claim[1:]))
        sided = max(0.5, logistic(float(self.side[0] * abs(leaning) + self.side[1])))
        return made, sided if leaning >= 0 else 1 - sided


def side_features(offset: Numbers, polarity: Polarity) -> Numbers:
    """What the side is read from: the offset, its products with negation, polarity itself and its products with negation."""
    negated, denied = (-1.0 if polarity.negated else 1.0), (-1.0 if polarity.denied else 1.0)
    classes = np.array(polarity.classes)
    signs = np.concatenate(([negated, denied], classes, negated * classes)) * SIGNS**0.5
    return np.concatenate((offset, TURNED**0.5 * negated * offset, TURNED**0.5 * denied * offset, signs))


def topic_features(offset: Numbers) -> Numbers:
    """What it is read from whether a sentence makes a claim, for the first regression."""
    return np.append(offset, 1.0)


def claim_features(position: int, likes: Numbers, topic: float, leaning: float, filling: Filling) -> Numbers:
    """What the decision is made from. A text whose likeness is below -1 is left out."""
    owners, sided = _layout()
    own = owners == position
    mine = np.sort(likes[own & sided])[::-1]
    near = likes[own & ~sided].max(initial=-1.0)
    rival = likes[~own & sided].max(initial=-1.0)
    idle = likes[owners == BACKGROUND].max(initial=-1.0)
    lengths = np.log(max(filling.words, 1)), np.log(max(filling.stretch, 1))
    return np.array([mine[0], mine[:NEIGHBOURS].mean(), near, rival, idle, topic, min(abs(leaning), 1.0), *lengths])


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
def _layout() -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    exemplars, idle = load_exemplars(), len(load_background())
    owners = np.array([position for position, _ in exemplars] + [BACKGROUND] * idle)
    return owners, np.array([e.side != "near" for _, e in exemplars] + [False] * idle)
