"""Attribution: who says what, in which words. Direct and indirect speech put together, each piece of text attributed once."""

import re
from dataclasses import dataclass, replace

from ingest.extract.backward import said_before
from ingest.extract.discourse import Discourse, Speaker
from ingest.extract.indirect import find_reports
from ingest.extract.layout import block_speaker
from ingest.extract.prepare import Prepared, Zone
from ingest.extract.quotes import Quotation
from ingest.extract.reports import Report
from ingest.extract.tokens import Sentence
from ingest.knowledge.lexicon import CueClass, Lexicon
from schema.model import Modality, SpeechKind, Stance

Span = tuple[int, int]
_OPENERS = "«“„"
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]+)[»”“\"]")


@dataclass(frozen=True)
class Attribution:
    """One speech: offsets are of the prepared text. `content` holds the marks of quotes; `cue` may be empty in "Name: quote" blocks."""

    speaker: Speaker
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: SpeechKind
    cue_class: CueClass
    modality: Modality
    negated: bool = False


def attribute(
    prepared: Prepared, sentences: list[Sentence], quotations: list[Quotation], discourse: Discourse, lexicon: Lexicon, say: CueClass
) -> list[Attribution]:
    """All attributions in reading order of their content."""
    outer = [s for s in sentences if s.inside is None]
    reports = _stated([r for s in outer for r in find_reports(s, discourse, lexicon)])
    reports += [r for r in said_before(outer, discourse, lexicon, say) if not _already_said(r, reports)]
    spoken: dict[int, list[Attribution]] = {}
    found: list[Attribution] = []
    for report in reports:
        direct = [q for q in report.quotes if q not in spoken]
        if report.content:
            kind = _kind(report, prepared.text, quotations, discourse)
            content = tuple(sorted({*report.content, *(p for q in direct for p in quotations[q].parts if not _covered(p, report.content))}))
            made = _attributions(report, content, kind)
        elif direct:
            made = _attributions(report, tuple(p for q in direct for p in quotations[q].parts), SpeechKind.DIRECT)
        else:
            continue
        found.extend(made)
        spoken.update(dict.fromkeys(report.quotes, made))
    found = [_passed_on(a, found) for a in _without_nested(found)]
    _attach_rest(prepared, quotations, discourse, say, spoken, found)
    return sorted(found, key=lambda a: (a.content[0], a.speaker.spans))


def _stated(reports: list[Report]) -> list[Report]:
    """Without the demands inside what somebody else says: "he said the government should require licences" is his word alone."""
    said = [span for r in reports if r.cue_class.name not in ("demand", "promise") for span in r.content]
    return [r for r in reports if r.cue_class.name not in ("demand", "promise") or not _covered(r.cue, tuple(said))]


def _already_said(report: Report, reports: list[Report]) -> bool:
    """Whether the words that a later sentence gives to somebody are somebody's already."""
    spans = {span for r in reports for span in r.content}
    quotes = {q for r in reports for q in r.quotes}
    return bool(quotes & set(report.quotes)) or any(_covered(span, report.content) for span in spans)


def _attributions(report: Report, content: tuple[Span, ...], kind: SpeechKind) -> list[Attribution]:
    """One for each of those who say it together."""
    return [
        Attribution(speaker, (report.cue,), content, kind, report.cue_class, report.modality, report.negated)
        for speaker in (report.speaker, *report.also)
    ]


def _passed_on(attribution: Attribution, found: list[Attribution]) -> Attribution:
    """A speech that stands within what somebody else says is only reported: "X said that Y had claimed that".

    An outlet that passes a speech on takes nothing of it: «как сообщает ТАСС, X заявил, что».
    """
    within = any(
        all(_covered(cue, other.content) for cue in attribution.cue)
        and not _same(other.speaker, attribution.speaker)
        and not (other.cue_class.modality is Modality.REPORTED and (other.speaker.entity is None or other.speaker.entity.type != "Person"))
        for other in found
        if other.cue and other.cue != attribution.cue
    )
    return replace(attribution, modality=Modality.REPORTED) if within and attribution.modality is Modality.ASSERTED else attribution


