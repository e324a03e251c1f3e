"""Drawings of one case: its timeline, and the window of a clock with the opening hours under it. Times are in UTC."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.case_story import CaseStory
from dashboards.charts import CLOCK_TIMES, UTC
from dashboards.durations import duration
from dashboards.figures import moment
from dashboards.palette import ACCENT, BREACHED, CLOCK_PIECES, MET, PAUSED, QUIET, STATES

LANES = ["State", "Customer", "Reply", "Internal", "Escalation", "Handling"]
LANE_COLOURS = {
    "Customer": PAUSED,
    "Reply": MET,
    "Internal": QUIET,
    "Escalation": BREACHED,
    "Handling": ACCENT,
}
MARK_COLOURS = {"Due": QUIET, "Breached": BREACHED}
LANE_SHAPES = {"Customer": "circle", "Reply": "circle", "Internal": "square", "Escalation": "triangle-up"}


def timeline(story: CaseStory) -> alt.LayerChart:
    """The case as it went: its states as bands, messages, escalations and handling as marks in lanes beneath."""
    used = ["State", *(lane for lane in LANES if lane in set(story.marks["lane"]))]
    domain = [_utc(story.began), _utc(story.ended)]
    x = {"scale": alt.Scale(type="utc", domain=domain), "axis": alt.Axis(grid=True, format=CLOCK_TIMES)}
    y = alt.Y("lane:N", sort=used, scale=alt.Scale(domain=used), axis=alt.Axis(grid=False))
    spells = story.spells.with_columns(
        lane=pl.lit("State"),
        words=pl.struct("started_at", "ended_at").map_elements(_from_to, return_dtype=pl.String),
    )
    states = alt.Scale(domain=list(STATES), range=list(STATES.values()))
    bands = (
        alt.Chart(spells)
        .mark_bar(height=20, cornerRadius=2)
        .encode(
            x=alt.X("started_at:T", **x), x2="ended_at:T", y=y,
            color=alt.Color("state:N", scale=states, legend=None),
            tooltip=[alt.Tooltip("state:N", title="State"), alt.Tooltip("words:N", title="When")],
        )
    )  # fmt: skip
    marks = story.marks.with_columns(
        words=pl.col("occurred_at").map_elements(moment, return_dtype=pl.String), who=pl.col("who").fill_null("")
    )
    points = (
        alt.Chart(marks)
        .mark_point(size=70, opacity=0.85)
        .encode(
            x=alt.X("occurred_at:T", **x), y=y,
            fill=alt.Fill("lane:N", scale=_scale(LANE_COLOURS), legend=None),
            shape=alt.Shape("lane:N", scale=_scale({**dict.fromkeys(LANES, "diamond"), **LANE_SHAPES}), legend=None),
            tooltip=[
                alt.Tooltip("what:N", title="What"),
                alt.Tooltip("who:N", title="By"),
                alt.Tooltip("words:N", title="When"),
            ],
        )
    )  # fmt: skip
    return alt.layer(bands, points).resolve_scale(color="independent").properties(height=alt.Step(30))


def clock_window(pieces: pl.DataFrame, openings: pl.DataFrame, due: pl.DataFrame) -> alt.LayerChart:
    """A clock's window: its pieces (piece, started_at, ended_at), the opening hours under them, and marks of time.

    due: name, at; drawn as lines across. openings: opens_at, closes_at; none for a clock that runs around the clock.
    """
    lanes = ["Clock", "Open hours"] if openings.height else ["Clock"]
    y = alt.Y("lane:N", sort=lanes, scale=alt.Scale(domain=lanes), axis=alt.Axis(grid=False))
    pieces = pieces.with_columns(
        lane=pl.lit("Clock"),
        words=pl.struct("started_at", "ended_at").map_elements(_from_to, return_dtype=pl.String),
    )
    bar = (
        alt.Chart(pieces)
        .mark_bar(height=20)
        .encode(
            x=alt.X("started_at:T", scale=UTC, axis=alt.Axis(format=CLOCK_TIMES)), x2="ended_at:T", y=y,
            color=alt.Color("piece:N", scale=_scale(CLOCK_PIECES), legend=None),
            tooltip=[alt.Tooltip("piece:N", title="Stretch"), alt.Tooltip("words:N", title="When")],
        )
    )  # fmt: skip
    layers = [bar]
    if openings.height:
        hours = openings.with_columns(
            lane=pl.lit("Open hours"),
            words=pl.struct(started_at="opens_at", ended_at="closes_at").map_elements(_from_to, return_dtype=pl.String),
        )
        layers.append(
            alt.Chart(hours)
            .mark_bar(height=8, color=QUIET, opacity=0.7, cornerRadius=0)
            .encode(
                x=alt.X("opens_at:T", scale=UTC), x2="closes_at:T", y=y, tooltip=[alt.Tooltip("words:N", title="Open")]
            )
        )
    if due.height:
        marks = due.with_columns(words=pl.col("at").map_elements(moment, return_dtype=pl.String))
        layers.append(
            alt.Chart(marks)
            .mark_rule(strokeWidth=2)
            .encode(
                x=alt.X("at:T", scale=UTC),
                color=alt.Color("name:N", scale=_scale(MARK_COLOURS), legend=None),
                strokeDash=alt.StrokeDash("name:N", scale=_scale({"Due": [3, 3], "Breached": [1, 0]}), legend=None),
                tooltip=[alt.Tooltip("name:N", title="Mark"), alt.Tooltip("words:N", title="When")],
            )
        )
    return alt.layer(*layers).resolve_scale(color="independent").properties(height=alt.Step(28))


def _scale(values: dict[str, object]) -> alt.Scale:
    return alt.Scale(domain=list(values), range=list(values.values()))


def _from_to(stretch: dict[str, object]) -> str:
    start, end = stretch["started_at"], stretch["ended_at"]
    return f"{moment(start, zone=False)} – {moment(end)} ({duration((end - start).total_seconds())})"


def _utc(at: object) -> alt.DateTime:
    return alt.DateTime(
        year=at.year, month=at.month, date=at.day, hours=at.hour, minutes=at.minute, seconds=at.second, utc=True
    )
