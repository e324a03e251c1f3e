"""Intervals of shares."""

from __future__ import annotations

import pytest

from dagster_project.statistics.shares import wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_score_intervals_are_the_published_ones(successes, n, low, high):
    share, lower, upper = wilson(successes, n)
    assert share == successes / n
    assert (lower, upper) == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_share():
    assert wilson(0, 0) is None
    assert wilson(5, 5)[2] == 1
