"""Names across scripts: the same sounds written in Cyrillic and in Latin.

A name is reduced to a skeleton of consonants after a practical transcription (Russian rules for English names by Gilyarevsky and Starostin
run backwards, coarse on purpose), and two names are the same when the skeletons agree word by word and the vowels do not contradict.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v G d e e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya".split(),  # noqa: SIM905 - the two lines are read one above the other
        strict=True,
    )
)
_RULES = (
    (r"['’_-]", ""),
    (r"^eu", "yu"),
    (r"dzh", "j"),
    (r"dge|dg(?=[iey])|g(?=[ei])|zh", "j"),
    (r"sch|tch|ch|cz|tsch", "C"),
    (r"sh", "S"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"kh|gh", "h"),
    (r"ck|cq|q(?:u)?", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"x", "ks"),
    (r"ts|tz|zz", "z"),
    (r"w", "v"),
    (r"(.)\1+", r"\1"),
    (r"(?<=[aeiou])h(?=[^aeiouy]|$)", ""),
)
_LOOSE = str.maketrans({"j": "g", "h": "g", "z": "s", "C": "s", "S": "s", "y": "", "v": "v", "b": "b"})
_VOWELS = re.compile(r"[aeiouy]")
MIN_LIKENESS = 0.62


def words_of(name: str) -> list[str]:
    """The words of a name, initials left out."""
    return [w for w in _WORD.findall(name) if len(w) > 1]


@lru_cache(maxsize=100_000)
def romanize(word: str) -> str:
    """One spelling for the sounds of a word, lower-case Latin with C for ch and S for sh. A Cyrillic g stays hard before e and i."""
    low = "".join(_CYRILLIC.get(c, c) for c in word.lower())
    low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    for pattern, replacement in _RULES:
        low = re.sub(pattern, replacement, low)
    return low.replace("G", "g")


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of a word, near sounds as one; an initial vowel counts."""
    sounds = romanize(word)
    vowel = "a" if sounds[:1] and sounds[0] in "aeiou" else ""
    return vowel + _VOWELS.sub("", sounds).translate(_LOOSE)


def name_key(name: str) -> str:
    """The skeleton of the last word: names that are the same have the same key."""
    words = words_of(name)
    return skeleton(words[-1]) if words else ""


def same_name(one: str, other: str) -> bool:
    """Whether two names of the same number of words sound the same."""
    mine, theirs = words_of(one), words_of(other)
    return bool(mine) and len(mine) == len(theirs) and all(_same_word(a, b) for a, b in zip(mine, theirs, strict=True))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = romanize(one), romanize(other)
    return skeleton(one) == skeleton(other) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= MIN_LIKENESS
