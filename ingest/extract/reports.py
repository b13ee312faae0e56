"""Reports: the pieces that every kind of reported speech is made of: a cue, a speaker, the words that it introduces."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.clauses import complements
from ingest.extract.discourse import Speaker
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import CueClass, Lexicon
from ingest.knowledge.speech import load_speech
from schema.model import Modality, Stance

Span = tuple[int, int]
NAMED = CueClass("say", Stance.SUPPORTS, Modality.ASSERTED)  # "called the bill a gift"


@dataclass(frozen=True)
class Report:
    """One cue at work. `content` is empty when the cue introduces only quotations."""

    speaker: Speaker
    cue: Span
    content: tuple[Span, ...]
    quotes: tuple[int, ...]
    cue_class: CueClass
    modality: Modality
    negated: bool
    also: tuple[Speaker, ...] = ()  # who says it together with the speaker


@dataclass(frozen=True)
class Cue:
    first: Token
    last: Token
    cue_class: CueClass
    direct_only: bool

    def verb(self, sentence: Sentence) -> Token:
        """The verb among its words: "made" of "made clear"; the first word where it has none."""
        return next((t for t in sentence.tokens[self.first.index : self.last.index + 1] if t.pos in ("VERB", "AUX")), self.first)


def find_cues(sentence: Sentence, lexicon: Lexicon, silent: set[int]) -> Iterator[Cue]:
    tokens = sentence.tokens
    words = load_speech(lexicon.language)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if index in silent:
            index += 1
            continue
        hit = lexicon.verbs.at(tokens, index)
        direct = None if hit else lexicon.direct_verbs.at(tokens, index)
        named = None if hit or direct or words.naming.at(tokens, index) is None else (index + 1, NAMED)
        after, found = hit or direct or named or (index + 1, None)
        verbal = any(t.pos in ("VERB", "AUX") or (t.pos == "ADJ" and t.feats.get("Variant") == "Short") for t in tokens[index:after])
        if found is not None and verbal and token.quote is None:
            yield Cue(token, tokens[after - 1], found, direct is not None)
        index = max(after, index + 1)


def can_speak(sentence: Sentence, head: Token, lexicon: Lexicon) -> bool:
    """A document or a thing that words are read from ("the report says"); a name we could not place; a pronoun."""
    if head.pos in ("PROPN", "PRON", "X"):
        return True
    books = (lexicon.nouns, lexicon.policy_heads, lexicon.org_heads, lexicon.model_heads, lexicon.documents)
    return any(book.at(sentence.tokens, head.index) for book in books)


def content_clauses(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """Content clauses that hang on a noun, or on the pronoun after it ("о том, что")."""
    for child in sentence.deps(noun.index, "acl", "ccomp"):
        if child.rel != "acl:relcl" and sentence.deps(child.index, "mark"):
            yield child
    for _, inner in complements(sentence, noun.index):
        if inner.pos in ("PRON", "DET", "ADJ"):
            for child in sentence.deps(inner.index, "acl", "ccomp"):
                yield child


def trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and not tokens[0].is_word and tokens[0].text not in '«“"„(':
        tokens = tokens[1:]
    while tokens and ((not tokens[-1].is_word and tokens[-1].text not in '»”")') or tokens[-1].pos == "CCONJ"):
        tokens = tokens[:-1]
    return tokens


def spans_of(tokens: list[Token]) -> tuple[Span, ...]:
    return ((tokens[0].start, max(t.end for t in tokens)),) if tokens else ()


def runs_of(tokens: list[Token]) -> tuple[Span, ...]:
    """A span for each run of neighbouring words: what stands before and after an inserted "he said"."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.index == runs[-1][-1].index + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(span for run in runs for span in spans_of(trimmed(run)))
