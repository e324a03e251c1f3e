"""Columns by week, stacked by what they consist of."""

from __future__ import annotations

import altair as alt
import polars as pl


def stacked_weeks(rows: pl.DataFrame, colours: dict[str, str], height: int = 230) -> alt.Chart:
    """One column per week (columns label, kind, value; rows in the order of weeks).

    colours: kind → colour, from the bottom of a column to its top; the page writes the key.
    """
    kinds = list(colours)
    placed = rows.filter(pl.col("kind").is_in(kinds)).with_columns(
        place=pl.col("kind").replace_strict({kind: number for number, kind in enumerate(kinds)}, return_dtype=pl.Int64)
    )
    return (
        alt.Chart(placed)
        .mark_bar()
        .encode(
            x=alt.X("label:O", sort=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("value:Q", stack="zero", axis=alt.Axis(format=",d", tickMinStep=1)),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=list(colours.values())), legend=None),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("label:N", title="Week from"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("value:Q", title="Entries", format=",d"),
            ],
        )
        .properties(height=height)
    )
