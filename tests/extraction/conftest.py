"""What the tests of the reader share: the record of a text, and the words that its offsets give."""

import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from ingest.read import extract_record

CASES = Path(__file__).parents[1] / "cases"
FILES = {"attribution_case": "attribution.toml", "relation_case": "relations.toml"}


@lru_cache(maxsize=512)
def _read(text: str, language: str | None, title: str | None) -> dict[str, Any]:
    return extract_record({"id": "1", "text": text, "lang": language, "title": title})


class Record:
    """A record with its text: `words(spans)` gives the words of offsets."""

    def __init__(self, text: str, language: str | None = None, title: str | None = None) -> None:
        self.text = text
        self.raw = _read(text, language, title)

    def words(self, spans: list[list[int]]) -> str:
        """The words of spans, pieces joined with " … "."""
        return " … ".join(self.text[start:end] for start, end in spans)

    @property
    def names(self) -> set[tuple[str, str]]:
        """(type, name) of everything that is named."""
        return {(m["type"], m["name"]) for m in self.raw["mentions"]}

    @property
    def mentions(self) -> list[tuple[str, str, str]]:
        """(words, type, name) of every mention in reading order."""
        return [(self.text[m["start"] : m["end"]], m["type"], m["name"]) for m in self.raw["mentions"]]

    @property
    def said(self) -> list[tuple[str, str]]:
        """(speaker, content) of every attribution."""
        return [(a["speaker_name"], self.words(a["content"])) for a in self.raw["attributions"]]

    @property
    def assertions(self) -> list[dict[str, Any]]:
        """Claims that somebody makes or disputes as a plain fact."""
        return [c for c in self.raw["claims"] if c["modality"] == "asserted" and c["stance"] != "neutral"]


@pytest.fixture(scope="session")
def record() -> type[Record]:
    """`record(text, language=None, title=None)`; a text is read once per process."""
    return Record


def cases_of(name: str) -> Iterator[Any]:
    """The cases of a file as parameters; what is known to fail is a strict xfail with its reason."""
    for case in tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]:
        marks = [pytest.mark.xfail(reason=case["known"], strict=True, raises=AssertionError)] if "known" in case else []
        yield pytest.param(case, id=case["id"], marks=marks)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument `attribution_case` runs once for each case of attribution.toml, and so on."""
    for argument in [a for a in metafunc.fixturenames if a in FILES]:
        metafunc.parametrize(argument, list(cases_of(FILES[argument])))


@pytest.fixture(scope="session")
def same_words() -> Callable[[str, str], bool]:
    """Whether two stretches of text have the same words but for punctuation, quotes and at most a tenth of them."""

    def compare(found: str, wanted: str) -> bool:
        one, other = (["".join(c for c in w if c.isalnum()).lower() for w in t.split()] for t in (found, wanted))
        one, other = [w for w in one if w], [w for w in other if w]
        shared = sum(min(one.count(w), other.count(w)) for w in set(one))
        return bool(one) and shared >= 0.9 * max(len(one), len(other))

    return compare
