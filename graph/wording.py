"""How far a question and a wording of a claim say the same: coverage of words, both ways, with a check of order and negation.

Words are compared by stem, after phrases that mean the same have been made one. Precision is the weighted share of the question's words
found in the wording, recall the share of the wording's words found in the question, the score their harmonic mean (F1). A word of the
question that the wording lacks changes what is asked, so precision must be high; words the question leaves out make the claim narrower,
which the answer shows.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache

from graph.frames import QuestionData, Threshold, load_question_data, spaced
from graph.stems import stem
from schema.frozen import Frozen

_NORMATIVE = "*ought*"
_INVERTED = 0.5  # share of word pairs in the other order from which "who does what to whom" is another matter


class Content(Frozen):
    """The words that count in a text, in order, and whether they are denied."""

    words: tuple[str, ...]
    negated: bool
    passive: bool
    thing: bool


class Match(Frozen):
    """How well a wording fits a question.

    `ordered`: the words they share say who does what to whom in the same way; `whole`: the wording has no weighty word of its own between
    those they share, such as another verb, and both or neither say what ought to be; `reversed_`: one of the two denies what the other
    says.
    """

    wording: str
    precision: float
    recall: float
    score: float
    ordered: bool
    whole: bool
    reversed_: bool

    def reaches(self, threshold: Threshold) -> bool:
        """Whether the wording may be taken for what was asked."""
        return self.ordered and self.whole and self.precision >= threshold.precision and self.recall >= threshold.recall


class Matcher:
    """Compares texts by the words of one data file."""

    def __init__(self, data: QuestionData) -> None:
        self.data = data
        self.content = lru_cache(maxsize=1 << 15)(self._content)

    def _content(self, text: str, thing: bool = False) -> Content:
        """The words that count. A `thing` that is asked for, or fought, counts as something that ought to be."""
        words = spaced(text).split()
        kept: list[str] = [_NORMATIVE] if thing else []
        normative = thing
        for phrase in self._merged([stem(w) for w in words if w not in self._stop and w not in self._negation]):
            if phrase in self._normative:
                if not normative:
                    kept.append(_NORMATIVE)
                normative = True
            else:
                kept.append(phrase)
        negated, passive = (any(w in given for w in words) for given in (self._negation, self.data.words.passive))
        return Content(words=tuple(kept), negated=negated, passive=passive, thing=thing)

    def query(self, text: str) -> str:
        """Words to search for: those that count, and those of phrases that mean the same."""
        words = [word for word in spaced(text).split() if word not in self._stop]
        groups = [self._groups[phrase] for phrase in self._merged([stem(word) for word in words]) if phrase in self._groups]
        others = [word for group in groups for phrase in group for word in spaced(phrase).split() if word not in self._stop]
        return " ".join(dict.fromkeys([*words, *others]))

    def match(self, question: Content, wording: str) -> Match:
        """One question against one wording."""
        other = self.content(wording)
        asked, told = Counter(question.words), Counter(other.words)
        shared = self._sum(asked & told)
        precision = _share(shared, shared + self._sum(asked - told, missing=True))
        recall = _share(shared, self._sum(told))
        score = 2 * precision * recall / (precision + recall) if shared else 0.0
        ordered = question.thing or self._ordered(question.words, other.words, turned=question.passive != other.passive)
        few = sum((asked & told).values()) < 2
        return Match(
            wording=wording,
            precision=0.0 if few else precision,
            recall=recall,
            score=score,
            ordered=ordered,
            whole=(_NORMATIVE in asked) == (_NORMATIVE in told) and self._whole(asked, other.words),
            reversed_=question.negated != other.negated,
        )

    def _ordered(self, question: Sequence[str], wording: Sequence[str], turned: bool) -> bool:
        """Whether the words they share stand in the same order, or the other one where a passive turned it; under three say nothing.

        Light words wander ("AI market", "market for AI"), so with them only a full reversal tells.
        """
        shared = [word for word in dict.fromkeys(question) if word in wording and word != _NORMATIVE]
        heavy = [wording.index(word) for word in shared if self._weight(word) == 1.0]
        inverted = _inversions(heavy) >= _INVERTED or _inversions([wording.index(word) for word in shared]) == 1.0
        return len(shared) < 3 or inverted == turned

    def _whole(self, asked: Counter[str], wording: Sequence[str]) -> bool:
        shared = [at for at, word in enumerate(wording) if word in asked and self._weight(word) == 1.0]
        return not shared or all(word in asked or self._weight(word) < 1.0 for word in wording[shared[0] : shared[-1]])

    def _sum(self, words: Counter[str], missing: bool = False) -> float:
        return sum(self._weight(word, missing) * count for word, count in words.items())

    def _weight(self, word: str, missing: bool = False) -> float:
        """Light words weigh less, but not where the question has them and the wording lacks them (`missing`)."""
        if word == _NORMATIVE:
            return self.data.scoring.normative_weight
        return self.data.scoring.common_weight if word in self._common or (word in self._light and not missing) else 1.0

    def _merged(self, stems: list[str]) -> Iterable[str]:
        """Stems with every known phrase replaced by the one that stands for its group; the longest phrase first."""
        at = 0
        while at < len(stems):
            for length in range(min(self._longest, len(stems) - at), 0, -1):
                found = self._equal.get(tuple(stems[at : at + length]))
                if found is not None:
                    yield found
                    at += length
                    break
            else:
                yield stems[at]
                at += 1

    def _stems(self, phrase: str) -> tuple[str, ...]:
        return tuple(stem(word) for word in spaced(phrase).split() if word not in self._stop)

    @cached_property
    def _equal(self) -> dict[tuple[str, ...], str]:
        groups = self.data.words.equal
        return {self._stems(phrase): " ".join(self._stems(group[0])) for group in groups for phrase in group}

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        return {" ".join(self._stems(group[0])): group for group in self.data.words.equal}

    @cached_property
    def _longest(self) -> int:
        return max((len(phrase) for phrase in self._equal), default=1)

    @cached_property
    def _stop(self) -> frozenset[str]:
        return frozenset(self.data.words.stop)

    @cached_property
    def _negation(self) -> frozenset[str]:
        return frozenset(self.data.words.negation)

    @cached_property
    def _normative(self) -> frozenset[str]:
        return frozenset(" ".join(self._stems(word)) for word in self.data.words.normative)

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(" ".join(self._stems(word)) for word in self.data.words.common)

    @cached_property
    def _light(self) -> frozenset[str]:
        return frozenset(" ".join(self._stems(word)) for word in self.data.words.light)


def _inversions(places: Sequence[int]) -> float:
    """Share of pairs in the other order; 0 for fewer than three places."""
    pairs = [(one, other) for at, one in enumerate(places) for other in places[at + 1 :]]
    return sum(one > other for one, other in pairs) / len(pairs) if len(places) >= 3 else 0.0


@cache
def load_matcher() -> Matcher:
    """The matcher of the data that ships with the package; it remembers the wordings it has read."""
    return Matcher(load_question_data())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
