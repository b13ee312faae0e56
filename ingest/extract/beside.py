"""Content without a clause of its own: "called the bill a gift", and the main clause before "…, researchers found"."""

from ingest.extract.clauses import complements
from ingest.extract.reports import Cue, Span, spans_of, trimmed
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.speech import load_speech

Content = tuple[tuple[Span, ...], Token]
_PREDICATES = ("xcomp", "ccomp", "attr", "obl", "nmod", "appos")
_VERBAL = ("ccomp", "obj", "xcomp", "csubj")


def named_content(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Content | None:
    """What somebody calls a thing: the thing and its predicate ("the proposal toothless", «закон угрозой приватности»)."""
    words = load_speech(lexicon.language)
    if words.naming.at(sentence.tokens, verb.index) is None:
        return None
    things = [t for t in sentence.deps(verb.index, "obj", "iobj") if t.quote is None and t.index > verb.index]
    predicates = [t for t in sentence.deps(verb.index, *_PREDICATES) if _predicates(t, lexicon)]
    predicates += [h for role, h in complements(sentence, verb.index) if role in words.likened]
    if lexicon.language == "ru" and things:
        likened = [t for t in sentence.tokens[verb.index :] if t.lemma in words.likened and t.rel in ("case", "mark")]
        predicates += [noun for t in likened if (noun := sentence.head_of(t)) is not None and noun.index > t.index]
    predicates += [t for thing in things for t in sentence.deps(thing.index, "appos") if sentence.tokens[thing.index + 1].pos == "PUNCT"]
    if lexicon.language == "ru" and things:
        predicates += [t for t in sentence.tokens[verb.index + 1 :] if t.feats.get("Case") == "Ins" and _in_marks(sentence, t)]
    if not predicates or any(t.pos == "PROPN" for t in predicates):
        return None
    first, last = min(predicates, key=lambda t: t.index), max(predicates, key=lambda t: t.index)
    whole = {t.index for p in (*things, *predicates) for t in sentence.subtree(p.index)}
    infinitive = [t for t in sentence.deps(verb.index, "xcomp", "csubj") if t.pos == "VERB" and t.index > first.index]
    whole |= {t.index for p in infinitive for t in sentence.subtree(p.index)}
    for phrase in sentence.deps(verb.index, "prep"):  # "a gift to incumbents", the phrase hung on the verb
        whole |= {t.index for t in sentence.subtree(phrase.index)} if phrase.index == max(whole) + 1 else set()
    last_index = max(whole)
    opened = any(t.text in '«“„"' for t in sentence.tokens[min(whole) : last_index + 1])
    while opened and last_index + 1 < len(sentence.tokens) and sentence.tokens[last_index + 1].text in '»”".,':
        last_index += 1  # the marks that close a quoted predicate
    kept = trimmed([t for t in sentence.tokens[min(whole) : last_index + 1] if t.index > verb.index])
    if any(t.feats.get("VerbForm") == "Fin" for t in kept):
        return None
    if sum(t.is_word for t in kept) < 2 or not (things or infinitive or len(sentence.subtree(first.index)) > 1):
        return None
    return spans_of(kept), last


def _predicates(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word says what a thing is called: in Russian in the instrumental, in English a bare noun or adjective."""
    if lexicon.language == "ru":
        return token.feats.get("Case") == "Ins" and token.pos in ("ADJ", "NOUN", "VERB")
    return token.rel in ("xcomp", "ccomp", "attr") and token.pos in ("ADJ", "NOUN") and "VerbForm" not in token.feats


def _in_marks(sentence: Sentence, token: Token) -> bool:
    """Whether a noun with what belongs to it follows an opening quotation mark."""
    first = sentence.subtree(token.index)[0].index
    return token.pos == "NOUN" and first > 0 and any(t.text in '«“„"' for t in sentence.tokens[max(0, first - 1) : first + 1])


def content_before(sentence: Sentence, verb: Token, cue: Cue, lexicon: Lexicon) -> Content | None:
    """The clause that ends with a comma right before a cue and its subject, where nothing that it could introduce follows."""
    words = load_speech(lexicon.language)
    subject = next((t for t in sentence.deps(verb.index, "nsubj") if t.quote is None), None)
    if subject is None and words.written.at(sentence.tokens, verb.index) is not None:  # "…, говорится в заявлении"
        subject = next((head for role, head in complements(sentence, verb.index) if role in words.within and head.index > verb.index), None)
    if subject is None or subject.feats.get("PronType") == "Rel" or cue.cue_class.name in ("demand", "promise", "ask"):
        return None
    inner = [t.index for t in sentence.subtree(subject.index)]
    left = min(verb.index, *inner)
    while left and sentence.tokens[left - 1].rel == "advmod" and sentence.tokens[left - 1].head == verb.index:
        left -= 1
    if left < 2 or sentence.tokens[left - 1].text != ",":
        return None
    behind = sentence.tokens[max(cue.last.index, *inner) + 1 :]
    if any(t.index > verb.index and t.index not in inner for t in sentence.deps(verb.index, *_VERBAL)) or any(
        t.text in ":," or t.quote is not None or t.feats.get("VerbForm") == "Fin" for t in behind
    ):
        return None
    walls = [t.index for t in sentence.tokens[: left - 1] if t.text in ";:"]
    kept = trimmed(list(sentence.tokens[max(walls, default=-1) + 1 : left - 1]))
    root = next((t for t in kept if t.feats.get("VerbForm") == "Fin" or t.feats.get("Variant") == "Short"), None)
    if (
        root is None
        or sentence.deps(root.index, "mark")
        or kept[0].pos in ("SCONJ", "ADP")
        or kept[0].rel == "mark"
        or any(t.quote is not None for t in kept)
    ):
        return None
    if kept[0].feats.get("VerbForm") in ("Part", "Conv"):
        return None
    return spans_of(kept), root
