"""Training of claim typing: `python -m ingest.training.claims` writes `ingest/data/claim_model.npz` from the catalogue's exemplars.

Run it after every change of propositions, concepts, modality or polarity. It takes about a minute; exemplars whose vectors are in the old
file are not embedded again. All answers that the two logistic regressions are fitted to come from a model that has not seen the exemplar.
"""

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.extract.analyse import LANGUAGES, analyser
from ingest.extract.claim_model import (
    FILE,
    ClaimModel,
    Numbers,
    centred,
    claim_features,
    load_exemplars,
    read_arrays,
    side_features,
    sources_digest,
    topic_features,
)
from ingest.extract.claims import folded_words, touched_concepts
from ingest.extract.embed import embed
from ingest.extract.polarity import Polarity, read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.files import ROOT
from ingest.knowledge.lexicon import load_lexicon
from ingest.knowledge.propositions import Exemplar, load_propositions
from ingest.training.regression import fit_logistic, fit_ridge

PENALTY = 0.3
LEFT_OUT = -2.0  # likeness of an exemplar that is not to be seen


@dataclass(frozen=True)
class Examples:
    """The exemplars, analysed; all in the order of `load_exemplars`. `candidates` are the propositions whose slots a text fills."""

    owners: NDArray[np.int64]
    sides: NDArray[np.str_]
    vectors: Numbers
    polarities: list[Polarity]
    words: list[int]
    candidates: list[list[int]]

    @property
    def sided(self) -> NDArray[np.int64]:
        """The exemplars that affirm or deny."""
        return np.flatnonzero(self.sides != "near")


@dataclass(frozen=True)
class Unseen:
    """What the model says of each exemplar when it is left out, by exemplar and proposition: `claim_features`, the leaning of the side."""

    features: dict[tuple[int, int], Numbers]
    leanings: dict[tuple[int, int], float]


def train() -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file."""
    hashes, vectors = _vectors(load_exemplars())
    arrays, _ = fit(analyse_exemplars(vectors.astype(np.float64)))
    return {"digest": np.array(sources_digest()), "texts": hashes, "vectors": vectors, **arrays}


def leave_one_out() -> tuple[Examples, ClaimModel, Unseen]:
    """The exemplars, the model, and what it says of each of them when it has not seen it. Costs as much as training."""
    hashes, vectors = _vectors(load_exemplars())
    examples = analyse_exemplars(vectors.astype(np.float64))
    arrays, unseen = fit(examples)
    digest = sources_digest()
    return examples, read_arrays({"digest": digest, "texts": hashes, "vectors": vectors, **arrays}, digest), unseen


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
    made = np.array([1.0 if examples.owners[i] == owner and examples.sides[i] != "near" else 0.0 for i, owner in pairs])
    topics = np.stack([topic_features(offset(i, owner)) for i, owner in pairs])
    topic_weights, topic = fit_ridge(topics, np.array([owner for _, owner in pairs]), 2 * made - 1, PENALTY)
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


def analyse_exemplars(vectors: Numbers) -> Examples:
    """Analyse all exemplars as the reader would."""
    exemplars = load_exemplars()
    tokens: dict[int, list[Token]] = {}
    for language in LANGUAGES:
        rows = [row for row, (_, e) in enumerate(exemplars) if e.language == language]
        parses = analyser(language).parse([exemplars[row][1].text for row in rows])
        tokens.update({row: [t for s in parse.sentences for t in s] for row, parse in zip(rows, parses, strict=True)})
    words = {row: folded_words(found) for row, found in tokens.items()}
    touched = {row: touched_concepts(found, exemplars[row][1].language) for row, found in words.items()}
    propositions = list(load_propositions().values())
    return Examples(
        owners=np.array([owner for owner, _ in exemplars]),
        sides=np.array([e.side for _, e in exemplars]),
        vectors=vectors,
        polarities=[read_polarity(tokens[row], load_lexicon(e.language)) for row, (_, e) in enumerate(exemplars)],
        words=[len(words[row]) for row in range(len(exemplars))],
        candidates=[
            [owner for owner, p in enumerate(propositions) if all(slot & touched[row] for slot in p.slots)] for row in range(len(exemplars))
        ],
    )


def _judged(examples: Examples, row: int) -> list[int]:
    """The propositions that an exemplar is an example or a counter-example of: its own, and those whose slots it fills."""
    return sorted({int(examples.owners[row]), *examples.candidates[row]})


def _decisions(
    examples: Examples, pairs: list[tuple[int, int]], made: Numbers, topic: Numbers, leaning: dict[tuple[int, int], float]
) -> tuple[Numbers, Numbers]:
    """Rows for the decision. What is no example of a claim comes twice: as it is, and as if its own proposition were not catalogued."""
    likes = centred(examples.vectors, examples.vectors.mean(axis=0)) @ centred(examples.vectors, examples.vectors.mean(axis=0)).T
    known, unknown = [], []
    for at, (i, owner) in enumerate(pairs):
        seen = np.where(likes[i] > 0.999, LEFT_OUT, likes[i])
        known.append(claim_features(owner, seen, topic[at], leaning[i, owner], examples.words[i]))
        if examples.owners[i] != owner:
            strange = np.where(examples.owners == examples.owners[i], LEFT_OUT, seen)
            unknown.append(claim_features(owner, strange, topic[at], leaning[i, owner], examples.words[i]))
    return np.stack(known + unknown), np.concatenate((made, np.zeros(len(unknown))))


def _vectors(exemplars: Sequence[tuple[int, Exemplar]]) -> tuple[NDArray[np.uint64], NDArray[np.float16]]:
    hashes = np.array([int.from_bytes(hashlib.sha256(e.text.encode()).digest()[:8], "big") for _, e in exemplars], dtype=np.uint64)
    known: dict[int, NDArray[np.float16]] = {}
    if ROOT.joinpath(FILE).is_file():
        with ROOT.joinpath(FILE).open("rb") as stream, np.load(stream, allow_pickle=False) as old:
            known = dict(zip(old["texts"].tolist(), old["vectors"], strict=True))
    rows = [known[h] if h in known else embed(e.text).astype(np.float16) for h, (_, e) in zip(hashes.tolist(), exemplars, strict=True)]
    return hashes, np.stack(rows)


if __name__ == "__main__":
    path = Path(str(ROOT.joinpath(FILE)))
    np.savez(path, **train())  # type: ignore[arg-type]
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes, {len(load_exemplars()):,} exemplars\n")
