"""Modality and negation of a clause, read off its root and what hangs directly on it."""

from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.pronouns import load_pronouns
from schema.model import Modality

_LIGHT = ("aux", "aux:pass", "cop", "advmod", "mark", "parataxis", "discourse", "xcomp", "neg", "det", "obl:npmod", "intj")


def clause_modality(sentence: Sentence, root: Token, lexicon: Lexicon, of_cue: bool = False) -> Modality:
    """How firmly a clause is said. `of_cue`: the clause of a speech cue itself, where being asked or imagined matters."""
    near = [t for t in (root, *sentence.deps(root.index, *_LIGHT)) if t.rel != "xcomp" or t.index < root.index or not of_cue]
    marks = [t for t in near if t.rel in ("mark", "advmod")]
    if any(lexicon.hypotheticals.at([t], 0) for t in marks):
        return Modality.HYPOTHETICAL
    conditional = any(t.text.lower() in load_pronouns().conditional for t in near)
    if conditional and any(t.rel == "mark" and lexicon.hypotheticals.at([t], 0) for t in sentence.tokens):
        return Modality.HYPOTHETICAL  # "it would be ironic if …"
    last = sentence.tokens[-1]
    question = last.text == "?" or any(t.text == "?" for t in sentence.tokens[-3:])
    if question and root.rel in ("root", "conj", "parataxis") and not of_cue:
        return Modality.QUESTION
    if any(lexicon.questions.at([t], 0) for t in near if t.rel in ("mark", "advmod", "discourse")):
        return Modality.QUESTION
    hedges = [t for t in near if t is not root or (of_cue is False and root.pos in ("ADJ", "ADV"))]
    if any(t.text.lower() in load_pronouns().able for t in near) and is_negated(sentence, root, lexicon):
        hedges = [t for t in hedges if t.text.lower() not in load_pronouns().able]  # "no country could do it alone"
    if any(lexicon.hedges.at([t], 0) for t in hedges) or _hedge_phrase(sentence, near, lexicon):
        return Modality.HEDGED
    return Modality.ASSERTED


def _hedge_phrase(sentence: Sentence, near: list[Token], lexicon: Lexicon) -> bool:
    """A hedge of several words that touches the root or one of its light words."""
    indices = {t.index for t in near}
    return any(after - first > 1 and indices & set(range(first, after)) for first, after, _ in lexicon.hedges.find(sentence.tokens))


def is_negated(sentence: Sentence, root: Token, lexicon: Lexicon) -> bool:
    """Whether a clause is denied: an odd number of negations on its root, its subject's determiner, or a predicate like "is a myth"."""
    count = sum(1 for t in sentence.deps(root.index, "advmod", "neg", "det", "aux", "cop", "obl") if lexicon.negations.at([t], 0))
    for subject in sentence.deps(root.index, "nsubj", "csubj"):
        count += sum(1 for t in sentence.deps(subject.index, "det", "advmod", "neg") if lexicon.negations.at([t], 0))
        count += bool(lexicon.negations.at([subject], 0))
    predicate = [root, *sentence.deps(root.index, "xcomp", "attr", "acomp")]
    count += any(t.pos in ("ADJ", "NOUN", "VERB", "ADV") and lexicon.negative_adjectives.at([t], 0) for t in predicate)
    return count % 2 == 1
