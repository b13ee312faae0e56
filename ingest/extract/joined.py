"""Joined: where one report ends and the next begins in a sentence that the parser takes for one clause."""

from ingest.extract.reports import Cue
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.speech import load_speech


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


def cut_off(sentence: Sentence, root: Token, cues: list[Cue], lexicon: Lexicon) -> set[int]:
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


def tacked_on(sentence: Sentence, cue: Cue) -> int | None:
    """The comma before a report of the whole sentence: "…, передаёт «Интерфакс»"."""
    verb = cue.verb(sentence)
    behind = [t for t in sentence.deps(verb.index, "nsubj") if t.index > verb.index]
    last = max((t.index for t in sentence.subtree(verb.index) if t.is_word), default=verb.index)
    ends = not any(t.is_word for t in sentence.tokens[last + 1 :])
    comma = sentence.tokens[cue.first.index - 1] if cue.first.index else None
    return comma.index if behind and ends and comma is not None and comma.text == "," and not sentence.deps(verb.index, "mark") else None
