"""Relations between named things, read off the dependency tree by the patterns of the data file."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.clauses import complements, coordinated, noun_phrase, objects, subjects
from ingest.extract.discourse import Discourse
from ingest.extract.entities import Entity
from ingest.extract.modality import clause_modality, is_negated
from ingest.extract.tokens import NAME_RELATIONS, Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.patterns import Pattern, load_patterns
from ingest.knowledge.phrases import fold
from schema.model import Modality, Polarity

Span = tuple[int, int]
_NAMING = ("appos", "flat", "flat:name", "flat:foreign", "nmod", "nummod")


@dataclass(frozen=True)
class End:
    """One end of a relation: an entity where it is named."""

    entity: Entity
    span: Span


@dataclass(frozen=True)
class Relation:
    """A relation as a sentence gives it. `evidence` is the shortest stretch that holds both ends and the words between."""

    subject: End
    predicate: str
    object: End
    polarity: Polarity
    modality: Modality
    evidence: Span
    qualifiers: tuple[tuple[str, str], ...] = ()


def find_relations(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> list[Relation]:
    """All relations of a sentence, each (subject, predicate, object) once, in order of its evidence."""
    patterns = load_patterns(lexicon.language)
    found: dict[tuple[int, str, int], Relation] = {}
    for token in sentence.tokens:
        for pattern in patterns.get(fold(token.lemma), ()):
            if not _anchors(sentence, token, pattern) or discourse.mention_at(token.start) is not None:
                continue
            for relation in _read(sentence, token, pattern, discourse, lexicon):
                key = (id(relation.subject.entity), relation.predicate, id(relation.object.entity))
                found.setdefault(key, relation)
        named = discourse.mention_at(token.start) if token.quote is None and _is_name_head(sentence, token) else None
        for pattern in patterns.get(named[1].type, ()) if named else ():
            for relation in _read(sentence, token, pattern, discourse, lexicon):
                key = (id(relation.subject.entity), relation.predicate, id(relation.object.entity))
                found.setdefault(key, relation)
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
    return not pattern.needs or any(fold(t.lemma) in pattern.needs for t in sentence.subtree(token.index))


def _read(sentence: Sentence, anchor: Token, pattern: Pattern, discourse: Discourse, lexicon: Lexicon) -> Iterator[Relation]:
    for subject_head in _fill(sentence, anchor, pattern.subject, pattern):
        for object_head in _fill(sentence, anchor, pattern.object, pattern):
            if subject_head.index == object_head.index:
                continue
            for subject in _ends(sentence, subject_head, pattern.subject_types, discourse, anaphora=True):
                for object_ in _ends(sentence, object_head, pattern.object_types, discourse, anaphora=False):
                    if subject.entity is object_.entity:
                        continue
                    first = min(subject.span[0], object_.span[0], anchor.start)
                    last = max(subject.span[1], object_.span[1], anchor.end)
                    negated = pattern.verbal and is_negated(sentence, anchor, lexicon)
                    polarity = Polarity.NEGATED if negated != (pattern.polarity is Polarity.NEGATED) else Polarity.AFFIRMED
                    modality = pattern.modality
                    if modality is Modality.ASSERTED:
                        modality = _modality(sentence, anchor, lexicon)
                    yield Relation(subject, pattern.relation, object_, polarity, modality, (first, last))


def _modality(sentence: Sentence, anchor: Token, lexicon: Lexicon) -> Modality:
    """Of the anchor's clause, or of the verb that governs an infinitive: "may buy", "plans to buy" is no purchase."""
    modality = clause_modality(sentence, anchor, lexicon)
    head = sentence.head_of(anchor)
    if modality is Modality.ASSERTED and head is not None and anchor.rel in ("xcomp", "ccomp", "advcl", "csubj"):
        if anchor.feats.get("VerbForm") == "Inf":
            return Modality.HEDGED
        return clause_modality(sentence, head, lexicon)
    return modality


