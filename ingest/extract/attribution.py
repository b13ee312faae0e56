"""Attribution: who says what, in which words. Direct and indirect speech put together, each piece of text attributed once."""

from dataclasses import dataclass, replace

from ingest.extract.discourse import Discourse, Speaker
from ingest.extract.indirect import find_reports
from ingest.extract.layout import block_speaker
from ingest.extract.prepare import Prepared, Zone
from ingest.extract.quotes import Quotation
from ingest.extract.reports import Report
from ingest.extract.tokens import Sentence
from ingest.knowledge.lexicon import CueClass, Lexicon
from schema.model import Modality, SpeechKind

Span = tuple[int, int]


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
    spoken: dict[int, Attribution] = {}
    found: list[Attribution] = []
    for report in reports:
        direct = [q for q in report.quotes if q not in spoken]
        if report.content:
            kind = SpeechKind.MIXED if report.quotes or _has_quote(prepared.text, report.content) else SpeechKind.INDIRECT
            if all(any(_covered(span, q.parts) for q in quotations) for span in report.content):
                kind = SpeechKind.DIRECT
            content = tuple(sorted({*report.content, *(p for q in direct for p in quotations[q].parts if not _covered(p, report.content))}))
            attribution = _attribution(report, content, kind)
        elif direct:
            attribution = _attribution(report, tuple(p for q in direct for p in quotations[q].parts), SpeechKind.DIRECT)
        else:
            continue
        found.append(attribution)
        spoken.update(dict.fromkeys(report.quotes, attribution))
    found = _without_nested(found)
    _attach_rest(prepared, quotations, discourse, say, spoken, found)
    return sorted(found, key=lambda a: (a.content[0], a.speaker.spans))


def _stated(reports: list[Report]) -> list[Report]:
    """Without the demands inside what somebody else says: "he said the government should require licences" is his word alone."""
    said = [span for r in reports if r.cue_class.name not in ("demand", "promise") for span in r.content]
    return [r for r in reports if r.cue_class.name not in ("demand", "promise") or not _covered(r.cue, tuple(said))]


def _attribution(report: Report, content: tuple[Span, ...], kind: SpeechKind) -> Attribution:
    return Attribution(report.speaker, (report.cue,), content, kind, report.cue_class, report.modality, report.negated)


def _attach_rest(
    prepared: Prepared,
    quotations: list[Quotation],
    discourse: Discourse,
    say: CueClass,
    spoken: dict[int, Attribution],
    found: list[Attribution],
) -> None:
    """Quotations that no verb introduces: "Name: quote" blocks, and quotes that carry on the speech before them."""
    for number, quotation in enumerate(quotations):
        if number in spoken:
            continue
        before = spoken.get(number - 1)
        if before is not None and _carries_on(prepared, quotations[number - 1], quotation, discourse):
            grown = replace(before, content=before.content + quotation.parts)
            for index in [i for i, a in enumerate(found) if a is before]:
                found[index] = grown
            for index, owner in list(spoken.items()):
                if owner is before:
                    spoken[index] = grown
            spoken[number] = grown
            continue
        block = block_speaker(prepared, quotation, discourse)
        if block is not None:
            attribution = Attribution(
                block.speaker, block.cue, quotation.parts, SpeechKind.DIRECT, block.cue_class or say, Modality.ASSERTED
            )
            spoken[number] = attribution
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
    """A speech whose content is the same as another's is kept once; of two cues for one content the one with a speaker we know wins."""
    kept: dict[tuple[Span, ...], Attribution] = {}
    for attribution in found:
        rival = kept.get(attribution.content)
        if rival is None or (rival.speaker.entity is None and attribution.speaker.entity is not None):
            kept[attribution.content] = attribution
    return list(kept.values())


def _covered(span: Span, content: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)


def _has_quote(text: str, content: tuple[Span, ...]) -> bool:
    return any(mark in text[start:end] for start, end in content for mark in '«“"„')
