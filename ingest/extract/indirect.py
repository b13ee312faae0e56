"""Reports of speech in one sentence: a cue, its speaker, and the clause or the quotations that it introduces."""

from dataclasses import replace

from ingest.extract.according import according_to, by_noun
from ingest.extract.clauses import subjects
from ingest.extract.content import content_of
from ingest.extract.discourse import Discourse
from ingest.extract.joined import carried_on
from ingest.extract.modality import clause_modality
from ingest.extract.reports import Cue, Report, Span, find_cues
from ingest.extract.speakers import speakers_of
from ingest.extract.standing import standing_of
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.pronouns import load_pronouns
from ingest.knowledge.standing import load_standing
from schema.model import Modality, Stance


def find_reports(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> list[Report]:
    """All reports of a sentence; what an "according to" covers is not taken again by a verb without a speaker."""
    silent = {i for first, after, _ in lexicon.not_speech.find(sentence.tokens) for i in range(first, after)}
    silent |= {after - 1 for _, after, _ in load_standing(lexicon.language).still_said.find(sentence.tokens)}
    silent |= {i for first, after, _ in lexicon.unnamed.find(sentence.tokens) if after - first > 1 for i in range(first, after)}
    reports = list(according_to(sentence, discourse, lexicon, silent))
    used = {q for r in reports for q in r.quotes}
    cues = list(find_cues(sentence, lexicon, silent))
    carried = carried_on(sentence, cues, lexicon)
    nobodys: set[int] = set()  # verbs that report without a speaker we know
    for cue in cues:
        report = _by_verb(sentence, cue, cues, carried, discourse, lexicon, used)
        if report is None:
            nobodys |= {cue.verb(sentence).index} if cue.cue_class.modality is not Modality.REPORTED else set()
            continue
        used.update(report.quotes)
        if report.modality is Modality.ASSERTED and _hangs_on(sentence, cue.verb(sentence), nobodys):
            report = replace(report, modality=Modality.REPORTED)  # "some say that X believes"
        reports.append(report)
    reports.extend(by_noun(sentence, discourse, lexicon, silent, reports))
    return reports


def _hangs_on(sentence: Sentence, verb: Token, governors: set[int]) -> bool:
    """Whether a clause is the complement of one of these verbs."""
    head = sentence.head_of(verb)
    return verb.rel == "ccomp" and head is not None and head.index in governors


def reports_others(sentence: Sentence, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Whether words pass on what somebody else says ("Mr Smith believes that …", «там написано, что …»): nobody's assertion here.

    "I think that …" and "we say that …" pass on the speaker's own.
    """
    inside = {t.index for t in tokens}
    for cue in find_cues(sentence, lexicon, set()):
        verb = cue.verb(sentence)
        if cue.first.index not in inside or cue.direct_only:
            continue
        clauses = [
            t for t in sentence.deps(verb.index, "ccomp", "csubj") if t.index in inside and sentence.deps(t.index, "nsubj", "mark", "cop")
        ]
        opened = any(
            t.text == "," and sentence.tokens[t.index + 1].pos == "SCONJ" and lexicon.complementizers.at(sentence.tokens, t.index + 1)
            for t in sentence.tokens[cue.last.index + 1 : cue.last.index + 4]
            if t.index + 1 < len(sentence.tokens) and t.index in inside
        )
        own = any(t.lemma.lower() in load_pronouns().first or t.text.lower() in load_pronouns().first for t in subjects(sentence, verb))
        own = (own or verb.feats.get("Person") == "1") and cue.cue_class.modality is not Modality.REPORTED  # "I have heard that …"
        if (clauses or opened) and not own:
            return True
    return False


def _by_verb(
    sentence: Sentence, cue: Cue, cues: list[Cue], carried: dict[int, Token], discourse: Discourse, lexicon: Lexicon, used: set[int]
) -> Report | None:
    verb = cue.verb(sentence)
    if verb.rel == "amod":
        return None  # "an alleged …"
    speakers = speakers_of(sentence, carried.get(verb.index, verb), discourse)
    if not speakers:
        return None
    speaker = speakers[0]
    if cue.cue_class.name in ("demand", "promise") and speaker.entity is None and not (speaker.group and not speaker.unnamed):
        return None  # things "require" and "promise" too
    content, root = ((), None) if cue.direct_only else content_of(sentence, verb, cue, cues, lexicon)
    quotes = _quotes(sentence, cue, cues, content, used)
    if not content and not quotes:
        return None
    standing = standing_of(sentence, verb, range(cue.first.index, cue.last.index + 1), cue.cue_class, lexicon)
    modality = cue.cue_class.modality if cue.cue_class.modality is not Modality.ASSERTED else standing.modality
    if modality is Modality.ASSERTED and root is not None:
        modality = clause_modality(sentence, root, lexicon)
    return Report(speaker, (cue.first.start, cue.last.end), content, quotes, cue.cue_class, modality, standing.denied, speakers[1:])


def _quotes(sentence: Sentence, cue: Cue, cues: list[Cue], content: tuple[Span, ...], used: set[int]) -> tuple[int, ...]:
    """Quotations of the sentence that belong to this cue: those within its content, and those nearer to it than to any other cue."""
    found = []
    for token in sentence.tokens:
        if token.quote is None or token.quote in used:
            continue
        inside = any(start <= token.start and token.end <= end for start, end in content)
        nearest = min(cues, key=lambda c: min(abs(c.first.index - token.index), abs(c.last.index - token.index)))
        if inside or (nearest is cue and not content and _introduces(sentence, cue, token)):
            found.append(token.quote)
    return tuple(dict.fromkeys(found))


def _introduces(sentence: Sentence, cue: Cue, quote: Token) -> bool:
    """Any cue of saying introduces a quote; one of denying, doubting or demanding only where the quote hangs on it or a colon leads up."""
    if cue.direct_only or (cue.cue_class.stance is Stance.SUPPORTS and cue.cue_class.name not in ("demand", "promise")):
        return True
    between = sentence.tokens[min(cue.last.index, quote.index) + 1 : max(cue.first.index, quote.index)]
    if cue.cue_class.stance is Stance.SUPPORTS and quote.index < cue.first.index and not any(t.is_word for t in between):
        return True  # "“…,” promised X"
    return (all(not t.is_word for t in between[-2:]) and any(t.text == ":" for t in between)) or quote.head == cue.first.index
