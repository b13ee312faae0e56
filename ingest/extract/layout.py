"""Layout: speakers that no verb names. "Name, role: quote" blocks, a colon before a quote, a dash and a name after it."""

import re
from dataclasses import dataclass

from ingest.extract.discourse import ACTORS, Discourse, Speaker
from ingest.extract.entities import Entity
from ingest.extract.mention import Mention
from ingest.extract.prepare import Prepared, Zone
from ingest.extract.quotes import Quotation
from ingest.knowledge.lexicon import CueClass

MAX_LEAD = 8  # words of a line such as "Here are some excerpts:"
MAX_LABEL = 160  # code points of a "Name, role" label
MIN_REACTIONS = 3  # paragraphs of the form "Name: quote" that make a list of reactions
_REACTION = re.compile(r"(?=[A-ZА-ЯЁ])[^:«»“”\"\n]{2,80}:\s*[«“\"]")
_NAME = re.compile(r"[A-ZА-ЯЁ][\w.&’'-]*(?:\s+(?:[A-ZА-ЯЁ][\w.&’'-]*|[a-zа-яё&]{1,3})){1,6}")


@dataclass(frozen=True)
class Block:
    """The speaker that the layout names, and the cue if there is one."""

    speaker: Speaker
    cue: tuple[tuple[int, int], ...] = ()
    cue_class: CueClass | None = None


def block_speaker(prepared: Prepared, quotation: Quotation, discourse: Discourse) -> Block | None:
    """Who speaks a quotation by its place on the page."""
    number = quotation.paragraphs[0]
    paragraph = prepared.paragraphs[number]
    lead = prepared.text[paragraph.start : quotation.start].rstrip()
    if lead.endswith(":"):
        block = _label(paragraph.start, paragraph.start + len(lead), discourse, prepared.text)
        return block or _listed(prepared, paragraph.start, lead)
    if quotation.start <= paragraph.start + 1 or not lead:
        return _signature(prepared, quotation, discourse) or _line_before(prepared, number, discourse)
    return None


def _label(start: int, end: int, discourse: Discourse, text: str) -> Block | None:
    """The last sentence before a colon names exactly one person, or one body and no person."""
    cut = max(text.rfind(mark, start, end - 1) for mark in (". ", "! ", "? ", "… "))
    start = cut + 1 if cut > 0 else start
    if end - start > MAX_LABEL:
        return None
    mentions = discourse.mentions_in(start, end)
    opening = next(((m, e) for m, e in mentions if e.type in ACTORS), None)
    if opening is not None and opening[1].type == "Person" and not text[start : opening[0].start].strip(" \n—–-•"):
        return _only_actor([opening])  # "Name, role, body:"
    return _only_actor(mentions)


def _listed(prepared: Prepared, start: int, lead: str) -> Block | None:
    """A name that we do not know, in a list of reactions: several paragraphs of the form "Name: quote"."""
    lines = (prepared.text[p.start : p.end] for p in prepared.paragraphs)
    name = lead.removesuffix(":").strip()
    if not _NAME.fullmatch(name) or sum(_REACTION.match(line) is not None for line in lines) < MIN_REACTIONS:
        return None
    return Block(Speaker(((start + lead.find(name), start + lead.find(name) + len(name)),), name, group=True))


def _signature(prepared: Prepared, quotation: Quotation, discourse: Discourse) -> Block | None:
    """What follows the quote: a dash and a name, in the same paragraph or on the next line."""
    last = quotation.paragraphs[1]
    paragraph = prepared.paragraphs[last]
    rest = prepared.text[quotation.end : paragraph.end]
    if rest.strip():
        stripped = rest.lstrip(" ,.")
        said = any(discourse.lexicon.speaks(word) for word in stripped.split())  # a report that has been read, or could not be
        if stripped[:1] in "—–-" and len(stripped) < MAX_LABEL and not said:
            return _only_actor(discourse.mentions_in(quotation.end, paragraph.end))
        return None
    if last + 1 < len(prepared.paragraphs):
        following = prepared.paragraphs[last + 1]
        line = prepared.text[following.start : following.end]
        before = prepared.text[max(0, following.start - 2) : following.start].strip()
        if len(line) < MAX_LABEL and (line[:1] in "—–-" or before[-1:] in ("—", "–", "-")):
            return _only_actor(discourse.mentions_in(following.start, following.end))
    return None


def _line_before(prepared: Prepared, number: int, discourse: Discourse) -> Block | None:
    """The paragraph before ends with a colon, or is a short label that is nothing but a name and a role."""
    if number == 0:
        return None
    before = prepared.paragraphs[number - 1]
    line = prepared.text[before.start : before.end]
    if line.endswith(":") and before.zone in (Zone.BODY, Zone.HEADING):
        block = _label(before.start, before.end, discourse, prepared.text)
        if block is None and number > 1 and len(line.split()) <= MAX_LEAD and not discourse.mentions_in(before.start, before.end):
            # "Here are some excerpts:" after a paragraph about one person
            earlier = prepared.paragraphs[number - 2]
            people = [(m, e) for m, e in discourse.mentions_in(earlier.start, earlier.end) if e.type == "Person"]
            return _only_actor(people)
        return block
    if before.zone is Zone.HEADING and len(line) < 100:
        mentions = discourse.mentions_in(before.start, before.end)
        if mentions and mentions[0][1].type == "Person" and mentions[0][0].start == before.start:
            return _only_actor(mentions)
    return None


def _only_actor(mentions: list[tuple[Mention, Entity]]) -> Block | None:
    for types in (("Person",), ACTORS):
        named = [(m, e) for m, e in mentions if e.type in types]
        if named:
            if len({id(e) for _, e in named}) > 1:
                return None
            mention, entity = named[0]
            return Block(Speaker(((mention.start, mention.end),), entity.name, entity))
    return None
