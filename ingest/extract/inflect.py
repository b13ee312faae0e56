"""Whether a Russian word in a text is an inflected form of a name's word, by endings alone: it must work for names no dictionary has."""

import re
from functools import lru_cache

_CYRILLIC = re.compile(r"[а-яё-]+", re.IGNORECASE)
# Endings of nouns, adjectives and surnames, by what the nominative ends in (Zaliznyak's declension types, put together by stem).
_NOUN_HARD = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах", "ым", "ою", "ой", "и", "ей")
_NOUN_SOFT = (
    "",
    "ь",
    "я",
    "ю",
    "ем",
    "ём",
    "е",
    "и",
    "ей",
    "ям",
    "ями",
    "ях",
    "ью",
    "ев",
    "ёв",
    "й",
    "ёй",
    "ею",
    "ы",
    "ой",
    "ою",
    "у",
    "а",
    "ам",
    "ами",
    "ах",
    "о",
)
_ADJECTIVE = (
    "ый",
    "ий",
    "ой",
    "ая",
    "яя",
    "ое",
    "ее",
    "ого",
    "его",
    "ому",
    "ему",
    "ым",
    "им",
    "ом",
    "ем",
    "ой",
    "ей",
    "ую",
    "юю",
    "ые",
    "ие",
    "ых",
    "их",
    "ыми",
    "ими",
    "ою",
    "ею",
)
_ADJECTIVE_ENDS = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
_VOWELS = "аеёиоуыэюя"


@lru_cache(maxsize=200_000)
def inflects(name: str, word: str) -> bool:
    """Whether `word` may be a case form of the nominative `name`. Capitals of the first letter must agree; abbreviations must be equal."""
    if name == word:
        return True
    if not name or not word or name[0].isupper() != word[0].isupper():
        return False
    if not _CYRILLIC.fullmatch(name) or not _CYRILLIC.fullmatch(word):
        return not name.isupper() and not word.isupper() and len(name) > 3 and name.lower() == word.lower()
    if name.isupper() and len(name) <= 6:
        return word.startswith(name) and word[len(name) :] in ("а", "у", "ом", "е")
    low, form = name.lower().replace("ё", "е"), word.lower().replace("ё", "е")
    return low == form or any(form == stem + ending for stem, endings in _stems(low) for ending in endings)


def _stems(name: str) -> list[tuple[str, tuple[str, ...]]]:
    last = name[-1]
    if len(name) < 3:
        return []
    stems: list[tuple[str, tuple[str, ...]]] = []
    if len(name) > 4 and name.endswith(_ADJECTIVE_ENDS):
        stems.append((name[:-2], _ADJECTIVE))
    if last in "аяь" or last == "й":
        stems.append((name[:-1], _NOUN_SOFT))
    elif last in "ое" and len(name) > 4:
        stems.append((name[:-1], ("а", "у", "ом", "е", "я", "ю", "ем", "и", "й", "ам", "ами", "ах")))
    elif last in "ыи" and len(name) > 4:
        stems.append((name[:-1], (*_NOUN_HARD, "ев", "ям", "ями", "ях")))
    elif last not in _VOWELS:
        stems.append((name, _NOUN_HARD))
        if len(name) > 3 and name[-2] in "еоё":  # a fleeting vowel: Павел, Павла
            stems.append((name[:-2] + last, _NOUN_HARD[1:]))
    return stems
