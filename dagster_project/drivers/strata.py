"""Simpson's paradox: an association that has one sign in all rows, and the other within segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dagster_project.drivers import moments
from dagster_project.drivers.moments import Floats
from dagster_project.drivers.resampling import interval

if TYPE_CHECKING:
    from dagster_project.drivers.analysis import Fit

ENOUGH_ROWS = 30
"""A stratum with fewer rows is not judged by itself."""


@dataclass(frozen=True)
class Turns:
    """By predictor: whether the sign turns, and in how many strata of those that were judged."""

    is_turned: npt.NDArray[np.bool_]
    turned: npt.NDArray[np.int64]
    judged: npt.NDArray[np.int64]


def turns(by_stratum: Floats, whole: Fit, drawn: Fit) -> Turns:
    """Compare the slope of the outcome on each predictor alone in all rows with that within strata.

    The sign turns where every judged stratum (two or more, of ENOUGH_ROWS rows each) has the other sign; or where the
    slope common to all strata has, and the interval of that slope or of the one in all rows is clear of zero (Simpson
    1951, Journal of the Royal Statistical Society B 13:238; the common slope is that of an analysis of covariance).
    """
    places = whole.kept + 1
    n, _, products = moments.centred(by_stratum)
    alone, common, drawn_alone, drawn_common = (
        _slopes(p, places)
        for p in (whole.products, products.sum(axis=0), drawn.products, moments.within(drawn.by_stratum))
    )
    slopes = _slopes(products, places)
    spread = np.diagonal(products, axis1=-2, axis2=-1)[:, places]
    judged = (n >= ENOUGH_ROWS)[:, None] & (spread > 1e-9)
    opposite = judged & (slopes * alone < 0)
    counts, against = judged.sum(axis=0), opposite.sum(axis=0)
    everywhere = (counts >= 2) & (against == counts)
    clear = _is_clear(alone, drawn_alone) | _is_clear(common, drawn_common)
    several = (n > 0).sum() > 1
    return Turns(several & (everywhere | ((common * alone < 0) & clear)), against, counts)


def _slopes(products: Floats, places: npt.NDArray[np.int64]) -> Floats:
    spread = np.diagonal(products, axis1=-2, axis2=-1)[..., places]
    return np.where(spread > 1e-9, products[..., 0, :][..., places] / np.where(spread > 1e-9, spread, 1), 0)


def _is_clear(point: Floats, drawn: Floats) -> npt.NDArray[np.bool_]:
    low, high = interval(point, drawn)
    return (low > 0) | (high < 0)
