"""Prepare: the raw text stays as it is; repairs are virtual edits with a map back, and every paragraph gets a zone.

Repairs only insert marks and blanks (between glued words, before a quote glued to a word) or swap one code point for another (no-break
space), so the map back is a list of insertion points.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ingest.knowledge.lexicon import Lexicon


class Zone(StrEnum):
    """What a paragraph is."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    DUPLICATE = "duplicate"


READ = (Zone.TITLE, Zone.HEADING, Zone.BODY, Zone.CAPTION)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the prepared text, stripped; `bullet` when it was an item of a list."""

    start: int
    end: int
    zone: Zone
    bullet: bool = False


@dataclass(frozen=True)
class Prepared:
    """The text as it is analysed. `inserted` holds the positions, in the prepared text, of the marks and blanks that the raw text lacks."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    inserted: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the raw text of a span of the prepared text."""
        return start - bisect_left(self.inserted, start), end - bisect_left(self.inserted, end)


_GLUED_SENTENCE = re.compile(r"(?<=[a-zа-яё]{2}[.!?])(?=[A-ZА-ЯЁ][a-zа-яё])")
_GLUED_WORD = re.compile(r"(?<![A-Za-zА-Яа-яЁё])([а-яё]{4,})(?=([А-ЯЁ][а-яё]+)(?![А-Яа-яЁё]))")
_GLUED_QUOTE = re.compile(r"(?<=[a-zа-яё]{3})(?=[\"“«][A-ZА-ЯЁ])")
_SWAPS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\ufeff": " ", "\x00": " "}
)
_BULLET = re.compile(r"[•·▪●◦‣*–—-]\s+|\(?\d{1,2}[.)]\s+")
_BREAK = re.compile(r"[.!?…:]\s+[\"«“]?[A-ZА-ЯЁ]")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", '"', "»", "”")


def prepare(raw: str, lexicon: Lexicon, is_word: Callable[[str], bool], title: str | None = None) -> Prepared:
    """Repair and zone a text.

    `is_word` tells whether a lower-case word is in the dictionary: a glued pair is parted only where both halves are.
    """
    text, inserted = _unglue(raw.translate(_SWAPS), is_word)
    return Prepared(text, tuple(_zones(text, _blocks(text), lexicon, title)), inserted)


def _unglue(text: str, is_word: Callable[[str], bool]) -> tuple[str, tuple[int, ...]]:
    """Put back what stood between glued words: a blank after a sentence, a full stop between words, a colon before a quote."""
    cuts = {m.start(): " " for m in _GLUED_SENTENCE.finditer(text)}
    cuts |= {m.start(): ": " for m in _GLUED_QUOTE.finditer(text)}
    for match in _GLUED_WORD.finditer(text):
        if is_word(match.group(1)) and is_word(match.group(2).lower()):
            cuts[match.end(1)] = ". "
    pieces: list[str] = []
    inserted: list[int] = []
    last = 0
    for cut in sorted(cuts):
        pieces += [text[last:cut], cuts[cut]]
        place = cut + len(inserted)
        inserted.extend(range(place, place + len(cuts[cut])))
        last = cut
    pieces.append(text[last:])
    return "".join(pieces), tuple(inserted)


def _blocks(text: str) -> list[tuple[int, int]]:
    """Paragraphs: lines, or runs of lines where the text is hard-wrapped."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    wrapped = _is_wrapped(text, lines)
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        joins = wrapped and blocks and text[blocks[-1][1] : start].count("\n") == 1 and not _BULLET.match(text[start:end].lstrip())
        if joins:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return [_strip(text, *block) for block in blocks]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Hard-wrapped: most lines that a line follows directly are 50 to 100 long and end in mid-sentence."""
    inner = [(s, e) for (s, e), (s2, _) in pairwise(lines) if text[e:s2].count("\n") == 1]
    if len(inner) < 4:
        return False
    broken = [1 for s, e in inner if 50 <= e - s <= 100 and not text[s:e].rstrip().endswith(_SENTENCE_END)]
    return len(broken) > 0.7 * len(inner)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _zones(text: str, blocks: list[tuple[int, int]], lexicon: Lexicon, title: str | None) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    seen: set[str] = set()
    ended = False
    for number, (start, end) in enumerate(blocks):
        line = text[start:end]
        ended = ended or (number > 3 and lexicon.ends_article(line))
        bullet = _BULLET.match(line)
        if ended or lexicon.is_boilerplate(line):
            zone = Zone.BOILERPLATE
        elif len(line) > 20 and line in seen:
            zone = Zone.DUPLICATE
        elif number == 0 and (line == title or (title is None and _is_heading(line, len(blocks)))):
            zone = Zone.TITLE
        elif lexicon.is_byline(line):
            zone = Zone.BYLINE
        elif lexicon.is_caption(line):
            zone = Zone.CAPTION
        else:
            zone = Zone.HEADING if _is_heading(line, len(blocks)) and not bullet else Zone.BODY
        seen.add(line)
        offset = bullet.end() if bullet and zone is Zone.BODY else 0
        if zone is Zone.BODY and not bullet and len(paragraphs) < 5:
            offset = lexicon.dateline(line)
        if offset < len(line):
            paragraphs.append(Paragraph(start + offset, end, zone, bool(bullet)))
    return paragraphs


def _is_heading(line: str, blocks: int) -> bool:
    """A short block that does not end like a sentence; a question may be a heading too."""
    return (
        blocks > 2
        and len(line) < 140
        and not _BREAK.search(line)
        and not line.endswith((".", "!", "…", ":", ";", ",", '"', "»", "”"))
        and '"' not in line[:1]
    )
