"""Charts of the page on security and adoption. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import ROW


def finding_bars(rows: pl.DataFrame, colours: dict[str, str]) -> alt.Chart:
    """A bar per kind of finding, its count beside it (columns finding, urgency, security_findings).

    colours: urgency → colour; the page writes the key.
    """
    labelled = rows.with_columns(label=pl.col("finding") + "  " + pl.col("security_findings").cast(pl.String))
    return (
        alt.Chart(labelled)
        .mark_bar(height=12)
        .encode(
            y=alt.Y("label:N", sort=None, axis=alt.Axis(labelLimit=330, grid=False)),
            x=alt.X("security_findings:Q", scale=alt.Scale(zero=True), axis=None),
            color=alt.Color(
                "urgency:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None
            ),
            tooltip=[
                alt.Tooltip("finding:N", title="What"),
                alt.Tooltip("urgency:N", title="Urgency"),
                alt.Tooltip("security_findings:Q", title="How many", format=",d"),
            ],
        )
        .properties(height=alt.Step(ROW - 8))
    )
