"""Charts of the page on planning. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import PERCENT, ROW, TWO_LINES, UTC
from dashboards.palette import ACCENT, BREACHED, MET, NO_TARGET, PAUSED, QUIET

VERDICTS = {
    "agrees": MET, "not supported": PAUSED, "contradicts": BREACHED, "not judged": NO_TARGET,
    "no winner reported": QUIET,
}  # fmt: skip
"""What a test is drawn in, by what its events say of the reported winner."""
STATES = {"In time": ACCENT, "Behind": PAUSED, "Overdue": BREACHED, "Not dated": QUIET}
TYPES = (ACCENT, PAUSED, MET, NO_TARGET, QUIET)
SERIES = {"reported": QUIET, "computed": ACCENT}

POINTS = "format(datum.value * 100, '+.0f') + ' pp'"
DOLLARS = "datum.value >= 1e6 ? '$' + format(datum.value / 1e6, '.1f') + ' M' : '$' + format(datum.value, ',.0f')"


def difference_dots(rows: pl.DataFrame) -> alt.LayerChart:
    """The difference of each test with its 95 % interval, and a line at none (rows of planning_queries.TESTS)."""
    colour = alt.Color("verdict:N", scale=alt.Scale(domain=list(VERDICTS), range=list(VERDICTS.values())), legend=None)
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=TWO_LINES),
        tooltip=[
            alt.Tooltip("test_name:N", title="Test"),
            alt.Tooltip("difference:Q", title="B less A", format="+.2%"),
            alt.Tooltip("difference_low:Q", title="95 % from", format="+.2%"),
            alt.Tooltip("difference_high:Q", title="95 % to", format="+.2%"),
            alt.Tooltip("finding:N", title="Events say"),
            alt.Tooltip("verdict:N", title="Reported winner"),
        ],
    )
    axis = alt.Axis(labelExpr=POINTS, grid=True, tickCount=6)
    none = alt.Chart(pl.DataFrame({"none": [0.0]})).mark_rule(strokeDash=[3, 3], color=QUIET).encode(x="none:Q")
    return alt.layer(
        none,
        base.mark_rule(strokeWidth=5, opacity=0.35, strokeCap="round").encode(
            x=alt.X("difference_low:Q", axis=axis), x2="difference_high:Q", color=colour
        ),
        base.mark_point(size=110).encode(x=alt.X("difference:Q", axis=axis), color=colour, fill=colour),
    ).properties(height=alt.Step(ROW + 8))


def rate_against_stated(rows: pl.DataFrame) -> alt.LayerChart:
    """A share with its 95 % interval and a tick at what was stated (columns group, label, value, low, high, stated)."""
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=TWO_LINES),
        tooltip=[
            alt.Tooltip("group:N", title="Group"),
            alt.Tooltip("value:Q", title="Share", format=".1%"),
            alt.Tooltip("low:Q", title="95 % from", format=".1%"),
            alt.Tooltip("high:Q", title="95 % to", format=".1%"),
            alt.Tooltip("stated:Q", title="Stated", format=".1%"),
        ],
    )
    x = {"scale": alt.Scale(domain=[0, 1]), "axis": alt.Axis(labelExpr=PERCENT, grid=True, tickCount=4)}
    return alt.layer(
        base.mark_rule(color=ACCENT, strokeWidth=5, opacity=0.28, strokeCap="round").encode(
            x=alt.X("low:Q", **x), x2="high:Q"
        ),
        base.mark_point(size=110, color=ACCENT).encode(x=alt.X("value:Q", **x)),
        base.mark_tick(color=BREACHED, thickness=3, size=20).encode(x=alt.X("stated:Q", **x)),
    ).properties(height=alt.Step(ROW + 12))


def progress_bars(rows: pl.DataFrame) -> alt.LayerChart:
    """What is done of each running project, and a tick at the time that is over."""
    base = alt.Chart(rows).encode(
        y=alt.Y("title:N", sort=None, axis=alt.Axis(labelLimit=200, grid=False)),
        tooltip=[
            alt.Tooltip("title:N", title="Project"),
            alt.Tooltip("progress_rate:Q", title="Done", format=".0%"),
            alt.Tooltip("elapsed_rate:Q", title="Time over", format=".0%"),
            alt.Tooltip("reported_status:N", title="Reported"),
            alt.Tooltip("status_by_dates:N", title="By its dates"),
        ],
    )
    x = {"scale": alt.Scale(domain=[0, 1]), "axis": alt.Axis(labelExpr=PERCENT, tickCount=4)}
    colour = alt.Color(
        "status_by_dates:N", scale=alt.Scale(domain=list(STATES), range=list(STATES.values())), legend=None
    )
    return alt.layer(
        base.mark_bar(height=11).encode(x=alt.X("progress_rate:Q", **x), color=colour),
        base.mark_tick(color=QUIET, thickness=2, size=18).encode(x=alt.X("elapsed_rate:Q", **x)),
    ).properties(height=alt.Step(ROW - 8))


def slip_bars(rows: pl.DataFrame) -> alt.Chart:
    """The mean slip of each priority (columns priority, mean_slip_months, item_count)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=16, color=ACCENT)
        .encode(
            y=alt.Y("priority:N", sort=None, axis=alt.Axis(grid=False)),
            x=alt.X("mean_slip_months:Q", axis=alt.Axis(labelExpr="datum.label + ' months'", grid=True, tickCount=4)),
            tooltip=[
                alt.Tooltip("priority:N", title="Priority"),
                alt.Tooltip("mean_slip_months:Q", title="Mean slip in months", format=".1f"),
                alt.Tooltip("item_count:Q", title="Items", format=",d"),
            ],
        )
        .properties(height=alt.Step(ROW + 12))
    )


