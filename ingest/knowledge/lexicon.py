"""The lexicon of a language: speech cues, modality, groups and titles, boilerplate."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.knowledge.files import data_file
from ingest.knowledge.phrases import Phrases, fold
from schema.model import Modality, Stance


@dataclass(frozen=True, slots=True)
class CueClass:
    """What a class of speech cues does to its content."""

    name: str
    stance: Stance
    modality: Modality


@dataclass(frozen=True)
class Lexicon:
    """All word lists of one language."""

    language: str
    verbs: Phrases[CueClass]
    direct_verbs: Phrases[CueClass]
    nouns: Phrases[CueClass]
    according: Phrases[CueClass]
    complementizers: Phrases[None]
    not_speech: Phrases[None]
    hedges: Phrases[None]
    negations: Phrases[None]
    negative_verbs: Phrases[None]
    negative_adjectives: Phrases[None]
    hypotheticals: Phrases[None]
    questions: Phrases[None]
    collectives: Phrases[None]
    unnamed: Phrases[None]
    titles: Phrases[None]
    roles: Phrases[None]
    founder_of: Phrases[None]
    spokespeople: Phrases[None]
    documents: Phrases[None]
    org_heads: Phrases[None]
    model_heads: Phrases[None]
    policy_heads: Phrases[None]
    org_anaphora: Phrases[None]
    named_bodies: Phrases[None]
    person_anaphora: Phrases[None]
    first_names: frozenset[str]
    particles: frozenset[str]
    not_person: frozenset[str]
    not_model: frozenset[str]
    org_suffixes: frozenset[str]
    loose_suffixes: frozenset[str]
    joining: frozenset[str]
    public_bodies: Phrases[None]
    is_word: Callable[[str], bool]
    _lemma_of: Callable[[str], str]
    _line: re.Pattern[str]
    _section: re.Pattern[str]
    _byline: re.Pattern[str]
    _dateline: re.Pattern[str]
    _captions: tuple[str, ...]

    def is_boilerplate(self, line: str) -> bool:
        """A line that is boilerplate in itself."""
        return len(line) < 400 and self._line.search(line) is not None

    def ends_article(self, line: str) -> bool:
        """A line after which the rest of the page is boilerplate."""
        return len(line) < 200 and self._section.search(line) is not None

    def is_byline(self, line: str) -> bool:
        """A line that names the author or the date."""
        return len(line) < 160 and self._byline.search(line) is not None

    def is_caption(self, line: str) -> bool:
        """A line that opens like a caption."""
        return len(line) < 300 and line.startswith(self._captions)

    def speaks(self, word: str) -> bool:
        """Whether a word, out of context, is a form of a verb of speech."""
        bare = word.strip(".,!?;:()")
        return self._lemma_of(bare) in self.verbs or self._lemma_of(bare) in self.direct_verbs or bare in self.verbs

    def dateline(self, line: str) -> int:
        """Length of an agency's opener at the head of a paragraph, 0 without one."""
        match = self._dateline.match(line[:200])
        return match.end() if match else 0


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a supported language."""
    from ingest.extract.analyse import analyser

    speech, modality, groups = (data_file(f"lexicon/{name}.toml") for name in ("speech", "modality", "groups"))
    names, boilerplate = data_file("lexicon/names.toml"), data_file("lexicon/boilerplate.toml")
    classes = {name: CueClass(name, Stance(e["stance"]), Modality(e["modality"])) for name, e in speech["classes"].items()}

    def by_class(table: dict[str, list[str]]) -> Phrases[CueClass]:
        return Phrases((phrase, classes[name]) for name, phrases in table.items() for phrase in phrases)

    def words(table: dict[str, Any], name: str, field: str = "words") -> Phrases[None]:
        return Phrases((phrase, None) for phrase in table[name][language][field])

    return Lexicon(
        language=language,
        verbs=by_class(speech[language]),
        direct_verbs=Phrases((lemma, classes["say"]) for lemma in speech["direct_only"][language]["lemmas"]),
        nouns=by_class(speech["nouns"][language]),
        according=by_class(speech["according"][language]),
        complementizers=words(speech, "complementizers"),
        not_speech=words(speech, "not_speech", "phrases"),
        hedges=words(modality, "hedge"),
        negations=words(modality, "negation"),
        negative_verbs=words(modality, "negative_verbs"),
        negative_adjectives=words(modality, "negative_adjectives"),
        hypotheticals=words(modality, "hypothetical"),
        questions=words(modality, "question"),
        collectives=words(groups, "collective", "heads"),
        roles=words(groups, "role_of", "lemmas"),
        unnamed=words(groups, "unnamed"),
        **{name: words(groups, name, "lemmas") for name in _GROUPS},
        first_names=_folded(names["first_names"][language]),
        particles=_folded(names["particles"]),
        not_person=_folded(names["not_person"][language]),
        not_model=_folded(names["not_model"][language]),
        org_suffixes=_folded(names["org_suffixes"]),
        joining=_folded(names["joining"]),
        loose_suffixes=_folded(names["loose_suffixes"]),
        public_bodies=words(names, "public_bodies"),
        is_word=lambda word: analyser(language).is_word(word),
        _lemma_of=lambda word: analyser(language).lemma(word),
        _line=_any(boilerplate["line"][language]["patterns"]),
        _section=_any(boilerplate["section"][language]["patterns"]),
        _byline=_any(boilerplate["byline"][language]["patterns"]),
        _dateline=_any(boilerplate["dateline"][language]["patterns"]),
        _captions=tuple(boilerplate["caption"][language]["openers"]),
    )


_GROUPS = (
    "titles",
    "founder_of",
    "spokespeople",
    "documents",
    "org_heads",
    "model_heads",
    "policy_heads",
    "org_anaphora",
    "named_bodies",
    "person_anaphora",
)


def _folded(table: Any) -> frozenset[str]:
    values: Iterable[Any] = table.values() if isinstance(table, dict) else table
    words: set[str] = set()
    for value in values:
        words.update(fold(w) for w in ([value] if isinstance(value, str) else value))
    return frozenset(words)


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
