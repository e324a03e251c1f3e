"""Charts of the page on the voice of customer; frames come with their numbers."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import ROW, TWO_LINES, UTC
from dashboards.palette import ACCENT, QUIET

STEPS = {"week": 7, "month": 1, "quarter": 3}
"""Length of a period: weeks in days, the others in months."""


def with_runs(rows: pl.DataFrame, grain: str) -> pl.DataFrame:
    """Rows by time with the number of the run of periods without a gap that each is in (run), and whether it is alone.

    A line may not go through a period whose score is not drawn. rows: column month, the first day of a period, sorted.
    grain: week, month or quarter.
    """
    day = pl.col("month").cast(pl.Date)
    place = day.dt.epoch("d") if grain == "week" else day.dt.year().cast(pl.Int64) * 12 + day.dt.month()
    return rows.with_columns(run=place // STEPS[grain] - pl.int_range(pl.len())).with_columns(
        is_alone=pl.len().over("run") == 1
    )


def score_by_month(
    rows: pl.DataFrame, unit: str, height: int = 220, period: str = "Month", form: str = ".1f"
) -> alt.LayerChart:
    """A score by month with its 95 % band, broken where a period is missing (columns month, label, value, low, high, n,
    is_few, and those of with_runs).

    unit: its name. period: what a row stands for; month then is its first day. form: how numbers are written.
    """
    tips = [
        alt.Tooltip("label:N", title=period),
        alt.Tooltip("value:Q", title=unit, format=form),
        alt.Tooltip("low:Q", title="95 % from", format=form),
        alt.Tooltip("high:Q", title="95 % to", format=form),
        alt.Tooltip("n:Q", title="n", format=",d"),
    ]
    base = alt.Chart(rows).encode(
        x=alt.X("month:T", scale=UTC, axis=alt.Axis(format="%b %Y", tickCount=6)), tooltip=tips
    )
    y = alt.Y("low:Q", scale=alt.Scale(zero=False), axis=alt.Axis(format=form))
    return alt.layer(
        base.mark_area(color=ACCENT, opacity=0.16).encode(y=y, y2="high:Q", detail="run:N"),
        base.transform_filter("datum.is_alone")
        .mark_rule(color=ACCENT, opacity=0.28, strokeWidth=4)
        .encode(y=y, y2="high:Q"),
        base.mark_line(color=ACCENT).encode(y="value:Q", detail="run:N"),
        base.mark_point(color=ACCENT).encode(
            y="value:Q",
            fill=alt.condition("datum.is_few", alt.value("transparent"), alt.value(ACCENT)),
            stroke=alt.value(ACCENT),
        ),
    ).properties(height=height)


def tone_dots(rows: pl.DataFrame) -> alt.LayerChart:
    """A dot with its interval for each topic (columns topic, label, value, low, high, n), and a rule at 0."""
    tips = [
        alt.Tooltip("topic:N", title="Topic"),
        alt.Tooltip("value:Q", title="Mean tone", format="+.2f"),
        alt.Tooltip("low:Q", title="95 % from", format="+.2f"),
        alt.Tooltip("high:Q", title="95 % to", format="+.2f"),
        alt.Tooltip("n:Q", title="n", format=",d"),
    ]
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=TWO_LINES), tooltip=tips)
    x = {"scale": alt.Scale(zero=True), "axis": alt.Axis(format="+.1f", grid=True, tickCount=5)}
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(color=QUIET).encode(x="zero:Q")
    return alt.layer(
        zero,
        base.mark_rule(color=ACCENT, strokeWidth=5, opacity=0.28, strokeCap="round").encode(
            x=alt.X("low:Q", **x), x2="high:Q"
        ),
        base.mark_point(size=110, color=ACCENT).encode(x=alt.X("value:Q", **x)),
    ).properties(height=alt.Step(ROW + 12))


def step_bars(rows: pl.DataFrame) -> alt.LayerChart:
    """How many take each step of a journey (columns label, reached, words)."""
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=alt.Axis(labelLimit=260, grid=False)))
    x = alt.X("reached:Q", axis=None, scale=alt.Scale(zero=True))
    tips = [alt.Tooltip("label:N", title="Step"), alt.Tooltip("reached:Q", title="Took it", format=",d"),
            alt.Tooltip("words:N", title="Since the step before")]  # fmt: skip
    return base.mark_bar(color=ACCENT, height=16).encode(x=x, tooltip=tips).properties(height=alt.Step(ROW))
