"""Mentions: where an entity is named. Gazetteer first, then coined names, then the recogniser's names."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.extract.analyse import NameSpan
from ingest.extract.bodies import missed_bodies, with_places
from ingest.extract.mention import Mention
from ingest.extract.persons import is_full, words_in
from ingest.extract.prepare import READ, Prepared
from ingest.extract.recognised import head_before, recognised
from ingest.extract.retype import missed_people, missed_repeats, retype
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.gazetteer import Entry, Found, Gazetteer
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold

_COINED = re.compile(
    r"(?<![\w.-])[A-Z][A-Za-z]*(?:[ -](?=[\dvV]))?[vV]?\d+(?:\.\d+)*[A-Za-z]{0,3}"
    r"(?:[- ](?:Turbo|Pro|Mini|Max|Ultra|Instruct|Chat|Large|Small|Base|Flash|Nano))?(?!\w)"
)
_LATIN_NAME = re.compile(r"(?<![\w.])[A-Z][A-Za-zÀ-ɏ0-9]*(?:(?:[ .-]| & )[A-Za-zÀ-ɏ0-9]+)*")
_QUOTED_NAME = re.compile(r"[«“]([A-ZА-ЯЁ][^\s«»“”,.!?:;]*(?: [^\s«»“”,!?:;]+){0,5})[»”]")
BODIES = ("Organization", "Company")
_DOUBLE = re.compile(r"(?<!\w)[A-ZА-ЯЁ]\w+-\Z")
_CODES = re.compile(r"(?:COVID|G|F|A|B|H|T|M|I|Q|P|R|S|U)[- ]?\d{1,4}|[A-Z]{1,3}\d*", re.ASCII)


def find_mentions(
    prepared: Prepared, sentences: list[Sentence], names: list[NameSpan], gazetteer: Gazetteer, lexicon: Lexicon
) -> list[Mention]:
    """All mentions in reading order; one lies inside another only as the place at the end of a body's name."""
    mentions, tokens = _collect(prepared, sentences, names, gazetteer, lexicon)
    cover = _Cover(mentions)
    for person in missed_people(mentions, tokens, prepared.text, lexicon):
        cover.add(person)
    for body in missed_bodies(mentions, tokens, prepared.text, lexicon) if lexicon.language == "en" else ():
        cover.add(body)
    typed = with_places(retype(cover.mentions(), tokens, lexicon, len(prepared.text)), tokens, prepared.text, lexicon)
    repeated = missed_repeats(typed, tokens, prepared.text)
    return sorted([*typed, *repeated], key=lambda m: m.start)


def _collect(
    prepared: Prepared, sentences: list[Sentence], names: list[NameSpan], gazetteer: Gazetteer, lexicon: Lexicon
) -> tuple[list[Mention], list[Token]]:
    found = _known(prepared, gazetteer)
    taken = _Cover(found)
    tokens = sorted((t for s in sentences for t in s.tokens if t.quote is None), key=lambda t: t.start)
    places = {t.start: i for i, t in enumerate(tokens)}
    for span in _coined(prepared, tokens, places, lexicon):
        taken.add(span)
    # A longer recognised name swallows a place or person that it begins or ends with: "Alan Turing Institute" names no person.
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        mention = recognised(prepared.text, name, tokens, places, lexicon)
        if mention is not None:
            taken.add(_namesake(mention, taken, lexicon))
    return taken.mentions(), tokens


class _Cover:
    """Mentions without overlap: the first to come keeps its place, except that a longer name swallows shorter ones that are parts of it."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_place: dict[int, Mention] = {}
        for mention in mentions:
            self._place(mention)

    def add(self, mention: Mention) -> None:
        rivals = {self._by_place[p] for p in range(mention.start, mention.end) if p in self._by_place}
        if mention.type == "Person" and len(rivals) > 1:
            return
        if all(_swallows(mention, rival) for rival in rivals):
            for rival in rivals:
                for place in range(rival.start, rival.end):
                    self._by_place.pop(place, None)
            self._place(mention)

    def at(self, place: int) -> Mention | None:
        """What covers a place."""
        return self._by_place.get(place)

    def mentions(self) -> list[Mention]:
        return sorted(set(self._by_place.values()), key=lambda m: m.start)

    def _place(self, mention: Mention) -> None:
        for place in range(mention.start, mention.end):
            self._by_place[place] = mention


def _namesake(mention: Mention, taken: _Cover, lexicon: Lexicon) -> Mention:
    """A name of two or three words with the surname of somebody known is a person's, whatever the recogniser took it for."""
    words = [fold(w) for w in words_in(mention.text)]
    if mention.type == "Person" or not 2 <= len(words) <= 3 or (lexicon.is_word(words[0]) and words[0] not in lexicon.first_names):
        return mention
    surname = taken.at(mention.end - 1)
    known = surname is not None and surname.type == "Person" and surname.end == mention.end and not is_full(surname.text)
    return replace(mention, type="Person") if known and taken.at(mention.start) is None else mention


