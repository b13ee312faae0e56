"""Words around the two ends of a relation: what carries a name, what refers back, what tells whether a thing has happened."""

from dataclasses import dataclass
from functools import cache

from ingest.knowledge.files import data_file
from ingest.knowledge.phrases import Phrases, fold


@dataclass(frozen=True)
class Frames:
    """The lists of lexicon/frames.toml in one language; `policy_anaphora` by kind of document, `owning` by kind of owner."""

    naming: Phrases[None]
    transparent: Phrases[None]
    unit: Phrases[None]
    venue: Phrases[None]
    including: Phrases[None]
    implicative: Phrases[None]
    unsettled: Phrases[None]
    undone: Phrases[None]
    wished: Phrases[None]
    done_after: Phrases[None]
    open_attribute: Phrases[None]
    void_attribute: Phrases[None]
    thing_pronoun: Phrases[None]
    business: Phrases[None]
    artifact_anaphora: Phrases[None]
    policy_anaphora: dict[str, Phrases[None]]
    owning: dict[str, frozenset[str]]


@cache
def load_frames(language: str) -> Frames:
    """The frames of a supported language."""
    raw = data_file("lexicon/frames.toml")

    def book(words: list[str]) -> Phrases[None]:
        return Phrases((word, None) for word in words)

    def words(name: str) -> Phrases[None]:
        return book(raw[name][language]["words"])

    return Frames(
        naming=words("naming"),
        transparent=words("transparent"),
        unit=words("unit"),
        venue=words("venue"),
        including=words("including"),
        implicative=words("implicative"),
        unsettled=words("unsettled"),
        undone=words("undone"),
        wished=words("wished"),
        done_after=words("done_after"),
        open_attribute=words("open_attribute"),
        void_attribute=words("void_attribute"),
        thing_pronoun=words("thing_pronoun"),
        business=words("business"),
        artifact_anaphora=words("artifact_anaphora"),
        policy_anaphora={kind: book(nouns) for kind, nouns in raw["policy_anaphora"][language].items()},
        owning={owner: frozenset(fold(w) for w in forms) for owner, forms in raw["owning"][language].items()},
    )


@cache
def load_links() -> Phrases[None]:
    """Words of both languages that say what something is: "is", "include", «стать», "as"."""
    return _of_both("links")


@cache
def load_others() -> Phrases[None]:
    """Words of both languages for those of the same kind: "A and other critics"."""
    return _of_both("others")


@cache
def load_done_for() -> Phrases[None]:
    """Prepositions of both languages between somebody and what they are praised or blamed for."""
    return _of_both("done_for")


@cache
def load_among() -> Phrases[None]:
    """Prepositions of both languages before a number that somebody is one of: "among"."""
    return _of_both("among")


def _of_both(name: str) -> Phrases[None]:
    raw = data_file("lexicon/frames.toml")[name]
    return Phrases((word, None) for language in sorted(raw) for word in raw[language]["words"])
