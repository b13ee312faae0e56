"""Polarity: what the words of a sentence say about its side, whatever it is about: negation, and predicates that help, harm, allow or stop.

Embeddings hardly see a "not"; these few signs are multiplied into them, so that what speaks for one side speaks for the other when turned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extract.tokens import Token
from ingest.knowledge.files import data_file
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import Phrases

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
    idle = {index for first, after, _ in book["idle"].find(tokens) for index in range(first, after)}
    found = [first for first, _, _ in lexicon.negations.find(tokens) if first not in idle]
    plain = [first for first in found if not book["concord"].at(tokens, first)]
    negations = len(plain) or min(len(found), 1)
    denials = negations + len(lexicon.negative_adjectives.find(tokens))
    classes = tuple(float(bool(book[name].find(tokens))) for name in polarity_classes())
    return Polarity(negations % 2 == 1, denials % 2 == 1, classes)


@cache
def polarity_classes() -> tuple[str, ...]:
    """The classes of predicates, in the order of the data file."""
    return tuple(name for name in data_file("lexicon/polarity.toml") if name not in _NOT_CLASSES)


@cache
def _phrases(language: str) -> dict[str, Phrases[None]]:
    raw = data_file("lexicon/polarity.toml")
    return {name: Phrases((phrase, None) for phrase in raw[name][language]["words"]) for name in ("idle", "concord", *polarity_classes())}
