"""Ridge regression in kernel form with its leave-one-out answers, and logistic regression. Plain numpy, the same bytes every run."""

import numpy as np
from numpy.typing import NDArray

from ingest.extract.claim_model import Numbers

SHARED = 0.1  # weight of what all propositions share, against 1 for what each has of its own


def fit_ridge(
    features: Numbers, owners: NDArray[np.int64], targets: Numbers, penalty: float, groups: NDArray[np.int64]
) -> tuple[Numbers, Numbers]:
    """Ridge regression for every owner at once, partly shared.

    The kernel is (SHARED + [same owner]) x features . features. Gives one row of weights per owner (they count from 0), and for every row
    the answer of a model that has seen no row of its group (Rasmussen and Williams 2006, 5.12).
    """
    same = owners[:, None] == owners[None, :]
    kernel = (SHARED + same) * (features @ features.T)
    inverse = np.linalg.inv(kernel + penalty * np.eye(len(targets)))
    alpha = inverse @ targets
    unseen = np.empty_like(targets)
    for rows in _members(groups):
        unseen[rows] = targets[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], alpha[rows])
    scaled = alpha[:, None] * features
    shared = SHARED * scaled.sum(axis=0)
    own = np.stack([scaled[owners == owner].sum(axis=0) for owner in range(int(owners.max()) + 1)])
    return shared + own, unseen


def fit_columns(features: Numbers, targets: Numbers, penalty: float, groups: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Ridge regression with many targets, one column each.

    Gives one column of weights per target, and for every row the answers of a model that has seen no row of its group.
    """
    inverse = np.linalg.inv(features.T @ features + penalty * np.eye(features.shape[1]))
    weights = inverse @ features.T @ targets
    residuals = targets - features @ weights
    unseen = np.empty_like(targets)
    for rows in _members(groups):
        hat = features[rows] @ inverse @ features[rows].T
        unseen[rows] = targets[rows] - np.linalg.solve(np.eye(len(rows)) - hat, residuals[rows])
    return weights, unseen


def _members(groups: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)


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
