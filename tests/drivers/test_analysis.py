"""What is told of drivers: intervals that hold, noise that is known as noise, signs that turn."""

from __future__ import annotations

import numpy as np
import pytest
from drivers.answers import analysed, mentions

from dagster_project.drivers.result import Interval

EFFECTS = [-1.2, -0.8, -0.4, 0.3, 0.0]


def test_planted_effects_are_found_with_sign_and_rank():
    found = analysed(mentions(np.random.default_rng(1), 4000, EFFECTS), groups=100)
    assert [driver.name for driver in found.drivers] == ["x1", "x2", "x3", "x4", "x5"]
    for place, effect in enumerate(EFFECTS, 1):
        driver = found.driver(f"x{place}")
        assert driver.effect.low < effect < driver.effect.high
        assert driver.status == ("driver" if effect else "not_above_noise")
    first = found.driver("x1")
    assert first.rank_stability > 0.95
    assert first.correlation.value < 0
    assert first.adjusted_impact.value == pytest.approx(-1.2 * 0.2, abs=0.05)
    assert first.outcome_with.value == pytest.approx(found.outcome_mean.value - 1.2 * 0.8, abs=0.1)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Of 95 % intervals of 60 data sets, five effects each, at least 90 % hold what was planted."""
    held = []
    for seed in range(60):
        found = analysed(mentions(np.random.default_rng(seed), 600, EFFECTS), groups=60, draws=200, lmg_draws=0)
        held += [d.effect.low < EFFECTS[int(d.name[1:]) - 1] < d.effect.high for d in found.drivers]
    assert 0.90 < np.mean(held) <= 0.99


def test_weights_intervals_hold_the_weights_of_very_many_rows():
    truth = {d.name: d.weight.value for d in analysed(
        mentions(np.random.default_rng(0), 200_000, EFFECTS), groups=50, draws=2, lmg_draws=0).drivers}  # fmt: skip
    held = []
    for seed in range(40):
        found = analysed(mentions(np.random.default_rng(seed), 600, EFFECTS), groups=60, draws=200, lmg_draws=0)
        held += [d.weight.low <= truth[d.name] <= d.weight.high for d in found.drivers if d.name != "x5"]
    assert np.mean(held) > 0.88


def test_what_is_noise_is_seldom_taken_for_a_driver():
    taken = []
    for seed in range(40):
        found = analysed(mentions(np.random.default_rng(seed), 400, [0.0] * 5), groups=80, draws=400, lmg_draws=0)
        taken += [driver.is_above_noise for driver in found.drivers]
    assert np.mean(taken) < 0.05


def kidney_stones() -> tuple[np.ndarray, np.ndarray]:
    """Success of open surgery (x1 = 1) and of puncture, for small and large stones (Charig 1986, BMJ 292:879)."""
    rows, strata = [], []
    for stratum, counts in enumerate([{1: (81, 87), 0: (234, 270)}, {1: (192, 263), 0: (55, 80)}]):
        for treatment, (successes, n) in counts.items():
            rows += [[1.0, treatment]] * successes + [[0.0, treatment]] * (n - successes)
            strata += [stratum] * n
    return np.array(rows), np.array(strata)


def test_simpson_is_seen_where_the_sign_turns_within_strata():
    values, strata = kidney_stones()
    mixed = np.random.default_rng(0).permutation(len(values))
    found = analysed(values[mixed], strata[mixed], groups=100)
    (driver,) = found.drivers
    assert driver.correlation.value < 0 < driver.effect.value
    assert (driver.turned_strata, driver.judged_strata) == (2, 2)
    assert "simpson" in driver.warnings
    assert "simpson" not in analysed(values[mixed], groups=100).drivers[0].warnings


def test_impacts_that_disagree_are_told():
    """A topic that only unhappy segments name looks bad, and is not: within segments it goes with better scores."""
    rng = np.random.default_rng(3)
    strata = (rng.random(3000) < 0.5).astype(int)
    named = (rng.random(3000) < np.where(strata == 1, 0.5, 0.05)).astype(float)
    values = np.column_stack([4 - 1.5 * strata + 0.4 * named + 0.5 * rng.standard_normal(3000), named])
    (driver,) = analysed(values, strata, groups=100).drivers
    assert driver.leave_out_impact.high < 0 < driver.adjusted_impact.low
    assert {"simpson", "impacts_disagree"} <= set(driver.warnings)


def test_leave_out_impact_is_the_mean_without_those_who_name_it():
    values = mentions(np.random.default_rng(4), 500, [-1.0, 0.5])
    found = analysed(values, groups=50)
    for place in (1, 2):
        by_hand = values[:, 0].mean() - values[values[:, place] == 0, 0].mean()
        assert found.driver(f"x{place}").leave_out_impact.value == pytest.approx(by_hand)


def test_constants_copies_and_few_rows_are_told_and_do_no_harm():
    values = mentions(np.random.default_rng(5), 80, [-1.0, 0.5])
    values = np.column_stack([values, values[:, 1], np.ones(80), np.zeros(80)])
    found = analysed(values)
    assert found.is_below_floor
    assert found.driver("x4").status == found.driver("x5").status == "constant"
    assert "not_separable" in found.driver("x1").warnings
    assert found.driver("x1").vif is None
    assert found.driver("x1").coefficient.value is None
    assert found.driver("x2").status == "below_floor"
    assert sum(d.weight.value or 0 for d in found.drivers) == pytest.approx(found.r_squared.value, abs=1e-12)


def test_a_predictor_that_is_rarely_named_can_be_left_out_of_the_ranks():
    values = mentions(np.random.default_rng(6), 400, [-1.0, 0.5, -3.0])
    values[:, 3] = 0
    values[:20, 3] = 1
    kept = analysed(values, groups=50)
    assert (kept.driver("x3").status, kept.driver("x3").rank is None) == ("below_floor", False)
    left_out = analysed(values, groups=50, leaves_out_rare=True)
    assert (left_out.driver("x3").status, left_out.driver("x3").rank) == ("below_floor", None)
    assert sorted(d.rank for d in left_out.drivers if d.rank) == [1, 2]


def test_thirteen_predictors_have_weights_and_no_lmg():
    found = analysed(mentions(np.random.default_rng(7), 600, [-0.3] * 13), groups=60, draws=100)
    assert "13 predictors vary" in found.why_no_lmg
    assert all(d.lmg.value is None and d.weight.value > 0 for d in found.drivers)


def test_one_group_has_figures_and_no_intervals():
    found = analysed(mentions(np.random.default_rng(8), 200, [-1.0]), groups=1)
    assert found.drivers[0].weight.value > 0
    assert found.drivers[0].weight.low is None
    assert not found.drivers[0].is_above_noise


def test_an_outcome_that_never_varies_has_no_drivers():
    values = mentions(np.random.default_rng(9), 200, [-1.0])
    values[:, 0] = 4
    found = analysed(values, groups=20)
    assert (found.drivers[0].status, found.r_squared, found.adjusted_r_squared) == ("constant", Interval(None), None)


def test_nothing_is_explained_where_no_predictor_reaches_the_floor():
    values = mentions(np.random.default_rng(13), 169, [-1.0, 0.5])
    values[20:, 1:] = 0
    found = analysed(values, groups=40, leaves_out_rare=True)
    assert {driver.status for driver in found.drivers} == {"below_floor"}
    assert (found.r_squared, found.adjusted_r_squared) == (Interval(None), None)
    assert found.outcome_mean.low < found.outcome_mean.value < found.outcome_mean.high
    assert analysed(values, groups=40).r_squared.value > 0


@pytest.mark.parametrize(("rows", "predictors"), [(100, 150), (100, 99), (120, 60), (200, 21)])
def test_noise_of_too_many_predictors_is_no_driver_and_says_so(rows, predictors):
    values = np.random.default_rng(11).standard_normal((rows, predictors + 1))
    found = analysed(values, draws=60, lmg_draws=0)
    assert found.has_too_many_predictors
    assert {driver.status for driver in found.drivers} == {"too_many_predictors"}
    assert not any(driver.is_above_noise for driver in found.drivers)
    if rows > predictors + 1:
        assert found.adjusted_r_squared < 0.15 < found.r_squared.value + 0.1
    else:
        assert found.adjusted_r_squared is None
        assert found.r_squared.value == pytest.approx(1)


def test_ten_rows_for_each_predictor_are_enough():
    found = analysed(mentions(np.random.default_rng(12), 400, [-1.0] * 2 + [0.0] * 8, share=0.4), groups=80, draws=100)
    assert not found.has_too_many_predictors
    assert found.driver("x1").status == "driver"


@pytest.mark.parametrize(("rows", "predictors"), [(2, 1), (3, 5), (10, 3), (40, 60), (200, 4)])
def test_a_random_predictor_weighs_no_more_than_there_is(rows, predictors):
    values = np.random.default_rng(13).standard_normal((rows, predictors + 1))
    weights = [driver.noise_weight for driver in analysed(values, draws=200, lmg_draws=0).drivers]
    assert all(0 <= weight <= 1 for weight in weights)


def test_the_noise_is_that_of_a_random_column():
    """95 % of truly random columns, added to the same rows, weigh less than is said."""
    rng = np.random.default_rng(14)
    values = mentions(rng, 150, [-1.0, 0.5])
    said = analysed(values, draws=400, lmg_draws=0).drivers[0].noise_weight
    weights = [
        analysed(np.column_stack([values, rng.standard_normal(150)]), groups=2, draws=2, lmg_draws=0).driver("x3")
        .weight.value for _ in range(300)
    ]  # fmt: skip
    assert np.mean(np.array(weights) < said) > 0.92
