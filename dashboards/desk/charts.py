"""Charts of the desk that no other page has. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import PERCENT, ROW, TWO_LINES
from dashboards.palette import ACCENT, BREACHED, MET, QUIET

VERDICTS = {"better": MET, "worse": BREACHED, "no clear difference": QUIET}
"""What a comparison is drawn in; the word stands in the tooltip and in the table."""
WIDEST = 2.0
"""Differences are drawn up to three times as much; an interval that goes on is cut there."""


def count_bars(rows: pl.DataFrame) -> alt.Chart:
    """A bar per group (columns group, label, value, words); label: the group and its count, in full."""
    return (
        alt.Chart(rows)
        .mark_bar(color=ACCENT, height=14)
        .encode(
            y=alt.Y("label:N", sort=None, axis=alt.Axis(labelLimit=330, grid=False, labelPadding=10)),
            x=alt.X("value:Q", scale=alt.Scale(zero=True), axis=None),
            tooltip=[alt.Tooltip("group:N", title="What"), alt.Tooltip("words:N", title="Number")],
        )
        .properties(height=alt.Step(ROW - 2))
    )


def difference_dots(rows: pl.DataFrame) -> alt.LayerChart:
    """A difference with its interval per group (columns group, label, value, low, high, words, verdict)."""
    rows = rows.with_columns(low_drawn=pl.col("low").clip(-1, WIDEST), high_drawn=pl.col("high").clip(-1, WIDEST))
    tips = [
        alt.Tooltip("group:N", title="What"),
        alt.Tooltip("words:N", title="Difference (95 %)"),
        alt.Tooltip("verdict:N", title="Reads as"),
    ]
    colour = alt.Color("verdict:N", scale=alt.Scale(domain=list(VERDICTS), range=list(VERDICTS.values())), legend=None)
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=TWO_LINES), color=colour, tooltip=tips)
    x = {"scale": alt.Scale(zero=True, clamp=True), "axis": alt.Axis(labelExpr=PERCENT, grid=True, tickCount=5)}
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(strokeDash=[3, 3], color=QUIET).encode(x="zero:Q")
    return alt.layer(
        zero,
        base.mark_rule(strokeWidth=5, opacity=0.3, strokeCap="round").encode(
            x=alt.X("low_drawn:Q", **x), x2="high_drawn:Q"
        ),
        base.mark_point(size=110).encode(x=alt.X("value:Q", **x)),
    ).properties(height=alt.Step(ROW + 8))
