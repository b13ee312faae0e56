"""Whether a Russian word in a text is an inflected form of a name's word, by endings alone: it must work for names no dictionary has."""

import re
from functools import lru_cache

_CYRILLIC = re.compile(r"[а-яё-]+", re.IGNORECASE)
# Endings of nouns, adjectives and surnames, by what the nominative ends in (Zaliznyak's declension types, put together by stem).
_HARD = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах", "ым", "ою", "ой", "и", "ей")
_SOFT = ("ь", "й", "я", "ю", "ем", "ём", "е", "и", "ей", "ям", "ями", "ях", "ью", "ев", "ёв", "ёй", "ею")
_IN_A = ("", "а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею", "ам", "ами", "ах")
_IN_YA = ("", *_SOFT)
_IN_IYA = ("я", "и", "ю", "ей", "ею", "й", "ям", "ями", "ях")
_IN_O = ("а", "у", "ом", "е", "я", "ю", "ем", "и", "й", "ам", "ами", "ах")
_IN_Y = (*_HARD, "ев", "ям", "ями", "ях")
_PLURAL = ("ые", "ие", "ых", "их", "ым", "им", "ыми", "ими")
_MASCULINE = ("ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", *_PLURAL)
_FEMININE = ("ая", "яя", "ой", "ей", "ую", "юю", "ою", "ею", *_PLURAL)
_NEUTER = ("ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", *_PLURAL)
_ADJECTIVES = {
    **dict.fromkeys(("ый", "ий", "ой"), _MASCULINE),
    **dict.fromkeys(("ая", "яя"), _FEMININE),
    **dict.fromkeys(("ое", "ее"), _NEUTER),
    **dict.fromkeys(("ые", "ие"), _PLURAL),
}
_HUSHING = "гкхжчшщц"  # after these an и stands where other stems have ы
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
    if len(name) > 4 and name[-2:] in _ADJECTIVES:
        stems.append((name[:-2], _ADJECTIVES[name[-2:]]))
    if name.endswith("ия"):
        stems.append((name[:-1], _IN_IYA))
    elif last == "а":  # after a vowel it is no ending: «Бразилиа», «Никарагуа»
        stems += [] if name[-2] in _VOWELS else [(name[:-1], tuple(e for e in _IN_A if e != "и" or name[-2] in _HUSHING))]
    elif last == "я":
        stems.append((name[:-1], _IN_YA))
    elif last in "ьй":
        stems.append((name[:-1], _SOFT))
    elif last in "ое" and len(name) > 4:
        stems.append((name[:-1], _IN_O))
    elif last in "ыи" and len(name) > 4:
        stems.append((name[:-1], _IN_Y))
    elif last not in _VOWELS:
        stems.append((name, _HARD))
        if len(name) > 3 and name[-2] in "еоё":  # a fleeting vowel: Павел, Павла
            stems.append((name[:-2] + last, _HARD[1:]))
    return stems
