"""Figures with their intervals in words, in one column of a table where three would be cut at its edge."""

from __future__ import annotations

import math

import polars as pl

from dagster_project.statistics.shares import wilson
from dashboards.figures import MISSING


def with_interval(name: str, form: str, n: str | None = None) -> pl.Expr:
    """A figure and its interval (columns name, name_low, name_high) in words; the figure alone where it has none.

    form: how numbers are written. n: column whose number is told behind them.
    """
    columns = [name, f"{name}_low", f"{name}_high", *([n] if n else [])]

    def words(row: dict) -> str:
        value, low, high = (_number(row[column]) for column in columns[:3])
        told = MISSING if value is None else f"{value:{form}}"
        if value is not None and low is not None and high is not None:
            told += f" ({low:{form}} to {high:{form}})"
        return f"{told}, n {row[n] or 0:,}" if n else told

    return pl.struct(columns).map_elements(words, return_dtype=pl.String)


def _number(value: float | None) -> float | None:
    # A correlation of one row, or of rows that are all alike, is no number.
    return None if value is None or math.isnan(value) else value


def share_words(rows: pl.DataFrame, successes: str, of: str, floor: int = 1) -> pl.Series:
    """Shares with their Wilson intervals and n in words; null where they are of nothing, n alone below the floor."""
    words = []
    for count, n in rows.select(successes, of).iter_rows():
        if 0 < n < floor:
            words.append(f"{MISSING}, n {n:,}")
            continue
        found = wilson(count, n)
        words.append(None if found is None else f"{found[0]:.0%} ({found[1]:.0%} to {found[2]:.0%}), n {n:,}")
    return pl.Series(words, dtype=pl.String)
