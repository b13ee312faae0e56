"""Bodies under their whole name: the country that a ministry is of, and names that end like a company's and that the recogniser missed."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.extract.inflect import inflects
from ingest.extract.mention import Mention
from ingest.extract.persons import is_full, words_in
from ingest.extract.tokens import Token
from ingest.knowledge.gazetteer import Entry
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold

PUBLIC = ("government", "court", "military")  # kinds of bodies that every country has under the same name
_OF = {"ru": re.compile(r" "), "en": re.compile(r" of (?:the )?")}
_OWNED = re.compile(r"(?:['’]s?)? ")


def with_places(mentions: list[Mention], tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[Mention]:
    """A body with the place that its name ends or begins with: «Верховный суд Бангладеша», "Kenya's Parliament".

    A known body loses its entry by a place that its own aliases do not have. A place at the end is still a mention of its own.
    """
    places = {t.start: i for i, t in enumerate(tokens)}
    found = sorted(mentions, key=lambda m: m.start)
    swallowed: set[Mention] = set()
    longer: dict[Mention, Mention] = {}
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        if other.type == "Place" and _is_body(one, tokens, places, lexicon) and _OF[lexicon.language].fullmatch(between):
            if lexicon.language == "ru" and not _is_genitive(tokens, places.get(other.start)):
                continue
            if one.entry is None or not _is_own(one.entry, other):
                longer[one] = Mention(one.start, other.end, "Organization", text[one.start : other.end])
        elif (
            one.type == "Place"
            and other.entry is not None
            and _OWNED.fullmatch(between)
            and _is_foreign(one, other, tokens, places, lexicon)
        ):
            longer[other] = Mention(one.start, other.end, "Organization", text[one.start : other.end])
            swallowed.add(one)
    whole = [longer.get(m, m) for m in found if m not in swallowed]
    return whole + _unnamed(whole, tokens, places, text, lexicon)


def _unnamed(mentions: Sequence[Mention], tokens: Sequence[Token], places: dict[int, int], text: str, lexicon: Lexicon) -> list[Mention]:
    """Bodies that only the place behind them names: «правительство Эритреи», "the government of Eritrea"."""
    ends = {m.end for m in mentions if m.type != "Place"}
    taken = {p for m in mentions for p in range(m.start, m.end)}
    found = []
    for place in (m for m in mentions if m.type == "Place" and m.end not in ends):
        index = places.get(place.start, 0)
        before = [t for t in tokens[max(0, index - 4) : index] if t.start not in taken]
        for at in range(len(before)):
            hit = lexicon.public_bodies.at(before, at)
            behind = text[before[hit[0] - 1].end : place.start] if hit else ""
            if hit and _OF[lexicon.language].fullmatch(behind) and (lexicon.language == "en" or _is_genitive(tokens, index)):
                found.append(Mention(before[at].start, place.end, "Organization", text[before[at].start : place.end]))
                break
    return found


def missed_bodies(mentions: Sequence[Mention], tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[Mention]:
    """Runs of capitalised words that end like a company's name ("Halden Robotics") and hold a word that no dictionary has.

    A body may bear the surname of somebody known: "Musk Foundation".
    """
    surnames = {m.start for m in mentions if m.type == "Person" and m.entry is not None and not is_full(m.text)}
    free = [m for m in mentions if m.start in surnames or (m.entry is None and m.type in ("Place", "Person", "Organization"))]
    known = {p for m in mentions if m not in free for p in range(m.start, m.end)}
    found = []
    index = 0
    while index < len(tokens):
        run = _run(tokens, index, known)
        index += max(1, len(run))
        while run and fold(run[-1].text) not in lexicon.org_suffixes:
            run = run[:-1]
        named_after = len(run) == 2 and run[0].start in surnames and run[1].text in lexicon.org_heads
        if named_after or (len(run) > 1 and any(_is_coined(t, lexicon) and t.start not in surnames for t in run[:-1])):
            found.append(Mention(run[0].start, run[-1].end, "Organization", text[run[0].start : run[-1].end]))
    return found


def _is_body(mention: Mention, tokens: Sequence[Token], places: dict[int, int], lexicon: Lexicon) -> bool:
    """A body of a kind that other countries have too, under a name of common words."""
    if mention.entry is not None:
        return mention.kind in PUBLIC and (
            lexicon.language == "ru" or all(w[0].islower() or lexicon.is_word(fold(w)) for w in words_in(mention.text))
        )
    first = places.get(mention.start)
    if mention.type != "Organization" or first is None or lexicon.language != "ru":
        return False
    inside = [t for t in tokens[first : first + 4] if t.end <= mention.end]
    return any(lexicon.org_heads.at(inside, i) or lexicon.public_bodies.at(inside, i) for i in range(len(inside)))


def _is_foreign(place: Mention, body: Mention, tokens: Sequence[Token], places: dict[int, int], lexicon: Lexicon) -> bool:
    known = lexicon.language == "en" and body.entry is not None and _is_body(body, tokens, places, lexicon)
    return known and body.entry is not None and not _is_own(body.entry, place)


def _is_genitive(tokens: Sequence[Token], index: int | None) -> bool:
    return index is not None and tokens[index].feats.get("Case") == "Gen"


def _is_own(entry: Entry, place: Mention) -> bool:
    """Whether a body's aliases tell that it is of this place."""
    words = {w for alias in entry.aliases for w in words_in(alias)}
    names = place.entry.aliases if place.entry is not None else (place.text,)
    return any(all(any(inflects(part, w) for w in words) for part in words_in(name)) for name in names)


def _run(tokens: Sequence[Token], index: int, known: set[int]) -> list[Token]:
    run: list[Token] = []
    for token in tokens[index : index + 5]:
        joined = not run or token.start == run[-1].end + 1
        if not joined or token.pos != "PROPN" or not token.text[0].isupper() or token.start in known:
            break
        run.append(token)
    return run


def _is_coined(token: Token, lexicon: Lexicon) -> bool:
    low = fold(token.text)
    return not lexicon.is_word(low) and low not in lexicon.first_names and low not in lexicon.not_person and low not in lexicon.org_suffixes
