"""Roles: the noun phrases that stand in a role around the anchor of a relation pattern."""

from ingest.extract.clauses import complements, coordinated, objects
from ingest.extract.naming import named_by
from ingest.extract.tokens import Sentence, Token
from ingest.extract.voice import (
    NAMES,
    NOMINAL,
    acted_on,
    acting,
    hyphenated,
    is_caseless,
    is_marked,
    late_subjects,
    possessives,
    stands_for,
)
from ingest.knowledge.phrases import fold

_BARE = {"gen": "Gen", "dat": "Dat", "ins": "Ins"}


def fill(sentence: Sentence, anchor: Token, role: str, needs: frozenset[str] = frozenset()) -> list[Token]:
    """Heads of the noun phrases in a role, coordinated ones too; a relative pronoun stands for its noun."""
    if role == "subj":
        found = acting(sentence, anchor)
    elif role == "obj":
        found = acted_on(sentence, anchor)
    elif role == "self":
        return [anchor]
    elif role == "head":
        found = named_by(sentence, anchor)
    elif role == "xobj":
        found = _within(sentence, anchor)
    elif role == "poss":
        found = _possessors(sentence, anchor) + _below(sentence, anchor, role, needs)
    elif role == "attr":
        found = sentence.deps(anchor.index, "attr")
    elif role in _BARE:
        found = _bare(sentence, anchor, role) + _below(sentence, anchor, role, needs)
    else:
        found = [h for r, h in complements(sentence, anchor.index) if r == role]
        found += hyphenated(sentence, anchor) if role == "by" else _detached(sentence, anchor, role)
        found += _below(sentence, anchor, role, needs)
        behind = _behind_name(sentence, anchor)
        if behind is not None and behind.rel == "case" and behind.lemma.lower() == role:  # «Gemini от Google»
            found += [t for t in [sentence.head_of(behind)] if t is not None]
    if role == "head" and anchor.feats.get("Number") != "Plur":
        return found  # "the head of X, A, and B": only A
    heads = [t for head in found for t in coordinated(sentence, stands_for(sentence, head))]
    return list({t.index: t for t in heads}.values())


def _within(sentence: Sentence, verb: Token) -> list[Token]:
    found: list[Token] = []
    for child in sentence.deps(verb.index, "xcomp", "ccomp", "advcl"):
        found.extend(objects(sentence, child))
        found.extend(h for r, h in complements(sentence, child.index) if r not in ("ins", "nom"))
    return found


def _possessors(sentence: Sentence, noun: Token) -> list[Token]:
    """Possessives; of a name that a noun carries ("xAI's Grok chatbot") those of the noun."""
    found = possessives(sentence, noun) + _bare(sentence, noun, "gen")
    head = sentence.head_of(noun)
    if noun.pos in NAMES and head is not None and noun.rel == "compound" and head.pos == "NOUN":
        found += sentence.deps(head.index, "nmod:poss")
    return found


def _bare(sentence: Sentence, anchor: Token, role: str) -> list[Token]:
    """Dependents in a bare case; a name that has no case counts for any, a genitive right behind a name belongs to it."""
    found = []
    for token in sentence.deps(anchor.index, "obl", "nmod", "iobj", "appos", "obj"):
        if token.pos not in NOMINAL or sentence.deps(token.index, "case") or token.rel == "nmod:poss":
            continue
        adjoined = token.rel.split(":")[0] in ("obl", "nmod", "iobj")
        if (token.feats.get("Case") == _BARE[role] and not token.text.isascii() and adjoined) or (
            is_caseless(token) and (adjoined or (token.rel == "appos" and token.index == anchor.index + 1 and anchor.pos == "NOUN"))
        ):
            found.append(token)
    found += late_subjects(sentence, anchor) if anchor.pos == "VERB" else []
    behind = _behind_name(sentence, anchor)
    if (
        role == "gen"
        and behind is not None
        and behind.pos == "NOUN"
        and behind.feats.get("Case") == "Gen"
        and not is_marked(sentence, behind)
    ):
        found.append(behind)
    return found


def _behind_name(sentence: Sentence, name: Token) -> Token | None:
    """The word right behind a name: a genitive or a preposition that belongs to it, whatever the parser hangs it on."""
    if name.pos not in NAMES:
        return None
    bare = is_caseless(name)
    for token in sentence.tokens[name.index + 1 :]:
        if token.pos != "NUM" and (token.pos not in NAMES or is_caseless(token) != bare):
            return token
    return None


def _below(sentence: Sentence, anchor: Token, role: str, needs: frozenset[str]) -> list[Token]:
    """Complements of an amount ("put $10 billion in X") or of nouns that `needs` names ("a member of the board of X")."""
    found: list[Token] = []
    places = [anchor]
    seen = {anchor.index}
    while places:
        place = places.pop()
        for child in sentence.deps(place.index):
            amount = child.rel == "obj" and (child.pos in ("NUM", "SYM") or bool(sentence.deps(child.index, "nummod")))
            through = child.pos == "ADP" and any(fold(t.lemma) in needs for t in sentence.deps(child.index, "pobj"))
            if child.index in seen or not (amount or through or fold(child.lemma) in needs):
                continue
            seen.add(child.index)
            places.append(child)
            if child.pos == "ADP":
                continue
            found.extend(h for r, h in complements(sentence, child.index) if r == role)
            found.extend(_bare(sentence, child, role) if role in _BARE and not amount else ())
            found.extend(_possessors(sentence, child) if role == "poss" else ())
    return found


def _detached(sentence: Sentence, verb: Token, role: str) -> list[Token]:
    """A phrase with this preposition behind a verb that the parser has not hung there as one."""
    found = []
    for token in sentence.tokens[verb.index + 1 :] if verb.pos == "VERB" else ():
        if token.pos == "VERB":
            break
        stray = token.head < 0 or (token.head == verb.index and token.rel in ("nummod", "flat", "dep"))
        glued = token.head == verb.index and token.index > 0 and sentence.tokens[token.index - 1].end == token.start  # "4chan" in two
        marked = sentence.tokens[token.index - 1] if glued else token
        if (stray or glued) and any(c.lemma.lower() == role for c in sentence.deps(marked.index, "case")):
            found.append(token)
    return found
