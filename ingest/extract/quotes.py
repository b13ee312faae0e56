"""Quotations: paired marks of any style, quotes that run over several paragraphs, quotes within quotes."""

import re
from dataclasses import dataclass

from ingest.extract.prepare import Paragraph, Zone

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‟": "”", "‘": "’"}
_CLOSERS = "»”"
_STRAIGHT = '"'
_FIELD = re.compile(r'"[\w .-]{1,40}"\s*:')  # a key of JSON and the like: such a line is data, nobody's speech
Span = tuple[int, int]
MIN_SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. `start`/`end` include the marks, `inner` does not. `paragraphs` are the first and last paragraph it touches.

    `parts` are its pieces, marks included: one for each paragraph, and apart where the author breaks in («…, — said X. — …»); `inserts` are
    the author's words in between.
    """

    start: int
    end: int
    inner: tuple[int, int]
    paragraphs: tuple[int, int]
    parts: tuple[Span, ...]
    inserts: tuple[Span, ...] = ()


def find_quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> list[Quotation]:
    """The outermost quotations in reading order.

    A quote that does not close in its paragraph runs on to its closing mark within the next twelve body paragraphs, else ends there.
    """
    found: list[Quotation] = []
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        last = index
        prose = _FIELD.search(text, paragraph.start, paragraph.end) is None
        if prose and paragraph.zone in (Zone.BODY, Zone.TITLE, Zone.HEADING, Zone.CAPTION):
            for start, end in _pairs(text, paragraph):
                if end is not None:
                    inner = (start + 1, end - 1)
                    found.append(Quotation(start, end, inner, (index, index), ((start, end),)))
                else:
                    last, stop = _run_on(text, paragraphs, index, start)
                    parts = tuple(
                        (max(start, p.start), stop if n == last else p.end)
                        for n, p in enumerate(paragraphs[index : last + 1], index)
                        if p.zone is Zone.BODY or n == index
                    )
                    closed = text[stop - 1] in _CLOSERS + _STRAIGHT
                    found.append(Quotation(start, stop, (start + 1, stop - closed), (index, last), parts))
        index = last + 1
    return found


def _pairs(text: str, paragraph: Paragraph) -> list[tuple[int, int | None]]:
    """Outermost (start, end) of one paragraph; end is None for a quote that does not close in it."""
    pairs: list[tuple[int, int | None]] = []
    start, closer, depth = -1, "", 0
    for position in range(paragraph.start, paragraph.end):
        mark = text[position]
        if start < 0:
            if mark in _PAIRS and not (mark == "‘" and _is_apostrophe(text, position)):
                start, closer, depth = position, _PAIRS[mark], 1
            elif mark == _STRAIGHT and _opens(text, position, paragraph):
                start, closer, depth = position, _STRAIGHT, 1
        elif mark in closer and mark != text[start]:
            if mark == "’" and _is_apostrophe(text, position):
                continue
            depth -= 1
            if depth == 0:
                pairs.append((start, position + 1))
                start = -1
        elif closer == _STRAIGHT and mark == _STRAIGHT:
            if _opens(text, position, paragraph) and not _closes(text, position, paragraph):
                depth += 1
            else:
                depth -= 1
                if depth == 0 or position == paragraph.end - 1:
                    pairs.append((start, position + 1))
                    start = -1
        elif mark == text[start] and closer != _STRAIGHT:
            depth += 1
    if start >= 0:
        rest = [i for i in range(paragraph.end - 1, start, -1) if text[i] in closer]
        pairs.append((start, rest[0] + 1 if rest and closer != "’" else None) if closer != "’" else (start, start))
    return [(s, e) for s, e in pairs if e is None or e > s + 2]


def _run_on(text: str, paragraphs: tuple[Paragraph, ...], index: int, start: int) -> tuple[int, int]:
    """Last paragraph and end of a quote that does not close in its own paragraph."""
    opener = text[start]
    closers = _PAIRS.get(opener, _STRAIGHT)
    for number in range(index + 1, min(index + 13, len(paragraphs))):
        paragraph = paragraphs[number]
        if paragraph.zone is not Zone.BODY:
            if paragraph.zone in (Zone.HEADING, Zone.BOILERPLATE):
                break
            continue
        begins_again = text[paragraph.start] in (opener, "»")
        body = text[paragraph.start + begins_again : paragraph.end]
        balance = 0
        for offset, mark in enumerate(body, paragraph.start + begins_again):
            if opener == _STRAIGHT and mark == _STRAIGHT:
                if _closes(text, offset, paragraph) and balance == 0:
                    return number, offset + 1
                balance = 1 - balance
            elif opener != _STRAIGHT and mark == opener:
                balance += 1
            elif opener != _STRAIGHT and mark in closers:
                if balance == 0:
                    return number, offset + 1
                balance -= 1
    return index, paragraphs[index].end


def _opens(text: str, position: int, paragraph: Paragraph) -> bool:
    before = text[position - 1] if position > paragraph.start else " "
    after = text[position + 1] if position + 1 < paragraph.end else " "
    return (before.isspace() or before in "([{—–-:/«“") and not after.isspace()


def _closes(text: str, position: int, paragraph: Paragraph) -> bool:
    before = text[position - 1] if position > paragraph.start else " "
    after = text[position + 1] if position + 1 < paragraph.end else " "
    return not before.isspace() and (after.isspace() or after in ".,;:!?)]}—–-»”")


def _is_apostrophe(text: str, position: int) -> bool:
    return 0 < position < len(text) - 1 and text[position - 1].isalpha() and text[position + 1].isalpha()
