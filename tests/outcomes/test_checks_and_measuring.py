"""Checks tell what is not to be believed, and a measurement puts weeks, accounts and placebos where they belong."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from dagster_project.outcomes.checks import Placebo, placebo_dates, placebos_pass, pre_trend
from dagster_project.outcomes.effects import Effect, difference_in_differences
from dagster_project.outcomes.measuring import Cases, Groups, Measured, measure, weekly_counts, why_not_yet, window

FIX = date(2026, 1, 1)
BEFORE, AFTER = 40, 24
HALF = Groups(10, 10)


def made(seed: int, before: float, after: float, drift: float = 0.0) -> Cases:
    """Cases of two groups: `before` a week in each, `after` in the treated one since the fix; drift a week on top."""
    rng = np.random.default_rng(seed)
    week = np.repeat(np.arange(-BEFORE, AFTER), 2)
    is_treated = np.tile([True, False], BEFORE + AFTER)
    rate = np.where(is_treated & (week >= 0), after, before) + drift * week * is_treated
    count = rng.poisson(np.maximum(rate, 0))
    days = np.repeat(week * 7, count) + rng.integers(0, 7, count.sum())
    return Cases(days, np.repeat(is_treated, count))


def found(cases: Cases, others: dict[str, Cases] | None = None, groups: Groups = HALF) -> Measured:
    return measure(FIX, cases, groups, BEFORE, AFTER, others or {})


def test_a_fix_that_works_is_found_with_its_size():
    measured = found(made(2, 10, 4), {"other": made(102, 8, 8)})
    assert measured.effect.low < -6 < measured.effect.high < 0
    assert measured.finding == "fewer cases than without the fix"


def test_a_fix_that_does_nothing_shows_nothing():
    assert found(made(3, 10, 10), {"other": made(4, 8, 8)}).finding == "no effect shown"


def test_groups_that_drift_apart_are_not_believed():
    assert found(made(5, 16, 8, drift=0.3)).finding.startswith("not supported: the groups were not parallel")


def test_subjects_that_change_too_say_that_it_was_not_the_fix():
    others = {str(seed): made(seed, 10, 4) for seed in range(10, 14)}
    assert "subjects that the fix does not touch show effects too" in found(made(6, 10, 4), others).failures


def test_without_others_the_series_is_held_against_its_past():
    measured = found(Cases(made(7, 20, 8).day, np.ones(made(7, 20, 8).day.size, dtype=bool)), groups=Groups(20, 0))
    assert measured.comparison is None
    assert measured.trend is None
    assert measured.effect.method == "interrupted time series"
    assert measured.effect.low < -12 < measured.effect.high
    assert measured.finding == "associated with fewer cases; nobody to compare with"


def test_comparison_is_brought_to_the_number_of_treated_accounts():
    cases = Cases(np.array([-1, -1, -8, 0, 1]), np.array([False, False, True, False, True]))
    measured = measure(FIX, cases, Groups(5, 10), 8, 8, {})
    assert measured.treated.tolist() == [0] * 6 + [1, 0, 1] + [0] * 7
    assert measured.comparison.tolist() == [0] * 7 + [1, 0.5] + [0] * 7
    assert measured.week_starts[8] == FIX


def test_weeks_begin_on_the_day_of_the_fix():
    assert weekly_counts(np.array([-8, -7, -1, 0, 6, 7, 13, 14, -15]), 2, 2).tolist() == [1, 2, 2, 2]
    assert window(FIX, date(2025, 11, 1), date(2026, 1, 29)) == (8, 4)
    assert why_not_yet(8, 8) is None
    assert why_not_yet(8, 7).startswith("too early")
    assert "before the fix" in why_not_yet(7, 8)


def test_a_trend_before_is_seen_and_a_short_past_says_nothing():
    assert pre_trend(np.arange(7.0)) is None
    assert pre_trend(np.tile([1.0, 2.0], 5)).passed
    drifting = pre_trend(np.arange(12) + np.tile([0.0, 0.4], 6))
    assert not drifting.passed
    assert drifting.slope == pytest.approx(1, abs=0.05)


def test_placebo_dates_leave_enough_weeks_on_either_side():
    series = np.random.default_rng(1).poisson(5, 40).astype(float)
    placebos = placebo_dates(40, lambda place: difference_in_differences(series, series * 0, place))
    assert [p.effect.weeks_before for p in placebos] == [8, 14, 20, 26, 32]
    assert min(p.effect.weeks_after for p in placebos) == 8
    assert placebo_dates(15, lambda place: pytest.fail("there is no room")) == []


@pytest.mark.parametrize(
    ("outside", "of", "passes"),
    [(0, 5, True), (1, 5, True), (2, 5, False), (2, 7, True), (3, 7, False), (0, 0, None)],
)
def test_placebos_pass_as_long_as_chance_explains_them(outside, of, passes):
    effects = [Effect(2, 1 if place < outside else -1, 3, 8, 8, "m") for place in range(of)]
    assert placebos_pass([Placebo("p", effect) for effect in effects]) is passes
