"""Relations between named things, read off the dependency tree by the patterns of the data file."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.certainty import certainty
from ingest.extract.clauses import coordinated
from ingest.extract.discourse import Discourse
from ingest.extract.ends import End, ends_of
from ingest.extract.roles import fill
from ingest.extract.tokens import NAME_RELATIONS, Sentence, Token
from ingest.extract.voice import core
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.patterns import Pattern, load_patterns
from ingest.knowledge.phrases import fold
from schema.model import Modality, Polarity

Span = tuple[int, int]
_PEERS = 3  # names that may stand in one relation to each other
Key = tuple[frozenset[int] | tuple[int, int], str]


@dataclass(frozen=True)
class Relation:
    """A relation as a sentence gives it. `evidence` is the shortest stretch that holds both ends and the words between."""

    subject: End
    predicate: str
    object: End
    polarity: Polarity
    modality: Modality
    evidence: Span
    symmetric: bool = False
    qualifiers: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> Key:
        """What stands in which relation to what, either way round where that is the same."""
        ends = (id(self.subject.entity), id(self.object.entity))
        return frozenset(ends) if self.symmetric else ends, self.predicate


def find_relations(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> list[Relation]:
    """All relations of a sentence, each (subject, predicate, object) once, in order of its evidence."""
    patterns = load_patterns(lexicon.language)
    found: dict[Key, Relation] = {}
    for token in sentence.tokens:
        named = discourse.mention_at(token.start) if token.quote is None else None
        if named is None:
            anchored = [p for p in patterns.get(fold(token.lemma), ()) if _anchors(sentence, token, p)]
        else:
            anchored = list(patterns.get(named[1].type, ())) if _is_name_head(sentence, token) else []
        for pattern in anchored:
            for relation in _read(sentence, token, pattern, discourse, lexicon):
                found.setdefault(relation.key, relation)
    return sorted(found.values(), key=lambda r: (r.evidence, r.predicate))


def _is_name_head(sentence: Sentence, token: Token) -> bool:
    head = sentence.head_of(token)
    return token.pos in ("PROPN", "X", "NOUN") and not (head is not None and token.rel in NAME_RELATIONS and head.pos in ("PROPN", "X"))


def _anchors(sentence: Sentence, token: Token, pattern: Pattern) -> bool:
    if token.quote is not None or (token.pos in ("VERB", "AUX")) != pattern.verbal:
        return False
    rest = sentence.tokens[token.index : token.index + len(pattern.lemma)]
    if [fold(t.lemma) for t in rest] != list(pattern.lemma):
        return False
    if any(fill(sentence, token, role, pattern.needs) for role in pattern.without):
        return False
    return not pattern.needs or any(fold(t.lemma) in pattern.needs for t in sentence.subtree(token.index))


def _read(sentence: Sentence, anchor: Token, pattern: Pattern, discourse: Discourse, lexicon: Lexicon) -> Iterator[Relation]:
    pairs = list(_pairs(sentence, anchor, pattern, discourse))
    if not pairs:
        return
    sure = certainty(sentence, anchor, lexicon, deed=pattern.deed)
    polarity = Polarity.NEGATED if (sure.polarity is Polarity.NEGATED) != (pattern.polarity is Polarity.NEGATED) else Polarity.AFFIRMED
    modality = pattern.modality if pattern.modality is not Modality.ASSERTED else sure.modality
    for subject, object_ in pairs:
        first = min(subject.span[0], object_.span[0], anchor.start)
        last = max(subject.span[1], object_.span[1], anchor.end)
        yield Relation(subject, pattern.relation, object_, polarity, modality, (first, last), pattern.symmetric)


def _pairs(sentence: Sentence, anchor: Token, pattern: Pattern, discourse: Discourse) -> Iterator[tuple[End, End]]:
    """The two ends, in every combination of coordinated ones; where word order is free and the types tell, by the types alone."""
    subjects = fill(sentence, anchor, pattern.subject, pattern.needs)
    objects = fill(sentence, anchor, pattern.object, pattern.needs)
    if pattern.subject != pattern.object:
        subjects = [s for s in subjects if not any(s.index != o.index and s in coordinated(sentence, o) for o in objects)]
    left = _ends(sentence, anchor, pattern.subject, subjects, pattern.subject_types, discourse)
    right = _ends(sentence, anchor, pattern.object, objects, pattern.object_types, discourse)
    if pattern.subject == pattern.object and len(left) > _PEERS:
        return  # a roll of names, not two that work together
    told_by_type = not pattern.subject_types & pattern.object_types and {pattern.subject, pattern.object} <= {"subj", "obj"}
    if told_by_type and pattern.verbal and discourse.lexicon.language == "ru" and not (left and right):
        every = core(sentence, anchor)
        left = left or _ends(sentence, anchor, pattern.subject, every, pattern.subject_types, discourse)
        right = right or _ends(sentence, anchor, pattern.object, every, pattern.object_types, discourse)
    both = {id(end.entity) for end in left} & {id(end.entity) for end in right} if pattern.subject != pattern.object else set()
    for subject in left:
        for object_ in right:
            if subject.entity is not object_.entity and not {id(subject.entity), id(object_.entity)} <= both:
                yield subject, object_


def _ends(sentence: Sentence, anchor: Token, role: str, heads: list[Token], types: frozenset[str], discourse: Discourse) -> list[End]:
    several = anchor.feats.get("Number") == "Plur"
    alone = role == "self" or (role == "head" and not several)
    found = [end for head in heads for end in ends_of(sentence, head, types, discourse, alone=alone)]
    if role == "head" and not several:
        found = [end for end in found if not _passes_over(anchor, end, discourse)]
    return list({id(end.entity): end for end in reversed(found)}.values())[::-1]


def _passes_over(anchor: Token, end: End, discourse: Discourse) -> bool:
    """Whether somebody else stands between a noun for a person and the person that it is taken for."""
    low, high = sorted((anchor.start, end.span[0]))
    between = discourse.mentions_in(min(low, high), max(low, high))
    return end.entity.type == "Person" and any(e.type == "Person" and e is not end.entity for _, e in between)
