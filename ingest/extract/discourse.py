"""Discourse: which entity a noun phrase, a pronoun or "the company" stands for."""

from bisect import bisect_right
from dataclasses import dataclass

from ingest.extract.clauses import noun_phrase
from ingest.extract.entities import Entity
from ingest.extract.mention import Mention
from ingest.extract.places import Places
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold
from ingest.knowledge.pronouns import load_pronouns

ACTORS = ("Person", "Company", "Organization", "Group")
BODIES = ("Company", "Organization")
REACH = 3  # paragraphs that a pronoun reaches back


@dataclass(frozen=True)
class Speaker:
    """A noun phrase that says something. `entity` is None where it is no actor we can name; `group` marks an unnamed or collective one."""

    spans: tuple[tuple[int, int], ...]
    name: str
    entity: Entity | None = None
    group: bool = False
    unnamed: bool = False


class Discourse(Places):
    """The mentions of an article in reading order, and the sentences they stand in."""

    def __init__(self, text: str, entities: list[Entity], sentences: list[Sentence], lexicon: Lexicon) -> None:
        super().__init__(text, entities, sentences)
        self.lexicon = lexicon
        self._unnamed_subjects = [
            (t.start, s, t)
            for s in sentences
            for t in s.tokens
            if s.inside is None and t.rel == "nsubj" and t.pos == "NOUN" and self._is_role(s, t)
        ]
        self._unnamed_subjects.sort(key=lambda found: found[0])
        self._unnamed_starts = [start for start, _, _ in self._unnamed_subjects]

    def speaker(self, sentence: Sentence, head: Token) -> Speaker | None:
        """Who a noun phrase stands for, None for a phrase that nobody can stand behind ("it", "this")."""
        phrase = [t for t in noun_phrase(sentence, head) if t.quote is None]
        while phrase and phrase[0].pos == "ADP":
            phrase = phrase[1:]
        if not phrase:
            return None
        start, end = phrase[0].start, phrase[-1].end
        spans = ((start, end),)
        if (head.pos == "PRON" and not self._is_some(sentence, head)) or head.feats.get("PronType") == "Prs":
            return self._pronoun(head)
        named = [(m, e) for m, e in self.mentions_in(start, end) if e.type in (*ACTORS, "Place")]
        direct = self.mention_at(head.start)
        people = [(m, e) for m, e in named if e.type == "Person" and not self._depends(sentence, head, m)]
        if direct is None and people:
            direct = people[0]
        if direct is not None and direct[1].type in ("AIModel", "Product", "Event", "Topic"):
            return None  # what a model "says" is nobody's word
        if direct is not None and direct[1].type in ACTORS:
            mention, entity = direct
            return Speaker(((mention.start, mention.end),), entity.name, entity)
        lemma_at = self._phrase_end(phrase, head)
        bodies = [(m, e) for m, e in named if e.type in BODIES]
        if bodies and (self._is(self.lexicon.org_heads, phrase, lemma_at) and head.feats.get("Number") != "Plur"):
            mention, entity = bodies[0]
            return Speaker(((mention.start, mention.end),), entity.name, entity)
        if bodies and self._is(self.lexicon.spokespeople, phrase, lemma_at):
            return Speaker(spans, bodies[0][1].name, bodies[0][1])
        anaphor = self._anaphor(phrase, head, lemma_at)
        if anaphor is not None:
            return Speaker(spans, anaphor.name, anaphor)
        unnamed = any(self._is(self.lexicon.unnamed, phrase, i) for i in range(len(phrase)))
        country = direct is not None and direct[1].type == "Place"
        collective = country or self._is(self.lexicon.collectives, phrase, lemma_at) or self._is(self.lexicon.titles, phrase, lemma_at)
        name = self.text[start:end]
        return Speaker(
            spans, name, None, group=collective or (unnamed and head.pos in ("NOUN", "PRON", "DET", "ADJ", "NUM")), unnamed=unnamed
        )

    def possessor(self, token: Token) -> Speaker | None:
        """The person that a possessive stands for."""
        gender = load_pronouns().possessive.get(token.text.lower())
        entity = self.latest(token.start, ("Person",), REACH, gender) if gender else None
        return Speaker(((token.start, token.end),), entity.name, entity) if entity else None

    def _pronoun(self, head: Token) -> Speaker | None:
        """Whom a personal pronoun stands for: a person named before, or the unnamed one who was the subject since ("the engineer … he")."""
        span = ((head.start, head.end),)
        words = load_pronouns()
        if head.text.lower() in words.body:
            body = self.only(head.start, BODIES) or self.latest(head.start, BODIES, 1, None, subjects=True)
            return Speaker(span, body.name, body) if body is not None else None
        if head.text.lower() in words.several:
            return self._several(head)
        found = self._antecedent(head)
        if found is None:
            return Speaker(span, head.text) if _personal(head) else None
        entity, position = found
        here = self.paragraph_of(head.start)
        for start, sentence, token in reversed(self._unnamed_subjects[: bisect_right(self._unnamed_starts, head.start - 1)]):
            if start <= position or self.paragraph_of(start) < here:
                break
            gender = head.feats.get("Gender")
            if token.feats.get("Number") != "Sing" or token.feats.get("Gender", gender) not in (gender, "Masc"):
                continue
            other = self.speaker(sentence, token)
            if other is not None and (other.entity is None or other.entity.type == "Person"):
                return Speaker(span, other.name, other.entity, other.group, other.unnamed)
        return Speaker(span, entity.name, entity)

    def _is_some(self, sentence: Sentence, head: Token) -> bool:
        """ "Some", "many", "another" as a subject of its own; "those who say so" are nobody in particular."""
        if head.rel != "nsubj" or self.lexicon.unnamed.at(sentence.tokens, head.index) is None:
            return False
        following = sentence.tokens[head.index + 1].text if head.index + 1 < len(sentence.tokens) else ""
        return following == "," or not sentence.deps(head.index, "acl:relcl")

    def _several(self, head: Token) -> Speaker | None:
        """ "They": the last group that was a subject, in this paragraph or the one before."""
        here = self.paragraph_of(head.start)
        for start, sentence, token in reversed(self._unnamed_subjects[: bisect_right(self._unnamed_starts, head.start - 1)]):
            if here - self.paragraph_of(start) > 1:
                return None
            if token.feats.get("Number") == "Plur":
                group = self.speaker(sentence, token)
                return Speaker(((head.start, head.end),), group.name, group.entity, group.group, group.unnamed) if group else None
        return None

    def there(self, token: Token) -> Speaker | None:
        """The body that an adverb of place stands for: «Там добавили, что»."""
        body = self.only(token.start, BODIES) or self.latest(token.start, BODIES, 1, None, subjects=True)
        return Speaker(((token.start, token.end),), body.name, body) if body is not None else None

    def _antecedent(self, pronoun: Token) -> tuple[Entity, int] | None:
        if not _personal(pronoun) or pronoun.feats.get("Number") == "Plur" or pronoun.feats.get("Person", "3") != "3":
            return None
        gender = {"Masc": "masc", "Fem": "femn"}.get(pronoun.feats.get("Gender", ""))
        if pronoun.feats.get("Gender") == "Neut":
            return None
        entity = self.latest(pronoun.start, ("Person",), REACH, gender)
        if entity is None:
            return None
        return entity, max(m.start for m in entity.mentions if m.start < pronoun.start)

    def _anaphor(self, phrase: list[Token], head: Token, at: int) -> Entity | None:
        """A definite noun that refers back: "the company", "the senator", «компания», «политик».

        One that has been called so comes first ("senator Cruz … the senator"), then the only one, or for bodies the last subject, nearby.
        """
        words = [t for t in phrase if t.is_word]
        definite = self.lexicon.language == "ru" or phrase[0].text.lower() in ("the", "this", "that")
        if head.feats.get("Number") == "Plur" or not definite:
            return None
        nouns = [t for t in words if t.pos in ("NOUN", "PROPN") and t.index != head.index]
        if self._is(self.lexicon.spokespeople, phrase, at):
            owners = [t for t in nouns if self.lexicon.org_anaphora.at([t], 0) is not None]
            return self._body(owners[0]) if owners else None
        if len(words) <= 2 and not nouns and self._is(self.lexicon.org_anaphora, phrase, at):
            return self._body(head)
        if self._is(self.lexicon.person_anaphora, phrase, at):
            owned = [t for t in nouns if t.index > head.index]
            if not nouns and len(words) <= 2:
                return self.called(head, ("Person",)) or self.only(head.start, ("Person",))
            if owned and all(self.lexicon.org_anaphora.at([t], 0) is not None for t in owned):
                return self.called(head, ("Person",))  # «глава компании»
        return None

    def _body(self, head: Token) -> Entity | None:
        found = self.called(head, BODIES) or self.only(head.start, BODIES) or self.latest(head.start, BODIES, 2, None, subjects=True)
        if found is None or self.lexicon.named_bodies.at([head], 0) is None:
            return found
        return found if any(fold(head.lemma) in fold(n) for n in (found.name, *(found.entry.aliases if found.entry else ()))) else None

    def _depends(self, sentence: Sentence, head: Token, mention: Mention) -> bool:
        """Whether a named person only depends on the head ("критики Альтмана"), rather than being it ("сенатор Круз").

        A person in apposition to the body that the head belongs to ("the chief scientist of Meta, Yann LeCun") is the head.
        """
        inner = next((t for t in sentence.tokens if t.start == mention.start), None)
        while inner is not None and inner.index != head.index:
            outer = sentence.head_of(inner)
            if inner.rel == "appos" and outer is not None and inner.feats.get("Case") == head.feats.get("Case"):
                body = self.mention_at(outer.start)
                if body is not None and body[1].type != "Person":
                    return False
            if inner.rel.split(":")[0] in ("nmod", "obl", "pobj", "poss"):
                return True
            inner = outer
        return False

    def _is_role(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun is what somebody does or is: "engineer", «замдиректора»."""
        books = (self.lexicon.person_anaphora, self.lexicon.titles, self.lexicon.spokespeople, self.lexicon.collectives)
        body = self.lexicon.org_anaphora.at(sentence.tokens, token.index) or self.lexicon.org_heads.at(sentence.tokens, token.index)
        return body is None and any(book.at(sentence.tokens, token.index) for book in books)

    @staticmethod
    def _phrase_end(phrase: list[Token], head: Token) -> int:
        return next((i for i, t in enumerate(phrase) if t.index == head.index), 0)

    @staticmethod
    def _is(book: object, phrase: list[Token], at: int) -> bool:
        """Whether a phrase of the book ends at the head, or stands on it."""
        lookup = book.at  # type: ignore[attr-defined]
        for first in range(max(0, at - 3), at + 1):
            hit = lookup(phrase, first)
            if hit and hit[0] > at:
                return True
        return False


def _personal(token: Token) -> bool:
    return token.lemma.lower() in load_pronouns().third or token.text.lower() in load_pronouns().third
