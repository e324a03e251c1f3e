"""The noise baseline: what weight a predictor gets that has nothing to do with anything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dagster_project.drivers.importance import Regression
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
    correlations of an independent variable with others are normal with the covariance R / (n - 1).
    """
    matrices, n = correlations[:NOISE_DRAWS], n[:NOISE_DRAWS]
    draws, variables = matrices.shape[:2]
    # What rounding takes from a singular matrix is given back.
    root = np.linalg.cholesky(matrices + 1e-9 * np.eye(variables))
    normal = np.random.default_rng(SEED + 1).standard_normal((draws, variables))
    random = np.clip(np.einsum("dij,dj->di", root, normal) / np.sqrt(n - 1)[:, None], -0.99, 0.99)
    r_xx = np.ones((draws, variables, variables))
    r_xx[:, :-1, :-1] = matrices[:, 1:, 1:]
    r_xx[:, :-1, -1] = r_xx[:, -1, :-1] = random[:, 1:]
    r_xy = np.concatenate([matrices[:, 1:, 0], random[:, :1]], axis=1)
    weights = Regression(r_xx, r_xy).weights
    margin = np.quantile(weights[:, :-1] - weights[:, -1:], 0.025, axis=0)
    return Baseline(float(np.quantile(weights[:, -1], 0.95)), margin > 0)
