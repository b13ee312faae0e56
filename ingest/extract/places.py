"""Places: where everything named in an article stands, and which of it is near."""

from bisect import bisect_right

from ingest.extract.entities import Entity
from ingest.extract.mention import Mention
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.phrases import fold

REACH_OF_NAME = 80  # code points between a name and what it is called


class Places:
    """The mentions of an article in reading order, and the paragraphs they stand in."""

    def __init__(self, text: str, entities: list[Entity], sentences: list[Sentence]) -> None:
        self.text = text
        pairs = sorted(((m, e) for e in entities for m in e.mentions), key=lambda p: p[0].start)
        self._mentions = [m for m, _ in pairs]
        self._entities = [e for _, e in pairs]
        self._starts = [m.start for m in self._mentions]
        self._paragraphs = sorted((s.start, s.paragraph) for s in sentences)
        self._subjects = {t.start for s in sentences for t in s.tokens if t.rel in ("nsubj", "nsubj:pass") and t.feats.get("Case") != "Dat"}
        self._inside = [(s.start, s.end) for s in sentences if s.inside is not None]
        self._nouns: dict[str, list[int]] = {}  # where each noun stands
        for token in (t for s in sentences for t in s.tokens if t.pos in ("NOUN", "PROPN")):
            self._nouns.setdefault(fold(token.lemma), []).append(token.start)

    def mentions_in(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """Mentions that lie within a span, in reading order."""
        low = bisect_right(self._starts, start - 1)
        found = []
        while low < len(self._mentions) and self._starts[low] < end:
            if self._mentions[low].end <= end:
                found.append((self._mentions[low], self._entities[low]))
            low += 1
        return found

    def mention_at(self, position: int) -> tuple[Mention, Entity] | None:
        """The mention that covers a position."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self._mentions[index].end > position:
            return self._mentions[index], self._entities[index]
        return None

    def sentence_of(self, position: int) -> int:
        """The number of the sentence of a position."""
        return bisect_right(self._paragraphs, (position, 10**9)) - 1

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is the subject of its clause."""
        return any(position in self._subjects for position in range(mention.start, mention.end))

    def paragraph_of(self, position: int) -> int:
        """The paragraph of a position."""
        index = bisect_right(self._paragraphs, (position, 10**9)) - 1
        return self._paragraphs[max(index, 0)][1] if self._paragraphs else 0

    def called(self, head: Token, types: tuple[str, ...]) -> Entity | None:
        """The nearest one before that the text has called by this noun: in its name, before it, or in apposition after it."""
        places = self._nouns.get(fold(head.lemma), [])
        for index in range(bisect_right(self._starts, head.start - 1) - 1, -1, -1):
            mention, entity = self._mentions[index], self._entities[index]
            if entity.type not in types or self.quoted(mention.start):
                continue
            low = max(self.text.rfind(mark, 0, mention.start) for mark in (". ", "\n", ", ", "; "))
            appended = self.text[mention.end : mention.end + 2] == ", "
            stop = self.text.find(",", mention.end + 2) if appended else mention.end
            high = min(stop if stop > 0 else len(self.text), mention.end + REACH_OF_NAME)
            if any(max(low, mention.start - REACH_OF_NAME) < place < high for place in places):
                return entity
        return None

    def only(self, position: int, types: tuple[str, ...]) -> Entity | None:
        """The only one of its types named so far in this paragraph, or where there is none, in the one before."""
        here = self.paragraph_of(position)
        for paragraph in (here, here - 1):
            found = {}
            for index in range(bisect_right(self._starts, position - 1) - 1, -1, -1):
                mention, entity = self._mentions[index], self._entities[index]
                place = self.paragraph_of(mention.start)
                if place < paragraph:
                    break
                if place == paragraph and entity.type in types and not self.quoted(mention.start):
                    found[id(entity)] = entity
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def latest(self, position: int, types: tuple[str, ...], reach: int, gender: str | None, subjects: bool = False) -> Entity | None:
        """The nearest one before, subjects first, of a gender, within so many paragraphs."""
        index = bisect_right(self._starts, position - 1) - 1
        here = self.paragraph_of(position)
        best: Entity | None = None
        best_paragraph = -1
        while index >= 0:
            mention, entity = self._mentions[index], self._entities[index]
            paragraph = self.paragraph_of(mention.start)
            if here - paragraph > reach or (best is not None and paragraph < best_paragraph):
                break
            fits = entity.type in types and (gender is None or entity.gender in (None, gender)) and not self.quoted(mention.start)
            if fits and mention.start in self._subjects:
                return entity
            if fits and best is None and not subjects:
                best, best_paragraph = entity, paragraph
            index -= 1
        return best

    def quoted(self, position: int) -> bool:
        """Whether a position lies within quoted words."""
        return any(start <= position < end for start, end in self._inside)
