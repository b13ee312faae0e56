"""Anaphora: what "it", "its", "the company", "the bill" stand for at one end of a relation. Whatever is in doubt stands for nothing."""

from collections.abc import Callable

from ingest.extract.clauses import noun_phrase
from ingest.extract.discourse import BODIES, Discourse
from ingest.extract.entities import Entity
from ingest.extract.mention import Mention
from ingest.extract.tokens import Sentence, Token
from ingest.extract.voice import acting
from ingest.knowledge.frames import load_frames
from ingest.knowledge.phrases import fold
from ingest.knowledge.pronouns import load_pronouns

_REACH = 2  # paragraphs back
_WINDOW = 3000  # code points back
_ARTIFACTS = ("AIModel", "Product")
_GENDERS = {"Masc": "masc", "Fem": "femn"}


def antecedent(sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse) -> Entity | None:
    """The entity of one of these types that a pronoun, a possessive or a definite noun refers back to."""
    frames = load_frames(discourse.lexicon.language)
    word = fold(head.lemma)
    if any(word in words or fold(head.text) in words for words in frames.owning.values()):
        return _owner(sentence, head, types, discourse)
    if head.pos == "PRON":
        if head.feats.get("Number") == "Plur":
            return None
        if frames.thing_pronoun.at([head], 0):
            return _latest(head.start, types - {"Person", "Group"}, discourse)
        if word in load_pronouns().third:
            return _person(head, types, discourse)
        return None
    if head.pos not in ("NOUN", "PROPN") or head.feats.get("Number") == "Plur" or not _definite(sentence, head, discourse):
        return None
    lexicon = discourse.lexicon
    if frames.artifact_anaphora.at([head], 0):
        return _latest(head.start, types & frozenset(_ARTIFACTS), discourse)
    if any(book.at([head], 0) for book in frames.policy_anaphora.values()) and "Policy" in types:
        return _latest(head.start, frozenset({"Policy"}), discourse, lambda e: _document(head, e, discourse))
    if lexicon.org_anaphora.at([head], 0) and types & frozenset(BODIES):
        business = bool(frames.business.at([head], 0))
        return _latest(head.start, types & frozenset(BODIES), discourse, lambda e: not business or e.type == "Company" or e.kind is None)
    if lexicon.person_anaphora.at([head], 0) and "Person" in types:
        return _latest(head.start, frozenset({"Person"}), discourse)
    return None


def _person(head: Token, types: frozenset[str], discourse: Discourse) -> Entity | None:
    """In Russian a pronoun may stand for a body as well: where a body was the last to act, nobody is meant for sure."""
    gender = _GENDERS.get(head.feats.get("Gender", ""))
    if "Person" not in types or head.feats.get("Gender") == "Neut":
        return None

    def fits(entity: Entity) -> bool:
        return entity.type != "Person" or gender is None or entity.gender in (None, gender)

    person = _latest(head.start, frozenset({"Person"}), discourse, fits)
    if discourse.lexicon.language == "ru" and person is not None:
        return person if _latest(head.start, frozenset({"Person", *BODIES}), discourse, fits) is person else None
    return person


def _owner(sentence: Sentence, possessive: Token, types: frozenset[str], discourse: Discourse) -> Entity | None:
    owning = load_frames(discourse.lexicon.language).owning
    forms = {fold(possessive.text), fold(possessive.lemma)}
    wanted: set[str] = set()
    if forms & (owning["thing"] | owning["reflexive"]):
        wanted |= types - {"Person"}
    if forms & (owning["person"] | owning["reflexive"]):
        wanted |= types & {"Person"}
    actor = _actor(sentence, possessive, discourse)
    if forms & owning["reflexive"] or discourse.lexicon.language == "en":
        if actor is not None and actor.type in wanted:
            return actor
        if forms & owning["reflexive"]:
            return None
    fits = _fits_gender(possessive)
    return _latest(possessive.start, frozenset(wanted), discourse, lambda e: e is not actor and (e.type != "Person" or fits(e)))


def _fits_gender(possessive: Token) -> Callable[[Entity], bool]:
    genders = [g for g, words in _by_gender().items() if fold(possessive.text) in words]
    return lambda entity: entity.gender is None or not genders or entity.gender in genders


def _by_gender() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for word, gender in load_pronouns().possessive.items():
        table.setdefault(gender, set()).add(fold(word))
    return table


def _actor(sentence: Sentence, token: Token, discourse: Discourse) -> Entity | None:
    """The named subject of the clause that a token stands in, before the token."""
    for above in sentence.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            for subject in acting(sentence, above):
                named = discourse.mention_at(subject.start)
                if named is not None and subject.index < token.index:
                    return named[1]
    return None


def _definite(sentence: Sentence, head: Token, discourse: Discourse) -> bool:
    """A bare noun in Russian, "the" or "this" before it in English, with one attribute at most and no complement of its own."""
    phrase = [t for t in noun_phrase(sentence, head) if t.is_word and t.rel != "case" and t.pos != "PART"]
    if (
        len([t for t in phrase if t.pos != "DET"]) > 2
        or any(discourse.mention_at(t.start) for t in phrase)
        or phrase[-1].index != head.index
    ):
        return False
    if discourse.lexicon.language == "ru":
        return len(phrase) == 1 or phrase[0].pos == "DET"
    return phrase[0].feats.get("Definite") == "Def" or phrase[0].feats.get("PronType") == "Dem"


def _document(head: Token, entity: Entity, discourse: Discourse) -> bool:
    """Whether a noun may stand for a document: by its kind, or because its name has that word."""
    if entity.kind is not None:
        nouns = load_frames(discourse.lexicon.language).policy_anaphora.get(entity.kind)
        return nouns is not None and nouns.at([head], 0) is not None
    return fold(head.lemma) in fold(entity.name).split()


def _latest(position: int, types: frozenset[str], discourse: Discourse, fits: Callable[[Entity], bool] = lambda _: True) -> Entity | None:
    """The entity that fits and is nearest: the only one, or the subject, of the sentence so far, of the one before, or of the paragraph."""
    here, paragraph = discourse.sentence_of(position), discourse.paragraph_of(position)
    near = [
        (mention, entity)
        for mention, entity in discourse.mentions_in(max(0, position - _WINDOW), position)
        if paragraph - discourse.paragraph_of(mention.start) < _REACH
        and ((entity.type in types and fits(entity)) or (entity.type == "Place" and discourse.is_subject(mention)))
    ]  # a country that acts, or a name taken for a place, may be meant as well
    found = _nearest(near, here, paragraph, discourse)
    return found if found is not None and found.type in types else None


def _nearest(near: list[tuple[Mention, Entity]], here: int, paragraph: int, discourse: Discourse) -> Entity | None:
    for back in (0, 1):
        found = _only_or_subject([(m, e) for m, e in near if discourse.sentence_of(m.start) == here - back], discourse)
        if found is not None:
            return found
    for back in range(_REACH):
        within = [(m, e) for m, e in near if discourse.paragraph_of(m.start) == paragraph - back]
        if within:
            return _only_or_subject(within, discourse)
    return None


def _only_or_subject(near: list[tuple[Mention, Entity]], discourse: Discourse) -> Entity | None:
    if near and all(entity is near[0][1] for _, entity in near):
        return near[0][1]
    return next((entity for mention, entity in reversed(near) if discourse.is_subject(mention)), None)
