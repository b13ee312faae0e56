"""Words that take a report of speech back, imagine it, or make it up."""

from dataclasses import dataclass
from functools import cache

from ingest.knowledge.files import data_file
from ingest.knowledge.phrases import Phrases


@dataclass(frozen=True)
class StandingWords:
    """The word lists of one language; `held` and `hinted` are names of cue classes."""

    held: frozenset[str]
    hinted: frozenset[str]
    nobody: Phrases[None]
    unsaid: Phrases[None]
    still_said: Phrases[None]
    imagined: Phrases[None]
    doubtful: Phrases[None]
    inverted: Phrases[None]
    former: Phrases[None]
    true: Phrases[None]
    fiction: Phrases[None]
    made_up: Phrases[None]


@cache
def load_standing(language: str) -> StandingWords:
    """The lists of lexicon/standing.toml."""
    raw = data_file("lexicon/standing.toml")

    def book(name: str, field: str = "words") -> Phrases[None]:
        return Phrases((phrase, None) for phrase in raw[name][language][field])

    return StandingWords(
        held=frozenset(raw["held"]["classes"]),
        hinted=frozenset(raw["hinted"]["classes"]),
        nobody=book("nobody"),
        unsaid=book("unsaid"),
        still_said=book("still_said", "phrases"),
        imagined=book("imagined"),
        doubtful=book("doubtful"),
        inverted=book("inverted"),
        former=book("former"),
        true=book("true"),
        fiction=book("fiction"),
        made_up=book("made_up"),
    )
