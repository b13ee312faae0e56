"""Roles: the noun phrases that stand around the anchor of a relation pattern, also where the parser errs on names it does not know."""

from ingest.extract.clauses import complements, coordinated, is_passive, objects, subjects
from ingest.extract.tokens import NAME_RELATIONS, Sentence, Token
from ingest.knowledge.phrases import fold
from ingest.knowledge.pronouns import load_pronouns

_BARE = {"gen": "Gen", "dat": "Dat", "ins": "Ins"}
_NOMINAL = ("NOUN", "PROPN", "PRON", "X", "ADJ", "DET")
_NAMES = ("PROPN", "X")
_CLOSING = ",.;:)—–-"
_OPENING = ",(—–-"


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
        found += _hyphenated(sentence, anchor) if role == "by" else _detached(sentence, anchor, role)
        found += _below(sentence, anchor, role, needs)
    if role == "head" and anchor.feats.get("Number") != "Plur":
        return found  # "the head of X, A, and B": only A
    heads = [t for head in found for t in coordinated(sentence, _stands_for(sentence, head))]
    return list({t.index: t for t in heads}.values())


def acting(sentence: Sentence, verb: Token) -> list[Token]:
    """Who does it: the subject, the agent of a passive, the first of "A-backed"."""
    if _turned(sentence, verb):
        agents = _agents(sentence, verb)
        for other in sentence.deps(verb.index, "conj") if not agents else ():
            agents = _agents(sentence, other) if _turned(sentence, other) else []
        return agents or _hyphenated(sentence, verb)
    head = sentence.head_of(verb)
    own = sentence.deps(verb.index, "nsubj")
    if not own and verb.rel == "conj" and head is not None and _turned(sentence, head):
        return objects(sentence, head)
    if not own and verb.rel == "acl" and head is not None and verb.feats.get("VerbForm") == "Inf":
        return _governing_subject(sentence, head)
    after = {t.index for t in _late_subjects(sentence, verb)}
    direct = sentence.deps(verb.index, "obj")
    if not own and len(direct) > 1 and _caseless(direct[0]) and direct[0].index < verb.index < direct[-1].index:
        return direct[:1]
    return [t for t in subjects(sentence, verb) if t.index not in after]


def acted_on(sentence: Sentence, verb: Token) -> list[Token]:
    """What it is done to: the direct object, the subject of a passive."""
    if _turned(sentence, verb):
        agents = {t.index for t in _agents(sentence, verb)}
        head = sentence.head_of(verb)
        if head is not None and verb.rel == "amod":
            return [head]
        found = objects(sentence, verb) if is_passive(sentence, verb) else []
        if not found and head is not None and verb.rel == "conj":
            found = acted_on(sentence, head)
        return [t for t in found if t.index not in agents]
    actors = {t.index for t in acting(sentence, verb)}
    found = [t for t in objects(sentence, verb) if t.index not in actors] + _late_subjects(sentence, verb)
    if not found:
        for other in sentence.deps(verb.index, "conj"):  # "developed and released X"
            if other.pos == "VERB" and other.index - verb.index <= 3 and not sentence.deps(other.index, "nsubj"):
                found = objects(sentence, other)
    return found


def core(sentence: Sentence, verb: Token) -> list[Token]:
    """Everything without a preposition that hangs on a verb, for a language whose order of words is free."""
    found = [
        t
        for t in sentence.deps(verb.index, "nsubj", "obj", "obl", "iobj")
        if t.pos in _NOMINAL and not sentence.deps(t.index, "case") and t.feats.get("Case") in (None, "Nom", "Acc", "Ins")
    ]
    return [c for t in found for c in coordinated(sentence, _stands_for(sentence, t))]


