"""Charts of the page on alerts."""

from __future__ import annotations

import altair as alt
import polars as pl

SEVERITIES = {"low": "#9aa7b4", "medium": "#d9a441", "high": "#d9743a", "critical": "#b3261e"}
"""Colours from the bottom of a column to its top."""
PRIORITIES = {"low": "P3 low", "medium": "P2 medium", "high": "P1 high", "critical": "P0 critical"}
"""A severity with the priority that it is told with: one scale under two names."""


def difference_dots(rows: pl.DataFrame) -> alt.LayerChart:
    """Differences of shares with their intervals (columns suggestion, difference, difference_low, difference_high,
    helped_n, others_n), beside a line at no difference."""
    order = rows["suggestion"].to_list()
    base = alt.Chart(rows).encode(
        y=alt.Y("suggestion:N", sort=order, title=None, axis=alt.Axis(labelLimit=190)),
        tooltip=[
            alt.Tooltip("suggestion:N", title="Action"),
            alt.Tooltip("difference:Q", title="Difference", format="+.0%"),
            alt.Tooltip("difference_low:Q", title="from", format="+.0%"),
            alt.Tooltip("difference_high:Q", title="to", format="+.0%"),
            alt.Tooltip("helped_n:Q", title="Got it", format=",d"),
            alt.Tooltip("others_n:Q", title="Others", format=",d"),
        ],
    )
    lines = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("difference_low:Q", title=None, axis=alt.Axis(format="+%")), x2="difference_high:Q"
    )
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(x="difference:Q")
    zero = alt.Chart(pl.DataFrame({"x": [0.0]})).mark_rule(strokeDash=[4, 3], opacity=0.6).encode(x="x:Q")
    return (zero + lines + dots).properties(height=max(120, 34 * rows.height))
