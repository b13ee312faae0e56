"""Closed-class pronouns of both languages."""

from dataclasses import dataclass
from functools import cache

from ingest.knowledge.files import data_file


@dataclass(frozen=True)
class Pronouns:
    """Lemmas by what they do; `conditional`, `able` are auxiliaries, `absolute` prepositions; `possessive` gives genders."""

    relative: frozenset[str]
    things: frozenset[str]
    third: frozenset[str]
    first: frozenset[str]
    body: frozenset[str]
    several: frozenset[str]
    there: frozenset[str]
    conditional: frozenset[str]
    able: frozenset[str]
    absolute: frozenset[str]
    possessive: dict[str, str]


@cache
def load_pronouns() -> Pronouns:
    """The pronouns of the data file."""
    raw = data_file("lexicon/pronouns.toml")
    lists = {
        name: frozenset(raw[name])
        for name in ("relative", "things", "third", "first", "body", "several", "there", "conditional", "able", "absolute")
    }
    return Pronouns(**lists, possessive={word: gender for gender, words in raw["possessive"].items() for word in words})
