"""Training of claim typing: `python -m ingest.training.claims` writes `ingest/data/claim_model.npz` from exemplars and background.

Run it after every change of propositions, exemplars, background, concepts, modality or polarity. It takes about a minute; texts whose
vectors are in the old file are not embedded again. All answers that the logistic regressions are fitted to come from a model that has
not seen the exemplar, nor anything of its group.
"""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.extract.analyse import LANGUAGES, analyser
from ingest.extract.claim_model import (
    BACKGROUND,
    FILE,
    NONE,
    ClaimModel,
    Numbers,
    Said,
    centred,
    certainty_features,
    claim_features,
    likeliest,
    load_exemplars,
    load_texts,
    packed,
    read_arrays,
    side_features,
    sources_digest,
    topic_features,
    unpacked,
)
from ingest.extract.claims import touched_concepts
from ingest.extract.embed import embed
from ingest.extract.polarity import read_polarity
from ingest.extract.tokens import Token
from ingest.knowledge.files import ROOT
from ingest.knowledge.lexicon import load_lexicon
from ingest.knowledge.propositions import load_background, load_propositions
from ingest.training.regression import fit_columns, fit_logistic, fit_ridge

TOPIC_PENALTY = 1.0
SIDE_PENALTY = 0.3
LEFT_OUT = -2.0  # likeness of an exemplar that is not to be seen, and score of a proposition that is not to be known
STRANGERS = 2  # propositions that an exemplar is tried on as if its own were not catalogued


@dataclass(frozen=True)
class Examples:
    """Exemplars and background, analysed; all in the order of `load_texts`. What belongs to one group is left out together."""

    owners: NDArray[np.int64]
    sides: NDArray[np.str_]
    groups: NDArray[np.int64]
    said: list[Said]

    @property
    def sided(self) -> NDArray[np.int64]:
        """The exemplars that affirm or deny."""
        return np.flatnonzero((self.sides == "affirm") | (self.sides == "deny"))


@dataclass(frozen=True)
class Trial:
    """A text tried on a proposition by a model that has not seen it: `claim_features`, the leaning, whether the text makes the claim.

    `plain`: the reader would try it too.
    """

    row: int
    position: int
    features: Numbers
    leaning: float
    made: bool
    plain: bool


def train() -> dict[str, NDArray[np.generic]]:
    """The arrays of the model file."""
    stored = _vectors()
    arrays, _ = fit(analyse_texts(unpacked(stored["vectors"], stored["scales"])))
    return {"digest": np.array(sources_digest()), **stored, **arrays}


def leave_out() -> tuple[Examples, ClaimModel, list[Trial]]:
    """The texts, the model, and how each of them fares when it is left out. Costs as much as training."""
    stored = _vectors()
    examples = analyse_texts(unpacked(stored["vectors"], stored["scales"]))
    arrays, trials = fit(examples)
    digest = sources_digest()
    return examples, read_arrays({"digest": digest, **stored, **arrays}, digest), trials


