"""Intervals by resampling groups of rows: whole groups are drawn with replacement, and their moments added up.

With every row a group of its own this is the ordinary bootstrap. With tenants' weeks divided by hash, it also takes in
that answers of one tenant in one week resemble each other.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np

from dagster_project.drivers.moments import Floats

DRAWS = 1000
FEW_GROUPS = 20
"""Below so many groups an interval is itself uncertain."""

LEVEL = 0.95
NORMAL = NormalDist()
SEED = 20260101


@lru_cache(maxsize=16)
def group_counts(groups: int, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """How often each group is in each draw (draws × groups): one group fewer is drawn than there are, which makes the
    variance right for few groups too (Rao & Wu 1988, Journal of the American Statistical Association 83:231)."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(max(groups - 1, 1), np.full(groups, 1 / groups), size=draws).astype(np.float64)


def interval(point: Floats, drawn: Floats) -> tuple[Floats, Floats]:
    """The percentile interval of 95 % and the bias-corrected one (Efron 1981, Canadian Journal of Statistics 9:139),
    from the lower of their lower bounds to the higher of their higher ones.

    point: what all rows give. drawn: what each draw gives (draws × the shape of point). Weights are never negative and
    so tend to be larger in draws than in all rows, which the correction mends; but near zero it mends too much, and
    leaves no room above. For figures without bias the two are the same. NaN where draws have no value.
    """
    shape, point = point.shape, point.ravel()
    drawn = np.sort(drawn.reshape(len(drawn), -1), axis=0)
    known = np.isfinite(drawn).sum(axis=0)
    below = ((drawn < point).sum(axis=0) + (drawn == point).sum(axis=0) / 2) / np.maximum(known, 1)
    tail = NORMAL.inv_cdf((1 - LEVEL) / 2)
    bounds = np.full((2, len(point)), np.nan)
    for place in np.flatnonzero(np.isfinite(point) & (known * 2 >= len(drawn)) & (known > 1)):
        count = int(known[place])
        values = drawn[:count, place]
        shift = 2 * NORMAL.inv_cdf(min(max(float(below[place]), 1 / count), 1 - 1 / count))
        corrected, plain = ([_at(values, NORMAL.cdf(move + sign * tail)) for sign in (1, -1)] for move in (shift, 0.0))
        bounds[:, place] = min(corrected[0], plain[0]), max(corrected[1], plain[1])
    return np.minimum(bounds[0], point).reshape(shape), np.maximum(bounds[1], point).reshape(shape)


def _at(ordered: Floats, quantile: float) -> float:
    """A quantile of ordered values, between neighbours in proportion."""
    at = quantile * (len(ordered) - 1)
    first = int(at)
    after = min(first + 1, len(ordered) - 1)
    return float(ordered[first] + (at - first) * (ordered[after] - ordered[first]))
