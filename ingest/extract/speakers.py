"""Speakers of a verb: its subjects, one by one; a subject after its verb; a body or a document in the locative."""

from ingest.extract.clauses import complements, is_passive, noun_phrase, subjects
from ingest.extract.discourse import Discourse, Speaker
from ingest.extract.reports import can_speak
from ingest.extract.standing import is_nobody
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.pronouns import load_pronouns
from ingest.knowledge.speech import load_speech

_AUTHORS = ("Person", "Company", "Organization")
_AFTER = ("obj", "attr", "xcomp", "obl:npmod", "iobj", "dep", "appos")  # what the parser takes a subject for that follows verb and quote


def speakers_of(sentence: Sentence, verb: Token, discourse: Discourse) -> tuple[Speaker, ...]:
    """Everybody who says what a verb reports; nobody for "no one", "few people"."""
    heads = [head for head in subjects(sentence, verb) if head.quote is None] or _inverted(sentence, verb)
    heads = [head for head in heads if not _is_excluded(sentence, head, discourse.lexicon)]
    if any(is_nobody([t for t in noun_phrase(sentence, head) if t.index <= head.index], discourse.lexicon) for head in heads):
        return ()
    if any(_is_sign(sentence, verb, head, discourse) for head in heads):
        return ()
    found = [(head, s) for head in heads if (s := speaker_at(sentence, head, discourse)) is not None]
    if len(found) == 1 and found[0][1].entity is None and _is_text(sentence, found[0][0], discourse.lexicon):
        authors = _authors(sentence, found[0][0], discourse)
        if authors:
            return authors
    if any(s.entity is not None for _, s in found):  # "chief executive and founder X" is one
        found = [(h, s) for h, s in found if s.entity is not None or h.feats.get("Number") == "Plur"]
    speakers = {id(s.entity) if s.entity is not None else s.spans: s for _, s in reversed(found)}
    ordered = tuple(sorted(speakers.values(), key=lambda s: s.spans))
    return ordered or _oblique(sentence, verb, discourse)


def speaker_at(sentence: Sentence, head: Token, discourse: Discourse) -> Speaker | None:
    """Who a noun phrase stands for, if that can speak at all."""
    speaker = discourse.speaker(sentence, head)
    if speaker is not None and (speaker.entity is not None or speaker.group or can_speak(sentence, head, discourse.lexicon)):
        return speaker
    return None


def _is_excluded(sentence: Sentence, head: Token, lexicon: Lexicon) -> bool:
    """ "Hinton, not LeCun, who said", «Альтману сказали»: somebody who did not say it, or whom it was said to."""
    first = noun_phrase(sentence, head)[0].index
    before = sentence.tokens[max(0, first - 1) : head.index]
    denied = head.pos in ("PROPN", "X") and any(lexicon.negations.at([t], 0) is not None for t in before)
    return denied or head.feats.get("Case") == "Dat"


def _is_text(sentence: Sentence, head: Token, lexicon: Lexicon) -> bool:
    if head.feats.get("Animacy") == "Anim" or lexicon.collectives.at(sentence.tokens, head.index) is not None:
        return False  # «критики» are people and criticism
    return any(book.at(sentence.tokens, head.index) for book in (lexicon.documents, lexicon.nouns))


def _is_sign(sentence: Sentence, verb: Token, head: Token, discourse: Discourse) -> bool:
    """«Тишина говорит о том, что»: of a thing the verb means "is a sign of it"."""
    if head.feats.get("Animacy") != "Inan" or _is_text(sentence, head, discourse.lexicon) or discourse.mention_at(head.start) is not None:
        return False
    return any(inner.pos == "PRON" and sentence.deps(inner.index, "acl", "ccomp") for _, inner in complements(sentence, verb.index))


def _authors(sentence: Sentence, noun: Token, discourse: Discourse) -> tuple[Speaker, ...]:
    """Who stands behind a text: "X's report", "a report by X", "a report published by X", "X published a report that says"."""
    words = load_speech(discourse.lexicon.language)
    heads = [h for role, h in complements(sentence, noun.index) if role in words.authors]
    for made in sentence.deps(noun.index, "acl", "amod"):
        if words.issued.at(sentence.tokens, made.index) is not None:
            heads += subjects(sentence, made) if is_passive(sentence, made) else []
    governor = sentence.head_of(noun)
    if noun.rel in ("obj", "obl") and governor is not None and words.issued.at(sentence.tokens, governor.index) is not None:
        heads += subjects(sentence, governor)
    named = [s for h in heads if h.quote is None and (s := discourse.speaker(sentence, h)) is not None and s.entity is not None]
    return tuple({id(s.entity): s for s in named if s.entity is not None and s.entity.type in _AUTHORS}.values())


def _inverted(sentence: Sentence, verb: Token) -> list[Token]:
    """ "“…,” replied X": the quote is taken for the subject and X for the object."""
    if not any(t.quote is not None for t in sentence.tokens[: verb.index]):
        return []
    return [
        t for t in sentence.deps(verb.index, *_AFTER) if t.index > verb.index and t.quote is None and t.pos in ("NOUN", "PROPN", "PRON")
    ][:1]


def _oblique(sentence: Sentence, verb: Token, discourse: Discourse) -> tuple[Speaker, ...]:
    """ "В OpenAI заявили", «в докладе говорится»: a verb without a subject, and a body or a document in the locative."""
    if sentence.deps(verb.index, "nsubj", "nsubj:pass"):
        return ()
    bodies = verb.feats.get("Number") == "Plur" and not is_passive(sentence, verb)
    for place in sentence.deps(verb.index, "advmod") if bodies else []:
        there = discourse.there(place) if place.text.lower() in load_pronouns().there else None
        if there is not None:
            return (there,)
    texts = load_speech(discourse.lexicon.language).written.at(sentence.tokens, verb.index) is not None
    for _, head in complements(sentence, verb.index):
        if not _within(sentence, head, discourse.lexicon):
            continue
        speaker = discourse.speaker(sentence, head)
        if bodies and speaker is not None and speaker.entity is not None and speaker.entity.type in ("Company", "Organization"):
            return (speaker,)
        if texts and (
            discourse.lexicon.documents.at(sentence.tokens, head.index) or discourse.lexicon.nouns.at(sentence.tokens, head.index)
        ):
            owners = [
                s for role, h in complements(sentence, head.index) if role == "gen" and (s := discourse.speaker(sentence, h)) is not None
            ]
            named = [s for s in owners if s.entity is not None]
            return (named[0],) if named else (speaker,) if speaker is not None else ()
    return ()


def _within(sentence: Sentence, head: Token, lexicon: Lexicon) -> bool:
    """Whether a noun stands in the locative, after a preposition of place; a name in Latin letters has no case."""
    if head.feats.get("Case") not in ("Loc", None, ""):
        return False
    phrase = noun_phrase(sentence, head)
    first = phrase[0] if phrase[0].pos == "ADP" else sentence.tokens[phrase[0].index - 1] if phrase[0].index else head
    return first.pos == "ADP" and first.lemma.lower() in load_speech(lexicon.language).within
