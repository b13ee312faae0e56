"""The gazetteer: known entities of the field and every way to write them."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.extract.inflect import inflects
from ingest.extract.transliterate import name_key
from ingest.knowledge.files import ROOT, data_file

WORDS = re.compile(r"\w+|[^\w\s]")
_SKIPPED = "-‑–«»\"“”'’"


@dataclass(frozen=True, eq=False)
class Entry:
    """A known entity. `names` gives the canonical name by language.

    `ambiguous` aliases count only beside another alias or a `context` word.
    """

    key: str
    type: str
    kind: str | None
    names: dict[str, str]
    aliases: tuple[str, ...]
    ambiguous: frozenset[str]
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place where an alias stands; offsets of the text that was searched. More than one entry may share an ambiguous alias."""

    start: int
    end: int
    alias: str
    entries: tuple[Entry, ...]


class Gazetteer:
    """All entries, indexed by the first word of every alias."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self._sounds: dict[str, list[Entry]] = {}
        for entry in entries:
            for key in dict.fromkeys(name_key(a) for a in entry.aliases if a not in entry.ambiguous):
                self._sounds.setdefault(key, []).append(entry)
        by_alias: dict[str, list[Entry]] = {}
        for entry in entries:
            for alias in dict.fromkeys(entry.aliases):
                by_alias.setdefault(alias, []).append(entry)
        self._index: dict[str, list[tuple[tuple[str, ...], str, tuple[Entry, ...]]]] = {}
        for alias, owners in by_alias.items():
            words = tuple(w for w in WORDS.findall(alias) if w not in _SKIPPED)
            if words:
                self._index.setdefault(_bucket(words[0]), []).append((words, alias, tuple(owners)))
        for options in self._index.values():
            options.sort(key=lambda option: (-len(option[0]), -len(option[1]), option[1]))

    def find(self, text: str, start: int, end: int) -> list[Found]:
        """Aliases in a stretch of text, longest first at each place, without overlap."""
        words = [(m.start() + start, m.end() + start, m.group()) for m in WORDS.finditer(text[start:end])]
        found: list[Found] = []
        index = 0
        while index < len(words):
            hit = self._at(words, index)
            if hit is None:
                index += 1
                continue
            after, alias, entries = hit
            found.append(Found(words[index][0], words[after - 1][1], alias, entries))
            index = after
        return found

    def candidates(self, name: str, node_type: str) -> list[Entry]:
        """Entries whose last word sounds like that of a name; bodies of either kind count as one type."""
        bodies = ("Company", "Organization")
        return [e for e in self._sounds.get(name_key(name), ()) if e.type == node_type or (e.type in bodies and node_type in bodies)]

    def _at(self, words: list[tuple[int, int, str]], index: int) -> tuple[int, str, tuple[Entry, ...]] | None:
        """The alias of most words that stands at a word; of two, the one that is spelled so beats the one that only may be inflected so."""
        best: tuple[int, str, tuple[Entry, ...]] | None = None
        most, closest = 0, -1
        for pieces, alias, entries in self._index.get(_bucket(words[index][2]), ()):
            if len(pieces) < most:
                break
            after = _match(words, index, pieces)
            if after is None:
                continue
            written = {word for _, _, word in words[index:after]}
            spelled = sum(piece in written for piece in pieces)
            if spelled > closest:
                best, most, closest = (after, alias, entries), len(pieces), spelled
        return best


def _match(words: list[tuple[int, int, str]], index: int, pieces: tuple[str, ...]) -> int | None:
    """The index after an alias that stands at a word; hyphens and quotes between its words are passed over."""
    after = index
    for piece in pieces:
        while index < after < len(words) and words[after][2] in _SKIPPED and words[after][0] <= words[after - 1][1] + 1:
            after += 1
        if after >= len(words) or not inflects(piece, words[after][2]):
            return None
        after += 1
    return after


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package."""
    entries = []
    for file in sorted(f.name for f in ROOT.joinpath("gazetteer").iterdir() if f.name.endswith(".toml")):
        for key, raw in data_file(f"gazetteer/{file}")["entities"].items():
            aliases = tuple(dict.fromkeys([*raw.get("en", ()), *raw.get("ru", ())]))
            names = {language: raw[language][0] for language in ("en", "ru") if raw.get(language)}
            entries.append(
                Entry(key, raw["type"], raw.get("kind"), names, aliases, frozenset(raw.get("ambiguous", ())), tuple(raw.get("context", ())))
            )
    return Gazetteer(entries)


def _bucket(word: str) -> str:
    low = word.lower().replace("ё", "е")
    return low[:3] if re.match(r"[а-я]", low) else low
