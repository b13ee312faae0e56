"""Polarity: what the words of a sentence say about its side, whatever it is about: negation, and predicates that help, harm, allow or stop.

Embeddings hardly see a "not"; these few signs are multiplied into them, so that what speaks for one side speaks for the other when turned.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extract.tokens import Token
from ingest.knowledge.files import data_file
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import Phrases

_PREDICATES = ("VERB", "AUX")
_COORDINATE = ("conj", "parataxis")
_LIGHT = ("AUX", "ADV", "PART")  # what stands between a subject and its negation
_WITHIN = ("aux", "cop", "xcomp", "amod", "acl")  # what is no clause of its own
_NOT_CLASSES = ("source", "idle", "concord")


@dataclass(frozen=True, slots=True)
class Polarity:
    """`negated`: an odd number of negations. `denied`: the same, counting predicates such as "myth" or "absurd". `classes`: 1.0 where a
    class of `polarity_classes` occurs."""

    negated: bool
    denied: bool
    classes: tuple[float, ...]


def read_polarity(tokens: Sequence[Token], lexicon: Lexicon) -> Polarity:
    """The polarity of a sentence. Costs a few passes over its words, no embedding."""
    book = _phrases(lexicon.language)
    found = _negations(tokens, lexicon)
    plain = [first for first in found if not book["concord"].at(tokens, first)]
    negations = len(plain) or min(len(found), 1)
    denials = negations + len(lexicon.negative_adjectives.find(tokens))
    classes = tuple(float(bool(book[name].find(tokens))) for name in polarity_classes())
    return Polarity(negations % 2 == 1, denials % 2 == 1, classes)


def negates_something_else(tokens: Sequence[Token], slots: Sequence[Collection[int]], lexicon: Lexicon) -> bool:
    """Whether a negation may deny something else than a claim: "We must win, and families should not pay for it".

    It may where it follows a noun in a coordinate clause without which the claim would be recognised all the same.
    `slots` are the positions of the words that the claim is recognised by.
    """
    found = _negations(tokens, lexicon)
    tree = _Tree(tokens) if found else None
    return tree is not None and any(tree.needless(first, slots) for first in found)


def _negations(tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    idle = {index for first, after, _ in _phrases(lexicon.language)["idle"].find(tokens) for index in range(first, after)}
    return [first for first, _, _ in lexicon.negations.find(tokens) if first not in idle]


class _Tree:
    """Who governs whom among words, which may be of several sentences or a part of one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        sentences: list[int] = []
        for position, token in enumerate(tokens):
            new = position == 0 or token.index <= tokens[position - 1].index
            sentences.append(position if new else sentences[-1])
        places = {(start, t.index): position for position, (start, t) in enumerate(zip(sentences, tokens, strict=True))}
        self._heads = [places.get((start, t.head), -1) for start, t in zip(sentences, tokens, strict=True)]

    def needless(self, negation: int, slots: Sequence[Collection[int]]) -> bool:
        """Whether a negation stands in a coordinate clause about something else, and every slot is filled outside it."""
        clause = self._clause(negation)
        if self._tokens[clause].rel.split(":")[0] not in _COORDINATE:
            return False
        before = next((t for t in reversed(self._tokens[:negation]) if t.pos not in _LIGHT), None)
        return (
            before is not None
            and before.pos in ("NOUN", "PROPN")
            and all(any(not self._under(position, clause) for position in slot) for slot in slots)
        )

    def _clause(self, position: int) -> int:
        """The predicate of a word's clause: its nearest governor that is a verb with a clause of its own, else the root."""
        for _ in self._tokens:  # no further than there are words, lest a cycle in a broken parse go on for ever
            head = self._heads[position]
            if head < 0:
                break
            position = head
            if self._tokens[position].pos in _PREDICATES and self._tokens[position].rel.split(":")[0] not in _WITHIN:
                break
        return position

    def _under(self, position: int, top: int) -> bool:
        for _ in self._tokens:
            if position == top or position < 0:
                break
            position = self._heads[position]
        return position == top


@cache
def polarity_classes() -> tuple[str, ...]:
    """The classes of predicates, in the order of the data file."""
    return tuple(name for name in data_file("lexicon/polarity.toml") if name not in _NOT_CLASSES)


@cache
def _phrases(language: str) -> dict[str, Phrases[None]]:
    raw = data_file("lexicon/polarity.toml")
    return {name: Phrases((phrase, None) for phrase in raw[name][language]["words"]) for name in ("idle", "concord", *polarity_classes())}
