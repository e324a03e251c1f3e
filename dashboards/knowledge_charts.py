"""Charts of the page on knowledge and organisation. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import COUNTS, ROW, UTC
from dashboards.palette import ACCENT, BREACHED, MET, PAUSED, QUIET

SIZES = "datum.value >= 1e9 ? format(datum.value / 1e9, '.1f') + ' GB' : format(datum.value / 1e6, ',.0f') + ' MB'"
SERIES = (ACCENT, PAUSED, MET, QUIET)


def state_bars(rows: pl.DataFrame) -> alt.Chart:
    """A bar per state of documents (columns label, state, value, is_good)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=14)
        .encode(
            y=alt.Y("label:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False)),
            x=alt.X("value:Q", axis=COUNTS),
            color=alt.condition("datum.is_good", alt.value(MET), alt.value(BREACHED)),
            tooltip=[
                alt.Tooltip("state:N", title="State"),
                alt.Tooltip("value:Q", title="Documents", format=",d"),
            ],
        )
        .properties(height=alt.Step(ROW))
    )


def size_bars(rows: pl.DataFrame) -> alt.LayerChart:
    """Bytes per group, and how much of them nothing refers to (columns label, group, bytes, unreferenced, words)."""
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False)),
        tooltip=[alt.Tooltip("group:N", title="Group"), alt.Tooltip("words:N", title="Bytes")],
    )
    axis = alt.Axis(labelExpr=SIZES, tickCount=4)
    return alt.layer(
        base.mark_bar(color=ACCENT, height=14).encode(x=alt.X("bytes:Q", axis=axis)),
        base.mark_bar(color=BREACHED, height=6).encode(x=alt.X("unreferenced:Q", axis=axis)),
    ).properties(height=alt.Step(ROW))


def rhythm_bars(rows: pl.DataFrame) -> alt.LayerChart:
    """Gaps since the last report, in usual ones (columns report_type, gaps_since_last, usual, is_overdue)."""
    bars = (
        alt.Chart(rows)
        .mark_bar(height=14)
        .encode(
            y=alt.Y("report_type:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False)),
            x=alt.X("gaps_since_last:Q", axis=alt.Axis(format=".1~f", tickCount=5)),
            color=alt.condition("datum.is_overdue", alt.value(BREACHED), alt.value(ACCENT)),
            tooltip=[
                alt.Tooltip("report_type:N", title="Report"),
                alt.Tooltip("usual:N", title="Usually every"),
                alt.Tooltip("gaps_since_last:Q", title="Usual gaps since the last", format=".1f"),
            ],
        )
    )
    line = alt.Chart(pl.DataFrame({"due": [1.0]})).mark_rule(strokeDash=[3, 3], color=QUIET).encode(x="due:Q")
    return alt.layer(bars, line).properties(height=alt.Step(ROW))


def twin_lines(rows: pl.DataFrame, attributes: list[str]) -> alt.LayerChart:
    """A line per attribute of one twin (columns recorded_at, attribute, value, event_trigger)."""
    base = alt.Chart(rows).encode(
        x=alt.X("recorded_at:T", scale=UTC, axis=alt.Axis(format="%-d %b %Y")),
        y=alt.Y("value:Q", scale=alt.Scale(zero=True)),
        color=alt.Color("attribute:N", scale=alt.Scale(domain=attributes, range=colours(attributes)), legend=None),
        tooltip=[
            alt.Tooltip("recorded_at:T", title="Recorded", format="%-d %b %Y %H:%M"),
            alt.Tooltip("attribute:N", title="What"),
            alt.Tooltip("value:Q", title="Value", format=",.4~g"),
            alt.Tooltip("event_trigger:N", title="Trigger"),
        ],
    )
    return alt.layer(base.mark_line(interpolate="step-after"), base.mark_point(size=18)).properties(height=230)


def colours(attributes: list[str]) -> list[str]:
    """A colour for each attribute; from the fifth on they share the quiet one."""
    return [SERIES[min(place, len(SERIES) - 1)] for place in range(len(attributes))]
