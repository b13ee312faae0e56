"""The stages in order: prepare, analyse, mentions, entities, attribution, claims, relations."""

from dataclasses import dataclass

from ingest.extract.analyse import Segment, analyse, analyser
from ingest.extract.attribution import Attribution, attribute
from ingest.extract.dialogue import find_dialogue, split_inserts
from ingest.extract.discourse import Discourse
from ingest.extract.employment import relations_of
from ingest.extract.entities import Entity, resolve_entities
from ingest.extract.mentions import find_mentions
from ingest.extract.prepare import READ, Prepared, Zone, prepare
from ingest.extract.quotes import MIN_SPEECH_WORDS, Quotation, find_quotations
from ingest.extract.reading import Reading, RelationMade
from ingest.extract.speech import claims_of
from ingest.extract.tokens import Sentence
from ingest.knowledge.gazetteer import load_gazetteer
from ingest.knowledge.lexicon import CueClass, Lexicon, load_lexicon
from schema.model import Modality, SpeechKind, Stance

SAY = CueClass("say", Stance.SUPPORTS, Modality.ASSERTED)


@dataclass(frozen=True)
class Analysed:
    """A text after the stages that name things."""

    prepared: Prepared
    quotations: list[Quotation]
    sentences: list[Sentence]
    entities: list[Entity]


def name_text(text: str, language: str, title: str | None = None) -> Analysed:
    """Prepare, analyse and name: the entities of a text with their mentions."""
    worker = analyser(language)
    lexicon = load_lexicon(language)
    prepared = prepare(text, lexicon, worker.is_word, title)
    quotations = _speeches(prepared, lexicon)
    segments = _segments(prepared, quotations)
    sentences, names = analyse(prepared.text, segments, [(q.start, q.end) for q in quotations], worker)
    mentions = find_mentions(prepared, sentences, names, load_gazetteer(), lexicon)
    breaks = [p.start for p in prepared.paragraphs]
    return Analysed(prepared, quotations, sentences, resolve_entities(mentions, load_gazetteer(), worker.nominative, breaks))


def read_text(text: str, language: str, title: str | None = None) -> Reading:
    """Everything the extractor finds in a text of a known language."""
    lexicon = load_lexicon(language)
    named = name_text(text, language, title)
    prepared, sentences = named.prepared, named.sentences
    discourse = Discourse(prepared.text, named.entities, sentences, lexicon)
    attributions = attribute(prepared, sentences, named.quotations, discourse, lexicon, SAY)
    claims = [c for a in attributions for c in claims_of(a, attributions, sentences, prepared.text, lexicon)]
    relations = []
    for sentence in sentences:
        for relation in relations_of(sentence, discourse, lexicon):
            owner = _owner(relation.evidence, attributions)
            relations.append(RelationMade(relation, owner.speaker if owner else None, owner.kind if owner else SpeechKind.AUTHOR))
    return Reading(language, prepared, tuple(named.entities), tuple(attributions), tuple(claims), tuple(relations))


def _speeches(prepared: Prepared, lexicon: Lexicon) -> list[Quotation]:
    """Everything that stands as somebody's own words, in reading order."""

    def is_report(words: str) -> bool:
        return any(lexicon.speaks(word) for word in words.split())

    text, paragraphs = prepared.text, prepared.paragraphs
    quoted = split_inserts(text, [q for q in find_quotations(text, paragraphs) if _is_speech(prepared, q)], is_report)
    return sorted([*quoted, *find_dialogue(text, paragraphs, quoted, is_report)], key=lambda q: q.start)


def _is_speech(prepared: Prepared, quotation: Quotation) -> bool:
    """Whether quoted words stand by themselves: a sentence or more, no title, epithet or phrase built into the sentence around it."""
    inner = prepared.text[slice(*quotation.inner)]
    words = inner.split()
    paragraph = prepared.paragraphs[quotation.paragraphs[0]]
    if paragraph.zone in (Zone.TITLE, Zone.HEADING, Zone.CAPTION):
        return False
    before = prepared.text[paragraph.start : quotation.start].rstrip()
    after = prepared.text[quotation.end : quotation.end + 3].lstrip()
    ends = inner[-1:] in ".!?…," or (after[:1] in ",—–-" and len(words) >= MIN_SPEECH_WORDS)
    begins = not before or before[-1] in ':,.!?…—–-»”"'
    if quotation.paragraphs[0] != quotation.paragraphs[1]:
        return True
    if len(words) < MIN_SPEECH_WORDS:
        return ends and begins and inner[-1:] in ".!?…," and bool(inner[:1].strip())
    return (begins or ends) and not (inner[:1].islower() and not begins)


def _segments(prepared: Prepared, quotations: list[Quotation]) -> list[Segment]:
    """Running text with placeholders for the quotations, and the quotations themselves."""
    segments: list[Segment] = []
    covered = {n for q in quotations for n in range(q.paragraphs[0] + 1, q.paragraphs[1])}
    for number, paragraph in enumerate(prepared.paragraphs):
        if paragraph.zone not in READ or number in covered:
            continue
        pieces: list[tuple[int, int] | int] = []
        position = paragraph.start
        for index, quotation in enumerate(quotations):
            if quotation.paragraphs[0] < number == quotation.paragraphs[1]:
                position = max(position, quotation.end)
            elif quotation.paragraphs[0] == number:
                pieces.append((position, quotation.start))
                pieces.append(index)
                pieces.extend(i for i in quotation.inserts if i[0] < paragraph.end)
                position = quotation.end if quotation.paragraphs[1] == number else paragraph.end
        pieces.append((position, paragraph.end))
        kept = tuple(p for p in pieces if isinstance(p, int) or p[1] > p[0])
        if any(isinstance(p, tuple) and prepared.text[slice(*p)].strip() for p in kept):
            segments.append(Segment(kept, number))
    for index, quotation in enumerate(quotations):
        for start, end in quotation.parts:
            inner = (max(start, quotation.inner[0]), min(end, quotation.inner[1]))
            if inner[1] > inner[0]:
                number = next(n for n, p in enumerate(prepared.paragraphs) if p.end > inner[0])
                segments.append(Segment((inner,), number, index))
    return segments


def _owner(evidence: tuple[int, int], attributions: list[Attribution]) -> Attribution | None:
    """The speech that a piece of evidence lies in; the shortest one when speeches nest."""
    owners = [a for a in attributions if any(s <= evidence[0] and evidence[1] <= e for s, e in a.content)]
    return min(owners, key=lambda a: sum(e - s for s, e in a.content), default=None)
