"""Charts of the page on opportunities. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import ROW
from dashboards.palette import ACCENT, MET, NO_TARGET, PAUSED, QUIET

DOLLARS = "'$' + format(datum.value, ',.0f')"
COMPONENTS = {
    "Handling": ("handling_cost_usd", ACCENT), "Credits": ("credits_usd", PAUSED), "AI": ("ai_cost_usd", NO_TARGET),
    "Infrastructure": ("infrastructure_cost_usd", MET),
}  # fmt: skip
"""Components of cost: name → column and colour."""


def fix_ranges(rows: pl.DataFrame) -> alt.LayerChart:
    """What a fix is expected to bring: a dot with its range per opportunity (name, low, likely, high, confidence)."""
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, axis=alt.Axis(labelLimit=240, grid=False)),
        tooltip=[
            alt.Tooltip("name:N", title="Opportunity"), alt.Tooltip("low:Q", title="Low", format="$,.0f"),
            alt.Tooltip("likely:Q", title="Likely", format="$,.0f"),
            alt.Tooltip("high:Q", title="High", format="$,.0f"),
            alt.Tooltip("confidence:N", title="Confidence"),
        ],
    )  # fmt: skip
    x = {"scale": alt.Scale(zero=True), "axis": alt.Axis(labelExpr=DOLLARS, tickCount=4)}
    colour = alt.condition("datum.confidence == 'low'", alt.value(QUIET), alt.value(ACCENT))
    return alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.45).encode(x=alt.X("low:Q", **x), x2="high:Q", color=colour),
        base.mark_point(size=70).encode(x=alt.X("likely:Q", **x), fill=colour, stroke=colour),
    ).properties(height=alt.Step(ROW - 6))


def cost_parts(rows: pl.DataFrame) -> alt.Chart:
    """Stacked bars of cost by component (columns name, component, amount)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=13)
        .encode(
            y=alt.Y("name:N", sort=None, axis=alt.Axis(labelLimit=240, grid=False)),
            x=alt.X("amount:Q", axis=alt.Axis(labelExpr=DOLLARS, tickCount=4)),
            order=alt.Order("place:Q"),
            color=alt.Color(
                "component:N",
                scale=alt.Scale(domain=list(COMPONENTS), range=[colour for _, colour in COMPONENTS.values()]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Opportunity"),
                alt.Tooltip("component:N", title="Component"),
                alt.Tooltip("amount:Q", title="Cost of the period", format="$,.0f"),
            ],
        )
        .properties(height=alt.Step(ROW - 6))
    )
