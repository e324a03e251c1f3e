"""How R² divides among correlated predictors, from correlations alone; every function takes stacks of matrices.

r_xx: correlations among predictors (… × p × p). r_xy: those with the outcome (… × p). A predictor that others determine
(rank deficiency) is no error anywhere: what cannot be told apart is shared (weights) or not given (coefficients).
"""

from __future__ import annotations

from math import factorial

import numpy as np

from dagster_project.drivers.moments import Floats

MOST_FOR_LMG = 12
"""LMG looks at all 2^p subsets of predictors."""

SINGULAR = 1e-10
"""Eigenvalues of a correlation matrix, and residual variances, below this are rounding."""

LARGEST = 1e3
"""No standardised coefficient is larger, unless predictors cannot be told apart."""


class Regression:
    """Ordinary least squares of variables of variance 1, and what Johnson makes of it. One decomposition serves all."""

    def __init__(self, r_xx: Floats, r_xy: Floats) -> None:
        values, self._vectors = np.linalg.eigh(r_xx)
        self._values = np.where(values < SINGULAR * values.shape[-1], 0, values)
        # Coordinates of the outcome on the orthogonal variables nearest to the predictors.
        turned = np.einsum("...kj,...k->...j", self._vectors, r_xy)
        self._turned = turned * self._inverse_roots
        self._beta = np.einsum("...jk,...k->...j", self._vectors, self._turned)

    @property
    def _inverse_roots(self) -> Floats:
        return np.where(self._values > 0, 1 / np.sqrt(np.where(self._values > 0, self._values, 1)), 0)

    @property
    def r_squared(self) -> Floats:
        """Share of the outcome's variance that goes with all predictors together."""
        return (self._turned**2).sum(axis=-1)

    @property
    def weights(self) -> Floats:
        """Relative weights of Johnson (2000, Multivariate Behavioral Research 35:1), which sum to R² exactly.

        The predictors are replaced by the orthogonal variables nearest to them; the squared coefficients of the outcome
        on those are given back to the predictors by their squared correlations with them.
        """
        root = (self._vectors * np.sqrt(self._values)[..., None, :]) @ np.swapaxes(self._vectors, -1, -2)
        return np.einsum("...jk,...k->...j", root**2, self._beta**2)

    @property
    def coefficients(self) -> Floats:
        """Standardised coefficients; of predictors that cannot be told apart, the shortest solution."""
        return np.einsum("...jk,...k->...j", self._vectors, self._turned * self._inverse_roots)

    @property
    def inflation(self) -> Floats:
        """Variance inflation factors, 1 / (1 - R² of a predictor on the others); infinite where those determine it."""
        null = self._values == 0
        squares = self._vectors**2
        factors = (squares / np.where(null, np.inf, self._values)[..., None, :]).sum(axis=-1)
        return np.where((squares * null[..., None, :]).sum(axis=-1) > 1e-8, np.inf, factors)


def coefficients(r_xx: Floats, r_xy: Floats) -> Floats:
    """Standardised coefficients alone, in a fraction of the time; predictors that cannot be told apart as above."""
    try:
        solved = np.linalg.solve(r_xx, r_xy[..., None])[..., 0]
    except np.linalg.LinAlgError:
        return Regression(r_xx, r_xy).coefficients
    # Of a matrix that is singular but for rounding, the solution is rounding too, and large.
    doubtful = ~(np.abs(solved) < LARGEST).all(axis=-1)
    if doubtful.any():
        solved[doubtful] = Regression(r_xx[doubtful], r_xy[doubtful]).coefficients
    return solved


def lmg_shares(r_xx: Floats, r_xy: Floats) -> Floats:
    """LMG: what a predictor adds to R², averaged over all orders of entry (Lindeman, Merenda & Gold 1980; Grömping
    2006, Journal of Statistical Software 17(1)); the Shapley value of R². They sum to R².

    Raises ValueError above MOST_FOR_LMG predictors.
    """
    p = r_xx.shape[-1]
    if p > MOST_FOR_LMG:
        raise ValueError(f"LMG of {p} predictors would look at {2**p:,} subsets")
    explained = 1 - _residual_variances(r_xx, r_xy)
    members = np.array([place.bit_count() for place in range(2**p)])
    chance = np.array([factorial(size) * factorial(p - size - 1) / factorial(p) for size in range(p)])
    shares = np.empty(r_xy.shape)
    for place in range(p):
        without = np.flatnonzero((np.arange(2**p) >> place) & 1 == 0)
        gain = explained[without + (1 << place)] - explained[without]
        shares[..., place] = np.tensordot(chance[members[without]], gain, axes=1)
    return shares


def _residual_variances(r_xx: Floats, r_xy: Floats) -> Floats:
    """What is left of the outcome's variance by subset of predictors (2^p × …), bit i of the place for predictor i.

    Predictors are met one after the other; at each, every matrix of what is still to come is kept once as it is
    (the predictor is left out) and once with the predictor swept out of it. So all subsets cost little more than 2^p
    numbers.
    """
    p = r_xx.shape[-1]
    state = np.ones((1, *r_xx.shape[:-2], p + 1, p + 1))
    state[0, ..., :p, :p] = r_xx
    state[0, ..., :p, p] = state[0, ..., p, :p] = r_xy
    for _ in range(p):
        pivot, row, rest = state[..., 0, 0], state[..., 0, 1:], state[..., 1:, 1:]
        inverse = np.where(pivot > SINGULAR, 1 / np.where(pivot > SINGULAR, pivot, 1), 0)
        swept = rest - row[..., :, None] * (row * inverse[..., None])[..., None, :]
        state = np.concatenate([rest, swept])
    return np.maximum(state[..., 0, 0], 0)
