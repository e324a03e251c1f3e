"""R² is divided without a rest, whatever the data; and the parts are those of the definitions."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.drivers.importance import Regression, lmg_shares
from dagster_project.drivers.moments import (
    centred,
    correlations,
    length,
    moment_list,
    moments_of_rows,
    split,
    variables_of,
    within,
)


@st.composite
def tables(draw, most: int = 7) -> np.ndarray:
    """Rows of an outcome and predictors; among them constants, copies and sums of others."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    p = draw(st.integers(1, most))
    rows = draw(st.integers(3, 60))
    values = rng.standard_normal((rows, p + 1)) @ rng.standard_normal((p + 1, p + 1))
    kinds = draw(st.lists(st.sampled_from(["plain", "flag", "constant", "copy", "sum"]), min_size=p, max_size=p))
    for place, kind in enumerate(kinds, 1):
        if kind == "flag":
            values[:, place] = values[:, place] > 0
        if kind == "constant":
            values[:, place] = 3
        if kind == "copy":
            values[:, place] = values[:, place - 1]
        if kind == "sum" and place > 2:
            values[:, place] = values[:, place - 1] + values[:, place - 2]
    return values


def correlated(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    counted = moments_of_rows(values - values.mean(axis=0), np.zeros(len(values), dtype=int), 1)[0]
    both, varies = correlations(centred(counted)[2])
    kept = np.flatnonzero(varies[1:]) + 1
    return both[np.ix_(kept, kept)], both[kept, 0]


def explained(values: np.ndarray, places: list[int]) -> float:
    """R² by least squares on the rows."""
    outcome = values[:, 0] - values[:, 0].mean()
    design = values[:, places] - values[:, places].mean(axis=0)
    fitted = design @ np.linalg.lstsq(design, outcome, rcond=1e-10)[0] if places else 0 * outcome
    return float(1 - ((outcome - fitted) ** 2).sum() / (outcome**2).sum())


@given(tables())
@settings(deadline=None, max_examples=150)
def test_weights_and_lmg_sum_to_r_squared(values):
    r_xx, r_xy = correlated(values)
    regression = Regression(r_xx, r_xy)
    assert regression.r_squared == pytest.approx(explained(values, list(range(1, values.shape[1]))), abs=1e-6)
    assert regression.weights.sum() == pytest.approx(regression.r_squared, abs=1e-12)
    assert lmg_shares(r_xx, r_xy).sum() == pytest.approx(regression.r_squared, abs=1e-8)
    assert (regression.weights >= 0).all()
    assert (lmg_shares(r_xx, r_xy) >= -1e-9).all()


def test_lmg_is_the_mean_over_all_orders():
    rng = np.random.default_rng(5)
    values = rng.standard_normal((40, 5)) @ rng.standard_normal((5, 5))
    by_hand = np.zeros(4)
    orders = list(permutations(range(1, 5)))
    for order in orders:
        for place, predictor in enumerate(order):
            gain = explained(values, list(order[: place + 1])) - explained(values, list(order[:place]))
            by_hand[predictor - 1] += gain / len(orders)
    assert lmg_shares(*correlated(values)) == pytest.approx(by_hand, abs=1e-10)


def test_uncorrelated_predictors_get_their_squared_correlations():
    r_xy = np.array([0.5, -0.3, 0.1])
    assert Regression(np.eye(3), r_xy).weights == pytest.approx(r_xy**2)
    assert lmg_shares(np.eye(3), r_xy) == pytest.approx(r_xy**2)


def test_a_copy_shares_equally_and_has_no_coefficient_of_its_own():
    r_xx = np.array([[1, 1, 0.2], [1, 1, 0.2], [0.2, 0.2, 1]])
    regression = Regression(r_xx, np.array([0.6, 0.6, 0.3]))
    assert regression.weights[0] == pytest.approx(regression.weights[1])
    assert np.isinf(regression.inflation[:2]).all()
    assert regression.inflation[2] == pytest.approx(1 / (1 - 0.2**2))


def test_more_predictors_than_lmg_can_take_are_refused():
    with pytest.raises(ValueError, match="8,192 subsets"):
        lmg_shares(np.eye(13), np.zeros(13))


@given(tables(), st.integers(1, 5))
@settings(deadline=None, max_examples=60)
def test_moments_add_up_over_any_partition(values, groups):
    group = np.random.default_rng(len(values)).integers(0, groups, len(values))
    whole = moments_of_rows(values, np.zeros(len(values), dtype=int), 1)[0]
    parts = moments_of_rows(values, group, groups)
    assert parts.sum(axis=0) == pytest.approx(whole)
    n, sums, products = split(whole)
    assert n == len(values)
    assert sums == pytest.approx(values.sum(axis=0))
    assert products == pytest.approx(values.T @ values)


def test_many_rows_in_few_groups_are_counted_alike():
    rng = np.random.default_rng(1)
    values, group = rng.standard_normal((500, 3)), rng.integers(0, 4, 500)
    for place, counted in enumerate(moments_of_rows(values, group, 5)[:4]):
        part = values[group == place]
        assert split(counted)[2] == pytest.approx(part.T @ part)
    assert not moments_of_rows(values, group, 5)[4].any()


def test_within_strata_is_what_constants_for_them_leave():
    rng = np.random.default_rng(2)
    values, stratum = rng.standard_normal((60, 3)), rng.integers(0, 3, 60)
    centre = np.stack([values[stratum == s].mean(axis=0) for s in range(3)])[stratum]
    assert within(moments_of_rows(values, stratum, 3)) == pytest.approx((values - centre).T @ (values - centre))


def test_the_list_in_sql_has_the_order_of_the_engine():
    import duckdb

    rng = np.random.default_rng(3)
    values = rng.standard_normal((50, 4))
    rows = ", ".join(f"({', '.join(f'{number!r}::double' for number in row)})" for row in values.tolist())
    listed = duckdb.sql(f"select {moment_list(list('abcd'))} from (values {rows}) as t(a, b, c, d)").fetchall()[0][0]
    assert len(listed) + 1 == length(4)
    assert variables_of(length(4)) == 4
    assert listed == pytest.approx(moments_of_rows(values, np.zeros(50, dtype=int), 1)[0][1:])
    with pytest.raises(ValueError, match="no number of variables"):
        variables_of(length(4) + 1)
