"""Rates by group, brought into the shape that charts.share_dots draws."""

from __future__ import annotations

import polars as pl

from dashboards.cards import FEW
from dashboards.figures import whole


def rate_dots(rows: pl.DataFrame, group: str, rate: str, n: str) -> pl.DataFrame:
    """A rate by group with its interval (group, value, low, high, n, is_few, label); those without a rate are left out.

    group, rate, n: the columns' names; the bounds stand in <rate>_low and <rate>_high.
    """
    named = rows.drop_nulls(rate).select(
        group=group, value=rate, low=f"{rate}_low", high=f"{rate}_high", n=pl.col(n).fill_null(0)
    )
    return named.with_columns(
        is_few=pl.col("n") < FEW,
        label=pl.col("group") + "\nn " + pl.col("n").map_elements(whole, return_dtype=pl.String),
    )
