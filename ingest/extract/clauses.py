"""Clauses: who does what to whom around a word, the same roles for both languages.

Roles: `subj` and `obj` with passives turned around, `attr`, `xobj`, Russian bare cases `gen`/`dat`/`ins`, and prepositions by their lemma.
"""

from collections.abc import Iterator

from ingest.extract.tokens import NAME_RELATIONS, Sentence, Token
from ingest.knowledge.pronouns import load_pronouns

_CASES = {"Gen": "gen", "Dat": "dat", "Ins": "ins", "Acc": "obj", "Loc": "loc", "Nom": "nom"}
_CLAUSAL = ("acl", "acl:relcl", "ccomp", "advcl", "parataxis", "csubj")
_NOMINAL = ("NOUN", "PROPN", "PRON", "X", "NUM", "ADJ", "DET", "SYM")


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb stands in the passive."""
    if verb.feats.get("Voice") == "Pass" and not verb.text.lower().endswith(("сь", "ся")):
        return True
    return bool(sentence.deps(verb.index, "aux:pass", "nsubj:pass")) or (
        verb.rel in ("acl", "advcl")
        and not sentence.deps(verb.index, "aux")
        and verb.feats.get("VerbForm") == "Part"
        and verb.feats.get("Tense") == "Past"
        and verb.pos == "VERB"
        and "Aspect" in verb.feats
        and verb.feats.get("Voice") is None
    )


def subjects(sentence: Sentence, verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the noun phrases that act: the subject, the agent of a passive, a shared or antecedent subject."""
    if is_passive(sentence, verb):
        return _agents(sentence, verb)
    found = [t for t in sentence.deps(verb.index, "nsubj") if t.rel != "nsubj:pass"]
    if found:
        return [a for t in found for a in _antecedents(sentence, verb, t)]
    head = sentence.head_of(verb)
    if head is None or depth > 3:
        return []
    if verb.rel in ("acl", "acl:relcl", "amod") and head.pos in ("NOUN", "PROPN", "PRON"):
        taken = any(t.lemma.lower() in load_pronouns().relative for t in sentence.deps(verb.index, "obj"))
        return [] if taken and verb.rel == "acl:relcl" else [head]  # "whom they call"
    absolute = _absolute(sentence, verb) if verb.rel == "advcl" else None
    if absolute is not None:
        return [absolute]
    if verb.rel in ("conj", "xcomp", "advcl", "aux", "cop") and head.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        if verb.rel == "xcomp" and sentence.deps(head.index, "obj", "iobj"):
            return sentence.deps(head.index, "obj", "iobj")[:1]
        if verb.rel == "xcomp" and is_passive(sentence, head):
            return sentence.deps(head.index, "nsubj:pass")  # "X is expected to say"
        return subjects(sentence, head, depth + 1)
    return []


def _absolute(sentence: Sentence, verb: Token) -> Token | None:
    """ "…, with X, its lawyer, saying that": the phrase right before a participle, set off by commas."""
    for preposition in sentence.tokens[1 : verb.index]:
        if preposition.lemma.lower() in load_pronouns().absolute and sentence.tokens[preposition.index - 1].text == ",":
            for noun in sentence.deps(preposition.index, "pobj"):
                last = max((t.index for t in sentence.subtree(noun.index) if t.is_word), default=noun.index)
                if last < verb.index and not any(t.is_word for t in sentence.tokens[last + 1 : verb.index]):
                    return noun
    return None


def objects(sentence: Sentence, verb: Token) -> list[Token]:
    """Heads of what is acted on: the direct object, the subject of a passive."""
    if is_passive(sentence, verb):
        found = sentence.deps(verb.index, "nsubj:pass") or sentence.deps(verb.index, "nsubj")
        head = sentence.head_of(verb)
        if not found and verb.rel in ("acl", "amod") and head is not None:
            found = [head]
        return [a for t in found for a in _antecedents(sentence, verb, t)]
    found = sentence.deps(verb.index, "obj")
    return [a for t in found for a in _antecedents(sentence, verb, t)]


