"""Charts of the page on supply. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import PERCENT, ROW
from dashboards.palette import ACCENT, BREACHED


def capacity_bars(rows: pl.DataFrame) -> alt.LayerChart:
    """A bar per node, and a line at 90 % (columns location, capacity as a share, is_nearly_full)."""
    bars = (
        alt.Chart(rows)
        .mark_bar(height=13)
        .encode(
            y=alt.Y("location:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False)),
            x=alt.X("capacity:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(labelExpr=PERCENT, tickCount=4)),
            color=alt.condition("datum.is_nearly_full", alt.value(BREACHED), alt.value(ACCENT)),
            tooltip=[
                alt.Tooltip("location:N", title="Node"),
                alt.Tooltip("capacity:Q", title="In use", format=".0%"),
            ],
        )
    )
    line = alt.Chart(pl.DataFrame({"full": [0.9]})).mark_rule(strokeDash=[3, 3], color=BREACHED).encode(x="full:Q")
    return alt.layer(bars, line).properties(height=alt.Step(ROW - 4))
