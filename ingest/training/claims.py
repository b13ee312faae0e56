"""Training of claim typing: `python -m ingest.training.claims` writes `ingest/data/claim_model.npz` from exemplars and background.

Run it after every change of propositions, background, concepts, modality or polarity. It takes about a minute; texts whose vectors are in
the old file are not embedded again. All answers that the two logistic regressions are fitted to come from a model that has not seen the
exemplar, and in the background's case nothing of its group either.
"""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.extract.analyse import LANGUAGES, analyser
from ingest.extract.claim_model import (
    BACKGROUND,
    FILE,
    ClaimModel,
    Filling,
    Numbers,
    centred,
    claim_features,
    load_exemplars,
    load_texts,
    packed,
    read_arrays,
    side_features,
    sources_digest,
    topic_features,
    unpacked,
)
from ingest.extract.claims import fill, folded_words, touched_concepts
from ingest.extract.embed import embed
from ingest.extract.polarity import Polarity, read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.files import ROOT
from ingest.knowledge.lexicon import Lexicon, load_lexicon
from ingest.knowledge.propositions import load_background, load_propositions
from ingest.training.regression import fit_logistic, fit_ridge

PENALTY = 0.3
LEFT_OUT = -2.0  # likeness of an exemplar that is not to be seen


@dataclass(frozen=True)
class Examples:
    """Exemplars and background, analysed; all in the order of `load_texts`. What belongs to one group is left out together.

    `candidates` are the propositions whose slots a text fills, with how it fills them.
    """

    owners: NDArray[np.int64]
    sides: NDArray[np.str_]
    groups: NDArray[np.int64]
    vectors: Numbers
    polarities: list[Polarity]
    words: list[int]
    candidates: list[dict[int, Filling]]

    @property
    def sided(self) -> NDArray[np.int64]:
        """The exemplars that affirm or deny."""
        return np.flatnonzero((self.sides == "affirm") | (self.sides == "deny"))

    def filling(self, row: int, owner: int) -> Filling:
        """How a text fills a proposition's slots; an exemplar that does not fill its own counts as if its words were strewn over it."""
        return self.candidates[row].get(owner) or Filling(self.words[row], self.words[row])


@dataclass(frozen=True)
class Unseen:
    """What the model says of each exemplar when it is left out, by exemplar and proposition: `claim_features`, the leaning of the side."""

    features: dict[tuple[int, int], Numbers]
    leanings: dict[tuple[int, int], float]


def train() -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file."""
    stored = _vectors()
    arrays, _ = fit(analyse_texts(unpacked(stored["vectors"], stored["scales"])))
    return {"digest": np.array(sources_digest()), **stored, **arrays}


def leave_one_out() -> tuple[Examples, ClaimModel, Unseen]:
    """The texts, the model, and what it says of each of them when it has not seen it. Costs as much as training."""
    stored = _vectors()
    examples = analyse_texts(unpacked(stored["vectors"], stored["scales"]))
    arrays, unseen = fit(examples)
    digest = sources_digest()
    return examples, read_arrays({"digest": digest, **stored, **arrays}, digest), unseen


def fit(examples: Examples) -> tuple[dict[str, NDArray[np.generic]], Unseen]:
    """The model's weights, and its answers on exemplars left out."""
    sided = examples.sided
    owners, affirms = examples.owners[sided], np.where(examples.sides[sided] == "affirm", 1.0, -1.0)
    centres = np.stack([examples.vectors[sided[owners == owner]].mean(axis=0) for owner in range(len(load_propositions()))])
    spread = float(np.sqrt(((examples.vectors[sided] - centres[owners]) ** 2).sum(axis=1).mean()))

    def offset(row: int, owner: int) -> Numbers:
        return np.asarray((examples.vectors[row] - centres[owner]) / spread, dtype=np.float64)

    seen = np.stack([side_features(offset(i, examples.owners[i]), examples.polarities[i]) for i in sided])
    side_weights, leanings = fit_ridge(seen, owners, affirms, PENALTY)
    pairs = [(i, owner) for i in range(len(examples.owners)) for owner in _judged(examples, i)]
    claims = set(sided.tolist())
    made = np.array([1.0 if examples.owners[i] == owner and i in claims else 0.0 for i, owner in pairs])
    topics = np.stack([topic_features(offset(i, owner)) for i, owner in pairs])
    groups = np.array([examples.groups[i] for i, _ in pairs])
    topic_weights, topic = fit_ridge(topics, np.array([owner for _, owner in pairs]), 2 * made - 1, PENALTY, groups)
    leaning = {(i, owner): float(side_features(offset(i, owner), examples.polarities[i]) @ side_weights[owner]) for i, owner in pairs}
    leaning.update({(i, owner): float(answer) for i, owner, answer in zip(sided, owners, leanings, strict=True)})
    features, labels = _decisions(examples, pairs, made, topic, leaning)
    claim = fit_logistic(features, labels)
    right = (np.sign(leanings) == affirms).astype(np.float64)
    bias, slope = fit_logistic(np.abs(leanings)[:, None], right)
    arrays: dict[str, NDArray[np.generic]] = {
        "centres": centres.astype(np.float16),
        "spread": np.array(spread, dtype=np.float32),
        "side_weights": side_weights.astype(np.float16),
        "topic_weights": topic_weights.astype(np.float16),
        "claim": claim.astype(np.float32),
        "side": np.array([slope, bias], dtype=np.float32),
    }
    return arrays, Unseen(dict(zip(pairs, features, strict=False)), leaning)


