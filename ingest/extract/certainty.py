"""Certainty: whether a sentence says that a relation holds, that it does not, or only that it may: its anchor and what governs it."""

from dataclasses import dataclass

from ingest.extract.modality import clause_modality
from ingest.extract.standing import is_denied, is_nobody
from ingest.extract.tokens import Sentence, Token
from ingest.extract.voice import acted_on
from ingest.knowledge.frames import Frames, load_done_for, load_frames
from ingest.knowledge.lexicon import Lexicon
from schema.model import Modality, Polarity, Stance

_VERBS = ("VERB", "AUX")
_PREDICATIVE = ("attr", "xcomp")
_DOUBT = (Modality.ASSERTED, Modality.REPORTED, Modality.HEDGED, Modality.QUESTION, Modality.HYPOTHETICAL)
_DEPTH = 5  # governors looked at above an anchor


@dataclass(frozen=True, slots=True)
class Certainty:
    """How a relation is said to hold."""

    negated: bool
    modality: Modality

    @property
    def polarity(self) -> Polarity:
        """The polarity of a statement."""
        return Polarity.NEGATED if self.negated else Polarity.AFFIRMED

    def under(self, other: "Certainty") -> "Certainty":
        """Within something that is itself more or less certain: the less certain of the two."""
        return Certainty(self.negated != other.negated, max(self.modality, other.modality, key=_DOUBT.index))


_SURE = Certainty(negated=False, modality=Modality.ASSERTED)
_HEDGED = Certainty(negated=False, modality=Modality.HEDGED)
_UNDONE = Certainty(negated=True, modality=Modality.ASSERTED)


def certainty(sentence: Sentence, anchor: Token, lexicon: Lexicon, *, deed: bool) -> Certainty:
    """The certainty of a relation. `deed`: its anchor is a noun for what is done ("the purchase of X"), which may be only planned."""
    frames = load_frames(lexicon.language)
    if anchor.pos in _VERBS:
        return _of_verb(sentence, anchor, lexicon, frames)
    own = _of_attributes(sentence, anchor, lexicon, frames)
    if deed:
        return _around_deed(sentence, anchor, own, lexicon, frames)
    head = sentence.head_of(anchor)
    if head is not None and anchor.rel in _PREDICATIVE and head.pos in _VERBS:
        return own.under(_of_verb(sentence, head, lexicon, frames))
    if anchor.rel in ("root", "ccomp", "conj") and sentence.deps(anchor.index, "nsubj"):
        return own.under(Certainty(negated=False, modality=clause_modality(sentence, anchor, lexicon)))
    return own


def _of_verb(sentence: Sentence, verb: Token, lexicon: Lexicon, frames: Frames, depth: int = 0) -> Certainty:
    negated = is_denied(sentence, verb, lexicon) or any(_denied_subject(sentence, s, lexicon) for s in sentence.deps(verb.index, "nsubj"))
    modality = clause_modality(sentence, verb, lexicon)
    if modality is Modality.ASSERTED and any(
        frames.wished.at([t], 0) for t in sentence.deps(verb.index, "aux", "mark", "discourse", "advmod")
    ):
        modality = Modality.HEDGED
    own = Certainty(negated, modality)
    head = sentence.head_of(verb)
    if depth > _DEPTH or (head is None and not _is_open(sentence, verb)):
        return own
    if head is None:
        return own if sentence.deps(verb.index, "nsubj") and not _has_particle(sentence, verb) else own.under(_HEDGED)
    if verb.rel == "conj" and head.pos in _VERBS and not sentence.deps(verb.index, "nsubj"):
        above = _of_verb(sentence, head, lexicon, frames, depth + 1)
        return Certainty(own.negated, own.under(above).modality)
    if verb.rel.startswith("acl:relcl") or verb.rel in ("conj", "amod"):
        return own
    governor = head
    while governor.pos in ("ADP", "PART", "SCONJ"):
        above_it = sentence.head_of(governor)
        praised = load_done_for().at([governor], 0) and above_it is not None and acted_on(sentence, above_it)
        if above_it is None or praised or frames.done_after.at([governor], 0):
            return own
        governor = above_it
    if _is_open(sentence, verb):
        return own.under(_of_governor(sentence, governor, lexicon, frames, depth))
    if verb.rel == "ccomp" and governor.pos in _VERBS:
        return own.under(_of_speech(sentence, governor, lexicon, frames))
    if verb.rel in ("acl", "ccomp") and sentence.deps(verb.index, "mark"):
        return own.under(_of_news(sentence, governor, lexicon, frames))
    return own


