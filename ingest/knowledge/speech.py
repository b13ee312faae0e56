"""Small words around the verbs of speech: prepositions of what is demanded and of who speaks, verbs of what is written."""

from dataclasses import dataclass
from functools import cache

from ingest.knowledge.files import data_file
from ingest.knowledge.phrases import Phrases


@dataclass(frozen=True)
class SpeechWords:
    """The lists of one language. `demanded`, `within`, `owners`, `authors` and `likened` are roles: prepositions by lemma, or `gen`,
    `poss`; `contrast` are conjunctions."""

    demanded: frozenset[str]
    within: frozenset[str]
    owners: frozenset[str]
    authors: frozenset[str]
    contrast: frozenset[str]
    written: Phrases[None]
    issued: Phrases[None]
    amounts: Phrases[None]
    naming: Phrases[None]
    likened: frozenset[str]
    backward: Phrases[None]


@cache
def load_speech(language: str) -> SpeechWords:
    """The lists of lexicon/speech.toml that the stages after the cues need."""
    raw = data_file("lexicon/speech.toml")
    roles = raw["roles"][language]
    return SpeechWords(
        demanded=frozenset(roles["demanded"]),
        within=frozenset(roles["within"]),
        owners=frozenset(roles["owners"]),
        authors=frozenset(roles["authors"]),
        contrast=frozenset(roles["contrast"]),
        written=_book(raw["written"][language]),
        issued=_book(raw["issued"][language]),
        amounts=_book(raw["amounts"][language]),
        naming=_book(raw["naming"][language]),
        likened=frozenset(roles["likened"]),
        backward=_book(raw["backward"][language]),
    )


def _book(table: dict[str, list[str]]) -> Phrases[None]:
    return Phrases((phrase, None) for phrase in table["lemmas"])
