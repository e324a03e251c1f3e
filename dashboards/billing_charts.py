"""Charts of the page on billing and cost. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import ROW
from dashboards.palette import ACCENT, BREACHED, MET, PAUSED

DOLLARS = "(datum.value < 0 ? '\u2212$' : '$') + format(abs(datum.value), ',.0f')"
CATEGORY_COLOURS = (ACCENT, PAUSED, MET, "#a08bb5", "#8a93a3")


def cost_by_month(rows: pl.DataFrame, categories: list[str]) -> alt.Chart:
    """Stacked columns by month (columns label, category, value, place; rows in the order of months).

    categories: from the bottom of a column to its top.
    """
    return (
        alt.Chart(rows)
        .mark_bar(size=46)
        .encode(
            x=alt.X("label:O", sort=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("value:Q", stack="zero", axis=alt.Axis(labelExpr=DOLLARS)),
            color=alt.Color(
                "category:N",
                scale=alt.Scale(domain=categories, range=list(CATEGORY_COLOURS[: len(categories)])),
                legend=None,
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("label:N", title="Month"),
                alt.Tooltip("category:N", title="Category"),
                alt.Tooltip("value:Q", title="Cost", format="$,.2f"),
            ],
        )
        .properties(height=230)
    )


def margin_bars(rows: pl.DataFrame) -> alt.Chart:
    """A bar per tenant from zero, to the left where it costs more than it pays (columns tenant, margin)."""
    return (
        alt.Chart(rows)
        .mark_bar(height=13)
        .encode(
            y=alt.Y("tenant:N", sort=None, axis=alt.Axis(labelLimit=190, grid=False)),
            x=alt.X("margin:Q", axis=alt.Axis(labelExpr=DOLLARS, grid=True, tickCount=4)),
            color=alt.condition("datum.margin < 0", alt.value(BREACHED), alt.value(MET)),
            tooltip=[
                alt.Tooltip("tenant:N", title="Tenant"),
                alt.Tooltip("margin:Q", title="Margin", format="$,.2f"),
            ],
        )
        .properties(height=alt.Step(ROW - 8))
    )
