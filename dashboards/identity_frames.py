"""Tables of the page on identity, brought into the shape that it draws."""

from __future__ import annotations

import polars as pl

from dagster_project.statistics.shares import wilson


def with_agreement(platforms: pl.DataFrame) -> pl.DataFrame:
    """Platforms with agreement_rate and its Wilson interval, the lowest first; null where none states anything."""
    found = [wilson(*row) for row in platforms.select("agreed_count", "stated_count").iter_rows()]
    rates = {
        f"agreement_rate{end}": pl.Series([row and row[place] for row in found], dtype=pl.Float64)
        for place, end in enumerate(("", "_low", "_high"))
    }
    return platforms.with_columns(**rates).sort("agreement_rate", "platform", nulls_last=True).drop("agreed_count")
