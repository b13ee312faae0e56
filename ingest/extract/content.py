"""Content: the clause that a cue of speech introduces, by the parse where it can be trusted, by words where it cannot."""

from ingest.extract.beside import content_before, named_content
from ingest.extract.clauses import clause, complements
from ingest.extract.joined import cut_off, joined, tacked_on
from ingest.extract.reports import Cue, Span, content_clauses, runs_of, spans_of, trimmed
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.speech import load_speech
from schema.model import Stance

_TAKEN = ("deny", "doubt", "warn", "confirm")  # classes whose content may be somebody else's words: "rejected her claim that"


def content_of(sentence: Sentence, verb: Token, cue: Cue, cues: list[Cue], lexicon: Lexicon) -> tuple[tuple[Span, ...], Token | None]:
    """The clause that the cue introduces: its spans and its root."""
    spans, root = _content(sentence, verb, cue, cues, lexicon)
    return tuple(_opened(sentence, span, cue, lexicon) for span in spans), root


def _content(sentence: Sentence, verb: Token, cue: Cue, cues: list[Cue], lexicon: Lexicon) -> tuple[tuple[Span, ...], Token | None]:
    anchors = [verb] + ([cue.last] if cue.last.index != verb.index else [])
    by_words = _after_complementizer(sentence, cue, cues, lexicon) or _after_colon(sentence, cue)
    if by_words is not None:
        return by_words
    named = named_content(sentence, verb, lexicon)
    if named is not None:
        return named
    own = range(cue.first.index, cue.last.index + 1)
    for anchor in anchors:
        behind = sorted(sentence.deps(anchor.index, "ccomp", "csubj"), key=lambda t: t.index < verb.index)
        for child in behind:
            if child.quote is None and child.index not in own and not _parenthetical(sentence, verb, child):
                return spans_of(clause(sentence, child, cut_off(sentence, child, cues, lexicon))), child
    nominal = [t for a in anchors for t in (*sentence.deps(a.index, "obj"), *(h for _, h in complements(sentence, a.index)))]
    for noun in nominal:
        if lexicon.nouns.at(sentence.tokens, noun.index) and cue.cue_class.name not in _TAKEN and owned(sentence, noun, lexicon):
            continue  # the words are those of the noun's owner
        if lexicon.nouns.at(sentence.tokens, noun.index) or noun.pos in ("PRON", "DET") or cue.cue_class.name in _TAKEN:
            for child in content_clauses(sentence, noun):
                return spans_of(clause(sentence, child)), child
    if lexicon.language == "en":
        late = _late_that(sentence, cue, cues)
        if late is not None:
            return late
    head = sentence.head_of(verb)
    if (
        verb.rel == "parataxis"
        and head is not None
        and head.quote is None
        and not sentence.deps(verb.index, "obj")
        and not _follows_quote(sentence, verb)
    ):
        inner = {t.index for t in sentence.subtree(verb.index)}
        return runs_of(_stretch(sentence, verb, clause(sentence, head, inner))), head
    if cue.cue_class.name in ("demand", "promise"):
        for anchor in anchors:
            for child in sentence.deps(anchor.index, "xcomp", "advcl", "ccomp"):
                return spans_of(clause(sentence, child)), child
            for noun in _demanded(sentence, anchor, lexicon):
                return spans_of(sentence.subtree(noun.index)), noun
    if cue.cue_class.stance is Stance.OPPOSES or cue.cue_class.name == "warn":
        for anchor in anchors:
            for child in sentence.deps(anchor.index, "xcomp"):
                return spans_of(clause(sentence, child)), child
    return content_before(sentence, verb, cue, lexicon) or ((), None)


def _opened(sentence: Sentence, span: Span, cue: Cue, lexicon: Lexicon) -> Span:
    """Without a complementizer that the parser takes for another word: "agreed that frontier AI poses"."""
    tokens = sentence.between(*span)
    if len(tokens) < 2 or lexicon.complementizers.at([tokens[0]], 0) is None or tokens[0].pos not in ("SCONJ", "PRON", "DET"):
        return span
    return (tokens[1].start, span[1]) if tokens[0].rel == "mark" or tokens[0].index == cue.last.index + 1 else span


def owned(sentence: Sentence, noun: Token, lexicon: Lexicon) -> list[Token]:
    """Heads of the phrases that say whose a noun of speech is."""
    owners = load_speech(lexicon.language).owners
    return [h for role, h in complements(sentence, noun.index) if role in owners and h.feats.get("Case") in ("Gen", None)]