def named_by(sentence: Sentence, noun: Token) -> list[Token]:
    """What a noun names: its apposition in either direction, its subject as a predicate, the name that it stands before."""
    found = sentence.deps(noun.index, "appos", "flat")
    head = sentence.head_of(noun)
    above = noun
    while head is not None and above.rel in ("appos", "compound", "flat", "flat:name"):
        found.append(head)
        above, head = head, sentence.head_of(head)
    if head is not None and noun.rel in ("attr", "xcomp") and noun.pos == "NOUN":
        found.extend(acting(sentence, head))
    if sentence.deps(noun.index, "cop") or noun.rel in ("root", "conj", "ccomp", "parataxis"):
        found.extend(t for t in sentence.deps(noun.index, "nsubj") if t.quote is None)
    if head is not None and noun.rel == "nsubj":
        found.extend(t for t in sentence.deps(head.index, "nsubj") if noun.index < t.index < head.index)
    if not found and head is not None and noun.rel == "conj" and head.pos == "NOUN":
        found.extend(t for t in named_by(sentence, head) if not head.index < t.index < noun.index)
    low, high = min((t.index for t in found), default=0), max((t.index for t in found), default=0)
    if any(t.text == ";" for t in sentence.tokens[min(low, noun.index) : max(high, noun.index)]):
        found = []
    return found or _beside(sentence, noun)


