"""Ridge regression in kernel form with its leave-one-out answers, and logistic regression. Plain numpy, the same bytes every run."""

import numpy as np
from numpy.typing import NDArray

from ingest.extract.claim_model import Numbers

SHARED = 0.1  # weight of what all propositions share, against 1 for what each has of its own


def fit_ridge(
    features: Numbers, owners: NDArray[np.int64], targets: Numbers, penalty: float, groups: NDArray[np.int64] | None = None
) -> tuple[Numbers, Numbers]:
    """Ridge regression for every owner at once, partly shared.

    The kernel is (SHARED + [same owner]) x features . features. Gives one row of weights per owner (they count from 0), and for every row
    the answer of a model that has not seen it (Rasmussen and Williams 2006, 5.12), nor any other row of its group.
    """
    same = owners[:, None] == owners[None, :]
    kernel = (SHARED + same) * (features @ features.T)
    inverse = np.linalg.inv(kernel + penalty * np.eye(len(targets)))
    alpha = inverse @ targets
    unseen = targets - alpha / np.diag(inverse)
    for group in () if groups is None else np.flatnonzero(np.bincount(groups) > 1):
        rows = np.flatnonzero(groups == group)
        unseen[rows] = targets[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], alpha[rows])
    scaled = alpha[:, None] * features
    shared = SHARED * scaled.sum(axis=0)
    own = np.stack([scaled[owners == owner].sum(axis=0) for owner in range(int(owners.max()) + 1)])
    return shared + own, unseen


def fit_logistic(features: Numbers, targets: Numbers, penalty: float = 1.0, rounds: int = 50) -> Numbers:
    """Weights of a logistic regression, bias first, by Newton's method. The penalty is on weights of standardised features."""
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    design = np.column_stack((np.ones(len(features)), (features - mean) / deviation))
    ridge = penalty * np.eye(design.shape[1])
    ridge[0, 0] = 0.0
    beta = np.zeros(design.shape[1])
    for _ in range(rounds):
        chance = 1.0 / (1.0 + np.exp(-design @ beta))
        gradient = design.T @ (chance - targets) + ridge @ beta
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        beta = beta - step
        if np.abs(step).max() < 1e-10:
            break
    slopes = beta[1:] / deviation
    return np.concatenate(([beta[0] - slopes @ mean], slopes))
