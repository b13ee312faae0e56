"""Content: the clause that a cue of speech introduces, by the parse where it can be trusted, by words where it cannot."""

from ingest.extract.beside import content_before, named_content
from ingest.extract.clauses import clause, complements
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
                return spans_of(clause(sentence, child, _carried(sentence, child, cues, lexicon))), child
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


def carried_on(sentence: Sentence, cues: list[Cue], lexicon: Lexicon) -> dict[int, Token]:
    """Cues that the parser hangs on the content of an earlier cue, though they carry on its sentence ("said that A and added that B"):
    the position of the verb, and the earlier verb.
    """
    found: dict[int, Token] = {}
    for cue in cues:
        verb = cue.verb(sentence)
        for child in sentence.deps(verb.index, "ccomp"):
            for later in _joined_cues(sentence, child, cues, lexicon):
                found[later.index] = found.get(verb.index, verb)
    return found


def _joined_cues(sentence: Sentence, root: Token, cues: list[Cue], lexicon: Lexicon) -> list[Token]:
    """Verbs of speech with a clause of their own and no subject, joined to the root of a clause whose subject does not speak."""
    speaks = any(t.pos == "PROPN" or lexicon.collectives.at(sentence.tokens, t.index) for t in sentence.deps(root.index, "nsubj"))
    verbs = {c.verb(sentence).index for c in cues}
    joined_on = [t for t in sentence.deps(root.index, "conj") if t.index in verbs and (not speaks or _apart(sentence, root, t))]
    if root.index in verbs:
        return []
    return [t for t in joined_on if sentence.deps(t.index, "ccomp", "xcomp") and not sentence.deps(t.index, "nsubj", "nsubj:pass")]


def _apart(sentence: Sentence, root: Token, other: Token) -> bool:
    """Whether a comma and a conjunction part a verb from the clause before it."""
    joints = [t for t in sentence.deps(root.index, "cc") if t.index < other.index]
    return bool(joints) and joints[-1].index > 0 and sentence.tokens[joints[-1].index - 1].text == ","


def _cannot_join(sentence: Sentence, root: Token, other: Token) -> bool:
    """ "said the board would meet and declined to": after a modal verb no past tense can be joined on, so it is the speaker's own act."""
    modal = root.feats.get("VerbForm") == "Inf" and any(t.feats.get("VerbForm") == "Fin" for t in sentence.deps(root.index, "aux"))
    bare = not sentence.deps(other.index, "nsubj", "nsubj:pass", "aux")
    return modal and bare and other.feats.get("Tense") == "Past" and other.feats.get("VerbForm") == "Fin"


def _carried(sentence: Sentence, root: Token, cues: list[Cue], lexicon: Lexicon) -> set[int]:
    """What of a clause belongs to cues that carry on: their own words and the conjunction before them."""
    cut: set[int] = set()
    verbs = {c.verb(sentence).index for c in cues}
    contrast = load_speech(lexicon.language).contrast
    for verb in sentence.deps(root.index, "conj", "advcl"):
        first = sentence.subtree(verb.index)[0]
        other = any(t.pos == "PROPN" or lexicon.collectives.at(sentence.tokens, t.index) for t in sentence.deps(verb.index, "nsubj"))
        apart = verb.rel == "conj" or any(t.lemma.lower() in contrast for t in sentence.deps(verb.index, "mark"))
        if verb.index in verbs and other and apart and any(t.text == "," for t in sentence.tokens[max(0, first.index - 2) : first.index]):
            cut |= {t.index for t in sentence.subtree(verb.index)}
    strays = [t for t in sentence.deps(root.index, "conj") if _cannot_join(sentence, root, t)]
    for verb in (*_joined_cues(sentence, root, cues, lexicon), *strays):
        cut |= {t.index for t in sentence.subtree(verb.index)}
        cut |= {t.index for t in sentence.deps(root.index, "cc") if t.index < verb.index}
    return cut


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
            joined(sentence, c) or _tacked_on(sentence, c) for c in cues if c.first.index > mark.index
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


def joined(sentence: Sentence, cue: Cue) -> int | None:
    """Where a cue is joined on with a conjunction ("…, и добавил"): the index of the conjunction, or of the comma before it."""
    before = sentence.tokens[max(0, cue.first.index - 3) : cue.first.index]
    for token in reversed(before):
        if token.pos == "CCONJ":
            comma = sentence.tokens[token.index - 1] if token.index else token
            return comma.index if comma.text == "," else token.index
        if token.pos not in ("ADV", "PART", "PUNCT"):
            return None
    return None


def _tacked_on(sentence: Sentence, cue: Cue) -> int | None:
    """The comma before a report of the whole sentence: "…, передаёт «Интерфакс»"."""
    verb = cue.verb(sentence)
    behind = [t for t in sentence.deps(verb.index, "nsubj") if t.index > verb.index]
    last = max((t.index for t in sentence.subtree(verb.index) if t.is_word), default=verb.index)
    ends = not any(t.is_word for t in sentence.tokens[last + 1 :])
    comma = sentence.tokens[cue.first.index - 1] if cue.first.index else None
    return comma.index if behind and ends and comma is not None and comma.text == "," and not sentence.deps(verb.index, "mark") else None


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