def _turned(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is passive, also as a bare participle: "A-backed B", "was developed and released"."""
    if is_passive(sentence, verb):
        return True
    past = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
    if verb.rel == "amod":
        return past and verb.feats.get("Voice") != "Act"
    head = sentence.head_of(verb)
    bare = not sentence.deps(verb.index, "obj", "nsubj", "aux")
    return past and bare and verb.rel == "conj" and head is not None and "Voice" not in verb.feats and is_passive(sentence, head)


def _agents(sentence: Sentence, verb: Token) -> list[Token]:
    found = list(subjects(sentence, verb)) if is_passive(sentence, verb) else []
    found = found or [h for r, h in complements(sentence, verb.index) if r == "by"]
    return found or [t for t in sentence.deps(verb.index, "nsubj:pass") if t.feats.get("Case") == "Ins"]


def _hyphenated(sentence: Sentence, verb: Token) -> list[Token]:
    """The name before the hyphen of "Microsoft-backed"."""
    found = sentence.deps(verb.index, "obl:npmod", "compound")
    return [t for t in found if t.index == verb.index - 2 and sentence.tokens[verb.index - 1].text in "-‑–"]


def _late_subjects(sentence: Sentence, verb: Token) -> list[Token]:
    """Further "subjects" behind an active verb that has one before it, or one that the verb does not agree with: objects."""
    own = sentence.deps(verb.index, "nsubj")
    if len(own) > 1 and own[0].index < verb.index:
        return [t for t in own[1:] if t.index > verb.index and _caseless(t)]
    many = verb.feats.get("Number") == "Plur" and verb.feats.get("VerbForm") != "Part"
    return [
        t for t in own if many and t.feats.get("Case") == "Acc" and t.feats.get("Number") == "Sing" and not sentence.deps(t.index, "conj")
    ]


def _governing_subject(sentence: Sentence, noun: Token) -> list[Token]:
    """Whose plan "a plan to buy" is: its possessor, or the subject of the clause around it."""
    owners = _possessors(sentence, noun)
    if owners:
        return owners
    for above in sentence.ancestors(noun):
        if above.pos in ("VERB", "AUX"):
            return acting(sentence, above)
    return []


def _within(sentence: Sentence, verb: Token) -> list[Token]:
    found: list[Token] = []
    for child in sentence.deps(verb.index, "xcomp", "ccomp", "advcl"):
        found.extend(objects(sentence, child))
        found.extend(h for r, h in complements(sentence, child.index) if r not in ("ins", "nom"))
    return found


def _possessors(sentence: Sentence, noun: Token) -> list[Token]:
    """Possessives; of a name that a noun carries ("xAI's Grok chatbot", "its model Ostrel") those of the noun."""
    found = [h for r, h in complements(sentence, noun.index) if r == "poss"] + sentence.deps(noun.index, "nmod:poss")
    found += _bare(sentence, noun, "gen")
    found += [t for t in sentence.deps(noun.index, "det") if t.feats.get("Poss") == "Yes"]
    head = sentence.head_of(noun)
    if noun.pos in _NAMES and head is not None and noun.rel in ("compound", "appos") and head.pos == "NOUN":
        found += sentence.deps(head.index, "nmod:poss")
    return found


def _bare(sentence: Sentence, anchor: Token, role: str) -> list[Token]:
    """Dependents in a bare case; a name that has no case counts for any, a genitive right behind a name belongs to it."""
    found = []
    for token in sentence.deps(anchor.index, "obl", "nmod", "iobj", "appos", "obj"):
        if token.pos not in _NOMINAL or sentence.deps(token.index, "case") or token.rel == "nmod:poss":
            continue
        adjoined = token.rel.split(":")[0] in ("obl", "nmod", "iobj")
        if (token.feats.get("Case") == _BARE[role] and not token.text.isascii() and adjoined) or (
            _caseless(token) and (adjoined or (token.rel == "appos" and token.index == anchor.index + 1 and anchor.pos == "NOUN"))
        ):
            found.append(token)
    last = anchor.index + 1
    while last < len(sentence.tokens) and sentence.tokens[last].pos in (*_NAMES, "NUM") and _caseless(sentence.tokens[last]):
        last += 1
    if role == "gen" and anchor.pos in _NAMES and _caseless(anchor) and last < len(sentence.tokens):
        behind = sentence.tokens[last]
        if behind.pos == "NOUN" and behind.feats.get("Case") == "Gen" and not sentence.deps(behind.index, "case"):
            found.append(behind)
    return found


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
    """A phrase with this preposition behind a verb that the parser has left without a governor."""
    found = []
    for token in sentence.tokens[verb.index + 1 :] if verb.pos == "VERB" else ():
        if token.pos == "VERB":
            break
        if token.head < 0 and any(c.lemma.lower() == role for c in sentence.deps(token.index, "case")):
            found.append(token)
    return found


def _stands_for(sentence: Sentence, token: Token) -> Token:
    """The noun that a relative pronoun stands for, else the token itself."""
    relative = token.feats.get("PronType") == "Rel" or token.lemma.lower() in load_pronouns().relative
    if not relative or token.pos not in ("PRON", "DET", "SCONJ", "ADJ"):
        return token
    for above in sentence.ancestors(token):
        if above.rel.startswith("acl"):
            return sentence.head_of(above) or token
    return token


def _beside(sentence: Sentence, noun: Token) -> list[Token]:
    """The name that an apposition stands beside, by punctuation alone: "X, the maker of Y, …", "the maker of Y, X, …"."""
    tokens = sentence.tokens
    first = min((t.index for t in sentence.subtree(noun.index) if t.rel != "punct"), default=noun.index)
    while first < noun.index and any(t.pos in ("VERB", "AUX") or t.text == "," for t in tokens[first : noun.index]):
        first += 1
    last = noun.index
    while last + 1 < len(tokens) and tokens[last + 1].text not in _CLOSING and tokens[last + 1].pos not in ("VERB", "AUX"):
        last += 1
    closed = last + 1 == len(tokens) or tokens[last + 1].text in _CLOSING
    if closed and first > 1 and tokens[first - 1].text in _OPENING and tokens[first - 2].pos in _NAMES:
        return [_head_of_name(sentence, tokens[first - 2])]
    if last + 2 < len(tokens) and tokens[last + 1].text in ",—–" and tokens[last + 2].pos in _NAMES:
        end = last + 2
        while end + 1 < len(tokens) and tokens[end + 1].pos in (*_NAMES, "NUM"):
            end += 1
        if end + 1 < len(tokens) and tokens[end + 1].text in ",—–":
            return [_head_of_name(sentence, tokens[last + 2])]
    return []


def _head_of_name(sentence: Sentence, token: Token) -> Token:
    head = sentence.head_of(token)
    while head is not None and token.rel in NAME_RELATIONS and head.pos in _NAMES:
        token, head = head, sentence.head_of(head)
    return token


def _caseless(token: Token) -> bool:
    """A name that shows no case: in Latin letters within Russian, or without one."""
    return token.pos in _NAMES and (token.text.isascii() or "Case" not in token.feats)
