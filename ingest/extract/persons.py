"""People: whether two names are one person's, who of the gazetteer a full name is, and to whom a bare surname belongs."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.extract.inflect import inflects
from ingest.extract.transliterate import same_name
from ingest.knowledge.gazetteer import Entry, Gazetteer

_WORD = re.compile(r"[\w'’-]+")


def words_in(name: str) -> list[str]:
    """The words of a name, initials among them."""
    return _WORD.findall(name)


def is_full(name: str) -> bool:
    """Whether a name has more than a surname."""
    return len(words_in(name)) > 1


@lru_cache(maxsize=100_000)
def bears(name: str, surname: str) -> bool:
    """Whether a full name ends with a surname, in any case and either script."""
    parts = words_in(name)
    return len(parts) > 1 and _same_surname(parts[-1], surname)


def same_person(name: str, other: str) -> bool:
    """Whether a full name is another one, perhaps with a first name cut down to its initial."""
    mine, theirs = words_in(name), words_in(other)
    if name == other:
        return True
    if len(mine) < 2 or len(theirs) < 2 or not inflects(theirs[-1], mine[-1]):
        return False
    return inflects(theirs[0], mine[0]) or (theirs[0][0] == mine[0][0] and len(mine[0].rstrip(".")) == 1)


def known_person(name: str, gazetteer: Gazetteer) -> Entry | None:
    """The one entry that a full name belongs to, under a spelling that no alias has.

    Sound by sound; an initial in place of the first name, or a middle name, is enough only for a surname that tells its bearer by itself.
    """
    hits = [e for e in gazetteer.candidates(name, "Person") if _is_named(e, name)]
    return hits[0] if len(hits) == 1 else None


def _is_named(entry: Entry, name: str) -> bool:
    mine = words_in(name)
    sure = [a for a in entry.aliases if a not in entry.ambiguous]
    telling = any(not is_full(a) and _same_surname(a, mine[-1]) for a in sure)
    for alias in sure:
        theirs = words_in(alias)
        if len(theirs) < 2:
            continue
        initial = len(mine[0]) == 1
        if not initial and same_name(alias, name) and _same_surname(theirs[-1], mine[-1]):
            return True
        if telling and (mine[0][0] == theirs[0][0] if initial else same_name(theirs[0], mine[0])):
            return True
    return False


def _same_surname(one: str, other: str) -> bool:
    """In one script a form of it («Касперская» is not «Касперский»), in two the same sounds."""
    return inflects(one, other) if one.isascii() == other.isascii() else same_name(one, other)


def bearer(start: int, owner: int, bearers: Sequence[int], introduced: Sequence[tuple[int, int]], breaks: Sequence[int]) -> int | None:
    """Who of several bearers of a surname is meant where it stands alone at `start`, None where that is not told.

    `owner` is the one whom the surname tells by itself, `introduced` holds (place, person) of every full name in reading order, `breaks`
    the starts of paragraphs. A surname belongs to who was introduced first, but not after somebody else was named in the same paragraph.
    """
    named = [(place, person) for place, person in introduced if person in bearers]
    before = [(place, person) for place, person in named if place < start]
    if not before:
        return owner if not named or any(person == owner for _, person in named) else named[0][1]
    first, (last_place, last) = before[0][1], before[-1]
    if last == first:
        return first
    paragraph = max((b for b in breaks if b <= start), default=0)
    return first if last_place < paragraph else None
