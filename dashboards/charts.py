"""Charts, in one hand: the theme, and a builder for each shape that pages need.

Builders take frames whose numbers are answered metrics already; nothing is added up here. Colours of text and axes are
left to Streamlit, which knows whether the ground is light or dark. All times are drawn in UTC.
"""

from __future__ import annotations

import altair as alt
import polars as pl
import streamlit as st

from dashboards.palette import ACCENT, QUIET

UTC = alt.Scale(type="utc")
CLOCK_TIMES = {
    "year": "%-d %b %Y", "quarter": "%-d %b", "month": "%-d %b", "week": "%-d %b", "date": "%-d %b", "day": "%-d %b",
    "hours": "%H:%M", "minutes": "%H:%M", "seconds": "%H:%M:%S", "milliseconds": "%H:%M:%S",
}  # fmt: skip
"""How ticks of a time axis are written, by how fine they are."""
PERCENT = "format(datum.value * 100, '.0f') + ' %'"
HOURS = "format(datum.value, ',') + ' h'"
# The first line is what Vega centres on the row; moved up by half a line, both are.
TWO_LINES = alt.Axis(
    labelLimit=170,
    grid=False,
    labelExpr="split(datum.label, '\\n')",
    labelLineHeight=14,
    labelOffset=-7,
    labelPadding=14,
)
COUNTS = alt.Axis(format=",d", tickMinStep=1)
TICKS = 6
ROW = 30
"""Height of a category's row, in pixels."""


@alt.theme.register("loompin", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    axis = {"domain": False, "ticks": False, "labelPadding": 7, "labelFontSize": 12, "title": None, "gridOpacity": 0.55}
    return {
        "config": {
            "view": {"stroke": None},
            "background": "transparent",
            "padding": {"top": 4, "right": 6, "bottom": 2, "left": 0},
            "axis": axis,
            "axisX": {"grid": False, "labelFlush": True, "labelOverlap": "greedy", "tickCount": TICKS},
            "axisY": {"tickCount": 4},
            # Pages write the keys of a chart under its title, where they wrap in a narrow window.
            "legend": {"disable": True},
            "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
            "bar": {"cornerRadiusEnd": 2},
            "point": {"filled": True, "size": 55, "opacity": 1},
            "text": {"fontSize": 12},
        }
    }


def show(chart: alt.Chart | alt.LayerChart, alt_text: str, **selection: object) -> None:
    """Draw a chart as wide as its place. alt_text: what it shows, for those who cannot see it."""
    st.altair_chart(chart, width="stretch", theme="streamlit", alt=alt_text, **selection)


def weekly_lines(rows: pl.DataFrame, colours: dict[str, str], height: int = 230) -> alt.LayerChart:
    """One line per series (columns week, series, value, label, is_whole, touches_cut, end).

    Weeks that the period cuts are dashed and hollow. colours: series → colour; the page writes the key.
    """
    # Lines take their colour from `color`, points from `stroke` and `fill`: three scales that must agree.
    series = {"shorthand": "series:N", "scale": alt.Scale(domain=list(colours), range=list(colours.values()))}
    base = alt.Chart(rows).encode(
        x=alt.X("week:T", scale=UTC, axis=_week_axis(rows)),
        y=alt.Y("value:Q", scale=alt.Scale(zero=True), axis=COUNTS),
        tooltip=[
            alt.Tooltip("label:N", title="Week from"),
            alt.Tooltip("series:N", title="What"),
            alt.Tooltip("value:Q", title="Cases", format=",d"),
        ],
    )
    lines = base.encode(color=alt.Color(**series, legend=None))
    return alt.layer(
        lines.transform_filter("datum.touches_cut").mark_line(strokeDash=[2, 4]).encode(detail="end:N"),
        lines.transform_filter("datum.is_whole").mark_line(),
        base.mark_point(size=_dot(rows)).encode(
            stroke=alt.Stroke(**series, legend=None),
            fill=alt.condition("datum.is_whole", alt.Fill(**series, legend=None), alt.value("transparent")),
        ),
    ).properties(height=height)


def attainment_by_week(rows: pl.DataFrame, height: int = 200) -> alt.LayerChart:
    """A share by week with its 95 % band (columns week, value, low, high, n, is_few, is_whole, label)."""
    base = alt.Chart(rows).encode(x=alt.X("week:T", scale=UTC, axis=_week_axis(rows)))
    band = base.mark_area(color=ACCENT, opacity=0.16).encode(
        y=alt.Y("low:Q", scale=_share_scale(rows), axis=alt.Axis(labelExpr=PERCENT)), y2="high:Q"
    )
    line = base.mark_line(color=ACCENT).encode(y="value:Q")
    points = base.mark_point(color=ACCENT, size=_dot(rows)).encode(
        y="value:Q",
        fill=alt.condition("datum.is_few || !datum.is_whole", alt.value("transparent"), alt.value(ACCENT)),
        stroke=alt.value(ACCENT),
        tooltip=_share_tips(alt.Tooltip("label:N", title="Week from")),
    )
    return alt.layer(band, line, points).properties(height=height)


def day_area(rows: pl.DataFrame, height: int = 230) -> alt.LayerChart:
    """A level by day (columns day, value, label)."""
    base = alt.Chart(rows).encode(
        x=alt.X("day:T", scale=UTC, axis=alt.Axis(format="%-d %b")),
        y=alt.Y("value:Q", scale=alt.Scale(zero=True), axis=COUNTS),
        tooltip=[alt.Tooltip("label:N", title="Day"), alt.Tooltip("value:Q", title="Open", format=",d")],
    )
    area = base.mark_area(color=ACCENT, opacity=0.14, interpolate="step-after")
    return alt.layer(area, base.mark_line(color=ACCENT, strokeWidth=1.6, interpolate="step-after")).properties(
        height=height
    )


def bars_with_before(rows: pl.DataFrame) -> alt.LayerChart:
    """A bar per group, and a tick where it was the period before (columns group, label, value, before).

    label: the group and its count. Axes take Streamlit's colour of text, which text inside a chart would not.
    """
    tips = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("value:Q", title="Now", format=",d"),
        alt.Tooltip("before:Q", title="Period before", format=",d"),
    ]
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False, labelPadding=10)), tooltip=tips
    )
    x = {"scale": alt.Scale(zero=True), "axis": None}
    return alt.layer(
        base.mark_bar(color=ACCENT, height=14).encode(x=alt.X("value:Q", **x)),
        base.mark_tick(color=QUIET, thickness=2, size=22).encode(x=alt.X("before:Q", **x)),
    ).properties(height=alt.Step(ROW))


