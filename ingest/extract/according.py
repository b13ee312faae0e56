"""Speech without a verb of its own: "according to X", and the owner of a noun such as "claim" or "view"."""

from collections.abc import Iterator

from ingest.extract.clauses import clause, coordinated, noun_phrase
from ingest.extract.content import owned
from ingest.extract.discourse import Discourse, Speaker
from ingest.extract.modality import clause_modality
from ingest.extract.reports import Report, can_speak, content_clauses, spans_of, trimmed
from ingest.extract.standing import is_told_to
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.pronouns import load_pronouns
from ingest.knowledge.speech import load_speech
from schema.model import Modality, Stance


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
        walls = [t.index for t in tokens if t.text in (":", ";")]
        low = max((w for w in walls if w < left), default=-1)
        high = min((w for w in walls if w > right and tokens[w].text == ";"), default=len(tokens))
        rest = [t for t in tokens[low + 1 : high] if not left <= t.index <= right]
        quotes = tuple(dict.fromkeys(t.quote for t in rest if t.quote is not None))
        after_part = trimmed([t for t in rest if t.index > right])
        before_part = trimmed([t for t in rest if t.index < left])
        parts = [p for p in (before_part, after_part) if sum(t.is_word for t in p) > 1 or any(t.quote is not None for t in p)]
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
    """ "X's claim that P", "X's view is that P", «мнение X о том, что P»: the owner of a speech noun says the clause that hangs on it."""
    spans = {s for r in taken for s in r.content if r.cue_class.stance is Stance.SUPPORTS}
    for first, after, cue_class in lexicon.nouns.find(sentence.tokens):
        noun = sentence.tokens[after - 1]
        if noun.pos != "NOUN" or first in silent or noun.quote is not None or is_told_to(sentence, noun):
            continue
        for child in (*content_clauses(sentence, noun), *_amounts_to(sentence, noun, lexicon)):
            content = spans_of(_behind(sentence, noun, child))
            owners = owned(sentence, noun, lexicon) + [t for t in sentence.deps(noun.index, "nmod") if t.feats.get("Case") in ("Gen", None)]
            heads = list(dict.fromkeys(o.index for h in owners for o in coordinated(sentence, h) if o.index != child.index))
            speakers = [s for i in heads if (s := _owner(sentence, sentence.tokens[i], discourse)) is not None]
            speakers = [s for s in speakers if s.entity is not None or s.group]
            if speakers and content and not spans & set(content):
                modality = clause_modality(sentence, child, lexicon)
                if any(lexicon.hedges.at([t], 0) for t in sentence.deps(noun.index, "amod")):
                    modality = Modality.HEDGED  # "his alleged claim that"
                modality = cue_class.modality if cue_class.modality is not Modality.ASSERTED else modality
                yield Report(speakers[0], (noun.start, noun.end), content, (), cue_class, modality, False)
            break


def _owner(sentence: Sentence, head: Token, discourse: Discourse) -> Speaker | None:
    possessive = head.text.lower() in load_pronouns().possessive
    return discourse.possessor(head) if possessive else discourse.speaker(sentence, head)


def _amounts_to(sentence: Sentence, noun: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The clause of "the view is that", «позиция состоит в том, что»."""
    verb = sentence.head_of(noun)
    if verb is None or noun.rel != "nsubj" or load_speech(lexicon.language).amounts.at(sentence.tokens, verb.index) is None:
        return
    for child in sentence.deps(verb.index, "ccomp"):
        if child.index > verb.index and sentence.deps(child.index, "mark"):
            yield child
    yield from content_clauses(sentence, verb)


def _behind(sentence: Sentence, noun: Token, child: Token) -> list[Token]:
    """The clause of a noun, without what the parser has hung on it of the clause that the noun itself stands in."""
    above = [noun, *sentence.ancestors(noun)]
    walls = {t.index for t in above if t.head == child.index}
    if noun.rel == "nsubj" and noun.head == -1:  # a subject whose verb has gone astray
        walls |= {t.index for t in sentence.deps(child.index, "conj") if not sentence.deps(t.index, "cc")}
    if not walls:
        return clause(sentence, child)
    kept = {t.index for t in sentence.subtree(child.index) if not any(a.index in walls for a in (t, *sentence.ancestors(t)))}
    return clause(sentence, child, {t.index for t in sentence.tokens} - kept)
