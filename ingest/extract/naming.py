"""Naming: what a common noun names in its sentence: "the maker of X, Y, …", «автором X стал Y», "investors in X include Y"."""

from collections.abc import Iterator

from ingest.extract.tokens import NAME_RELATIONS, Sentence, Token
from ingest.extract.voice import NAMES, acted_on, acting
from ingest.knowledge.frames import load_among, load_links, load_others

_CLOSING = ",.;:)—–-"
_OPENING = ",(—–-"


def named_by(sentence: Sentence, noun: Token) -> list[Token]:
    """What a noun names: its apposition in either direction, its subject as a predicate, the name that it stands before."""
    among = _among(sentence, noun)
    if among is not None:
        return [t for t in sentence.deps(among.index, "nsubj", "attr") if t.index != noun.index]
    one = _one_of(sentence, noun)
    if one is not None:
        return named_by(sentence, one)
    found = sentence.deps(noun.index, "appos", "flat")
    head = sentence.head_of(noun)
    above = noun
    while head is not None and above.rel in ("appos", "compound", "flat", "flat:name"):
        found.append(head)
        above, head = head, sentence.head_of(head)
    if head is not None and noun.rel in ("attr", "xcomp") and noun.pos in ("NOUN", "NUM", "ADJ", "DET", "PRON"):
        found.extend([*acted_on(sentence, head), *acting(sentence, head)])  # "named X chief of Y", "X became chief of Y"
    if sentence.deps(noun.index, "cop") or noun.rel in ("root", "conj", "ccomp", "parataxis"):
        found.extend(t for t in sentence.deps(noun.index, "nsubj") if t.quote is None)
    if head is not None and noun.rel == "nsubj":
        found.extend(t for t in sentence.deps(head.index, "nsubj") if noun.index < t.index < head.index)
        if load_links().at([head], 0):
            found.extend(sentence.deps(head.index, "attr", "obj"))
    if head is not None and noun.rel in ("obl", "obj") and noun.feats.get("Case") == "Ins" and load_links().at([head], 0):
        found.extend([*sentence.deps(head.index, "nsubj"), *acted_on(sentence, head)])
    if head is not None and head.rel == "prep" and noun.rel == "pobj" and load_links().at([head], 0):
        verb = sentence.head_of(head)
        found.extend([*acted_on(sentence, verb), *acting(sentence, verb)] if verb is not None and verb.pos == "VERB" else [])
    if not found and head is not None and noun.rel == "conj" and head.pos == "NOUN":
        found.extend(t for t in named_by(sentence, head) if not head.index < t.index < noun.index)
    if head is not None and noun.rel == "conj" and head.pos in NAMES and any(load_others().at([t], 0) for t in sentence.deps(noun.index)):
        for above in (head, *_names_above(sentence, head)):  # "A, B and other critics of X"
            found.extend(t for t in (above, *sentence.deps(above.index, "conj")) if t.index < noun.index)
    low, high = min((t.index for t in found), default=0), max((t.index for t in found), default=0)
    if any(t.text == ";" for t in sentence.tokens[min(low, noun.index) : max(high, noun.index)]):
        found = []
    return found or _beside(sentence, noun)


def _among(sentence: Sentence, noun: Token) -> Token | None:
    """The verb of "among those who signed X were A and B", «среди подписавших были A и B»."""
    above = sentence.head_of(noun)
    marks = [above] if above is not None and above.pos == "ADP" else sentence.deps(noun.index, "case")
    if not any(load_among().at([mark], 0) for mark in marks):
        return None
    verb = next(iter(t for t in sentence.ancestors(noun) if t.pos != "ADP"), None)
    return verb if verb is not None and load_links().at([verb], 0) else None


def _one_of(sentence: Sentence, noun: Token) -> Token | None:
    """The "one" of "one of the founders of X", «один из основателей X»."""
    above = sentence.head_of(noun)
    if above is not None and above.pos == "ADP":
        above = sentence.head_of(above)
    elif not any(c.pos == "ADP" for c in sentence.deps(noun.index, "case")):
        return None
    counted = above is not None and above.pos in ("NUM", "DET", "PRON", "ADJ") and above.index < noun.index
    return above if counted and noun.feats.get("Number") == "Plur" else None


def _names_above(sentence: Sentence, name: Token) -> Iterator[Token]:
    """The names that a name is strung on: of "A, B and other critics of X" those before B."""
    for above in sentence.ancestors(name):
        if name.rel not in ("conj", "appos") or above.pos not in NAMES:
            return
        yield above
        name = above


def _beside(sentence: Sentence, noun: Token) -> list[Token]:
    """The name that an apposition stands beside, by punctuation alone: "X, the maker of Y, …", "the maker of Y, X, …"."""
    tokens = sentence.tokens
    if "Case" not in noun.feats and noun.index + 1 < len(tokens) and tokens[noun.index + 1].pos in NAMES:
        return [_head_of_name(sentence, tokens[noun.index + 1])]  # "whose company X", which the parser tears apart
    first = min((t.index for t in sentence.subtree(noun.index) if t.rel != "punct"), default=noun.index)
    while first < noun.index and any(t.pos in ("VERB", "AUX") or t.text == "," for t in tokens[first : noun.index]):
        first += 1
    last = noun.index
    while last + 1 < len(tokens) and tokens[last + 1].text not in _CLOSING and tokens[last + 1].pos not in ("VERB", "AUX"):
        last += 1
    closed = last + 1 == len(tokens) or tokens[last + 1].text in _CLOSING
    if closed and first > 1 and tokens[first - 1].text in _OPENING and tokens[first - 2].pos in NAMES:
        return [_head_of_name(sentence, tokens[first - 2])]
    if last + 2 < len(tokens) and tokens[last + 1].text in ",—–" and tokens[last + 2].pos in NAMES:
        end = last + 2
        while end + 1 < len(tokens) and tokens[end + 1].pos in (*NAMES, "NUM"):
            end += 1
        if end + 1 < len(tokens) and tokens[end + 1].text in ",—–":
            return [_head_of_name(sentence, tokens[last + 2])]
    return []


def _head_of_name(sentence: Sentence, token: Token) -> Token:
    head = sentence.head_of(token)
    while head is not None and token.rel in NAME_RELATIONS and head.pos in NAMES:
        token, head = head, sentence.head_of(head)
    return token
