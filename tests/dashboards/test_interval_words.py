"""Figures with their intervals in words."""

from __future__ import annotations

import polars as pl
import pytest

from dashboards.interval_words import share_words, with_interval


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((0.123, 0.1, 0.2), "+0.12 (+0.10 to +0.20), n 1,200"),
        ((-1.0, None, 0.2), "-1.00, n 1,200"),
        ((None, 0.1, 0.2), "–, n 1,200"),
        ((float("nan"), 0.1, 0.2), "–, n 1,200"),
        ((0.5, float("nan"), float("nan")), "+0.50, n 1,200"),
    ],
)
def test_a_figure_stands_with_its_interval_where_it_has_one(row, told):
    rows = pl.DataFrame([(*row, 1200)], schema=["r", "r_low", "r_high", "count"], orient="row")
    assert rows.select(with_interval("r", "+.2f", "count")).item() == told
    assert rows.select(with_interval("r", "+.2f")).item() == told.removesuffix(", n 1,200")


def test_shares_have_wilson_intervals_and_none_is_of_nothing():
    rows = pl.DataFrame({"k": [10, 0, 0], "n": [100, 5, 0]})
    assert share_words(rows, "k", "n").to_list() == ["10% (6% to 17%), n 100", "0% (0% to 43%), n 5", None]


def test_shares_of_few_are_not_told():
    rows = pl.DataFrame({"k": [2, 9, 10, 0], "n": [2, 9, 10, 0]})
    assert share_words(rows, "k", "n", 10).to_list() == ["–, n 2", "–, n 9", "100% (72% to 100%), n 10", None]
