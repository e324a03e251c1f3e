"""Charts that pages of measurements share: a grid of cells, dots on a free scale, lines by week."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import ROW, TWO_LINES, UTC
from dashboards.palette import ACCENT, BREACHED, MET, NO_TARGET, PAUSED, QUIET

SERIES = (ACCENT, BREACHED, MET, PAUSED, NO_TARGET, QUIET)
"""Colours of series, in this order."""


def grid(rows: pl.DataFrame, value_title: str, *, row_height: int = ROW) -> alt.Chart:
    """A cell per row and column, the fuller the larger its value (columns row, column, value, is_marked, words).

    Marked cells have another colour. words: what the tooltip says of a cell. Rows and columns stand in the order given.
    """
    order = rows["column"].unique(maintain_order=True).to_list()
    return (
        alt.Chart(rows)
        .mark_rect(cornerRadius=2)
        .encode(
            x=alt.X("column:O", sort=order, axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelFlush=False)),
            y=alt.Y("row:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False)),
            color=alt.condition("datum.is_marked", alt.value(BREACHED), alt.value(ACCENT)),
            opacity=alt.Opacity("value:Q", scale=alt.Scale(zero=True, range=[0.06, 1]), legend=None),
            tooltip=[
                alt.Tooltip("row:N", title="Of"),
                alt.Tooltip("column:O", title="At"),
                alt.Tooltip("words:N", title=value_title),
            ],
        )
        .properties(height=alt.Step(row_height))
    )


def value_dots(rows: pl.DataFrame, axis_format: str, *, title: str, zero: bool = False) -> alt.LayerChart:
    """A dot with its 95 % interval per group, and a tick for what it is held against.

    Columns group, label (a second line after a line break), value, low, high, before, n, is_marked. before may be
    empty; marked dots have another colour.
    """
    base = alt.Chart(rows.with_columns(label=_told_apart("label"))).encode(
        y=alt.Y("label:N", sort=None, axis=TWO_LINES),
        color=alt.condition("datum.is_marked", alt.value(BREACHED), alt.value(ACCENT)),
        tooltip=[
            alt.Tooltip("group:N", title="Of"),
            alt.Tooltip("value:Q", title=title, format=axis_format),
            alt.Tooltip("low:Q", title="95 % from", format=axis_format),
            alt.Tooltip("high:Q", title="95 % to", format=axis_format),
            alt.Tooltip("before:Q", title="Held against", format=axis_format),
            alt.Tooltip("n:Q", title="n", format=",d"),
        ],
    )
    x = {
        "scale": alt.Scale(zero=zero, nice=True),
        "axis": alt.Axis(format=axis_format, grid=True, tickCount=5),
    }
    return alt.layer(
        base.mark_rule(strokeWidth=5, opacity=0.28, strokeCap="round").encode(x=alt.X("low:Q", **x), x2="high:Q"),
        base.mark_tick(thickness=2, size=20).encode(x=alt.X("before:Q", **x), color=alt.value(QUIET)),
        base.mark_point(size=110).encode(x=alt.X("value:Q", **x)),
    ).properties(height=alt.Step(ROW + 12))


def banded_line(
    rows: pl.DataFrame, axis_format: str, *, title: str, height: int = 230, zero: bool = False
) -> alt.LayerChart:
    """A value by place with its 95 % band (columns place, label, value, low, high, n, is_marked; places in order)."""
    order = rows["place"].to_list()
    base = alt.Chart(rows).encode(
        x=alt.X("place:O", sort=order, axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelFlush=False)),
        tooltip=[
            alt.Tooltip("label:N", title="At"),
            alt.Tooltip("value:Q", title=title, format=axis_format),
            alt.Tooltip("low:Q", title="95 % from", format=axis_format),
            alt.Tooltip("high:Q", title="95 % to", format=axis_format),
            alt.Tooltip("n:Q", title="n", format=",d"),
        ],
    )
    y = {"scale": alt.Scale(zero=zero, nice=True), "axis": alt.Axis(format=axis_format, tickCount=5)}
    return alt.layer(
        base.mark_area(color=ACCENT, opacity=0.16).encode(y=alt.Y("low:Q", **y), y2="high:Q"),
        base.mark_line(color=ACCENT).encode(y=alt.Y("value:Q", **y)),
        base.mark_point(size=60).encode(
            y=alt.Y("value:Q", **y), color=alt.condition("datum.is_marked", alt.value(BREACHED), alt.value(ACCENT))
        ),
    ).properties(height=height)


def lines_by_week(rows: pl.DataFrame, names: list[str], axis_format: str, *, title: str) -> alt.LayerChart:
    """A line per series (columns week, label, series, value, n). names: the series, in the order of SERIES."""
    weeks = rows["week"].unique().sort().to_list()
    ticks = [alt.DateTime(year=w.year, month=w.month, date=w.day, utc=True) for w in weeks[:: -(-len(weeks) // 6)]]
    colour = alt.Scale(domain=names, range=list(SERIES[: len(names)]))
    base = alt.Chart(rows).encode(
        x=alt.X("week:T", scale=UTC, axis=alt.Axis(format="%-d %b", values=ticks)),
        y=alt.Y("value:Q", scale=alt.Scale(zero=True), axis=alt.Axis(format=axis_format)),
        color=alt.Color("series:N", scale=colour, legend=None),
        tooltip=[
            alt.Tooltip("label:N", title="Week from"),
            alt.Tooltip("series:N", title="Of"),
            alt.Tooltip("value:Q", title=title, format=axis_format),
            alt.Tooltip("n:Q", title="n", format=",d"),
        ],
    )
    return alt.layer(base.mark_line(), base.mark_point(size=30)).properties(height=230)


def _told_apart(label: str) -> pl.Expr:
    """The label, with signs of no width behind it where it comes again: two people of one name are two rows."""
    times = pl.int_range(pl.len()).over(label)
    return pl.col(label) + pl.lit("\u200b").repeat_by(times).list.join("")
