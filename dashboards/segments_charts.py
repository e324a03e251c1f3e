"""Charts of the page on segments; frames come with their numbers."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import COUNTS, ROW, TWO_LINES, UTC
from dashboards.palette import ACCENT, BREACHED, MET

IN, OUT = "moved in", "moved out"
DIRECTIONS = {IN: MET, OUT: BREACHED}


def score_dots(rows: pl.DataFrame, unit: str, form: str) -> alt.LayerChart:
    """A dot with its 95 % interval per segment (columns group, label, value, low, high, n, is_few).

    unit: what is drawn; form: how its numbers are written.
    """
    tips = [
        alt.Tooltip("group:N", title="Segment"),
        alt.Tooltip("value:Q", title=unit, format=form),
        alt.Tooltip("low:Q", title="95 % from", format=form),
        alt.Tooltip("high:Q", title="95 % to", format=form),
        alt.Tooltip("n:Q", title="n", format=",d"),
    ]
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=TWO_LINES), tooltip=tips)
    x = {"scale": alt.Scale(zero=False), "axis": alt.Axis(format=form, grid=True, tickCount=5)}
    return alt.layer(
        base.mark_rule(color=ACCENT, strokeWidth=5, opacity=0.28, strokeCap="round").encode(
            x=alt.X("low:Q", **x), x2="high:Q"
        ),
        base.mark_point(size=110, color=ACCENT).encode(
            x=alt.X("value:Q", **x),
            fill=alt.condition("datum.is_few", alt.value("transparent"), alt.value(ACCENT)),
            stroke=alt.value(ACCENT),
        ),
    ).properties(height=alt.Step(ROW + 12))


def moves_by_week(rows: pl.DataFrame, height: int = 220) -> alt.Chart:
    """Who came above the line, and who left below it (columns week, label, kind, value, drawn)."""
    return (
        alt.Chart(rows)
        .mark_bar(size=9)
        .encode(
            x=alt.X("week:T", scale=UTC, axis=alt.Axis(format="%-d %b", tickCount=8)),
            y=alt.Y("drawn:Q", axis=alt.Axis(format="d", tickMinStep=1)),
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=list(DIRECTIONS), range=list(DIRECTIONS.values())), legend=None
            ),
            tooltip=[
                alt.Tooltip("label:N", title="Seen in the week from"),
                alt.Tooltip("kind:N", title="What"),
                alt.Tooltip("value:Q", title="Customers", format=",d"),
            ],
        )
        .properties(height=height)
    )


def sizes_by_week(rows: pl.DataFrame, height: int = 270) -> alt.Chart:
    """Members over time, a line per segment (columns moment, segment_name, member_count)."""
    return (
        alt.Chart(rows)
        .mark_line(interpolate="step-after", strokeWidth=2, point=alt.OverlayMarkDef(size=14))
        .encode(
            x=alt.X("moment:T", scale=UTC, axis=alt.Axis(format="%-d %b", tickCount=8)),
            y=alt.Y("member_count:Q", axis=COUNTS, scale=alt.Scale(zero=True)),
            color=alt.Color(
                "segment_name:N", legend=alt.Legend(title=None, orient="bottom", columns=3, labelLimit=220)
            ),
            tooltip=[
                alt.Tooltip("segment_name:N", title="Segment"),
                alt.Tooltip("moment:T", title="At", format="%-d %b %Y"),
                alt.Tooltip("member_count:Q", title="Members", format=",d"),
            ],
        )
        .properties(height=height)
    )