def _fill(sentence: Sentence, anchor: Token, role: str, pattern: Pattern) -> list[Token]:
    """Heads of the noun phrases that stand in a role around an anchor."""
    found: list[Token] = []
    if role == "subj":
        found = subjects(sentence, anchor)
    elif role == "obj":
        found = objects(sentence, anchor)
    elif role == "self":
        found = [anchor]
    elif role == "head":
        found = _named_by(sentence, anchor)
    elif role == "xobj":
        for child in sentence.deps(anchor.index, "xcomp", "ccomp", "advcl"):
            found.extend(objects(sentence, child))
            found.extend(h for r, h in complements(sentence, child.index) if r not in ("ins", "nom"))
    elif role == "poss":
        found = [h for r, h in complements(sentence, anchor.index) if r in ("poss", "gen")] + sentence.deps(anchor.index, "nmod:poss")
    elif role == "attr":
        found = sentence.deps(anchor.index, "attr")
    else:
        found = [h for r, h in complements(sentence, anchor.index) if r == role]
        for amount in sentence.deps(anchor.index, "obj"):
            if amount.pos in ("NUM", "SYM") or sentence.deps(
                amount.index, "nummod"
            ):  # "put $10 billion in X": the parser hangs "in X" there
                found.extend(h for r, h in complements(sentence, amount.index) if r == role)
        for child in sentence.deps(anchor.index) if pattern.needs else ():
            if fold(child.lemma) in pattern.needs:
                found.extend(h for r, h in complements(sentence, child.index) if r == role)
                for inner in sentence.deps(child.index, "pobj"):
                    found.extend(h for r, h in complements(sentence, inner.index) if r == role)
    return [t for head in found for t in coordinated(sentence, head)]


def _named_by(sentence: Sentence, noun: Token) -> list[Token]:
    """What a noun names: its apposition in either direction, its subject as a predicate, the name that it stands before."""
    found = sentence.deps(noun.index, "appos", "flat")
    head = sentence.head_of(noun)
    if head is not None and noun.rel in ("appos", "compound", "flat", "flat:name"):
        found.append(head)
    if head is not None and noun.rel == "attr":
        found.extend(sentence.deps(head.index, "nsubj"))
    if sentence.deps(noun.index, "cop") or noun.rel == "root":
        found.extend(sentence.deps(noun.index, "nsubj"))
    return found


def _ends(sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse, anaphora: bool) -> list[End]:
    """The entity of a noun phrase, if its type fits: the mention on its head, or the name that the head carries ("модель LLaMA")."""
    if head.quote is not None:
        return []
    direct = discourse.mention_at(head.start)
    if direct is not None:
        mention, entity = direct
        return [End(entity, (mention.start, mention.end))] if entity.type in types else []
    phrase = noun_phrase(sentence, head)
    if head.pos in ("NOUN", "PROPN", "X"):
        for mention, entity in discourse.mentions_in(phrase[0].start, phrase[-1].end):
            modifies = entity.type in ("AIModel", "Product") and discourse.lexicon.model_heads.at([head], 0) is not None
            if entity.type in types and (_carries(sentence, head, mention.start) or (modifies and mention.end <= head.start)):
                return [End(entity, (mention.start, mention.end))]
    if anaphora:
        speaker = discourse.speaker(sentence, head)
        if speaker is not None and speaker.entity is not None and speaker.entity.type in types:
            return [End(speaker.entity, speaker.spans[0])]
    return []


def _carries(sentence: Sentence, head: Token, start: int) -> bool:
    """Whether a name hangs on the head as its name, not in a phrase of its own ("the model of Meta")."""
    token = next((t for t in sentence.tokens if t.start <= start < t.end), None)
    while token is not None and token.index != head.index:
        if token.rel not in _NAMING or sentence.deps(token.index, "case") or (token.feats.get("Case") == "Gen" and token.rel == "nmod"):
            return False
        token = sentence.head_of(token)
    return token is not None
