"""Whether an effect may be believed: a trend before the fix, fixes that were none, and subjects that had none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import comb

import numpy as np

from dagster_project.outcomes.effects import Effect
from dagster_project.outcomes.regression import Floats, least_squares, t_quantile

FEWEST_WEEKS = 8
"""Weeks that a trend, or a placebo fix on either side, needs."""
PLACEBO_DATES = 5


@dataclass(frozen=True)
class Trend:
    """The slope before the fix a week, with its 95 % interval. passed: the interval contains 0."""

    slope: float
    low: float
    high: float
    passed: bool


@dataclass(frozen=True)
class Placebo:
    """An effect where none can be: at another date, or on another subject."""

    name: str
    effect: Effect


def pre_trend(differences: Floats) -> Trend | None:
    """The slope of treated less comparison in the weeks before the fix; None with fewer than FEWEST_WEEKS.

    Parallel is what differences that do not drift are. That no drift is shown does not prove that there is none (Roth
    2022, AER: Insights 4:305): the interval says how much there may be.
    """
    if differences.size < FEWEST_WEEKS:
        return None
    week = np.arange(differences.size, dtype=np.float64)
    fit = least_squares(differences, np.column_stack([np.ones(week.size), week - week.mean()]))
    slope, margin = fit.coefficients[1], t_quantile(fit.freedom) * fit.standard_errors[1]
    return Trend(
        float(slope), float(slope - margin), float(slope + margin), bool(slope - margin <= 0 <= slope + margin)
    )


def placebo_dates(weeks_before: int, effect_at: Callable[[int], Effect]) -> list[Placebo]:
    """Effects of fixes that were never made, at up to PLACEBO_DATES dates before the real one.

    effect_at: the effect on the weeks before the real fix, were it made after so many of them. Dates keep FEWEST_WEEKS
    on either side and lie evenly.
    """
    first, last = FEWEST_WEEKS, weeks_before - FEWEST_WEEKS
    if last < first:
        return []
    places = np.unique(np.linspace(first, last, min(PLACEBO_DATES, last - first + 1)).round().astype(int))
    return [Placebo(f"{weeks_before - place} weeks before", effect_at(int(place))) for place in places]


def placebo_segments(effects: Mapping[str, Effect]) -> list[Placebo]:
    """Effects of the same fix date and accounts on other subjects, which the fix does not touch."""
    return [Placebo(name, effect) for name, effect in effects.items()]


def placebos_pass(placebos: list[Placebo]) -> bool | None:
    """Whether no more placebos exclude 0 than chance explains; None where there are none.

    Each does by chance once in 20; so many that this or more would happen less often than once in 40 are too many.
    """
    if not placebos:
        return None
    n, found = len(placebos), sum(placebo.effect.excludes_zero for placebo in placebos)
    return sum(comb(n, k) * 0.05**k * 0.95 ** (n - k) for k in range(found, n + 1)) >= 0.025
