"""Charts of the page on outcomes. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import ROW, UTC
from dashboards.palette import ACCENT, BREACHED, QUIET

FORECAST, OUTCOME = QUIET, ACCENT
TREATED, OTHERS = ACCENT, QUIET


def forecasts_and_outcomes(rows: pl.DataFrame) -> alt.LayerChart:
    """What was forecast as a bar, what came of it as a dot with its interval (name, low, high, value, value_low,
    value_high, finding)."""
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, axis=alt.Axis(labelLimit=230, grid=False)),
        tooltip=[
            alt.Tooltip("name:N", title="Forecast"), alt.Tooltip("low:Q", title="Forecast, low", format=",.0f"),
            alt.Tooltip("likely:Q", title="Likely", format=",.0f"), alt.Tooltip("high:Q", title="High", format=",.0f"),
            alt.Tooltip("value:Q", title="Outcome", format=",.0f"),
            alt.Tooltip("value_low:Q", title="Outcome, lower end", format=",.0f"),
            alt.Tooltip("value_high:Q", title="Upper end", format=",.0f"), alt.Tooltip("finding:N", title="Finding"),
        ],
    )  # fmt: skip
    x = {"axis": alt.Axis(format=",d", tickCount=5), "scale": alt.Scale(zero=True)}
    zero = alt.Chart(pl.DataFrame({"x": [0]})).mark_rule(color=QUIET, strokeDash=[3, 3]).encode(x="x:Q")
    colour = alt.condition("datum.is_supported", alt.value(OUTCOME), alt.value(BREACHED))
    return alt.layer(
        zero,
        base.mark_bar(height=14, color=FORECAST, opacity=0.4).encode(x=alt.X("low:Q", **x), x2="high:Q"),
        base.mark_tick(color=FORECAST, thickness=2, size=18).encode(x=alt.X("likely:Q", **x)),
        base.mark_rule(strokeWidth=2).encode(x=alt.X("value_low:Q", **x), x2="value_high:Q", color=colour),
        base.mark_point(size=70).encode(x=alt.X("value:Q", **x), fill=colour, stroke=colour),
    ).properties(height=alt.Step(ROW + 6))


def weeks_around(rows: pl.DataFrame, fix_on: object) -> alt.LayerChart:
    """Cases a week of both groups, and the day of the fix (columns week, series, cases)."""
    lines = (
        alt.Chart(rows)
        .mark_line(strokeWidth=1.6)
        .encode(
            x=alt.X("week:T", scale=UTC, axis=alt.Axis(format="%-d %b %y")),
            y=alt.Y("cases:Q", scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "series:N",
                scale=alt.Scale(domain=["got the fix", "the others"], range=[TREATED, OTHERS]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("week:T", title="Week from", format="%-d %b %Y"), alt.Tooltip("series:N", title="Accounts"),
                alt.Tooltip("cases:Q", title="Cases", format=",.1f"),
            ],
        )
    )  # fmt: skip
    fix = pl.DataFrame({"week": [fix_on]})
    return alt.layer(
        lines, alt.Chart(fix).mark_rule(color=BREACHED, strokeDash=[4, 3], strokeWidth=2).encode(x="week:T")
    ).properties(height=230)


def effects(rows: pl.DataFrame) -> alt.LayerChart:
    """The effect and its placebos: a dot with its interval each (name, effect, effect_low, effect_high, kind)."""
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, axis=alt.Axis(labelLimit=200, grid=False)),
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=["the fix", "placebo"], range=[ACCENT, QUIET]), legend=None
        ),
        tooltip=[
            alt.Tooltip("name:N", title="What"), alt.Tooltip("effect:Q", title="Cases a week", format="+,.2f"),
            alt.Tooltip("effect_low:Q", title="95 %, from", format="+,.2f"),
            alt.Tooltip("effect_high:Q", title="to", format="+,.2f"),
        ],
    )  # fmt: skip
    x = {"axis": alt.Axis(tickCount=5), "title": None}
    zero = alt.Chart(pl.DataFrame({"x": [0]})).mark_rule(color=QUIET, strokeDash=[3, 3]).encode(x="x:Q")
    return alt.layer(
        zero,
        base.mark_rule(strokeWidth=2).encode(x=alt.X("effect_low:Q", **x), x2="effect_high:Q"),
        base.mark_point(size=60).encode(x=alt.X("effect:Q", **x)),
    ).properties(height=alt.Step(ROW - 8))
