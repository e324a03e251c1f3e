"""Charts of the page on agents' operations. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import COUNTS, PERCENT, ROW
from dashboards.palette import ACCENT, BREACHED, MET, NO_TARGET, PAUSED, QUIET

VERDICTS = {"fired": MET, "missed": BREACHED, "false fire": PAUSED, "fired again": NO_TARGET, "not verifiable": QUIET}
"""What the firings of a reflex are drawn in, from the left to the right."""

CLAIMS = {"Verified": MET, "Pending": QUIET, "Disputed": BREACHED}


def verdict_bars(rows: pl.DataFrame) -> alt.Chart:
    """A stacked bar per reflex (columns reflex, verdict, value, place)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=15)
        .encode(
            y=alt.Y("reflex:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False)),
            x=alt.X("value:Q", stack="zero", axis=alt.Axis(format=",d", grid=True, tickCount=4)),
            color=alt.Color(
                "verdict:N", scale=alt.Scale(domain=list(VERDICTS), range=list(VERDICTS.values())), legend=None
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("reflex:N", title="Reflex"),
                alt.Tooltip("verdict:N", title="Verdict"),
                alt.Tooltip("value:Q", title="Times", format=",d"),
            ],
        )
        .properties(height=alt.Step(ROW))
    )


def calibration_dots(rows: pl.DataFrame, height: int = 290) -> alt.LayerChart:
    """The share accepted against the confidence given, with intervals (columns confidence, value, low, high, n)."""
    share = alt.Scale(domain=[0, 1], nice=False)
    tips = [
        alt.Tooltip("confidence:Q", title="Mean confidence", format=".1%"),
        alt.Tooltip("value:Q", title="Accepted", format=".1%"),
        alt.Tooltip("low:Q", title="95 % from", format=".1%"),
        alt.Tooltip("high:Q", title="95 % to", format=".1%"),
        alt.Tooltip("n:Q", title="n", format=",d"),
    ]
    base = alt.Chart(rows).encode(
        x=alt.X("confidence:Q", scale=share, axis=alt.Axis(labelExpr=PERCENT, title="confidence given")), tooltip=tips
    )
    y = {"scale": share, "axis": alt.Axis(labelExpr=PERCENT, title="share accepted")}
    perfect = pl.DataFrame({"confidence": [0.0, 1.0], "value": [0.0, 1.0]})
    return alt.layer(
        alt.Chart(perfect)
        .mark_line(color=QUIET, strokeDash=[4, 4], strokeWidth=1.5)
        .encode(x=alt.X("confidence:Q", scale=share), y=alt.Y("value:Q", **y)),
        base.mark_rule(color=ACCENT, strokeWidth=4, opacity=0.28, strokeCap="round").encode(
            y=alt.Y("low:Q", **y), y2="high:Q"
        ),
        base.mark_point(color=ACCENT, size=90).encode(y=alt.Y("value:Q", **y)),
    ).properties(height=height)


def claim_bars(rows: pl.DataFrame) -> alt.Chart:
    """A bar of revenue per verification status (columns status, value, n)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=18)
        .encode(
            y=alt.Y("status:N", sort=list(CLAIMS), axis=alt.Axis(grid=False)),
            x=alt.X("value:Q", axis=alt.Axis(format="$,.0f", grid=True, tickCount=4)),
            color=alt.Color("status:N", scale=alt.Scale(domain=list(CLAIMS), range=list(CLAIMS.values())), legend=None),
            tooltip=[
                alt.Tooltip("status:N", title="Status"),
                alt.Tooltip("value:Q", title="Revenue", format="$,.0f"),
                alt.Tooltip("n:Q", title="Claims", format=",d"),
            ],
        )
        .properties(height=alt.Step(ROW + 6))
    )


def violation_bars(rows: pl.DataFrame) -> alt.Chart:
    """A bar of violations per policy (columns policy, value, n)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=14, color=BREACHED)
        .encode(
            y=alt.Y("policy:N", sort=None, axis=alt.Axis(labelLimit=230, grid=False)),
            x=alt.X("value:Q", axis=COUNTS),
            tooltip=[
                alt.Tooltip("policy:N", title="Policy"),
                alt.Tooltip("value:Q", title="Violations", format=",d"),
                alt.Tooltip("n:Q", title="Checked", format=",d"),
            ],
        )
        .properties(height=alt.Step(ROW))
    )