def _of_governor(sentence: Sentence, governor: Token, lexicon: Lexicon, frames: Frames, depth: int) -> Certainty:
    """What a word does to the infinitive below it: "managed to", "refused to", "plans to", "a plan to"."""
    if governor.pos not in ("NOUN", "PROPN"):
        above = _of_verb(sentence, governor, lexicon, frames, depth + 1)
    else:
        above = _around_deed(sentence, governor, _of_attributes(sentence, governor, lexicon, frames), lexicon, frames)
    if frames.undone.at([governor], 0):
        return above.under(_UNDONE) if not above.negated else _HEDGED
    come_true = frames.implicative.at([governor], 0) or any(frames.implicative.at([t], 0) for t in sentence.deps(governor.index, "amod"))
    return above if come_true or above == _UNDONE else above.under(_HEDGED)


def _of_speech(sentence: Sentence, verb: Token, lexicon: Lexicon, frames: Frames) -> Certainty:
    """What a verb does to the clause below it: to deny is to say the opposite, to hope or not to say is no news of it."""
    hit = lexicon.verbs.at(sentence.tokens, verb.index)
    modality = clause_modality(sentence, verb, lexicon)
    denied = is_denied(sentence, verb, lexicon)
    if hit is not None and hit[1].stance is Stance.OPPOSES:
        return Certainty(negated=not denied, modality=modality if not denied else Modality.HEDGED)
    if hit is not None and hit[1].modality is not Modality.ASSERTED:
        return Certainty(negated=False, modality=hit[1].modality)
    if frames.undone.at([verb], 0) and not denied:
        return Certainty(negated=True, modality=modality)
    if denied or frames.unsettled.at([verb], 0):
        return _HEDGED
    return Certainty(negated=False, modality=modality)


def _of_news(sentence: Sentence, noun: Token, lexicon: Lexicon, frames: Frames) -> Certainty:
    """What "rumours that", "dismissed reports that", «слухи о том, что» do to the clause below the noun."""
    found = _SURE
    for above in (noun, *sentence.ancestors(noun)):
        if above.pos in _VERBS:
            return found.under(_of_speech(sentence, above, lexicon, frames))
        if frames.unsettled.at([above], 0) or is_denied(sentence, above, lexicon):
            found = _HEDGED
    return found


def _around_deed(sentence: Sentence, noun: Token, own: Certainty, lexicon: Lexicon, frames: Frames) -> Certainty:
    """A deed by what is said to happen to it: completed, planned, blocked."""
    token = noun
    for above in sentence.ancestors(noun):
        if above.pos in _VERBS:
            if frames.undone.at([above], 0):
                verb = _of_verb(sentence, above, lexicon, frames)
                done = not verb.negated and verb.modality is Modality.ASSERTED
                return own.under(_UNDONE if done else _HEDGED)  # "may block the deal", "did not block it": all is open
            beneath = token.rel.startswith("nsubj") and not token.rel.endswith("pass")
            verb = _of_verb(sentence, above, lexicon, frames)
            if beneath:
                verb = Certainty(negated=False, modality=verb.modality)
            return own.under(_HEDGED if frames.unsettled.at([above], 0) and not beneath else verb)
        if above.pos == "NOUN":
            own = own.under(_of_attributes(sentence, above, lexicon, frames))
            if frames.unsettled.at([above], 0):
                own = own.under(_HEDGED)
        token = above
    return own


def _of_attributes(sentence: Sentence, noun: Token, lexicon: Lexicon, frames: Frames) -> Certainty:
    beside = sentence.deps(noun.index, "amod", "advmod", "compound", "acl")
    void = any(frames.void_attribute.at([t], 0) for t in beside) or is_denied(sentence, noun, lexicon)
    hedged = any(frames.open_attribute.at([t], 0) or lexicon.hedges.at([t], 0) for t in beside)
    return Certainty(negated=void, modality=Modality.HEDGED if hedged else Modality.ASSERTED)


def _denied_subject(sentence: Sentence, subject: Token, lexicon: Lexicon) -> bool:
    """ "Neither A nor B", "nobody", "no company"."""
    particles = sentence.deps(subject.index, "det", "cc")
    return any(t.index < subject.index and lexicon.negations.at([t], 0) for t in particles) or is_nobody([subject], lexicon)


def _is_open(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb names a deed without saying that it is done: an infinitive, a gerund below another word."""
    if _has_particle(sentence, verb):
        return True
    if verb.feats.get("VerbForm") == "Inf":
        return not any(t.pos == "AUX" for t in sentence.deps(verb.index, "aux"))
    return verb.rel in ("xcomp", "pcomp") and verb.feats.get("VerbForm") in ("Part", "Ger") and verb.feats.get("Tense") != "Past"


def _has_particle(sentence: Sentence, verb: Token) -> bool:
    """ "to buy", "to have bought"."""
    return any(t.pos == "PART" for t in sentence.deps(verb.index, "aux"))
