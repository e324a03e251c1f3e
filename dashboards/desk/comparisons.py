"""Where something was used against like cases where it was not: the same chart and table for guidance and for files."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.desk import charts as desk_charts
from dashboards.desk.columns import percent_column
from dashboards.durations import clock_time, share
from dashboards.figures import MISSING, whole
from dashboards.html_parts import chart_title, keys, nothing_here
from dashboards.table_columns import number_column, table_height

OUTCOMES = {
    "resolution net of waiting": "Time to resolve, net of waiting",
    "resolution": "Time to resolve",
    "first reply": "Time to first reply",
    "reopened": "Reopened",
    "breached": "Breached",
    "satisfied": "Satisfied",
}
METHOD = (
    "Cases where it came with the first reply or before, beside cases of the same priority and component without any; "
    "the difference is associated with it and need not be caused by it."
)
TOO_FEW = "too few cases"


def put_difference_chart(rows: pl.DataFrame, title: str, note: str) -> None:
    """Draw the differences of one outcome; those of too few cases are left to the table."""
    chart_title(title, note)
    drawn = _in_words(rows).filter(pl.col("verdict") != TOO_FEW)
    if drawn.is_empty():
        nothing_here("Too few cases to compare.")
        return
    keys(desk_charts.VERDICTS)
    n = pl.col("used_count").map_elements(whole, return_dtype=pl.String)
    charts.show(
        desk_charts.difference_dots(
            drawn.select(
                group="title", value="difference", low="difference_low", high="difference_high",
                words="difference_words", verdict="verdict", label=pl.col("title") + "\nn " + n,
            )
        ),
        "Differences with 95 % intervals",
    )  # fmt: skip


def put_difference_table(rows: pl.DataFrame, name: str) -> None:
    """Draw every comparison with both values. name: the column that tells them apart, title or outcome."""
    st.dataframe(
        _in_words(rows).select(
            "title" if name == "title" else "outcome_words", "verdict", "difference_words", "used_words",
            "compared_words", "used_count", "compared_count", "comparable_share",
        ),
        column_config={
            "title": "What", "outcome_words": "Outcome", "used_words": "Used", "compared_words": "Not used",
            "difference_words": st.column_config.TextColumn("Difference (95 %)", width=150), "verdict": "Reads as",
            "used_count": number_column("n used"), "compared_count": number_column("n not used"),
            "comparable_share": percent_column("Comparable", "Share of its cases that have like ones to compare with."),
        },
        hide_index=True, height=table_height(rows.height), placeholder=MISSING,
    )  # fmt: skip


def _in_words(rows: pl.DataFrame) -> pl.DataFrame:
    def word(form):
        return pl.struct(pl.all()).map_elements(form, return_dtype=pl.String)

    return rows.with_columns(
        outcome_words=pl.col("outcome").replace(OUTCOMES),
        used_words=word(lambda row: _value(row, "used_value")),
        compared_words=word(lambda row: _value(row, "compared_value")),
        difference_words=word(_difference),
    )


def _value(row: dict, name: str) -> str:
    return clock_time(row[name]) if row["scale"] == "ratio" else share(row[name])


def _difference(row: dict) -> str:
    if row["difference_low"] is None:
        return MISSING
    unit = "%" if row["scale"] == "ratio" else "pp"
    value, low, high = (
        f"{row[name] * 100:+,.0f}".replace("-", "\N{MINUS SIGN}")
        for name in ("difference", "difference_low", "difference_high")
    )
    return f"{value} {unit} ({low} to {high})"
