"""Columns of the tables of the desk, and what is written in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from dashboards.durations import share
from dashboards.figures import whole
from dashboards.table_columns import money_column, number_column

HOURS = "%,.1f h"


def hours_column(label: str, meaning: str = "") -> dict[str, Any]:
    """A column of hours."""
    return st.column_config.NumberColumn(label, format=HOURS, help=meaning or None)


def percent_column(label: str, meaning: str = "") -> dict[str, Any]:
    """A column of shares."""
    return st.column_config.NumberColumn(label, format="percent", help=meaning or None)


def with_interval(rate: str) -> pl.Expr:
    """A share with its interval in words: 76 % (71–80)."""
    parts = pl.struct(rate, f"{rate}_low", f"{rate}_high")
    return parts.map_elements(_in_words, return_dtype=pl.String).alias(f"{rate}_words")


def _in_words(parts: dict[str, float | None]) -> str | None:
    value, low, high = parts.values()
    if value is None:
        return None
    return f"{share(value, 0)} ({share(low, 0).removesuffix(' %')}–{share(high, 0).removesuffix(' %')})"


FIGURES = {
    "case_count": number_column("Cases"),
    "tenant_count": number_column("Accounts"),
    "arr_usd": money_column("ARR", "Revenue per year of these accounts, each counted once."),
    "mttr_median_hours": hours_column("MTTR, median", "From opening to the last resolution."),
    "mttr_p90_hours": hours_column("MTTR, p90"),
    "csat_words": st.column_config.TextColumn("CSAT (95 %, n)", help="Answers of 4 or 5, of n.", width=130),
    "breached_count": number_column("Breached", "Cases with any breached SLA clock."),
    "breached_rate_words": st.column_config.TextColumn("Breached (95 %)", width=120),
    "escalated_count": number_column("Escalated"),
    "engineering_count": number_column("To engineering"),
    "reopened_count": number_column("Reopened"),
}
"""What is told of the cases of anything, in this order."""


def in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """Figures with their rates in words."""
    answers = pl.col("answered_count").map_elements(whole, return_dtype=pl.String)
    return rows.with_columns(
        with_interval("breached_rate"), (with_interval("csat") + ", n\N{NO-BREAK SPACE}" + answers).alias("csat_words")
    )


def bars(
    rows: pl.DataFrame, group: str, value: str, most: int = 12, words: Callable[[float], str] = whole
) -> pl.DataFrame:
    """The largest numbers in the shape that count_bars takes. words: how a number is written."""
    largest = rows.filter(pl.col(value) > 0).sort(value, descending=True, maintain_order=True).head(most)
    number = pl.col(value).cast(pl.Float64)
    named = largest.select(group=group, value=number, words=number.map_elements(words, return_dtype=pl.String))
    return named.with_columns(label=pl.col("group") + "\N{EN SPACE}" + pl.col("words"))
