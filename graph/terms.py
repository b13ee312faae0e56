"""Words of a text as the store keeps and compares them: one rule for every engine.

`words` are the lower-cased words for prefix filters; `stems` are words without their endings for search. Engines index our stems, split
at blanks, and never analyze text themselves, so the same question finds the same things everywhere.
"""

import re
import unicodedata
from collections.abc import Iterable

from graph.stems import stem

_WORD = re.compile(r"\w+")

_LONGEST = 64  # letters; Lucene refuses words of more than 32 KiB


def words(texts: Iterable[str]) -> list[str]:
    """The distinct words, compatibility-normalised and case-folded, in order of code points."""
    return sorted({word[:_LONGEST] for text in texts for word in _WORD.findall(_fold(text))})


def stems(text: str) -> list[str]:
    """The stems in reading order, with repetitions."""
    return [stem(word[:_LONGEST]) for word in _WORD.findall(_fold(text))]


def index_terms(texts: Iterable[str]) -> str:
    """What an engine indexes: the distinct stems, sorted, each with a blank on both sides."""
    found = sorted({s for text in texts for s in stems(text)})
    return " " + " ".join(found) + " " if found else " "


def sort_key(text: str) -> str:
    """A key that all engines order alike: they differ on characters beyond the basic plane only, so those become one character."""
    return "".join(c if c < "\ud800" or "\ue000" <= c <= "\uffff" else "\ufffd" for c in _fold(text))[:200]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("ё", "е")
