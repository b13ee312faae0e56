"""Light stemming of English and Russian words, chosen by the script of the word.

Russian follows the Snowball stemmer (https://snowballstem.org/algorithms/russian/stemmer.html) and then drops the verb-making suffixes
of borrowed words, so that «регулирование», «регулировать» and «регулируется» meet. English drops one inflection and one derivation; the
endings of agents (-er, -or) stay, since a regulator is no regulation.
"""

import re
from functools import lru_cache

_CYRILLIC = re.compile("[а-я]")
_VOWELS = "аеиоуыэюя"
_GERUND = re.compile("((?<=[ая])(?:вшись|вши|в)|(?:ывшись|ившись|ывши|ивши|ыв|ив))$")
_REFLEXIVE = re.compile("(?:ся|сь)$")
_ADJECTIVE = re.compile("(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$")
_PARTICIPLE = re.compile("((?<=[ая])(?:ем|нн|вш|ющ|щ)|(?:ивш|ывш|ующ))$")
_VERB = re.compile(
    "((?<=[ая])(?:ешь|нно|ете|йте|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)"
    "|(?:ейте|уйте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю))$"
)
_NOUN = re.compile("(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|ею|ою|а|е|и|й|о|у|ы|ь|ю|я)$")
_BORROWED = re.compile("(?:изирова|изирован|ирова|ирован|изир|ир|ова|ован)$")

_INFLECTIONS = ("ies", "ied", "sses", "ings", "ing", "ed", "es", "s")
_DERIVATIONS = (
    "ization",
    "isation",
    "ation",
    "ition",
    "ating",
    "ative",
    "itive",
    "ment",
    "ness",
    "ate",
    "ity",
    "iti",
    "ion",
    "ful",
    "ing",
    "ive",
    "at",
    "ed",
    "ly",
    "al",
    "e",
    "i",
    "y",
)  # longest first


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-case word. Words of under four letters stay as they are."""
    if len(word) < 4:
        return word
    return _russian(word.replace("ё", "е")) if _CYRILLIC.search(word) else _english(word)


def _russian(word: str) -> str:
    start = next((i + 1 for i, letter in enumerate(word) if letter in _VOWELS), len(word))
    head, tail = word[:start], word[start:]
    # Lookbehinds see the last letter of the head only through the tail, as Snowball's region RV wants it.
    shorter = _GERUND.sub("", tail)
    if shorter == tail:
        tail = _REFLEXIVE.sub("", tail)
        adjective = _ADJECTIVE.sub("", tail)
        if adjective != tail:
            tail = _PARTICIPLE.sub("", adjective)
        else:
            verb = _VERB.sub("", tail)
            tail = verb if verb != tail else _NOUN.sub("", tail)
    else:
        tail = shorter
    tail = re.sub("и$", "", tail)
    tail = re.sub("(?<=[^аеиоуыэюя][аеиоуыэюя])ость?$|(?<=[аеиоуыэюя].)ость?$", "", tail)
    tail = re.sub("(?:ейше|ейш)$", "", tail)
    tail = re.sub("нн$", "н", tail)
    tail = re.sub("ь$", "", tail)
    whole = head + tail
    shorter = _BORROWED.sub("", whole)
    return shorter if len(shorter) >= 4 else whole


def _english(word: str) -> str:
    return _cut(_DERIVATIONS, _cut(_INFLECTIONS, word))


def _cut(endings: tuple[str, ...], word: str) -> str:
    """The word without the first ending that leaves three letters or more."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            shorter = word[: -len(ending)]
            doubled = len(shorter) > 3 and shorter[-1] == shorter[-2] and shorter[-1] not in "sl"
            return shorter[:-1] if doubled else shorter
    return word