def fit(examples: Examples) -> tuple[dict[str, NDArray[np.generic]], list[Trial]]:
    """The model's weights, and its answers on texts left out."""
    vectors = np.stack([said.vector for said in examples.said]).astype(np.float64)
    units = centred(vectors, vectors.mean(axis=0))
    sided = examples.sided
    owners, affirms = examples.owners[sided], np.where(examples.sides[sided] == "affirm", 1.0, -1.0)
    centres = np.stack([vectors[sided[owners == owner]].mean(axis=0) for owner in range(len(load_propositions()))])
    spread = float(np.sqrt(((vectors[sided] - centres[owners]) ** 2).sum(axis=1).mean()))

    def sides(row: int, owner: int) -> Numbers:
        return side_features((vectors[row] - centres[owner]) / spread, examples.said[row].polarity)

    seen = np.stack([sides(i, owner) for i, owner in zip(sided, owners, strict=True)])
    side_weights, unseen = fit_ridge(seen, owners, affirms, SIDE_PENALTY, examples.groups[sided])
    leanings = dict(zip(sided.tolist(), unseen.tolist(), strict=True))
    targets = np.zeros((len(vectors), len(load_propositions()) + 1))
    targets[:, NONE] = 1.0
    targets[sided, owners], targets[sided, NONE] = 1.0, 0.0
    topics = np.stack([topic_features(unit, said.concepts) for unit, said in zip(units, examples.said, strict=True)])
    topic_weights, scores = fit_columns(topics, targets, TOPIC_PENALTY, examples.groups)

    def leaning(row: int, position: int) -> float:
        own = examples.owners[row] == position and row in leanings
        return leanings[row] if own else float(sides(row, position) @ side_weights[position])

    trials = []
    for row, position, answers, likes, made, plain in _tried(examples, scores, units @ units.T):
        leans = leaning(row, position)
        trials.append(Trial(row, position, claim_features(position, answers, likes, examples.said[row], leans), leans, made, plain))
    certainty = np.stack([certainty_features(leanings[row], examples.said[row].words) for row in sided])
    arrays: dict[str, NDArray[np.generic]] = {
        "centres": centres.astype(np.float16),
        "spread": np.array(spread, dtype=np.float32),
        "side_weights": side_weights.astype(np.float16),
        "topic_weights": topic_weights.astype(np.float16),
        "claim": fit_logistic(np.stack([t.features for t in trials]), np.array([float(t.made) for t in trials])).astype(np.float32),
        "side": fit_logistic(certainty, (np.sign(unseen) == affirms).astype(np.float64)).astype(np.float32),
    }
    return arrays, [t for t in trials if t.plain]


def _tried(examples: Examples, scores: Numbers, likes: Numbers) -> Iterator[tuple[int, int, Numbers, Numbers, bool, bool]]:
    """Row, proposition, scores, likenesses, the right answer, `plain`: the likeliest propositions and a text's own.

    What is no background comes again, as if its own proposition were not catalogued.
    """
    claims = set(examples.sided.tolist())
    for row, owner in enumerate(examples.owners.tolist()):
        hidden = (examples.groups == examples.groups[row]) | (likes[row] > 0.999)
        seen = np.where(hidden, LEFT_OUT, likes[row])
        likely = likeliest(scores[row])
        for position in dict.fromkeys([*likely, *([owner] if row in claims else [])]):
            yield row, position, scores[row], seen, position == owner and row in claims, position in likely
        if owner != BACKGROUND:
            strange = scores[row].copy()
            strange[owner] = LEFT_OUT
            for position in likeliest(strange)[:STRANGERS]:
                yield row, position, strange, np.where(examples.owners == owner, LEFT_OUT, seen), False, False


def analyse_texts(vectors: Numbers) -> Examples:
    """Analyse all exemplars and the background as the reader would."""
    exemplars, background, texts = load_exemplars(), load_background(), load_texts()
    tokens: dict[int, list[Token]] = {}
    for language in LANGUAGES:
        rows = [row for row, (_, spoken) in enumerate(texts) if spoken == language]
        parses = analyser(language).parse([texts[row][0] for row in rows])
        tokens.update({row: [t for s in parse.sentences for t in s] for row, parse in zip(rows, parses, strict=True)})
    names = [e.group for _, e in exemplars] + [b.group for b in background]
    return Examples(
        owners=np.array([owner for owner, _ in exemplars] + [BACKGROUND] * len(background)),
        sides=np.array([e.side for _, e in exemplars] + ["none"] * len(background)),
        groups=np.unique(names, return_inverse=True)[1],
        said=[
            Said(
                vectors[row],
                read_polarity(tokens[row], load_lexicon(language)),
                frozenset(touched_concepts(tokens[row], language)),
                sum(1 for t in tokens[row] if t.is_word),
            )
            for row, (_, language) in enumerate(texts)
        ],
    )


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
