"""Counts of right and wrong, and the figures made of them."""

from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Score:
    """True positives, false positives, false negatives."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right; 0 when nothing was found."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Of what is there, the share that was found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (2 * self.hits + self.wrong + self.missed) if self.hits else 0.0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 in per cent, with the number of gold items."""
        return {
            "precision": round(100 * self.precision, 1),
            "recall": round(100 * self.recall, 1),
            "f1": round(100 * self.f1, 1),
            "gold": self.hits + self.missed,
        }


def compare(found: set[object], gold: set[object]) -> Score:
    """Exact agreement of two sets."""
    hits = len(found & gold)
    return Score(hits, len(found) - hits, len(gold) - hits)


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Share of the code points of `one` that `other` covers."""
    covered = {p for start, end in other for p in range(start, end)}
    mine = {p for start, end in one for p in range(start, end)}
    return len(mine & covered) / len(mine) if mine else 0.0


def touch(one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether they share a code point."""
    ends = list(other)
    return any(s < e and b < f for s, f in one for b, e in ends)
