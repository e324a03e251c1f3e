"""Charts of competitors: shares of voice by week, and what changed on their sites. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import PERCENT, ROW, UTC
from dashboards.grid_charts import SERIES
from dashboards.palette import ACCENT, BREACHED, QUIET

SIGNIFICANCE = {"high": BREACHED, "medium": ACCENT, "low": QUIET}
SIZES = {"high": 190, "medium": 90, "low": 35}


def voice_by_week(rows: pl.DataFrame, names: list[str]) -> alt.Chart:
    """Stacked shares (columns week, label, competitor, share_of_voice, share_of_voice_low, share_of_voice_high, n)."""
    return (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("label:O", sort=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelFlush=False)),
            y=alt.Y("share_of_voice:Q", stack="zero", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(labelExpr=PERCENT)),
            color=alt.Color(
                "competitor:N", scale=alt.Scale(domain=names, range=list(SERIES[: len(names)])), legend=None
            ),
            tooltip=[
                alt.Tooltip("label:N", title="Week from"),
                alt.Tooltip("competitor:N", title="Competitor"),
                alt.Tooltip("share_of_voice:Q", title="Share", format=".0%"),
                alt.Tooltip("share_of_voice_low:Q", title="95 % from", format=".0%"),
                alt.Tooltip("share_of_voice_high:Q", title="95 % to", format=".0%"),
                alt.Tooltip("n:Q", title="Posts of all", format=",d"),
            ],
        )
        .properties(height=230)
    )


def moves_over_time(rows: pl.DataFrame) -> alt.Chart:
    """A dot per change, the larger the more it matters (columns detected_at, competitor, significance, words)."""
    levels = list(SIGNIFICANCE)
    return (
        alt.Chart(rows)
        .mark_point(opacity=0.75)
        .encode(
            x=alt.X("detected_at:T", scale=UTC, axis=alt.Axis(format="%-d %b", grid=True)),
            y=alt.Y("competitor:N", axis=alt.Axis(labelLimit=190, grid=True)),
            size=alt.Size("significance:N", scale=alt.Scale(domain=levels, range=list(SIZES.values())), legend=None),
            color=alt.Color(
                "significance:N", scale=alt.Scale(domain=levels, range=list(SIGNIFICANCE.values())), legend=None
            ),
            tooltip=[
                alt.Tooltip("competitor:N", title="Competitor"),
                alt.Tooltip("words:N", title="Change"),
                alt.Tooltip("significance:N", title="Significance"),
                alt.Tooltip("detected_at:T", title="Seen", format="%-d %b %Y"),
            ],
        )
        .properties(height=alt.Step(ROW + 8))
    )
