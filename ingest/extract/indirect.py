"""Reports of speech in one sentence: a cue, its speaker, and the clause or the quotations that it introduces."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.clauses import clause, complements, coordinated, is_passive, noun_phrase, subjects
from ingest.extract.discourse import Discourse, Speaker
from ingest.extract.modality import clause_modality
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import CueClass, Lexicon
from ingest.knowledge.pronouns import load_pronouns
from schema.model import Modality, Stance

Span = tuple[int, int]


@dataclass(frozen=True)
class Report:
    """One cue at work. `content` is empty when the cue introduces only quotations."""

    speaker: Speaker
    cue: Span
    content: tuple[Span, ...]
    quotes: tuple[int, ...]
    cue_class: CueClass
    modality: Modality
    negated: bool


def find_reports(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> list[Report]:
    """All reports of a sentence; what an "according to" covers is not taken again by a verb without a speaker."""
    silent = {i for first, after, _ in lexicon.not_speech.find(sentence.tokens) for i in range(first, after)}
    reports = list(_according(sentence, discourse, lexicon, silent))
    used = {q for r in reports for q in r.quotes}
    cues = list(_cues(sentence, lexicon, silent))
    for cue in cues:
        report = _by_verb(sentence, cue, cues, discourse, lexicon, used)
        if report is not None:
            used.update(report.quotes)
            reports.append(report)
    reports.extend(_by_noun(sentence, discourse, lexicon, silent, reports))
    return reports


def reports_others(sentence: Sentence, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Whether words pass on what somebody else says ("Mr Smith believes that …", «там написано, что …»): nobody's assertion here.

    "I think that …" and "we say that …" pass on the speaker's own.
    """
    inside = {t.index for t in tokens}
    for cue in _cues(sentence, lexicon, set()):
        verb = next((t for t in sentence.tokens[cue.first.index : cue.last.index + 1] if t.pos in ("VERB", "AUX")), cue.first)
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
        own = own or verb.feats.get("Person") == "1"
        if (clauses or opened) and not own:
            return True
    return False


@dataclass(frozen=True)
class _Cue:
    first: Token
    last: Token
    cue_class: CueClass
    direct_only: bool


def _cues(sentence: Sentence, lexicon: Lexicon, silent: set[int]) -> Iterator[_Cue]:
    tokens = sentence.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        hit = lexicon.verbs.at(tokens, index)
        direct = None if hit else lexicon.direct_verbs.at(tokens, index)
        after, found = hit or direct or (index + 1, None)
        verbal = any(t.pos in ("VERB", "AUX") or (t.pos == "ADJ" and t.feats.get("Variant") == "Short") for t in tokens[index:after])
        if found is not None and verbal and token.quote is None and index not in silent:
            yield _Cue(token, tokens[after - 1], found, hit is None)
        index = max(after, index + 1)


def _by_verb(sentence: Sentence, cue: _Cue, cues: list[_Cue], discourse: Discourse, lexicon: Lexicon, used: set[int]) -> Report | None:
    verb = next((t for t in sentence.tokens[cue.first.index : cue.last.index + 1] if t.pos in ("VERB", "AUX")), cue.first)
    speaker = _speaker(sentence, verb, discourse)
    if speaker is None:
        return None
    if cue.cue_class.name in ("demand", "promise") and speaker.entity is None and not (speaker.group and not speaker.unnamed):
        return None  # things "require" and "promise" too
    content, root = ((), None) if cue.direct_only else _content(sentence, verb, cue, cues, lexicon)
    quotes = _quotes(sentence, cue, cues, content, used)
    if not content and not quotes:
        return None
    negated = _negated(sentence, verb, lexicon)
    modality = cue.cue_class.modality
    if modality is Modality.ASSERTED:
        modality = clause_modality(sentence, verb, lexicon, of_cue=True)
    if modality is Modality.ASSERTED and root is not None:
        modality = clause_modality(sentence, root, lexicon)
    return Report(speaker, (cue.first.start, cue.last.end), content, quotes, cue.cue_class, modality, negated)


def _speaker(sentence: Sentence, verb: Token, discourse: Discourse) -> Speaker | None:
    for head in subjects(sentence, verb):
        if head.quote is None:
            speaker = discourse.speaker(sentence, head)
            if speaker is not None and (speaker.entity is not None or speaker.group or _can_speak(sentence, head, discourse.lexicon)):
                return speaker
    return None if is_passive(sentence, verb) else _oblique_speaker(sentence, verb, discourse)


def _can_speak(sentence: Sentence, head: Token, lexicon: Lexicon) -> bool:
    """A document or a thing that words are read from ("the report says"); a name we could not place; a pronoun."""
    if head.pos in ("PROPN", "PRON", "X"):
        return True
    books = (lexicon.nouns, lexicon.policy_heads, lexicon.org_heads, lexicon.model_heads, lexicon.documents)
    return any(book.at(sentence.tokens, head.index) for book in books)