def share_dots(
    rows: pl.DataFrame, selection: str | None = None, scale_of: pl.DataFrame | None = None, *, to_highest: bool = False
) -> alt.LayerChart:
    """A dot with its 95 % interval per group (columns group, label, value, low, high, n, is_few).

    label: the group and, on a second line, its n. selection: name of a parameter by which a click can be read.
    scale_of: rows whose scale is taken, for charts that stand side by side. to_highest: the scale ends at the highest
    bound and not at 100 %, for shares that are all small.
    """
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=TWO_LINES))
    scale = _share_scale(rows if scale_of is None else scale_of, to_highest)
    x = {"scale": scale, "axis": alt.Axis(labelExpr=PERCENT, grid=True, tickCount=4)}
    tips = _share_tips(alt.Tooltip("group:N", title="Group"))
    interval = base.mark_rule(color=ACCENT, strokeWidth=5, opacity=0.28, strokeCap="round").encode(
        x=alt.X("low:Q", **x), x2="high:Q", tooltip=tips
    )
    dots = base.mark_point(size=110, color=ACCENT, cursor="pointer" if selection else "default").encode(
        x=alt.X("value:Q", **x),
        fill=alt.condition("datum.is_few", alt.value("transparent"), alt.value(ACCENT)),
        stroke=alt.value(ACCENT),
        tooltip=tips,
    )
    if selection:
        dots = dots.add_params(alt.selection_point(name=selection, fields=["group"]))
    return alt.layer(interval, dots).properties(height=alt.Step(ROW + 12))


def spread_dots(rows: pl.DataFrame, most: float | None = None) -> alt.LayerChart:
    """Median and 90th percentile of hours per group (columns group, label, median, p90, median_words, p90_words).

    most: hours up to which the scale goes, for charts that stand side by side.
    """
    tips = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("median_words:N", title="Median"),
        alt.Tooltip("p90_words:N", title="90th percentile"),
    ]
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=TWO_LINES), tooltip=tips)
    scale = alt.Scale(zero=True) if most is None else alt.Scale(domain=[0, most])
    x = {"scale": scale, "axis": alt.Axis(labelExpr=HOURS, grid=True, tickCount=4)}
    return alt.layer(
        base.mark_rule(color=QUIET, strokeWidth=2, opacity=0.6).encode(x=alt.X("median:Q", **x), x2="p90:Q"),
        base.mark_point(color=ACCENT, size=110).encode(x=alt.X("median:Q", **x)),
        base.mark_tick(color=QUIET, thickness=3, size=14).encode(x=alt.X("p90:Q", **x)),
    ).properties(height=alt.Step(ROW + 12))


def _week_axis(rows: pl.DataFrame) -> alt.Axis:
    """Ticks on some Mondays of those that are drawn; left to itself, the axis would put them on Sundays."""
    weeks = rows["week"].unique().sort().to_list()
    weeks = weeks[:: max(1, -(-len(weeks) // TICKS))]
    ticks = [alt.DateTime(year=week.year, month=week.month, date=week.day, utc=True) for week in weeks]
    return alt.Axis(format="%-d %b", values=ticks)


def _dot(rows: pl.DataFrame) -> int:
    """The size of a week's dot: smaller where they would run together."""
    return 45 if rows["week"].n_unique() <= 30 else 14


def _share_scale(rows: pl.DataFrame, to_highest: bool = False) -> alt.Scale:
    """From a round tenth below the lowest bound to 100 %: a dot plot has no need of a zero."""
    lowest = rows["low"].min() or 0
    most = min(1, 1.05 * (rows["high"].max() or 1)) if to_highest else 1
    return alt.Scale(domain=[max(0, int(lowest * 10) / 10), most], nice=False, zero=False, clamp=True)


def _share_tips(first: alt.Tooltip) -> list[alt.Tooltip]:
    return [
        first,
        alt.Tooltip("value:Q", title="Share", format=".1%"),
        alt.Tooltip("low:Q", title="95 % from", format=".1%"),
        alt.Tooltip("high:Q", title="95 % to", format=".1%"),
        alt.Tooltip("n:Q", title="n", format=",d"),
    ]