def analyse_texts(vectors: Numbers) -> Examples:
    """Analyse all exemplars and the background as the reader would."""
    exemplars, background, texts = load_exemplars(), load_background(), load_texts()
    tokens: dict[int, list[Token]] = {}
    for language in LANGUAGES:
        rows = [row for row, (_, spoken) in enumerate(texts) if spoken == language]
        parses = analyser(language).parse([texts[row][0] for row in rows])
        tokens.update({row: [t for s in parse.sentences for t in s] for row, parse in zip(rows, parses, strict=True)})
    names = {name: number for number, name in enumerate(dict.fromkeys(b.group for b in background), start=len(exemplars))}
    return Examples(
        owners=np.array([owner for owner, _ in exemplars] + [BACKGROUND] * len(background)),
        sides=np.array([e.side for _, e in exemplars] + ["none"] * len(background)),
        groups=np.array([*range(len(exemplars)), *(names[b.group] for b in background)]),
        vectors=vectors,
        polarities=[read_polarity(tokens[row], load_lexicon(language)) for row, (_, language) in enumerate(texts)],
        words=[sum(1 for t in tokens[row] if t.is_word) for row in range(len(texts))],
        candidates=[_fillings(tokens[row], load_lexicon(language)) for row, (_, language) in enumerate(texts)],
    )


def _fillings(tokens: list[Token], lexicon: Lexicon) -> dict[int, Filling]:
    """The propositions whose slots a sentence fills."""
    touched = touched_concepts(folded_words(tokens), lexicon.language)
    return {
        owner: fill(tokens, touched, p.slots, lexicon)
        for owner, p in enumerate(load_propositions().values())
        if all(not slot.isdisjoint(touched) for slot in p.slots)
    }


def _judged(examples: Examples, row: int) -> list[int]:
    """The propositions that an exemplar is an example or a counter-example of: its own, and those whose slots it fills."""
    return sorted({int(examples.owners[row]), *examples.candidates[row]} - {BACKGROUND})


def _decisions(
    examples: Examples, pairs: list[tuple[int, int]], made: Numbers, topic: Numbers, leaning: dict[tuple[int, int], float]
) -> tuple[Numbers, Numbers]:
    """Rows for the decision. What is no example of a claim comes twice: as it is, and as if its own proposition were not catalogued."""
    likes = centred(examples.vectors, examples.vectors.mean(axis=0)) @ centred(examples.vectors, examples.vectors.mean(axis=0)).T
    known, unknown = [], []
    for at, (i, owner) in enumerate(pairs):
        seen = np.where((likes[i] > 0.999) | (examples.groups == examples.groups[i]), LEFT_OUT, likes[i])
        filling = examples.filling(i, owner)
        known.append(claim_features(owner, seen, topic[at], leaning[i, owner], filling))
        if examples.owners[i] not in (owner, BACKGROUND):
            strange = np.where(examples.owners == examples.owners[i], LEFT_OUT, seen)
            unknown.append(claim_features(owner, strange, topic[at], leaning[i, owner], filling))
    return np.stack(known + unknown), np.concatenate((made, np.zeros(len(unknown))))


def _vectors() -> dict[str, NDArray[Any]]:
    """The vectors of all texts, packed, and hashes of the texts to know them by."""
    hashes = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text, _ in load_texts()]
    known: dict[int, tuple[NDArray[np.int8], np.float32]] = {}
    if ROOT.joinpath(FILE).is_file():
        with ROOT.joinpath(FILE).open("rb") as stream, np.load(stream, allow_pickle=False) as old:
            known = dict(zip(old["texts"].tolist(), zip(old["vectors"], old["scales"], strict=True), strict=True))
    rows = [known[h] if h in known else packed(embed(text)) for h, (text, _) in zip(hashes, load_texts(), strict=True)]
    return {
        "texts": np.array(hashes, dtype=np.uint64),
        "vectors": np.stack([vector for vector, _ in rows]),
        "scales": np.array([scale for _, scale in rows], dtype=np.float32),
    }


if __name__ == "__main__":
    path = Path(str(ROOT.joinpath(FILE)))
    np.savez(path, **train())  # type: ignore[arg-type]
    sys.stdout.write(
        f"{path.name}: {path.stat().st_size:,} bytes, {len(load_exemplars()):,} exemplars, {len(load_background()):,} of background\n"
    )
