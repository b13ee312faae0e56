"""Speech that a sentence gives to somebody afterwards: "P. Об этом заявил X." The sentence before is what was said."""

from collections.abc import Iterator
from itertools import pairwise

from ingest.extract.clauses import clause
from ingest.extract.discourse import Discourse
from ingest.extract.reports import Report, spans_of
from ingest.extract.speakers import speakers_of
from ingest.extract.standing import standing_of
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import CueClass, Lexicon
from ingest.knowledge.speech import load_speech
from schema.model import Modality


def said_before(sentences: list[Sentence], discourse: Discourse, lexicon: Lexicon, say: CueClass) -> Iterator[Report]:
    """A report for each sentence that opens so, of the sentence before it in the same paragraph."""
    for before, sentence in pairwise(sentences):
        hit = load_speech(lexicon.language).backward.at(sentence.tokens, 0)
        verb = _verb(sentence, hit[0]) if hit is not None else None
        if verb is None or before.paragraph != sentence.paragraph or before.tokens[-1].text == "?":
            continue
        if any(t.index > verb.index and t.pos == "SCONJ" for t in sentence.deps(verb.index, "mark")) or sentence.deps(verb.index, "ccomp"):
            continue
        speakers = speakers_of(sentence, verb, discourse)
        root = next((t for t in before.tokens if t.head == -1), before.tokens[0])
        content = spans_of(clause(before, root)) if any(t.is_word and t.quote is None for t in before.tokens) else ()
        quotes = tuple(dict.fromkeys(t.quote for t in before.tokens if t.quote is not None))
        if not speakers or not (content or quotes):
            continue
        known = lexicon.verbs.at(sentence.tokens, verb.index)
        cue_class = known[1] if known is not None else say
        standing = standing_of(sentence, verb, range(verb.index, verb.index + 1), cue_class, lexicon)
        modality = cue_class.modality if cue_class.modality is not Modality.ASSERTED else standing.modality
        yield Report(speakers[0], (verb.start, verb.end), content, quotes, cue_class, modality, standing.denied, speakers[1:])


def _verb(sentence: Sentence, after: int) -> Token | None:
    """The verb that follows the opening words."""
    return next((t for t in sentence.tokens[after : after + 3] if t.pos == "VERB"), None)
