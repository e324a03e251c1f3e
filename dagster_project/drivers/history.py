"""How drivers went week by week: the adjusted impact of each in a window that ends with the week, and its trend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dagster_project.drivers import moments
from dagster_project.drivers.importance import Regression
from dagster_project.drivers.moments import Floats
from dagster_project.drivers.result import FLOOR_MENTIONS, FLOOR_ROWS, ROWS_PER_PREDICTOR

WINDOWS = (1, 4, 13, 26, 52)
"""Weeks; the shortest is taken whose newest window reaches the floors, of mentions for half of the predictors."""

Z = 1.959963984540054


@dataclass(frozen=True)
class History:
    """Figures by week and predictor (weeks × predictors), of the window of `weeks` weeks that ends with the week.

    n: rows (weeks). mentions: rows that name the predictor. effect: points by which they differ, adjusted for other
    predictors and strata; impact: effect × share of rows that name it; change: impact less that of the window before.
    Each with its 95 % bounds. weight: Johnson's. is_known: the floors are reached; is_judged: in the window before too.
    NaN where a predictor is no part of the regression. trend: worsening where the whole interval of the change lies
    below zero, improving where above, stable between.
    """

    weeks: int
    n: Floats
    mentions: Floats
    weight: Floats
    effect: Floats
    effect_margin: Floats
    impact: Floats
    impact_margin: Floats
    change: Floats
    change_margin: Floats
    is_known: npt.NDArray[np.bool_]
    is_judged: npt.NDArray[np.bool_]

    @property
    def trend(self) -> npt.NDArray[np.str_]:
        """By week and predictor; unknown where there is nothing to judge by."""
        moved = np.select(
            [self.change + self.change_margin < 0, self.change - self.change_margin > 0],
            ["worsening", "improving"],
            "stable",
        )
        return np.where(self.is_judged, moved, "unknown")


def driver_history(by_week: Floats, control: npt.NDArray[np.int64]) -> History:
    """The history of 0/1 predictors from moments by week (weeks × strata × numbers). control: as analyse() takes it.

    Every window is fitted as experience_drivers fits its period: on the predictors that the newest window names often
    enough, all through, so that no figure moves because another predictor came or went; effects within strata, weights
    within kinds of answer. Of predictors that are left out nothing is known.
    Intervals are those of ordinary least squares with a constant for each stratum; the share of rows that name a
    predictor adds its binomial variance to that of the impact (delta method). Windows that do not overlap are
    independent, so that the variances of a change add up.
    """
    window = window_of(by_week.sum(axis=1))
    whole = _windowed(by_week, window)
    total = whole.sum(axis=1)
    n, mentions = total[:, 0], moments.split(total)[1][:, 1:]
    kept = _kept(whole[-1:], mentions[-1], control)
    sums = moments.chosen(whole, np.concatenate([[0], kept + 1]))
    named = mentions[:, kept]
    share = named / np.maximum(n, 1)[:, None]
    correlations, varies = moments.correlations(_within_kinds(sums, control))
    weight = Regression(correlations[:, 1:, 1:], correlations[:, 1:, 0]).weights
    effect, variance = _effects(sums)
    impact = effect * share
    impact_variance = (
        np.where(np.isfinite(variance), variance, 0) * share**2
        + effect**2 * share * (1 - share) / np.maximum(n, 1)[:, None]
    )
    enough = (n >= FLOOR_ROWS) & (n >= ROWS_PER_PREDICTOR * len(kept))
    known = enough[:, None] & (named >= FLOOR_MENTIONS) & varies[:, 1:] & np.isfinite(variance)
    before = _shifted(impact, window, np.nan), _shifted(impact_variance, window, np.nan)
    known_before = np.nan_to_num(_shifted(known.astype(float), window, 0)) > 0

    def of_all(figures: np.ndarray, missing: float | bool = np.nan) -> np.ndarray:
        spread = np.full(mentions.shape, missing)
        spread[:, kept] = figures
        return spread

    return History(
        weeks=window, n=n, mentions=mentions, weight=of_all(weight), effect=of_all(effect),
        effect_margin=of_all(Z * np.sqrt(variance)), impact=of_all(impact),
        impact_margin=of_all(Z * np.sqrt(impact_variance)), change=of_all(impact - before[0]),
        change_margin=of_all(Z * np.sqrt(impact_variance + before[1])), is_known=of_all(known, False),
        is_judged=of_all(known & known_before, False),
    )  # fmt: skip


def _kept(newest: Floats, mentions: Floats, control: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Places of the predictors that the newest window (1 × strata × numbers) is fitted on, chosen as by analyse()."""
    varies = moments.correlations(_within_kinds(newest, control))[1][0]
    return np.flatnonzero(varies[1:] & (mentions >= FLOOR_MENTIONS)) if varies[0] else np.array([], dtype=np.int64)


def _within_kinds(sums: Floats, control: npt.NDArray[np.int64]) -> Floats:
    """Sums of products by week, centred within each kind of answer (weeks × variables × variables)."""
    return moments.within(np.stack([sums[:, control == kind].sum(axis=1) for kind in np.unique(control)]))


def window_of(totals: Floats) -> int:
    """How many of WINDOWS weeks are needed, from moments by week (weeks × numbers); the most where none is enough."""
    for weeks in WINDOWS:
        n, sums, _ = moments.split(totals[-weeks:].sum(axis=0))
        if n >= FLOOR_ROWS and np.median(sums[1:]) >= FLOOR_MENTIONS:
            return weeks
    return WINDOWS[-1]


def _windowed(by_week: Floats, weeks: int) -> Floats:
    """Each week with those before it, so many in all; fewer at the beginning."""
    running = np.cumsum(by_week, axis=0)
    before = np.zeros_like(running)
    before[weeks:] = running[:-weeks] if weeks < len(running) else 0
    return running - before


def _shifted(values: Floats, weeks: int, missing: float) -> Floats:
    moved = np.full(values.shape, missing, dtype=float)
    if weeks < len(values):
        moved[weeks:] = values[:-weeks]
    return moved


def _effects(sums: Floats) -> tuple[Floats, Floats]:
    """Coefficients and their variances by ordinary least squares within strata (both weeks × predictors). The variance
    is infinite where a coefficient is not determined."""
    n = sums[..., 0].sum(axis=1)
    products = moments.centred(sums)[2].sum(axis=1)
    correlations, varies = moments.correlations(products)
    regression = Regression(correlations[:, 1:, 1:], correlations[:, 1:, 0])
    spread = np.sqrt(np.maximum(np.diagonal(products, axis1=-2, axis2=-1), 0))
    scale = np.where(varies[:, 1:], spread[:, :1] / np.where(varies[:, 1:], spread[:, 1:], 1), 0)
    freedom = n - (sums[..., 0] > 0).sum(axis=1) - varies[:, 1:].sum(axis=1)
    left = np.maximum(1 - regression.r_squared, 0) / np.maximum(freedom, 1)
    inflation = regression.inflation
    is_given = (freedom > 0)[:, None] & varies[:, 1:] & np.isfinite(inflation)
    variance = left[:, None] * np.where(is_given, inflation, 0) * scale**2
    return regression.coefficients * scale, np.where(is_given, variance, np.inf)
