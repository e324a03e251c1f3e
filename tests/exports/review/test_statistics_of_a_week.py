"""Intervals that the review computes itself, against published figures and against what a 95 % interval is."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.exports.review.asking import order_statistics
from dagster_project.exports.review.themes import wilson
from dagster_project.statistics.shares import newcombe


@pytest.mark.parametrize(
    ("k", "n", "k_before", "n_before", "low", "high"),
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0)],
)
def test_newcombe_gives_the_published_intervals(k, n, k_before, n_before, low, high):
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10."""
    found = newcombe(k / n, *wilson(k, n), k_before / n_before, *wilson(k_before, n_before))
    assert found == pytest.approx((low, high), abs=2e-4)


@given(st.integers(1, 400), st.integers(0, 400))
def test_wilson_holds_the_share_and_stays_within_0_and_1(n, k):
    k = min(k, n)
    low, high = wilson(k, n)
    assert 0 <= low <= k / n + 1e-12 and k / n - 1e-12 <= high <= 1


def test_nothing_of_nothing_has_no_interval():
    assert wilson(0, 0) == (None, None)
    assert order_statistics([], 0.5) == (None, None)
    assert order_statistics([1.0, 2.0, 3.0], 0.5) == (None, None)


@pytest.mark.parametrize("n", [8, 11, 20, 57, 200])
def test_the_interval_of_a_median_covers_it_in_95_of_100(n):
    """The value of rank r lies below the median as often as a fair coin falls r times or more of n."""
    low, high = (int(bound) for bound in order_statistics([float(rank) for rank in range(1, n + 1)], 0.5))
    covered = sum(comb(n, count) for count in range(low, high)) / 2**n
    assert 0.945 < covered < 0.995


def test_a_90th_percentile_needs_more_values_than_a_median():
    few = [float(rank) for rank in range(1, 21)]
    assert order_statistics(few, 0.9) == (None, None)
    low, high = order_statistics([float(rank) for rank in range(1, 201)], 0.9)
    assert low < 180 < high
