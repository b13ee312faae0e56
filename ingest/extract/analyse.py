"""Analysis: segments of text to sentences, with one analyser per language behind one port."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from ingest.errors import UnknownLanguage
from ingest.extract.nominative import Nominative
from ingest.extract.tokens import Sentence, Token

LANGUAGES = ("en", "ru")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name that an analyser's recogniser found: PER, ORG, LOC, or another label of its own."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Parse:
    """What an analyser gives for one segment. Offsets are local to the segment."""

    sentences: tuple[tuple[Token, ...], ...]
    names: tuple[NameSpan, ...]


class Analyser(Protocol):
    """Splits, tags and parses a text of one language."""

    language: str
    placeholder: str

    @property
    def nominative(self) -> Nominative: ...

    def parse(self, texts: list[str]) -> list[Parse]: ...

    def lemma(self, word: str) -> str:
        """The dictionary form of a word out of context, lower case."""
        ...

    def is_word(self, word: str) -> bool:
        """Whether a lower-case word is in the dictionary."""
        ...


@cache
def analyser(language: str) -> Analyser:
    """The analyser of a language; models are loaded once per process. Raises UnknownLanguage."""
    if language == "ru":
        from ingest.extract.analyse_ru import RussianAnalyser

        return RussianAnalyser()
    if language == "en":
        from ingest.extract.analyse_en import EnglishAnalyser

        return EnglishAnalyser()
    raise UnknownLanguage(language)


@dataclass(frozen=True)
class Segment:
    """A piece of the prepared text to analyse.

    `pieces` are (start, end) of the text, or the index of a quotation that a placeholder stands for.
    """

    pieces: tuple[tuple[int, int] | int, ...]
    paragraph: int
    inside: int | None = None


def analyse(text: str, segments: list[Segment], quotes: list[tuple[int, int]], worker: Analyser) -> tuple[list[Sentence], list[NameSpan]]:
    """Analyse segments of a text; all offsets come back in code points of `text`."""
    flat = [_flatten(text, segment, quotes, worker.placeholder) for segment in segments]
    parses = worker.parse([written for written, _ in flat])
    sentences: list[Sentence] = []
    names: list[NameSpan] = []
    for segment, (_, origin), parse in zip(segments, flat, parses, strict=True):
        placeholders = {position: quote for position, (_, _, quote) in enumerate(origin) if quote is not None}
        for tokens in parse.sentences:
            placed = tuple(_place(token, origin, placeholders) for token in tokens)
            if placed:
                sentences.append(Sentence(placed, segment.paragraph, segment.inside))
        names.extend(
            NameSpan(origin[name.start][0], origin[name.end - 1][1], name.label)
            for name in parse.names
            if not any(p in placeholders for p in range(name.start, name.end))
        )
    return sentences, names


Origin = list[tuple[int, int, int | None]]


def _flatten(text: str, segment: Segment, quotes: list[tuple[int, int]], placeholder: str) -> tuple[str, Origin]:
    """The text that the analyser sees, and for each of its code points where it comes from."""
    written: list[str] = []
    origin: Origin = []
    for piece in segment.pieces:
        if isinstance(piece, int):
            start, end = quotes[piece]
            written.append(placeholder)
            origin.extend([(start, end, piece)] * len(placeholder))
        else:
            written.append(text[piece[0] : piece[1]])
            origin.extend((i, i + 1, None) for i in range(*piece))
    return "".join(written), origin


def _place(token: Token, origin: Origin, placeholders: dict[int, int]) -> Token:
    quote = next((placeholders[p] for p in range(token.start, token.end) if p in placeholders), None)
    return Token(
        token.index,
        origin[token.start][0],
        origin[token.end - 1][1],
        token.text,
        token.lemma,
        "PRON" if quote is not None else token.pos,
        token.rel,
        token.head,
        token.feats,
        quote,
    )
