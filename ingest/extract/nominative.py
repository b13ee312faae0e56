"""Names in the nominative: what an entity that only texts know is called. English names stay as they are."""

import re
from collections.abc import Callable
from typing import Any, Protocol

_CYRILLIC = re.compile(r"[А-Яа-яЁё-]+")
_OBLIQUE = ("ом", "ем", "ами", "ями", "ах", "ях")  # endings that no nominative singular of a name has


class Nominative(Protocol):
    """Puts a name into its dictionary form."""

    def person(self, name: str) -> str: ...

    def name(self, name: str) -> str: ...

    def gender(self, name: str) -> str | None:
        """`masc` or `femn` where the name tells, else None."""
        ...


class EnglishNominative:
    """English names do not inflect; the gender is told by nothing here."""

    def person(self, name: str) -> str:
        """The name itself, spaces made single."""
        return " ".join(name.split())

    def name(self, name: str) -> str:
        """The name itself, spaces made single."""
        return " ".join(name.split())

    def gender(self, name: str) -> str | None:  # noqa: ARG002 - the port asks for it
        """Unknown."""
        return None


class RussianNominative:
    """By pymorphy3's dictionary and its prediction for unknown words. `parse` is MorphAnalyzer.parse."""

    def __init__(self, parse: Callable[[str], list[Any]]) -> None:
        self._parse = parse

    def person(self, name: str) -> str:
        """The first name tells gender and case; where no dictionary knows it, the name is left as it stands.

        A surname follows it out of an oblique case: by the dictionary, else by its ending.
        """
        words = name.split()
        gender = self._gender_of(words[:-1] or words)
        known = [p for p in self._parse(words[0]) if p.is_known and ("Name" in p.tag or "Surn" in p.tag)]
        fitting = [p for p in known if gender in (None, p.tag.gender) and p.tag.number != "plur"]
        if not fitting or any("nomn" in p.tag for p in fitting):
            return " ".join(words)
        return " ".join(self._person_word(word, gender, last=i == len(words) - 1 and i > 0) for i, word in enumerate(words))

    def name(self, name: str) -> str:
        """The first noun and the adjectives before it are put in the nominative; what follows depends on it and stays."""
        pieces = re.split(r"(\s+)", name.strip())
        words = [i for i, p in enumerate(pieces) if _CYRILLIC.fullmatch(p)]
        if not words or words[0] != 0:
            return " ".join(name.split())
        parses = {i: self._parse(pieces[i]) for i in words}
        if any(p.tag.POS == "PREP" for p in parses[0]):
            return " ".join(name.split())  # «За права человека»
        head = next((i for i in words if any(p.tag.POS == "NOUN" for p in parses[i][:2])), None)
        if head is None:
            return " ".join(name.split())
        noun = next(p for p in parses[head] if p.tag.POS == "NOUN")
        if not noun.is_known and not pieces[head].lower().endswith(_OBLIQUE):
            return " ".join(name.split())  # no dictionary has it, and its ending does not tell
        gender, number = noun.tag.gender, noun.tag.number
        for i in words:
            if i > head:
                break
            parse = noun if i == head else next((p for p in parses[i] if p.tag.POS in ("ADJF", "PRTF")), None)
            wanted = {"nomn", number or "sing"} | ({gender} if i != head and gender and number == "sing" else set())
            form = parse.inflect(wanted) if parse is not None and not pieces[i].isupper() else None
            if form is not None:
                pieces[i] = _recase(pieces[i], form.word)
        return " ".join("".join(pieces).split())

    def gender(self, name: str) -> str | None:
        """By the first name, then by the surname's ending."""
        return self._gender_of(name.split())

    def _gender_of(self, words: list[str]) -> str | None:
        for grammeme in ("Name", "Patr", "Surn"):
            for word in words:
                for parse in self._parse(word)[:4]:
                    if grammeme in parse.tag and parse.tag.gender in ("masc", "femn"):
                        return str(parse.tag.gender)
        return None

    def _person_word(self, word: str, gender: str | None, last: bool) -> str:
        if not _CYRILLIC.fullmatch(word) or len(word) < 3:
            return word
        marks = ("Surn",) if last else ("Name", "Patr")
        parses = [p for p in self._parse(word) if any(m in p.tag for m in marks) and gender in (None, p.tag.gender)]
        if not parses and last:
            return self._unknown_surname(word, gender)
        if not parses:
            return word
        form = parses[0].inflect({"nomn", "sing"} | ({gender} if gender else set()))
        return _recase(word, form.word) if form else word

    @staticmethod
    def _unknown_surname(word: str, gender: str | None) -> str:
        """A surname no dictionary has: masculine ones lose an oblique ending after a consonant, feminine ones do not inflect."""
        if gender == "femn":
            return word
        match = re.fullmatch(r"(.*[бвгджзклмнпрстфхцчшщ])(ом|ем|ым|а|у|е)", word)
        return match.group(1) if match and len(match.group(1)) > 3 and match.group(2) in ("ом", "ем", "ым") else word


def _recase(model: str, word: str) -> str:
    """A word with the capitals of another: per hyphenated part, and inside ("ЛеКун")."""
    if model.lower() == word.lower():
        return model
    common = 0
    while common < min(len(model), len(word)) and model[common].lower() == word[common].lower():
        common += 1
    tail = word[common:]
    return model[:common] + (tail.upper() if model.isupper() and len(model) > 1 else tail)
