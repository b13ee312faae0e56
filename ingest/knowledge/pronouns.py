"""Closed-class pronouns of both languages."""

from dataclasses import dataclass
from functools import cache

from ingest.knowledge.files import data_file


@dataclass(frozen=True)
class Pronouns:
    """Lemmas by what they do; `conditional` are auxiliaries and particles."""

    relative: frozenset[str]
    things: frozenset[str]
    third: frozenset[str]
    first: frozenset[str]
    conditional: frozenset[str]


@cache
def load_pronouns() -> Pronouns:
    """The pronouns of the data file."""
    raw = data_file("lexicon/pronouns.toml")
    return Pronouns(*(frozenset(raw[name]) for name in ("relative", "things", "third", "first", "conditional")))
