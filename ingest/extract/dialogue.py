"""Dialogue: speech that dashes or labels set off rather than quotation marks, and the author's words inside a quote.

Russian prose writes «Words, — said X. — More words», and lines of talk as "— Words, — said X."; interviews write "Name: words".
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from ingest.extract.prepare import Paragraph, Zone
from ingest.extract.quotes import Quotation, Span

_INSERT = re.compile(r"[,!?…]\s*[—–]\s(?=[a-zа-яё])([^—–«»]{3,160}?)(?:[.,:]\s*[—–]\s|(?=[.]?\s*$))")
_LABEL = re.compile(r"(?=[A-ZА-ЯЁ])[^:.!?«»“”\"\n]{2,60}:\s+(?=\S)")
_NAME = re.compile(r"(?:[A-ZА-ЯЁ][\w.’'-]*\s+){1,3}[A-ZА-ЯЁ][\w.’'-]*\s*:")
MIN_LABELS = 3  # lines of the form "Name: words" that make an interview


def split_inserts(text: str, quotations: list[Quotation], is_report: Callable[[str], bool]) -> list[Quotation]:
    """Quotations with the author's words cut out of them. `is_report` tells whether such words hold a verb of speech."""
    return [_split(text, q, is_report) for q in quotations]


def find_dialogue(
    text: str, paragraphs: tuple[Paragraph, ...], quotations: list[Quotation], is_report: Callable[[str], bool]
) -> list[Quotation]:
    """Lines of talk: paragraphs that begin with a dash and tell who speaks, and the answers of an interview."""
    quoted = {n for q in quotations for n in range(q.paragraphs[0], q.paragraphs[1] + 1)}
    found = []
    labelled = _labelled(text, paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if paragraph.zone is not Zone.BODY or number in quoted:
            continue
        whole = Quotation(
            paragraph.start, paragraph.end, (paragraph.start, paragraph.end), (number, number), ((paragraph.start, paragraph.end),)
        )
        if paragraph.bullet and text[: paragraph.start].rstrip()[-1:] in ("—", "–"):
            line = _split(text, whole, is_report)
            if line.inserts:
                found.append(line)
        elif number in labelled:
            span = (labelled[number], paragraph.end)
            found.append(Quotation(*span, span, (number, number), (span,)))
    return found


def _labelled(text: str, paragraphs: tuple[Paragraph, ...]) -> dict[int, int]:
    """Paragraphs of an interview with the offset after their label: "Name: words". Two labels or more, of which one comes again at least;
    one that comes but once must look like a name.
    """
    matches = {n: m for n, p in enumerate(paragraphs) if (m := _LABEL.match(text, p.start, p.end))}
    labels = Counter(m.group().strip() for m in matches.values())
    talking = {label for label, count in labels.items() if count > 1 or (_NAME.fullmatch(label) and max(labels.values()) > 1)}
    kept = {n: m.end() for n, m in matches.items() if m.group().strip() in talking and paragraphs[n].zone is Zone.BODY}
    return kept if len(talking) > 1 and len(kept) >= MIN_LABELS else {}


def _split(text: str, quotation: Quotation, is_report: Callable[[str], bool]) -> Quotation:
    inserts: list[Span] = []
    parts: list[Span] = []
    for start, end in quotation.parts:
        position = start
        inner_end = min(end, quotation.inner[1])
        for match in _INSERT.finditer(text, start, inner_end):
            if match.start() < position or not is_report(match.group(1)):
                continue
            parts.append((position, match.start() + 1))
            inserts.append((match.start() + 1, match.end()))
            position = match.end()
        if position < end and text[position:end].strip(' .,»”"'):
            parts.append((position, end))
    return replace(quotation, parts=tuple(parts), inserts=tuple(inserts)) if inserts else quotation