def _same(one: Speaker, other: Speaker) -> bool:
    return one.entity is other.entity and (one.entity is not None or one.name == other.name)


def _attach_rest(
    prepared: Prepared,
    quotations: list[Quotation],
    discourse: Discourse,
    say: CueClass,
    spoken: dict[int, list[Attribution]],
    found: list[Attribution],
) -> None:
    """Quotations that no verb introduces: "Name: quote" blocks, and quotes that carry on the speech before them."""
    for number, quotation in enumerate(quotations):
        if number in spoken:
            continue
        before = spoken.get(number - 1)
        if before is not None and _carries_on(prepared, quotations[number - 1], quotation, discourse):
            grown = {id(a): replace(a, content=a.content + quotation.parts) for a in before}
            found[:] = [grown.get(id(a), a) for a in found]
            for index, owners in list(spoken.items()):
                if owners is before:
                    spoken[index] = [grown[id(a)] for a in before]
            spoken[number] = [grown[id(a)] for a in before]
            continue
        block = block_speaker(prepared, quotation, discourse)
        if block is not None:
            attribution = Attribution(
                block.speaker, block.cue, quotation.parts, SpeechKind.DIRECT, block.cue_class or say, Modality.ASSERTED
            )
            spoken[number] = [attribution]
            found.append(attribution)


def _carries_on(prepared: Prepared, before: Quotation, quotation: Quotation, discourse: Discourse) -> bool:
    """Same paragraph with nobody else named in between, or the next paragraph that is all quote."""
    first, last = before.paragraphs[1], quotation.paragraphs[0]
    gap = prepared.text[before.end : quotation.start]
    if first == last:
        others = [e for _, e in discourse.mentions_in(before.end, quotation.start) if e.type == "Person"]
        return len({id(e) for e in others}) <= 1 and len(gap) < 200 and ":" not in gap
    paragraph = prepared.paragraphs[last]
    whole = quotation.start <= paragraph.start + 1 and quotation.parts[0][1] >= paragraph.end - 2
    previous = prepared.paragraphs[first]
    ends = before.end >= previous.end - 2
    body = all(p.zone is Zone.BODY for p in prepared.paragraphs[first : last + 1])
    return whole and ends and last == first + 1 and body


def _without_nested(found: list[Attribution]) -> list[Attribution]:
    """A speech whose content is the same as another's, on the same side, is kept once; of two cues for one content the one with a speaker
    we know wins.
    """
    kept: dict[tuple[tuple[Span, ...], Stance], list[Attribution]] = {}
    for attribution in found:
        rivals = kept.setdefault((attribution.content, attribution.cue_class.stance), [])
        if not rivals or rivals[0].cue == attribution.cue:
            rivals.append(attribution)
        elif rivals[0].speaker.entity is None and attribution.speaker.entity is not None:
            rivals[:] = [attribution]
    return [attribution for rivals in kept.values() for attribution in rivals]


def _covered(span: Span, content: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)


def _kind(report: Report, text: str, quotations: list[Quotation], discourse: Discourse) -> SpeechKind:
    """All quoted, nothing quoted, or a quote within. Names stand in marks too: those do not count."""
    if all(any(_covered(span, q.parts) for q in quotations) or _QUOTED.fullmatch(text, *span) for span in report.content):
        return SpeechKind.DIRECT
    marked = [m for span in report.content for m in _QUOTED.finditer(text, *span)]
    quotes = [m for m in marked if m[1][:1].islower() or (len(m[1].split()) > 1 and discourse.mention_at(m.start(1)) is None)]
    cut = any(text.count(mark, *span) for span in report.content for mark in _OPENERS) and not marked
    return SpeechKind.MIXED if report.quotes or quotes or cut else SpeechKind.INDIRECT
