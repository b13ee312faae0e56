"""Russian analysis: razdel, slovnet (news models) and pymorphy3. slovnet's model files are taken out of the natasha wheel."""

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

import pymorphy3
from navec import Navec
from razdel import sentenize, tokenize
from slovnet import NER, Morph, Syntax

from ingest.errors import AnalyserMissing
from ingest.extract.analyse import NameSpan, Parse
from ingest.extract.nominative import RussianNominative
from ingest.extract.tokens import Token, without_cycles

MAX_TOKENS = 220  # of one sentence: the parser's memory is quadratic in it
_MORPH_POS = {
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "ADJ": ("ADJF", "ADJS", "PRTF", "COMP"),
}


class RussianAnalyser:
    """Implements Analyser."""

    language = "ru"
    placeholder = "«Это»"

    def __init__(self) -> None:
        folder = _model_folder()
        navec = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        self._ner, self._tagger, self._syntax = (
            model.load(folder / "model" / f"slovnet_{name}_news_v1.tar")
            for model, name in ((NER, "ner"), (Morph, "morph"), (Syntax, "syntax"))
        )
        for model in (self._ner, self._tagger, self._syntax):
            model.navec(navec)
        self._morph = pymorphy3.MorphAnalyzer(lang="ru")
        self.nominative = RussianNominative(self._morph.parse)

    def parse(self, texts: list[str]) -> list[Parse]:
        """One Parse for each text."""
        return [self._parse(text) for text in texts]

    def lemma(self, word: str) -> str:
        """The most likely dictionary form."""
        return self._lemma(word, "")

    def is_word(self, word: str) -> bool:
        """By pymorphy3's dictionary."""
        return bool(self._morph.word_is_known(word))

    def _parse(self, text: str) -> Parse:
        spans = [
            [(s.start + t.start, s.start + t.stop, t.text) for t in tokenize(s.text)][:MAX_TOKENS]
            for s in sentenize(text)
            if s.text.strip()
        ]
        spans = [s for s in spans if s]
        words = [[word for _, _, word in sentence] for sentence in spans]
        if not words:
            return Parse((), ())
        sentences = []
        for span, morph, syntax in zip(spans, self._tagger.map(words), self._syntax.map(words), strict=True):
            tokens = [self._token(i, span[i], m, s, len(span)) for i, (m, s) in enumerate(zip(morph.tokens, syntax.tokens, strict=True))]
            sentences.append(without_cycles(tokens))
        names = tuple(NameSpan(s.start, s.stop, s.type) for s in self._ner(text).spans)
        return Parse(tuple(sentences), names)

    def _token(self, index: int, span: tuple[int, int, str], morph: Any, syntax: Any, count: int) -> Token:
        start, end, word = span
        head = int(syntax.head_id) - 1
        head = head if 0 <= head < count and head != index else -1
        return Token(index, start, end, word, self._lemma(word, morph.pos), morph.pos, syntax.rel, head, dict(morph.feats or {}))

    @lru_cache(maxsize=100_000)  # noqa: B019 - one analyser lives as long as its process
    def _lemma(self, word: str, pos: str) -> str:
        parses = self._morph.parse(word)
        wanted = _MORPH_POS.get(pos)
        if wanted:
            for parse in parses:
                if parse.tag.POS in wanted:
                    return str(parse.normal_form)
        return str(parses[0].normal_form) if parses else word.lower()


def _model_folder() -> Path:
    spec = importlib.util.find_spec("natasha")  # found, never imported: it would import the dead pymorphy2
    if spec is None or not spec.submodule_search_locations:
        raise AnalyserMissing("ru", "natasha")
    return Path(spec.submodule_search_locations[0]) / "data"
