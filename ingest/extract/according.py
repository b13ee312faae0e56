"""Speech without a verb of its own: "according to X", and the owner of a noun such as "claim" or "view"."""

from collections.abc import Iterator

from ingest.extract.clauses import clause, complements, coordinated, noun_phrase
from ingest.extract.discourse import Discourse
from ingest.extract.modality import clause_modality
from ingest.extract.reports import Report, can_speak, content_clauses, spans_of, trimmed
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.pronouns import load_pronouns
from schema.model import Modality


def according_to(sentence: Sentence, discourse: Discourse, lexicon: Lexicon, silent: set[int]) -> Iterator[Report]:
    """ "According to X, …" and «по словам X, …»: the rest of the sentence is the content."""
    tokens = sentence.tokens
    for first, after, cue_class in lexicon.according.find(tokens):
        if after >= len(tokens) or first in silent:
            continue
        owner = next((t for t in tokens[first:after] if t.text.lower() in load_pronouns().possessive), None)
        head = owner or _head_after(sentence, after)
        if head is None or head.quote is not None:
            continue
        speaker = discourse.possessor(owner) if owner is not None else discourse.speaker(sentence, head)
        if speaker is None:
            continue
        if speaker.entity is None and not speaker.group and not can_speak(sentence, head, lexicon):
            continue
        phrase = noun_phrase(sentence, head) if owner is None else []
        covered = {t.index for t in phrase} | set(range(first, after))
        covered |= (
            {t.index for t in sentence.subtree(head.index)}
            if owner is None and len(sentence.subtree(head.index)) < len(tokens) / 2
            else set()
        )
        left, right = min(covered), max(covered)
        rest = [t for t in tokens if not left <= t.index <= right]
        quotes = tuple(dict.fromkeys(t.quote for t in rest if t.quote is not None))
        after_part = trimmed([t for t in rest if t.index > right])
        before_part = trimmed([t for t in rest if t.index < left])
        parts = [p for p in (before_part, after_part) if sum(t.is_word for t in p) > 2 or any(t.quote is not None for t in p)]
        if not parts:
            continue
        root = next((t for p in parts for t in p if t.rel == "root"), parts[0][0])
        modality = cue_class.modality if cue_class.modality is not Modality.ASSERTED else clause_modality(sentence, root, lexicon)
        content = tuple(spans_of(p)[0] for p in parts) if any(t.quote is None and t.is_word for p in parts for t in p) else ()
        yield Report(speaker, (tokens[first].start, tokens[after - 1].end), content, quotes, cue_class, modality, False)


def _head_after(sentence: Sentence, after: int) -> Token | None:
    """Head of the noun phrase that follows an "according to": the first nominal whose governor stands before it."""
    for token in sentence.tokens[after : after + 12]:
        if token.text in ",.;:" and token.index > after:
            break
        if token.pos in ("NOUN", "PROPN", "PRON", "X") and (token.head < token.index or token.head > after + 12):
            governor = sentence.head_of(token)
            if governor is not None and governor.index >= after and token.rel not in ("conj",):
                continue
            return token
    return next((t for t in sentence.tokens[after : after + 6] if t.pos in ("NOUN", "PROPN", "PRON", "X")), None)


def by_noun(sentence: Sentence, discourse: Discourse, lexicon: Lexicon, silent: set[int], taken: list[Report]) -> Iterator[Report]:
    """ "X's claim that P", «мнение X о том, что P»: the owner of a speech noun says the clause that hangs on it."""
    spans = {s for r in taken for s in r.content}
    for first, after, cue_class in lexicon.nouns.find(sentence.tokens):
        noun = sentence.tokens[after - 1]
        if noun.pos != "NOUN" or first in silent or noun.quote is not None:
            continue
        for child in content_clauses(sentence, noun):
            content = spans_of(clause(sentence, child))
            owners = [h for role, h in complements(sentence, noun.index) if role in ("poss", "gen", "of", "by", "from")]
            owners += [
                t for t in sentence.deps(noun.index, "nmod:poss", "nmod") if t not in owners and t.feats.get("Case") in ("Gen", None)
            ]
            speakers = [
                s for h in owners for o in coordinated(sentence, h) if o.index != child.index and (s := discourse.speaker(sentence, o))
            ]
            if speakers and not spans & set(content) and (speakers[0].entity is not None or speakers[0].group):
                modality = clause_modality(sentence, child, lexicon)
                modality = cue_class.modality if cue_class.modality is not Modality.ASSERTED else modality
                yield Report(speakers[0], (noun.start, noun.end), content, (), cue_class, modality, False)
            break
