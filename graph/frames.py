"""What a question asks: its frame, the side asked for, and the words it asks about. All patterns are data: `graph/data/questions.toml`."""

import re
import tomllib
import unicodedata
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from schema.frozen import Frozen

Asks = Literal["supports", "opposes", "any"]
_APART = re.compile(r"[^\w]+|_+")
_SLOT = re.compile(r"\{(\w+)\}|\[(\w[\w ]*)\]")


class Threshold(Frozen):
    """What a match must reach: how much of the question the wording covers, and of the wording the question."""

    precision: float
    recall: float


class Scoring(Frozen):
    """Thresholds and weights of `graph.wording`."""

    clause: Threshold
    thing: Threshold
    nearest: float
    margin: float
    common_weight: float
    normative_weight: float


class Words(Frozen):
    """Words that count for nothing, for less, or for the opposite, and phrases that mean the same."""

    stop: tuple[str, ...]
    common: tuple[str, ...]
    light: tuple[str, ...]
    normative: tuple[str, ...]
    negation: tuple[str, ...]
    passive: tuple[str, ...]
    equal: tuple[tuple[str, ...], ...]


class Relations(Frozen):
    """The relations that stand for a side on a policy, and those that tie claims together."""

    supports: str
    opposes: str
    related: tuple[str, ...]


class Frame(Frozen):
    """One pattern over a whole question."""

    pattern: str
    asks: Asks
    of: Literal["clause", "thing"]


class Question(Frozen):
    """A question understood as far as its frame: `content` is what it asks about, in its own words."""

    text: str
    content: str
    asks: Asks
    of: Literal["clause", "thing"]
    language: Literal["en", "ru"]


class QuestionData(Frozen):
    """The data file."""

    scoring: Scoring
    relations: Relations
    lists: dict[str, tuple[str, ...]]
    frames: tuple[Frame, ...]
    words: Words

    @cached_property
    def compiled(self) -> tuple[tuple[re.Pattern[str], Frame], ...]:
        """The frames as regular expressions over spaced words."""
        return tuple((re.compile(self._expression(frame.pattern)), frame) for frame in self.frames)

    def read(self, text: str) -> Question:
        """The first frame that fits; without one the whole text is content and any side is asked for."""
        words = spaced(text)
        language: Literal["en", "ru"] = "ru" if re.search("[а-я]", words) else "en"
        for expression, frame in self.compiled:
            match = expression.fullmatch(words)
            if match:
                return Question(text=text, content=match["content"], asks=frame.asks, of=frame.of, language=language)
        return Question(text=text, content=words, asks="any", of="clause", language=language)

    def _expression(self, pattern: str) -> str:
        parts = []
        for word in re.findall(r"\{\w+\}|\[[^\]]+\]|\S+", pattern):
            slot = _SLOT.fullmatch(word)
            if word == "{content}":
                parts.append("(?P<content>.+)")
            elif slot and slot[1]:
                parts.append(self._choice(slot[1]) + " ")
            elif slot:
                inner = self._choice(slot[2]) if slot[2] in self.lists else re.escape(slot[2])
                parts.append(f"(?:{inner} )?")
            else:
                parts.append(re.escape(word) + " ")
        return "".join(parts)

    def _choice(self, name: str) -> str:
        phrases = sorted((spaced(phrase) for phrase in self.lists[name]), key=lambda phrase: (-len(phrase), phrase))
        return "(?:" + "|".join(map(re.escape, phrases)) + ")"


@cache
def load_question_data() -> QuestionData:
    """The data that ships with the package."""
    text = resources.files("graph").joinpath("data/questions.toml").read_text(encoding="utf-8")
    return QuestionData.model_validate(tomllib.loads(text))


def spaced(text: str) -> str:
    """Words in lower case with one space between; ё as е, apostrophes inside words dropped, all other marks apart."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    joined = re.sub(r"(?<=\w)['’ʼ](?=\w)", "", folded)
    return " ".join(word for word in _APART.split(joined) if word)