def _swallows(mention: Mention, rival: Mention) -> bool:
    inside = mention.start <= rival.start and rival.end <= mention.end and mention.end - mention.start > rival.end - rival.start
    if mention.type == "Person":  # a full name holds the surname of somebody known: "Odette Altman"
        return inside and rival.type == "Person" and rival.end == mention.end and not is_full(rival.text)
    part = (
        rival.type in ("Place", "Topic")
        or (rival.type == "Person" and rival.end < mention.end)
        or (rival.type in BODIES and not rival.entry)
    )
    return inside and mention.type in BODIES and part


def _known(prepared: Prepared, gazetteer: Gazetteer) -> list[Mention]:
    found: list[Found] = []
    for paragraph in prepared.paragraphs:
        if paragraph.zone in READ:
            found.extend(gazetteer.find(prepared.text, paragraph.start, paragraph.end))
    sure = {e.key for f in found for e in f.entries if f.alias not in e.ambiguous}
    text = " ".join(prepared.text[p.start : p.end] for p in prepared.paragraphs if p.zone in READ)
    low = text.lower()
    edges = {edge for f in found for edge in (f.start, f.end)}
    mentions = []
    for place in found:
        entries = [e for e in place.entries if place.alias not in e.ambiguous or e.key in sure or _has_context(e, text, low)]
        if len(entries) > 1:
            entries = [e for e in entries if e.key in sure] or entries
        if len(entries) == 1 and not _is_part_of_word(prepared.text, place) and not _is_part_of_double(prepared.text, place, edges):
            entry = entries[0]
            mentions.append(Mention(place.start, place.end, entry.type, prepared.text[place.start : place.end], entry, entry.kind))
    return mentions


def _has_context(entry: Entry, text: str, low: str) -> bool:
    for word in entry.context:
        hay, needle = (low, word.lower()) if word.islower() else (text, word)
        at = hay.find(needle)
        while at >= 0:
            if at == 0 or not hay[at - 1].isalnum():
                return True
            at = hay.find(needle, at + 1)
    return False


def _is_part_of_word(text: str, place: Found) -> bool:
    """Glued to a letter by a dot, an at sign or a slash: an address, not a name."""
    before = text[place.start - 1] if place.start else " "
    after = text[place.end : place.end + 2]
    return before in "@/_" or (len(after) == 2 and after[0] in "@/_." and after[1].isalnum() and after[1].islower())


def _is_part_of_double(text: str, place: Found, edges: set[int]) -> bool:
    """Half of a double surname whose other half is nobody known: "Altman-Varga"."""
    if is_full(place.alias) or all(e.type != "Person" for e in place.entries):
        return False
    left = _DOUBLE.search(text, max(0, place.start - 30), place.start)
    right = text[place.end : place.end + 2]
    return (left is not None and place.start - 1 not in edges) or (right[:1] == "-" and right[1:].isupper() and place.end + 1 not in edges)


def _coined(prepared: Prepared, tokens: list[Token], places: dict[int, int], lexicon: Lexicon) -> list[Mention]:
    """Names with a version number, and capitalised names beside a word such as "model" or "chatbot"."""
    mentions = []
    for paragraph in prepared.paragraphs:
        if paragraph.zone not in READ:
            continue
        for match in _COINED.finditer(prepared.text, paragraph.start, paragraph.end):
            letters = sum(c.isalpha() for c in match.group())
            if letters >= 2 and not _CODES.fullmatch(match.group()) and _near_head(match, tokens, places, lexicon):
                mentions.append(Mention(match.start(), match.end(), "AIModel", match.group()))
        for match in _QUOTED_NAME.finditer(prepared.text, paragraph.start, paragraph.end):
            kind = head_before(match.start(1), tokens, places, lexicon)
            if kind:
                mentions.append(Mention(match.start(1), match.end(1), kind, match.group(1)))
        if lexicon.language == "ru":
            for match in _LATIN_NAME.finditer(prepared.text, paragraph.start, paragraph.end):
                kind = head_before(match.start(), tokens, places, lexicon)
                if kind:
                    mentions.append(Mention(match.start(), match.end(), kind, match.group()))
    return mentions


def _near_head(match: re.Match[str], tokens: list[Token], places: dict[int, int], lexicon: Lexicon) -> bool:
    """A model word within four words, or a hyphenated version such as GPT-5. A plain number after a plain word names no model."""
    index = places.get(match.start())
    if index is None:
        return False
    base = fold(tokens[index].text)
    number = match.group().split(" ")[1] if " " in match.group() else ""
    if base in lexicon.not_model or base in lexicon.not_person or (number.isdigit() and len(number) > 1):
        return False
    around = tokens[max(0, index - 5) : index + 7]
    return any(lexicon.model_heads.at(around, i) for i in range(len(around))) or ("-" in match.group() and lexicon.language == "ru")
