"""Trees: whatever a parser gives, a walk up from any token ends."""

import pytest

from ingest.extract.tokens import Sentence, Token, without_cycles


def token(index: int, head: int) -> Token:
    return Token(index, 2 * index, 2 * index + 1, "a", "a", "NOUN", "dep", head, {})


@pytest.mark.parametrize(
    ("heads", "roots"),
    [
        ([-1, 0, 1], [0]),
        ([1, 0], [0]),
        ([1, 2, 0, 2, -1], [0, 4]),
        ([3, 0, 1, 2, 3], [0]),
        ([1, 2, 1], [1]),
    ],
)
def test_circles_are_cut_once_and_trees_stay(heads: list[int], roots: list[int]) -> None:
    cut = without_cycles([token(i, h) for i, h in enumerate(heads)])
    assert [t.index for t in cut if t.head < 0] == roots
    assert [t.head for t in cut if t.head >= 0] == [h for i, h in enumerate(heads) if i not in roots]
    sentence = Sentence(cut, 0)
    assert {t.index for root in roots for t in sentence.subtree(root)} == set(range(len(heads)))
