"""Agreement past chance and its interval."""

from __future__ import annotations

import numpy as np
import pytest

from dagster_project.statistics.kappa import kappa


@pytest.mark.parametrize(
    ("first", "second", "both", "n", "value"),
    [(25, 30, 20, 50, 0.4), (60, 70, 45, 100, 0.1304348), (10, 10, 10, 40, 1.0), (5, 5, 0, 10, -1.0)],
)
def test_kappa_is_cohens(first, second, both, n, value):
    found, low, high = kappa(first, second, both, n)
    assert found == pytest.approx(value)
    assert -1 <= low <= found <= high <= 1


@pytest.mark.parametrize(
    ("first", "second", "both", "n"), [(0, 0, 0, 0), (0, 0, 0, 40), (40, 40, 40, 40), (9, 0, 0, 40)]
)
def test_nothing_is_said_where_a_judge_says_the_same_of_all(first, second, both, n):
    assert kappa(first, second, both, n) is None


@pytest.mark.parametrize("cells", [(0.4, 0.1, 0.1, 0.4), (0.05, 0.02, 0.06, 0.87), (0.2, 0.3, 0.1, 0.4)])
def test_the_interval_is_as_wide_as_kappas_of_samples_scatter(cells):
    n = 2000
    yes, left, right, _ = cells
    drawn = np.random.default_rng(7).multinomial(n, cells, size=4000)
    found = [kappa(int(a + b), int(a + c), int(a), n)[0] for a, b, c, _ in drawn]
    value, low, high = kappa(round(n * (yes + left)), round(n * (yes + right)), round(n * yes), n)
    assert (high - low) / 2 == pytest.approx(1.959963984540054 * np.std(found), rel=0.05)
    assert value == pytest.approx(np.mean(found), abs=0.01)
