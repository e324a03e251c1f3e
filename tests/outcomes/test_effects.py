"""Effects by hand and by their properties: what adds to both groups changes nothing, what adds to one is found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dagster_project.outcomes.effects import difference_in_differences, interrupted_series
from dagster_project.outcomes.regression import least_squares, t_quantile

SERIES = arrays(np.float64, 20, elements=st.floats(0, 50, width=32))


def test_a_table_by_hand():
    # The four means of Card and Krueger 1994: 20.44 to 21.03 where wages rose, 23.33 to 21.17 where they did not.
    treated = np.array([20.34, 20.54, 20.93, 21.13])
    comparison = np.array([23.23, 23.43, 21.07, 21.27])
    assert difference_in_differences(treated, comparison, 2).value == pytest.approx(0.59 + 2.16)


def test_an_interval_by_hand():
    # Differences 1, 1, 3, 3 | 6, 6, 8, 8: means 2 and 7, residuals -1, -1, 1, 1 twice. Eight weeks give two lags
    # of weights 2/3 and 1/3: squares 8, products of neighbours 1 - 1 + 1 - 1 + 1 - 1 + 1 = 1, of the next but one -6.
    # 8 + 2 (2/3 - 2) is below 8, so the plain variance stands: 8 / 6 (1/4 + 1/4).
    effect = difference_in_differences(np.array([1.0, 1, 3, 3, 6, 6, 8, 8]), np.zeros(8), 4)
    error = np.sqrt(8 / 6 * (1 / 4 + 1 / 4))
    assert effect.value == pytest.approx(5)
    assert effect.high - effect.value == pytest.approx(t_quantile(6) * error)


@given(SERIES, SERIES, st.floats(-30, 30), st.integers(2, 18))
def test_what_adds_to_both_groups_changes_nothing(treated, comparison, constant, before):
    plain = difference_in_differences(treated, comparison, before)
    for added in (constant, np.linspace(0, 9, treated.size)):
        moved = difference_in_differences(treated + added, comparison + added, before)
        assert moved.value == pytest.approx(plain.value, abs=1e-6)
        assert moved.low == pytest.approx(plain.low, abs=1e-6)


@given(SERIES, SERIES, st.floats(-30, 30), st.integers(2, 18))
def test_what_a_fix_adds_to_treated_weeks_is_the_effect(treated, comparison, added, before):
    fixed = treated + added * (np.arange(treated.size) >= before)
    plain = difference_in_differences(treated, comparison, before)
    found = difference_in_differences(fixed, comparison, before)
    assert found.value - plain.value == pytest.approx(added, abs=1e-6)
    assert found.high - found.low == pytest.approx(plain.high - plain.low, abs=1e-6)
    swapped = difference_in_differences(comparison, fixed, before)
    assert swapped.value == pytest.approx(-found.value, abs=1e-6)


@given(st.floats(-3, 3), st.floats(-20, 20))
def test_a_step_on_a_straight_trend_is_found_exactly(slope, step):
    week = np.arange(30)
    effect = interrupted_series(40 + slope * week + step * (week >= 18), 18)
    assert effect.value == pytest.approx(step, abs=1e-6)


def test_intervals_hold_as_often_as_they_say():
    rng = np.random.default_rng(5)
    effects = [
        difference_in_differences(rng.poisson(6, 60).astype(float), rng.poisson(6, 60).astype(float), 40)
        for _ in range(400)
    ]
    assert 0.90 <= np.mean([effect.low <= 0 <= effect.high for effect in effects]) <= 0.99


@pytest.mark.parametrize(("before", "after"), [(52, 8), (26, 8), (8, 8), (52, 25)])
@pytest.mark.parametrize("goes_together", [0.0, 0.3])
def test_an_effect_that_is_none_is_seldom_found(before, after, goes_together):
    """At most one time in ten, where neighbouring weeks are as they mostly are; nominal is one in twenty."""
    rng = np.random.default_rng(6)

    def series() -> np.ndarray:
        shocks = rng.poisson(3, before + after + 20) - 3.0
        for week in range(1, shocks.size):
            shocks[week] += goes_together * shocks[week - 1]
        return 3 + shocks[20:]

    pairs = [(series(), series()) for _ in range(500)]
    found = {
        "differences": [difference_in_differences(one, other, before).excludes_zero for one, other in pairs],
        "series": [interrupted_series(one, before).excludes_zero for one, _ in pairs],
    }
    most = 0.10 if goes_together == 0 or before + after > 40 else 0.14
    assert {name: np.mean(each) for name, each in found.items() if np.mean(each) > most} == {}


def test_neighbours_that_go_together_widen_the_interval():
    together = np.convolve(np.random.default_rng(5).standard_normal(120), np.ones(6), mode="same")
    x = np.column_stack([np.ones(120), np.arange(120) >= 60])
    fit = least_squares(together, x)
    residual = together - x @ fit.coefficients
    plain = np.sqrt(residual @ residual / 118 * np.linalg.inv(x.T @ x)[1, 1])
    assert fit.standard_errors[1] > 1.5 * plain


@pytest.mark.parametrize(("freedom", "expected"), [(1, 12.706), (10, 2.228), (11, 2.201), (30, 2.042), (120, 1.980)])
def test_points_of_students_t(freedom, expected):
    assert t_quantile(freedom) == pytest.approx(expected, abs=0.0015)


def test_too_short_a_series_says_so():
    with pytest.raises(ValueError, match="two are needed"):
        difference_in_differences(np.ones(5), np.ones(5), 4)
