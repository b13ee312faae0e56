"""Phrases of words or lemmas, looked up at a position of a token list; the longest wins."""

import re
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from ingest.extract.tokens import Token

V = TypeVar("V")
_PIECES = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


class Phrases(Generic[V]):
    """A phrase book. Each word of a phrase matches a token by its lower-case text or by its lemma, `ё` and `е` alike."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._book: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = tuple(fold(w) for w in _PIECES.findall(phrase) if w != ",")
            if words:
                self._book.setdefault(words[0], []).append((words, value))
        for options in self._book.values():
            options.sort(key=lambda option: -len(option[0]))

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, V] | None:
        """The longest phrase that begins at a token: the index after it, and its value."""
        token = tokens[index]
        for word in {fold(token.text): None, fold(token.lemma): None}:
            for words, value in self._book.get(word, ()):
                end = _match(tokens, index + 1, words[1:])
                if end is not None:
                    return end, value
        return None

    def find(self, tokens: Sequence[Token]) -> list[tuple[int, int, V]]:
        """All phrases, left to right without overlap: (first, after last, value)."""
        found = []
        index = 0
        while index < len(tokens):
            hit = self.at(tokens, index)
            if hit:
                found.append((index, hit[0], hit[1]))
                index = hit[0]
            else:
                index += 1
        return found

    def __contains__(self, word: str) -> bool:
        return any(words == (fold(word),) for words, _ in self._book.get(fold(word), ()))


def fold(word: str) -> str:
    """Lower case, `ё` as `е`, typographic apostrophes as plain ones."""
    return word.lower().replace("ё", "е").replace("’", "'")


def _match(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    for word in words:
        while index < len(tokens) and tokens[index].text == ",":
            index += 1
        if index >= len(tokens) or word not in (fold(tokens[index].text), fold(tokens[index].lemma)):
            return None
        index += 1
    return index