def _oblique_speaker(sentence: Sentence, verb: Token, discourse: Discourse) -> Speaker | None:
    """ "В OpenAI заявили": a plural verb without a subject, and a body in the locative."""
    if verb.feats.get("Number") != "Plur" or sentence.deps(verb.index, "nsubj"):
        return None
    for _, head in complements(sentence, verb.index):
        if head.feats.get("Case") in ("Loc", None, "") and sentence.deps(head.index, "case"):
            speaker = discourse.speaker(sentence, head)
            if speaker is not None and speaker.entity is not None and speaker.entity.type in ("Company", "Organization"):
                return speaker
    return None


def _content(sentence: Sentence, verb: Token, cue: _Cue, cues: list[_Cue], lexicon: Lexicon) -> tuple[tuple[Span, ...], Token | None]:
    """The clause that the cue introduces: its span and its root."""
    anchors = [verb] + ([cue.last] if cue.last.index != verb.index else [])
    by_words = _after_complementizer(sentence, cue, cues, lexicon) or _after_colon(sentence, cue)
    if by_words is not None:
        return by_words
    for anchor in anchors:
        for child in sentence.deps(anchor.index, "ccomp", "csubj"):
            if child.quote is None and not _parenthetical(sentence, verb, child):
                return _spans(clause(sentence, child)), child
    nominal = [t for a in anchors for t in (*sentence.deps(a.index, "obj"), *(h for _, h in complements(sentence, a.index)))]
    for noun in nominal:
        if (
            lexicon.nouns.at(sentence.tokens, noun.index)
            or noun.pos in ("PRON", "DET")
            or cue.cue_class.name in ("deny", "doubt", "warn", "confirm")
        ):
            for child in _clauses_of(sentence, noun):
                return _spans(clause(sentence, child)), child
    if lexicon.language == "en":
        late = _late_that(sentence, cue, cues)
        if late is not None:
            return late
    head = sentence.head_of(verb)
    if verb.rel == "parataxis" and head is not None and head.quote is None and not sentence.deps(verb.index, "obj"):
        inner = {t.index for t in sentence.subtree(verb.index)}
        return _runs(_stretch(sentence, verb, clause(sentence, head, inner))), head
    if cue.cue_class.name in ("demand", "promise"):
        for anchor in anchors:
            for child in sentence.deps(anchor.index, "xcomp", "advcl", "ccomp"):
                return _spans(clause(sentence, child)), child
            for noun in _demanded(sentence, anchor):
                return _spans(sentence.subtree(noun.index)), noun
    if cue.cue_class.stance is Stance.OPPOSES or cue.cue_class.name == "warn":
        for anchor in anchors:
            for child in sentence.deps(anchor.index, "xcomp"):
                return _spans(clause(sentence, child)), child
    return (), None


def _demanded(sentence: Sentence, anchor: Token) -> list[Token]:
    """The thing demanded: the direct object if it is no person addressed, or the phrase after "for"/«к»."""
    named = [h for role, h in complements(sentence, anchor.index) if role in ("for", "к", "за", "gen")]
    return named or [t for t in sentence.deps(anchor.index, "obj") if t.pos == "NOUN" and t.feats.get("Animacy") != "Anim"]


