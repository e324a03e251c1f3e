"""One forecast against what happened: weekly series of its accounts and the others, the effect, and its checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from dagster_project.outcomes.checks import (
    FEWEST_WEEKS,
    Placebo,
    Trend,
    placebo_dates,
    placebo_segments,
    placebos_pass,
    pre_trend,
)
from dagster_project.outcomes.effects import DIFFERENCES, Effect, difference_in_differences, interrupted_series
from dagster_project.outcomes.regression import Floats

MOST_WEEKS = 52
FEWEST_WEEKS_AFTER = 8
"""Sooner an interval says little, and is not to be relied on."""
FEWEST_ACCOUNTS = 5
"""Accounts on either side for a comparison; with fewer the series is held against its own past."""

Days = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cases:
    """Cases of a subject: days relative to the fix, and whether each is of an account that got it."""

    day: Days
    is_treated: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Groups:
    """How many accounts got the fix, and how many did not."""

    treated: int
    others: int

    @property
    def can_compare(self) -> bool:
        """Whether there are enough on both sides."""
        return min(self.treated, self.others) >= FEWEST_ACCOUNTS


@dataclass(frozen=True)
class Measured:
    """What was found: the effect in cases a week of all treated accounts, the series it comes from, and its checks.

    treated: cases a week of treated accounts. comparison: those of the others, times treated / other accounts.
    """

    effect: Effect
    week_starts: list[date]
    treated: Floats
    comparison: Floats | None
    trend: Trend | None
    dates: list[Placebo]
    segments: list[Placebo]

    @property
    def failures(self) -> list[str]:
        """The checks that say that the effect is not to be believed."""
        told = []
        if self.trend is not None and not self.trend.passed:
            told.append("the groups were not parallel before the fix")
        if placebos_pass(self.dates) is False:
            told.append("fixes that were never made show effects too")
        if placebos_pass(self.segments) is False:
            told.append("subjects that the fix does not touch show effects too")
        return told

    @property
    def finding(self) -> str:
        """What may be said."""
        if self.failures:
            return "not supported: " + "; ".join(self.failures)
        if not self.effect.excludes_zero:
            return "no effect shown"
        fewer = "fewer" if self.effect.value < 0 else "more"
        if self.effect.method == DIFFERENCES:
            return f"{fewer} cases than without the fix"
        return f"associated with {fewer} cases; nobody to compare with"


def window(fix_on: date, first: date, as_of: date) -> tuple[int, int]:
    """Whole weeks before and after the fix that there are data of, MOST_WEEKS at most each."""
    return min((fix_on - first).days // 7, MOST_WEEKS), max(0, min((as_of - fix_on).days // 7, MOST_WEEKS))


def why_not_yet(weeks_before: int, weeks_after: int) -> str | None:
    """Why there is nothing to measure; None where there is."""
    if weeks_after < FEWEST_WEEKS_AFTER:
        return f"too early: fewer than {FEWEST_WEEKS_AFTER} whole weeks since the fix"
    if weeks_before < FEWEST_WEEKS:
        return f"fewer than {FEWEST_WEEKS} whole weeks before the fix"
    return None


def weekly_counts(days: Days, weeks_before: int, weeks_after: int) -> Floats:
    """Cases of each week from so many before day 0 on; weeks begin on the weekday of the fix."""
    week = days // 7 + weeks_before
    inside = week[(week >= 0) & (week < weeks_before + weeks_after)]
    return np.bincount(inside, minlength=weeks_before + weeks_after).astype(np.float64)


def measure(
    fix_on: date, cases: Cases, groups: Groups, weeks_before: int, weeks_after: int, others: dict[str, Cases]
) -> Measured:
    """The effect of a fix with its checks. others: cases of subjects that the fix does not touch, by name.

    Accounts that got the fix are held against those that did not, a mean each; where there are too few of one, the
    series against its own past. Raises ValueError where why_not_yet says why.
    """
    if reason := why_not_yet(weeks_before, weeks_after):
        raise ValueError(reason)
    treated, comparison = _series(cases, groups, weeks_before, weeks_after)

    def effect_of(one: Floats, other: Floats | None, before: int) -> Effect:
        return difference_in_differences(one, other, before) if other is not None else interrupted_series(one, before)

    before = slice(0, weeks_before)
    return Measured(
        effect=effect_of(treated, comparison, weeks_before),
        week_starts=[fix_on + timedelta(days=7 * week) for week in range(-weeks_before, weeks_after)],
        treated=treated,
        comparison=comparison,
        trend=pre_trend((treated - comparison)[before]) if comparison is not None else None,
        dates=placebo_dates(
            weeks_before,
            lambda place: effect_of(treated[before], None if comparison is None else comparison[before], place),
        ),
        segments=placebo_segments(
            {
                name: effect_of(*_series(found, groups, weeks_before, weeks_after), weeks_before)
                for name, found in others.items()
            }
        ),
    )


def _series(cases: Cases, groups: Groups, weeks_before: int, weeks_after: int) -> tuple[Floats, Floats | None]:
    if not groups.can_compare:
        chosen = cases.is_treated if groups.treated else np.ones(cases.day.size, dtype=bool)
        return weekly_counts(cases.day[chosen], weeks_before, weeks_after), None
    treated = weekly_counts(cases.day[cases.is_treated], weeks_before, weeks_after)
    others = weekly_counts(cases.day[~cases.is_treated], weeks_before, weeks_after)
    return treated, others * groups.treated / groups.others