def _demanded(sentence: Sentence, anchor: Token, lexicon: Lexicon) -> list[Token]:
    """The thing demanded: the direct object if it is no person addressed, or the phrase after "for"/«к»."""
    demanded = load_speech(lexicon.language).demanded
    named = [h for role, h in complements(sentence, anchor.index) if role in demanded]
    return named or [t for t in sentence.deps(anchor.index, "obj") if t.pos == "NOUN" and t.feats.get("Animacy") != "Anim"]


def _after_complementizer(sentence: Sentence, cue: Cue, cues: list[Cue], lexicon: Lexicon) -> tuple[tuple[Span, ...], Token | None] | None:
    """By words, where the parse is not to be trusted: in Russian a comma and a complementizer close to the cue always open the content.

    It runs to the end of the clause that the parse gives, or to the end of the sentence where the parse has lost it, but never over a
    colon, nor into a second cue that is joined on with "and".
    """
    if lexicon.language != "ru":
        return None
    tokens = sentence.tokens
    others = {c.first.index for c in cues}
    for index in range(cue.last.index + 1, min(cue.last.index + 9, len(tokens) - 2)):
        token = tokens[index]
        if token.pos in ("VERB", "AUX") and (token.feats.get("VerbForm") == "Fin" or token.index in others):
            return None
        if lexicon.nouns.at(tokens, index) and cue.cue_class.name not in _TAKEN and owned(sentence, token, lexicon):
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
            joined(sentence, c) or tacked_on(sentence, c) for c in cues if c.first.index > mark.index
        ]
        last = min([last, *(w - 1 for w in walls if w is not None)])
        kept = trimmed(list(tokens[mark.index + 1 : last + 1]))
        if not kept:
            return None
        inside = {t.index for t in kept}
        root = (
            governor
            if governor is not None and governor.index in inside
            else next((t for t in kept if t.feats.get("VerbForm") == "Fin"), None)
        )
        return spans_of(kept), root
    return None


def _after_colon(sentence: Sentence, cue: Cue) -> tuple[tuple[Span, ...], Token | None] | None:
    """ "She is certain: …": a clause after a colon right behind the cue."""
    tokens = sentence.tokens
    index = cue.last.index + 1
    if cue.cue_class.stance is not Stance.SUPPORTS:
        return None  # "she disagreed: …": what follows is her own view
    if index + 3 >= len(tokens) or tokens[index].text != ":" or tokens[index + 1].quote is not None:
        return None
    kept = trimmed(list(tokens[index + 1 :]))
    finite = next((t for t in kept if t.feats.get("VerbForm") == "Fin" or t.feats.get("Variant") == "Short"), None)
    root = finite or next((t for t in kept if t.head == cue.last.index and t.rel == "parataxis"), None)
    return (spans_of(kept), root) if root is not None else None


def _late_that(sentence: Sentence, cue: Cue, cues: list[Cue]) -> tuple[tuple[Span, ...], Token | None] | None:
    """ "… writing on X that …", where the parser hangs the clause on something in between: from "that" to the end of the sentence."""
    tokens = sentence.tokens
    for index in range(cue.last.index + 1, min(cue.last.index + 7, len(tokens) - 3)):
        token = tokens[index]
        if token.pos in ("VERB", "AUX") or token.text in ",;:" or token.quote is not None:
            return None
        if token.rel == "mark" and token.pos == "SCONJ":
            walls = [w for c in cues if c.first.index > index and (w := joined(sentence, c)) is not None]
            kept = trimmed(list(tokens[index + 1 : min([len(tokens), *walls])]))
            root = sentence.head_of(token)
            return (spans_of(kept), root) if kept else None
    return None


def _stretch(sentence: Sentence, verb: Token, tokens: list[Token]) -> list[Token]:
    """Of the words around an inserted "he said", those on its side of a colon or semicolon."""
    walls = [t.index for t in sentence.tokens if t.text in (":", ";")]
    left = max((w for w in walls if w < verb.index), default=-1)
    right = min((w for w in walls if w > verb.index), default=len(sentence.tokens))
    return trimmed([t for t in tokens if left < t.index < right])


def _follows_quote(sentence: Sentence, verb: Token) -> bool:
    """ "«…», — сказала она": the quote is all that the cue introduces."""
    before = next((t for t in reversed(sentence.tokens[: verb.index]) if t.is_word or t.quote is not None), None)
    return before is not None and before.quote is not None


def _parenthetical(sentence: Sentence, verb: Token, child: Token) -> bool:
    """A clause that is governed by the cue in the parse but merely stands beside it: a question tag, the cue's own purpose clause."""
    return child.rel == "csubj" or (child.index < verb.index and not sentence.deps(child.index, "nsubj", "csubj", "expl"))
