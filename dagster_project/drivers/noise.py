"""The noise baseline: what weight a predictor gets that has nothing to do with anything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dagster_project.drivers.importance import SINGULAR, Regression
from dagster_project.drivers.moments import Floats
from dagster_project.drivers.resampling import SEED

NOISE_DRAWS = 400


@dataclass(frozen=True)
class Baseline:
    """weight: what the random predictor's weight stays below in 95 % of draws. is_above: predictors that exceed the
    random one in all but 2.5 % of draws."""

    weight: float
    is_above: npt.NDArray[np.bool_]


def baseline(correlations: Floats, n: Floats) -> Baseline:
    """Add a random predictor to each draw and compare weights (Tonidandel, LeBreton & Johnson 2009, Psychological
    Methods 14:387).

    correlations: of outcome and predictors (draws × variables × variables). n: rows of each draw. No rows are needed:
    a random normal variable points anywhere with the same chance in the n - 1 dimensions that centred rows have, and
    its correlations with the others are its part in theirs. So all of them together stay a correlation matrix, and no
    weight exceeds 1, however few rows there are.
    """
    matrices, n = correlations[:NOISE_DRAWS], n[:NOISE_DRAWS]
    draws, variables = matrices.shape[:2]
    rng = np.random.default_rng(SEED + 1)
    root, is_free = _roots(matrices)
    normal = rng.standard_normal((draws, variables)) * is_free
    taken = is_free.sum(axis=-1)
    elsewhere = np.where(n - 1 > taken, rng.chisquare(np.maximum(n - 1 - taken, 1)), 0)
    length = np.sqrt((normal**2).sum(axis=1) + elsewhere)
    random = np.einsum("dij,dj->di", root, normal / np.maximum(length, 1e-300)[:, None])
    r_xx = np.ones((draws, variables, variables))
    r_xx[:, :-1, :-1] = matrices[:, 1:, 1:]
    r_xx[:, :-1, -1] = r_xx[:, -1, :-1] = random[:, 1:]
    r_xy = np.concatenate([matrices[:, 1:, 0], random[:, :1]], axis=1)
    weights = Regression(r_xx, r_xy).weights
    margin = np.quantile(weights[:, :-1] - weights[:, -1:], 0.025, axis=0)
    return Baseline(float(np.quantile(weights[:, -1], 0.95)), margin > 0)


def _roots(matrices: Floats) -> tuple[Floats, Floats]:
    """A root of each matrix, L of R = L L', and which of its columns are 1 for a dimension and 0 for none."""
    try:
        return np.linalg.cholesky(matrices), np.ones(matrices.shape[:2])
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(matrices)
        is_free = values > SINGULAR * matrices.shape[-1]
        return vectors * np.sqrt(np.where(is_free, values, 0))[:, None, :], is_free.astype(float)
