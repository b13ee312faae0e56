"""The catalogue of propositions, and the concepts that a text must touch before a proposition is considered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.knowledge.files import data_file
from ingest.knowledge.phrases import fold


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A way to say a proposition. `side` is `affirm`, `deny` or `near` (about the same, yet another claim)."""

    text: str
    side: str
    language: str


@dataclass(frozen=True)
class Proposition:
    """A catalogued claim. Each slot is a set of concepts, any of which fills it."""

    key: str
    labels: dict[str, str]
    topics: tuple[str, ...]
    contradicts: tuple[str, ...]
    slots: tuple[frozenset[str], ...]
    exemplars: tuple[Exemplar, ...]

    def wordings(self) -> tuple[str, ...]:
        """Ways to affirm it that stand by themselves, for search."""
        return tuple(e.text for e in self.exemplars if e.side == "affirm")


@dataclass(frozen=True, slots=True)
class Background:
    """A sentence that makes none of the catalogued claims. Sentences of one group speak of like things."""

    text: str
    language: str
    group: str


class Concepts:
    """Which concepts the words of a text touch."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._words: dict[str, set[str]] = {}
        self._prefixes: dict[str, list[tuple[str, str]]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, item in entries:
            pieces = tuple(_words(item))
            if len(pieces) > 1:
                self._phrases.setdefault(pieces[0].rstrip("*")[:3], []).append((pieces, concept))
            elif pieces and pieces[0].endswith("*"):
                stem = pieces[0][:-1]
                self._prefixes.setdefault(stem[:2], []).append((stem, concept))
            elif pieces:
                self._words.setdefault(pieces[0], set()).add(concept)

    def touched(self, words: Sequence[tuple[str, str]]) -> dict[str, set[int]]:
        """Concepts by name, each with the positions of the words that touch it. A word is (form, lemma), both folded."""
        found: dict[str, set[int]] = {}
        for position, forms in enumerate(words):
            for form in dict.fromkeys(forms):
                for concept in self._words.get(form, ()):
                    found.setdefault(concept, set()).add(position)
                for stem, concept in self._prefixes.get(form[:2], ()):
                    if form.startswith(stem):
                        found.setdefault(concept, set()).add(position)
                for pieces, concept in self._phrases.get(form[:3], ()):
                    if _phrase_at(words, position, pieces):
                        found.setdefault(concept, set()).update(range(position, position + len(pieces)))
        return found


@cache
def load_propositions() -> dict[str, Proposition]:
    """The catalogue by key."""
    catalogue = {}
    for key, raw in data_file("propositions.toml")["propositions"].items():
        exemplars = tuple(
            Exemplar(text, side, language)
            for side in ("affirm", "deny", "near")
            for language in ("en", "ru")
            for text in raw[f"{side}_{language}"]
        )
        slots = tuple(frozenset(slot) for slot in raw["slots"])
        catalogue[key] = Proposition(
            key, {"en": raw["en"], "ru": raw["ru"]}, tuple(raw["topics"]), tuple(raw["contradicts"]), slots, exemplars
        )
    return catalogue


@cache
def load_background() -> tuple[Background, ...]:
    """The sentences that make no catalogued claim."""
    groups = data_file("background.toml")["background"]
    return tuple(Background(text, language, group) for group, raw in groups.items() for language in ("en", "ru") for text in raw[language])


@cache
def load_concepts(language: str) -> Concepts:
    """The concepts in the words of one language."""
    raw = data_file("concepts.toml")["concepts"]
    return Concepts((concept, item) for concept, items in raw.items() for item in items.get(language, ()))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w.&'-]+\*?", fold(text))


def _phrase_at(words: Sequence[tuple[str, str]], position: int, pieces: tuple[str, ...]) -> bool:
    if position + len(pieces) > len(words):
        return False
    return all(_matches(piece, words[position + i]) for i, piece in enumerate(pieces))


def _matches(piece: str, forms: tuple[str, str]) -> bool:
    if piece.endswith("*"):
        return any(form.startswith(piece[:-1]) for form in forms)
    return piece in forms
