"""Voice: who acts and what is acted on around a verb, also where the parser errs on names that it does not know."""

from ingest.extract.clauses import complements, coordinated, is_passive, objects, subjects
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.frames import load_done_for
from ingest.knowledge.pronouns import load_pronouns

NAMES = ("PROPN", "X")
NOMINAL = ("NOUN", "PROPN", "PRON", "X", "ADJ", "DET")


def acting(sentence: Sentence, verb: Token) -> list[Token]:
    """Who does it: the subject, the agent of a passive, the first of "A-backed"."""
    if _turned(sentence, verb):
        agents = _agents(sentence, verb)
        for other in sentence.deps(verb.index, "conj") if not agents else ():
            agents = _agents(sentence, other) if _turned(sentence, other) else []
        return agents or hyphenated(sentence, verb)
    head = sentence.head_of(verb)
    own = sentence.deps(verb.index, "nsubj")
    if not own and verb.rel == "conj" and head is not None:
        earlier = [t for t in sentence.deps(head.index, "conj") if t.index < verb.index]
        nearer = [t for t in earlier if any(s.lemma.lower() not in load_pronouns().relative for s in sentence.deps(t.index, "nsubj"))]
        if nearer:
            return acting(sentence, nearer[-1])
        if _turned(sentence, head):
            return objects(sentence, head)
    if not own and verb.rel == "appos" and head is not None and head.pos in ("NOUN", "PROPN") and verb.feats.get("VerbForm") == "Fin":
        return [head]  # the parser has hung the verb on its subject
    if not own and verb.rel == "acl" and head is not None and verb.feats.get("VerbForm") == "Inf":
        return _governing_subject(sentence, head)
    if not own and verb.rel == "pcomp" and head is not None:
        return _actor_of_gerund(sentence, head)
    after = {t.index for t in late_subjects(sentence, verb)}
    direct = sentence.deps(verb.index, "obj")
    if not own and len(direct) > 1 and is_caseless(direct[0]) and direct[0].index < verb.index < direct[-1].index:
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
    found = [t for t in objects(sentence, verb) if t.index not in actors] + late_subjects(sentence, verb)
    if not found:
        found = [
            t for t in sentence.deps(verb.index, "iobj", "obl") if t.index > verb.index and is_caseless(t) and not is_marked(sentence, t)
        ]
    if not found:
        for other in sentence.deps(verb.index, "conj"):  # "developed and released X"
            if other.pos == "VERB" and other.index - verb.index <= 3 and not sentence.deps(other.index, "nsubj"):
                found = objects(sentence, other)
        head = sentence.head_of(verb)
        if not found and head is not None and verb.rel == "conj" and head.lemma == verb.lemma:
            found = acted_on(sentence, head)  # «закон поддержали A, но не поддержал B»
    return found


def core(sentence: Sentence, verb: Token) -> list[Token]:
    """Everything without a preposition that hangs on a verb, for a language whose order of words is free."""
    found = [
        t
        for t in sentence.deps(verb.index, "nsubj", "obj", "obl", "iobj")
        if t.pos in NOMINAL and not sentence.deps(t.index, "case") and t.feats.get("Case") in (None, "Nom", "Acc", "Ins")
    ]
    return [c for t in found for c in coordinated(sentence, stands_for(sentence, t))]


def late_subjects(sentence: Sentence, verb: Token) -> list[Token]:
    """Further "subjects" behind an active verb that has one before it, or one that the verb does not agree with: objects."""
    own = sentence.deps(verb.index, "nsubj")
    if len(own) > 1 and own[0].index < verb.index:
        return [t for t in own[1:] if t.index > verb.index and is_caseless(t)]
    many = verb.feats.get("Number") == "Plur" and verb.feats.get("VerbForm") != "Part"
    return [
        t for t in own if many and t.feats.get("Case") == "Acc" and t.feats.get("Number") == "Sing" and not sentence.deps(t.index, "conj")
    ]


def hyphenated(sentence: Sentence, verb: Token) -> list[Token]:
    """The name before the hyphen of "Microsoft-backed"."""
    found = sentence.deps(verb.index, "obl:npmod", "compound")
    return [t for t in found if t.index == verb.index - 2 and sentence.tokens[verb.index - 1].text in "-‑–"]


def possessives(sentence: Sentence, noun: Token) -> list[Token]:
    """What a noun belongs to: "X's plan", «свой план»."""
    found = [h for r, h in complements(sentence, noun.index) if r == "poss"] + sentence.deps(noun.index, "nmod:poss")
    return found + [t for t in sentence.deps(noun.index, "det") if t.feats.get("Poss") == "Yes" or t.pos == "PRON"]


def stands_for(sentence: Sentence, token: Token) -> Token:
    """The noun that a relative pronoun stands for, else the token itself."""
    whose = token.feats.get("Poss") == "Yes" and "Person" not in token.feats
    relative = whose or token.feats.get("PronType") == "Rel" or token.lemma.lower() in load_pronouns().relative
    if not relative or token.pos not in ("PRON", "DET", "SCONJ", "ADJ"):
        return token
    for above in sentence.ancestors(token):
        if above.rel.startswith("acl"):
            return sentence.head_of(above) or token
    return token


def is_caseless(token: Token) -> bool:
    """A name that shows no case: in Latin letters within Russian, or without one."""
    return token.pos in NAMES and (token.text.isascii() or "Case" not in token.feats)


def is_marked(sentence: Sentence, token: Token) -> bool:
    """Whether a noun phrase has a preposition."""
    return bool(sentence.deps(token.index, "case"))


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


def _actor_of_gerund(sentence: Sentence, preposition: Token) -> list[Token]:
    """Who "praised X for releasing Y", "grew after releasing Y" mean."""
    governor = sentence.head_of(preposition)
    if governor is None or governor.pos != "VERB":
        return []
    return acted_on(sentence, governor) if load_done_for().at([preposition], 0) else acting(sentence, governor)


def _governing_subject(sentence: Sentence, noun: Token) -> list[Token]:
    """Whose plan "a plan to buy" is: its possessor, or the subject of the clause around it."""
    owners = possessives(sentence, noun)
    if owners:
        return owners
    for above in sentence.ancestors(noun):
        if above.pos in ("VERB", "AUX"):
            return acting(sentence, above)
    return []
