"""Charts of predictions, changes and replays: predicted against observed, parts of a change, before and after."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import PERCENT, ROW, TWO_LINES
from dashboards.palette import ACCENT, BREACHED, MET, QUIET

POINTS = "format(datum.value * 100, '+.1f') + ' pp'"


def calibration(rows: pl.DataFrame) -> alt.LayerChart:
    """A dot per tenth with its interval, and the line of perfect calibration.

    Columns predicted_rate, observed_rate, observed_rate_low, observed_rate_high, decile, words.
    """
    top = min(1.0, float(max(rows["observed_rate_high"].max(), rows["predicted_rate"].max())) + 0.05)
    scale = alt.Scale(domain=[0, top], nice=False)
    axis = alt.Axis(labelExpr=PERCENT, grid=True, tickCount=5)
    line = (
        alt.Chart(pl.DataFrame({"at": [0.0, top]}))
        .mark_line(color=QUIET, strokeDash=[4, 4], strokeWidth=1.5)
        .encode(x=alt.X("at:Q", scale=scale), y=alt.Y("at:Q", scale=scale))
    )
    x = alt.X("predicted_rate:Q", scale=scale, axis=alt.Axis(**axis.to_dict(), title="predicted"))
    y_axis = alt.Axis(**axis.to_dict(), title="observed")
    base = alt.Chart(rows)
    bars = base.mark_rule(color=ACCENT, strokeWidth=5, opacity=0.28, strokeCap="round").encode(
        x=x, y=alt.Y("observed_rate_low:Q", scale=scale, axis=y_axis), y2="observed_rate_high:Q"
    )
    dots = base.mark_point(size=90, color=ACCENT, filled=True).encode(
        x=x,
        y=alt.Y("observed_rate:Q", scale=scale, axis=y_axis),
        tooltip=[
            alt.Tooltip("decile:Q", title="Tenth"),
            alt.Tooltip("predicted_rate:Q", title="Predicted", format=".1%"),
            alt.Tooltip("observed_rate:Q", title="Observed", format=".1%"),
            alt.Tooltip("observed_rate_low:Q", title="95 % from", format=".1%"),
            alt.Tooltip("observed_rate_high:Q", title="95 % to", format=".1%"),
            alt.Tooltip("words:N", title="n"),
        ],
    )
    return alt.layer(line, bars, dots).properties(height=300)


def change_parts(rows: pl.DataFrame) -> alt.LayerChart:
    """A bar per part of a change, and the sum (columns part, label, value, is_sum)."""
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=TWO_LINES),
        tooltip=[alt.Tooltip("part:N", title="Part"), alt.Tooltip("value:Q", title="Points", format="+.3%")],
    )
    bars = base.mark_bar(height=16).encode(
        x=alt.X("value:Q", axis=alt.Axis(labelExpr=POINTS, grid=True, tickCount=4)),
        color=alt.condition("datum.value < 0", alt.value(BREACHED), alt.value(MET)),
        opacity=alt.condition("datum.is_sum", alt.value(1), alt.value(0.75)),
    )
    zero = alt.Chart(pl.DataFrame({"zero": [0]})).mark_rule(color=QUIET).encode(x="zero:Q")
    return alt.layer(bars, zero).properties(height=alt.Step(ROW + 12))


def before_and_after(rows: pl.DataFrame) -> alt.LayerChart:
    """Two dots per group, hollow before and filled after, with a line between (columns group, label, before, after)."""
    low = min(rows["before"].min() or 0, rows["after"].min() or 0)
    scale = alt.Scale(domain=[max(0, int(low * 10) / 10), 1], nice=False, zero=False, clamp=True)
    x = {"scale": scale, "axis": alt.Axis(labelExpr=PERCENT, grid=True, tickCount=5)}
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=TWO_LINES),
        tooltip=[
            alt.Tooltip("group:N", title="Group"),
            alt.Tooltip("before:Q", title="Before", format=".2%"),
            alt.Tooltip("after:Q", title="After", format=".2%"),
        ],
    )
    return alt.layer(
        base.mark_rule(strokeWidth=4, opacity=0.5).encode(
            x=alt.X("before:Q", **x), x2="after:Q",
            color=alt.condition("datum.after < datum.before", alt.value(BREACHED), alt.value(MET)),
        ),
        base.mark_point(size=110, filled=False, color=QUIET, strokeWidth=2).encode(x=alt.X("before:Q", **x)),
        base.mark_point(size=110, filled=True, color=ACCENT).encode(x=alt.X("after:Q", **x)),
    ).properties(height=alt.Step(ROW + 12))  # fmt: skip