def complements(sentence: Sentence, index: int) -> Iterator[tuple[str, Token]]:
    """(role, head of the noun phrase) of the oblique and nominal dependents of a word."""
    for token in sentence.deps(index):
        if token.rel in ("prep", "agent", "obl:agent") and token.pos in ("ADP", "SCONJ", "VERB", "PART"):
            for inner in sentence.deps(token.index, "pobj", "pcomp"):
                yield token.lemma.lower(), inner
        elif token.rel.split(":")[0] in ("obl", "nmod", "iobj", "obj") and token.pos in _NOMINAL:
            cases = sentence.deps(token.index, "case")
            if token.rel == "nmod:poss":
                yield "poss", token
            elif cases:
                yield " ".join(c.lemma.lower() for c in cases), token
            elif token.rel != "obj":
                yield _CASES.get(token.feats.get("Case", ""), "nom"), token
        elif token.rel == "dative":
            yield "dat", token
        elif token.rel in ("attr", "xcomp") and token.pos in _NOMINAL:
            yield "attr", token
        elif token.rel in ("appos", "flat:name", "flat:foreign", "compound"):
            yield token.rel.split(":")[0], token


def coordinated(sentence: Sentence, token: Token) -> list[Token]:
    """A noun phrase's head and those coordinated with it."""
    found = [token]
    for other in sentence.deps(token.index, "conj"):
        if other.pos in _NOMINAL and other.index not in {t.index for t in found}:
            found.extend(coordinated(sentence, other))
    return found


def noun_phrase(sentence: Sentence, head: Token) -> list[Token]:
    """The tokens of a noun phrase without its relative clauses, coordinated phrases and rims of punctuation."""
    kept = {head.index}
    queue = [head.index]
    while queue:
        for child in sentence.deps(queue.pop()):
            if child.rel in _CLAUSAL or child.rel in ("conj", "cc", "punct") or child.index in kept:
                continue
            kept.add(child.index)
            queue.append(child.index)
    first, last = min(kept), max(kept)
    while first < last and not sentence.tokens[first].is_word:
        first += 1
    return list(sentence.tokens[first : last + 1])


def clause(sentence: Sentence, root: Token, without: set[int] | None = None) -> list[Token]:
    """The tokens of a clause, without the subtrees in `without`, complementizer and punctuation at the rims removed."""
    kept = [t for t in sentence.subtree(root.index) if not without or t.index not in without]
    while kept and ((not kept[0].is_word and kept[0].text not in '«“"„') or (kept[0].rel == "mark" and kept[0].pos == "SCONJ")):
        kept = kept[1:]
    while kept and not kept[-1].is_word and kept[-1].text not in '»”"':
        kept = kept[:-1]
    return kept


def _agents(sentence: Sentence, verb: Token) -> list[Token]:
    found = [t for role, t in complements(sentence, verb.index) if role in ("ins", "by")]
    return found or [t for t in sentence.deps(verb.index, "obl:agent") if t.pos in _NOMINAL]


def _antecedents(sentence: Sentence, verb: Token, token: Token) -> list[Token]:
    """A relative pronoun stands for the noun that its clause hangs on; a noun for itself and its coordinates."""
    relative = token.feats.get("PronType") == "Rel" or token.lemma.lower() in load_pronouns().relative
    head = sentence.head_of(verb)
    if relative and token.pos in ("PRON", "DET", "SCONJ", "ADJ") and token.index > 1:
        before = sentence.tokens[token.index - 2] if sentence.tokens[token.index - 1].text == "," else None
        if before is not None and before.pos in ("PROPN", "X") and token.lemma.lower() not in load_pronouns().things:
            return [_name_head(sentence, before)]  # a name right before its relative clause is what the clause is about
    if relative and token.pos in ("PRON", "DET", "SCONJ") and verb.rel.startswith("acl") and head is not None:
        return [head]
    return coordinated(sentence, token)


def _name_head(sentence: Sentence, token: Token) -> Token:
    """The head of the name that a word belongs to."""
    head = sentence.head_of(token)
    while head is not None and token.rel in NAME_RELATIONS and head.pos in ("PROPN", "X"):
        token, head = head, sentence.head_of(head)
    return token