def amounts(rows: pl.DataFrame, types: list[str], states: list[str]) -> alt.Chart:
    """Stacked bars of dollars by state and type (columns status, opportunity_type, amount)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=18)
        .encode(
            y=alt.Y("status:N", sort=states, axis=alt.Axis(grid=False)),
            x=alt.X("amount:Q", stack="zero", axis=alt.Axis(labelExpr=DOLLARS, grid=True, tickCount=5)),
            color=alt.Color(
                "opportunity_type:N", scale=alt.Scale(domain=types, range=list(TYPES[: len(types)])), legend=None
            ),
            tooltip=[
                alt.Tooltip("status:N", title="Status"),
                alt.Tooltip("opportunity_type:N", title="Type"),
                alt.Tooltip("amount:Q", title="Reported", format="$,.0f"),
            ],
        )
        .properties(height=alt.Step(ROW + 4))
    )


def score_lines(rows: pl.DataFrame) -> alt.LayerChart:
    """Scores of one area over time: the computed one thin over the reported one (columns score_date, series, score)."""
    base = alt.Chart(rows).encode(
        x=alt.X("score_date:T", scale=UTC, axis=alt.Axis(format="%b %y", tickCount=4)),
        y=alt.Y("score:Q", scale=alt.Scale(domain=[0, 100])),
    )
    colour = alt.Color("series:N", scale=alt.Scale(domain=list(SERIES), range=list(SERIES.values())), legend=None)
    return alt.layer(
        base.transform_filter("datum.series == 'reported'").mark_line(strokeWidth=6, opacity=0.45).encode(color=colour),
        base.transform_filter("datum.series == 'computed'").mark_line().encode(color=colour),
        base.mark_point(size=26).encode(
            color=colour, fill=colour,
            tooltip=[
                alt.Tooltip("score_date:T", title="Day", format="%-d %b %Y"),
                alt.Tooltip("series:N", title="Score"),
                alt.Tooltip("score:Q", title="Points", format=".1f"),
            ],
        ),
    ).properties(height=130)  # fmt: skip