def _clauses_of(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """Content clauses that hang on a noun, or on the pronoun after it ("о том, что")."""
    for child in sentence.deps(noun.index, "acl", "ccomp"):
        if child.rel != "acl:relcl" and sentence.deps(child.index, "mark"):
            yield child
    for _, inner in complements(sentence, noun.index):
        if inner.pos in ("PRON", "DET", "ADJ"):
            for child in sentence.deps(inner.index, "acl", "ccomp"):
                yield child


def _after_complementizer(
    sentence: Sentence, cue: _Cue, cues: list[_Cue], lexicon: Lexicon
) -> tuple[tuple[Span, ...], Token | None] | None:
    """By words, where the parse is not to be trusted: in Russian a comma and a complementizer close to the cue always open the content.

    It runs to the end of the clause that the parse gives, or to the end of the sentence where the parse has lost it, but never over a
    colon, nor into a second cue that is joined on with "and".
    """
    if lexicon.language != "ru":
        return None
    tokens = sentence.tokens
    for index in range(cue.last.index + 1, min(cue.last.index + 9, len(tokens) - 2)):
        token = tokens[index]
        if token.pos in ("VERB", "AUX") and token.feats.get("VerbForm") == "Fin":
            return None
        if token.text != "," or tokens[index + 1].pos != "SCONJ" or not lexicon.complementizers.at(tokens, index + 1):
            continue
        mark = tokens[index + 1]
        governor = sentence.head_of(mark)
        last = (
            max(t.index for t in sentence.subtree(governor.index))
            if governor is not None and governor.index > mark.index
            else len(tokens) - 1
        )
        walls = [t.index for t in tokens if t.text in (":", ";") and t.index > index] + [
            _joined(sentence, c) for c in cues if c.first.index > mark.index
        ]
        last = min([last, *(w - 1 for w in walls if w is not None)])
        kept = _trimmed(list(tokens[mark.index + 1 : last + 1]))
        if not kept:
            return None
        inside = {t.index for t in kept}
        root = (
            governor
            if governor is not None and governor.index in inside
            else next((t for t in kept if t.feats.get("VerbForm") == "Fin"), None)
        )
        return _spans(kept), root
    return None


def _after_colon(sentence: Sentence, cue: _Cue) -> tuple[tuple[Span, ...], Token | None] | None:
    """ "She is certain: …": a clause after a colon right behind the cue."""
    tokens = sentence.tokens
    index = cue.last.index + 1
    if index + 3 >= len(tokens) or tokens[index].text != ":" or tokens[index + 1].quote is not None:
        return None
    kept = _trimmed(list(tokens[index + 1 :]))
    root = next((t for t in kept if t.feats.get("VerbForm") == "Fin" or t.feats.get("Variant") == "Short"), None)
    return (_spans(kept), root) if root is not None else None


def _late_that(sentence: Sentence, cue: _Cue, cues: list[_Cue]) -> tuple[tuple[Span, ...], Token | None] | None:
    """ "… writing on X that …", where the parser hangs the clause on something in between: from "that" to the end of the sentence."""
    tokens = sentence.tokens
    for index in range(cue.last.index + 1, min(cue.last.index + 7, len(tokens) - 3)):
        token = tokens[index]
        if token.pos in ("VERB", "AUX") or token.text in ",;:" or token.quote is not None:
            return None
        if token.rel == "mark" and token.pos == "SCONJ":
            walls = [w for c in cues if c.first.index > index and (w := _joined(sentence, c)) is not None]
            kept = _trimmed(list(tokens[index + 1 : min([len(tokens), *walls])]))
            root = sentence.head_of(token)
            return (_spans(kept), root) if kept else None
    return None


def _joined(sentence: Sentence, cue: _Cue) -> int | None:
    """Where a cue is joined on with a conjunction ("…, и добавил"): the index of the conjunction, or of the comma before it."""
    before = sentence.tokens[max(0, cue.first.index - 3) : cue.first.index]
    for token in reversed(before):
        if token.pos == "CCONJ":
            comma = sentence.tokens[token.index - 1] if token.index else token
            return comma.index if comma.text == "," else token.index
        if token.pos not in ("ADV", "PART", "PUNCT"):
            return None
    return None


def _stretch(sentence: Sentence, verb: Token, tokens: list[Token]) -> list[Token]:
    """Of the words around an inserted "he said", those on its side of a colon or semicolon."""
    walls = [t.index for t in sentence.tokens if t.text in (":", ";")]
    left = max((w for w in walls if w < verb.index), default=-1)
    right = min((w for w in walls if w > verb.index), default=len(sentence.tokens))
    return _trimmed([t for t in tokens if left < t.index < right])


def _parenthetical(sentence: Sentence, verb: Token, child: Token) -> bool:
    """A clause that is governed by the cue in the parse but merely stands beside it: a question tag, the cue's own purpose clause."""
    return child.rel == "csubj" or (child.index < verb.index and not sentence.deps(child.index, "nsubj", "csubj", "expl"))


def _quotes(sentence: Sentence, cue: _Cue, cues: list[_Cue], content: tuple[Span, ...], used: set[int]) -> tuple[int, ...]:
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


def _introduces(sentence: Sentence, cue: _Cue, quote: Token) -> bool:
    """Any cue of saying introduces a quote; one of denying, doubting or demanding only where the quote hangs on it or a colon leads up."""
    if cue.direct_only or (cue.cue_class.stance is Stance.SUPPORTS and cue.cue_class.name not in ("demand", "promise")):
        return True
    between = sentence.tokens[min(cue.last.index, quote.index) + 1 : max(cue.first.index, quote.index)]
    return (all(not t.is_word for t in between[-2:]) and any(t.text == ":" for t in between)) or quote.head == cue.first.index


def _according(sentence: Sentence, discourse: Discourse, lexicon: Lexicon, silent: set[int]) -> Iterator[Report]:
    """ "According to X, …" and «по словам X, …»: the rest of the sentence is the content."""
    tokens = sentence.tokens
    for first, after, cue_class in lexicon.according.find(tokens):
        if after >= len(tokens) or first in silent:
            continue
        owner = next((t for t in tokens[first:after] if t.text.lower() in load_pronouns().possessive), None)
        head = owner or _head_after(sentence, after)
        if head is None or head.quote is not None:
            continue
        speaker = discourse.possessor(owner) if owner is not None else discourse.speaker(sentence, head)
        if speaker is None:
            continue
        if speaker.entity is None and not speaker.group and not _can_speak(sentence, head, lexicon):
            continue
        phrase = noun_phrase(sentence, head) if owner is None else []
        covered = {t.index for t in phrase} | set(range(first, after))
        covered |= (
            {t.index for t in sentence.subtree(head.index)}
            if owner is None and len(sentence.subtree(head.index)) < len(tokens) / 2
            else set()
        )
        left, right = min(covered), max(covered)
        rest = [t for t in tokens if not left <= t.index <= right]
        quotes = tuple(dict.fromkeys(t.quote for t in rest if t.quote is not None))
        after_part = _trimmed([t for t in rest if t.index > right])
        before_part = _trimmed([t for t in rest if t.index < left])
        parts = [p for p in (before_part, after_part) if sum(t.is_word for t in p) > 2 or any(t.quote is not None for t in p)]
        if not parts:
            continue
        root = next((t for p in parts for t in p if t.rel == "root"), parts[0][0])
        modality = cue_class.modality if cue_class.modality is not Modality.ASSERTED else clause_modality(sentence, root, lexicon)
        content = tuple(_spans(p)[0] for p in parts) if any(t.quote is None and t.is_word for p in parts for t in p) else ()
        yield Report(speaker, (tokens[first].start, tokens[after - 1].end), content, quotes, cue_class, modality, False)


def _head_after(sentence: Sentence, after: int) -> Token | None:
    """Head of the noun phrase that follows an "according to": the first nominal whose governor stands before it."""
    for token in sentence.tokens[after : after + 12]:
        if token.text in ",.;:" and token.index > after:
            break
        if token.pos in ("NOUN", "PROPN", "PRON", "X") and (token.head < token.index or token.head > after + 12):
            governor = sentence.head_of(token)
            if governor is not None and governor.index >= after and token.rel not in ("conj",):
                continue
            return token
    return next((t for t in sentence.tokens[after : after + 6] if t.pos in ("NOUN", "PROPN", "PRON", "X")), None)


def _by_noun(sentence: Sentence, discourse: Discourse, lexicon: Lexicon, silent: set[int], taken: list[Report]) -> Iterator[Report]:
    """ "X's claim that P", «мнение X о том, что P»: the owner of a speech noun says the clause that hangs on it."""
    spans = {s for r in taken for s in r.content}
    for first, after, cue_class in lexicon.nouns.find(sentence.tokens):
        noun = sentence.tokens[after - 1]
        if noun.pos != "NOUN" or first in silent or noun.quote is not None:
            continue
        for child in _clauses_of(sentence, noun):
            content = _spans(clause(sentence, child))
            owners = [h for role, h in complements(sentence, noun.index) if role in ("poss", "gen", "of", "by", "from")]
            owners += [
                t for t in sentence.deps(noun.index, "nmod:poss", "nmod") if t not in owners and t.feats.get("Case") in ("Gen", None)
            ]
            speakers = [
                s for h in owners for o in coordinated(sentence, h) if o.index != child.index and (s := discourse.speaker(sentence, o))
            ]
            if speakers and not spans & set(content) and (speakers[0].entity is not None or speakers[0].group):
                modality = clause_modality(sentence, child, lexicon)
                modality = cue_class.modality if cue_class.modality is not Modality.ASSERTED else modality
                yield Report(speakers[0], (noun.start, noun.end), content, (), cue_class, modality, False)
            break


def _negated(sentence: Sentence, verb: Token, lexicon: Lexicon) -> bool:
    return any(lexicon.negations.at([t], 0) for t in sentence.deps(verb.index, "advmod", "neg", "det"))


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and not tokens[0].is_word and tokens[0].text not in '«“"„(':
        tokens = tokens[1:]
    while tokens and not tokens[-1].is_word and tokens[-1].text not in '»”")':
        tokens = tokens[:-1]
    return tokens


def _spans(tokens: list[Token]) -> tuple[Span, ...]:
    return ((tokens[0].start, max(t.end for t in tokens)),) if tokens else ()


def _runs(tokens: list[Token]) -> tuple[Span, ...]:
    """A span for each run of neighbouring words: what stands before and after an inserted "he said"."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.index == runs[-1][-1].index + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(span for run in runs for span in _spans(_trimmed(run)))
