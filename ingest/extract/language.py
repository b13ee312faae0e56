"""The language of a text."""

import py3langid

from ingest.errors import UnknownLanguage
from ingest.extract.analyse import LANGUAGES

SAMPLE = 5_000  # code points are enough to tell


def detect_language(text: str, declared: str | None = None) -> str:
    """`en` or `ru`, whatever was declared, if the text looks like one of them. Raises UnknownLanguage."""
    sample = text[:SAMPLE]
    letters = [c for c in sample.lower() if c.isalpha()]
    cyrillic = sum("а" <= c <= "я" or c == "ё" for c in letters)
    if letters and cyrillic < 0.1 * len(letters) and declared is None and len(letters) < 40 and sample.isascii():
        return "en"  # too short for statistics, and plain Latin
    guess = str(py3langid.classify(sample)[0])
    if guess not in LANGUAGES:
        raise UnknownLanguage(declared or guess)
    return guess
