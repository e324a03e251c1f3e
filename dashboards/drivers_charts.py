"""Charts of the page on drivers; frames come with their numbers."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import ROW, TWO_LINES, UTC
from dashboards.palette import ACCENT, BREACHED, MET, QUIET

DIRECTIONS = {"score lower": BREACHED, "score higher": MET, "may score either way": QUIET}
"""What answers with a predictor do, by the interval of its adjusted impact; the last where that holds zero."""
WAYS = {"adjusted": ACCENT, "leave-out": QUIET}
TRENDS = {"worsening": BREACHED, "stable": QUIET, "improving": MET, "not judged yet": "#8a93a366"}


PLACES = tuple(
    (align, sign * dx, dy)
    for dx, dy in ((8, -9), (8, 12), (10, 2), (8, -22), (8, 25), (8, -35), (8, 38), (8, -48), (8, 51))
    for align, sign in (("left", 1), ("right", -1))
)
"""Where words stand beside a dot of the quadrant, the best first: how they are aligned, and pixels across and down."""
NEAR = 6
"""So many of PLACES, the first, are right beside the dot."""


def _colour(field: str, colours: dict[str, str], channel: type = alt.Color) -> alt.Color:
    return channel(field, scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def importance(rows: pl.DataFrame, noise: float) -> alt.LayerChart:
    """Weight with its interval for each predictor, and a rule at what noise may weigh.

    Columns name, label, direction, effect_words, weight, low, high, share, rank_words, is_above_noise.
    """
    tips = [
        alt.Tooltip("name:N", title="Predictor"),
        alt.Tooltip("direction:N", title="Answers with it"),
        alt.Tooltip("effect_words:N", title="Points, adjusted"),
        alt.Tooltip("weight:Q", title="Weight (part of R²)", format=".4f"),
        alt.Tooltip("low:Q", title="95 % from", format=".4f"),
        alt.Tooltip("high:Q", title="95 % to", format=".4f"),
        alt.Tooltip("share:Q", title="Share of R²", format=".1%"),
        alt.Tooltip("rank_words:N", title="Rank"),
    ]
    base = alt.Chart(rows).encode(y=alt.Y("label:N", sort=None, axis=TWO_LINES), tooltip=tips)
    x = {"scale": alt.Scale(zero=True), "axis": alt.Axis(format=".3~g", grid=True, tickCount=5)}
    rule = alt.Chart(pl.DataFrame({"noise": [noise]})).mark_rule(color=QUIET, strokeDash=[4, 4], strokeWidth=1.5)
    return alt.layer(
        rule.encode(x=alt.X("noise:Q", **x)),
        base.mark_rule(strokeWidth=5, opacity=0.28, strokeCap="round").encode(
            x=alt.X("low:Q", **x), x2="high:Q", color=_colour("direction:N", DIRECTIONS)
        ),
        base.mark_point(size=110).encode(
            x=alt.X("weight:Q", **x),
            stroke=_colour("direction:N", DIRECTIONS, alt.Stroke),
            fill=alt.condition(
                "datum.is_above_noise", _colour("direction:N", DIRECTIONS, alt.Fill), alt.value("transparent")
            ),
        ),
    ).properties(height=alt.Step(ROW + 12))


def quadrant(rows: pl.DataFrame, mean: float, even: float) -> alt.LayerChart:
    """Importance over performance, with intervals of both.

    Columns name, shown, is_named, place (which of PLACES the words stand at), outcome, outcome_low, outcome_high,
    weight, low, high.
    mean: of all answers. even: the weight if all predictors weighed the same.
    """
    tips = [
        alt.Tooltip("name:N", title="Predictor"),
        alt.Tooltip("outcome:Q", title="Mean where it is named", format=".2f"),
        alt.Tooltip("outcome_low:Q", title="95 % from", format=".2f"),
        alt.Tooltip("outcome_high:Q", title="95 % to", format=".2f"),
        alt.Tooltip("weight:Q", title="Weight (part of R²)", format=".4f"),
    ]
    x = {"scale": alt.Scale(zero=False, padding=24), "axis": alt.Axis(format=".1f", grid=False, tickCount=5)}
    y = {"scale": alt.Scale(zero=True, padding=14), "axis": alt.Axis(format=".3~g", tickCount=4)}
    base = alt.Chart(rows).encode(tooltip=tips)
    lines = alt.Chart(pl.DataFrame({"mean": [mean], "even": [even]})).mark_rule(
        color=QUIET, strokeDash=[4, 4], strokeWidth=1.5
    )
    return alt.layer(
        lines.encode(x=alt.X("mean:Q", **x)),
        lines.encode(y=alt.Y("even:Q", **y)),
        base.mark_rule(color=ACCENT, opacity=0.3, strokeWidth=2).encode(
            x=alt.X("outcome_low:Q", **x), x2="outcome_high:Q", y=alt.Y("weight:Q", **y)
        ),
        base.mark_rule(color=ACCENT, opacity=0.3, strokeWidth=2).encode(
            x=alt.X("outcome:Q", **x), y=alt.Y("low:Q", **y), y2="high:Q"
        ),
        base.mark_point(color=ACCENT, size=80).encode(x=alt.X("outcome:Q", **x), y=alt.Y("weight:Q", **y)),
        *(
            base.transform_filter(f"datum.place == {place} && datum.is_named == {str(is_named).lower()}")
            .mark_text(
                align=align, dx=dx, dy=dy, color=ACCENT if is_named else QUIET, fontWeight=600 if is_named else 400
            )
            .encode(x=alt.X("outcome:Q", **x), y=alt.Y("weight:Q", **y), text="shown:N")
            for place, (align, dx, dy) in enumerate(PLACES)
            if place in set(rows["place"])
            for is_named in (True, False)
        ),
    ).properties(height=340)


def two_impacts(rows: pl.DataFrame) -> alt.LayerChart:
    """Adjusted and leave-out impact of each predictor, one under the other (columns name, way, value, low, high)."""
    tips = [
        alt.Tooltip("name:N", title="Predictor"),
        alt.Tooltip("way:N", title="Impact"),
        alt.Tooltip("value:Q", title="Points of the mean", format="+.3f"),
        alt.Tooltip("low:Q", title="95 % from", format="+.3f"),
        alt.Tooltip("high:Q", title="95 % to", format="+.3f"),
    ]
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, axis=alt.Axis(labelLimit=170, grid=False)),
        yOffset=alt.YOffset("way:N", sort=list(WAYS)),
        tooltip=tips,
    )
    x = {"scale": alt.Scale(zero=True), "axis": alt.Axis(format="+.2f", grid=True, tickCount=5)}
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(color=QUIET).encode(x=alt.X("zero:Q", **x))
    return alt.layer(
        zero,
        base.mark_rule(strokeWidth=4, opacity=0.35, strokeCap="round").encode(
            x=alt.X("low:Q", **x), x2="high:Q", color=_colour("way:N", WAYS)
        ),
        base.mark_point(size=70).encode(
            x=alt.X("value:Q", **x),
            stroke=_colour("way:N", WAYS, alt.Stroke),
            fill=_colour("way:N", WAYS, alt.Fill),
        ),
    ).properties(height=alt.Step(ROW + 6, **{"for": "position"}))


def impact_by_week(rows: pl.DataFrame) -> alt.LayerChart:
    """The adjusted impact of one predictor by week with its band (columns week_start, label, impact, impact_low,
    impact_high, trend, n)."""
    tips = [
        alt.Tooltip("label:N", title="Window to the week from"),
        alt.Tooltip("impact:Q", title="Impact, points of the mean", format="+.3f"),
        alt.Tooltip("impact_low:Q", title="95 % from", format="+.3f"),
        alt.Tooltip("impact_high:Q", title="95 % to", format="+.3f"),
        alt.Tooltip("trend:N", title="Against the window before"),
        alt.Tooltip("n:Q", title="Answers", format=",d"),
    ]
    base = alt.Chart(rows).encode(
        x=alt.X("week_start:T", scale=UTC, axis=alt.Axis(format="%-d %b %Y", tickCount=5)), tooltip=tips
    )
    y = {"scale": alt.Scale(zero=True), "axis": alt.Axis(format="+.2f", tickCount=5)}
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(color=QUIET).encode(y=alt.Y("zero:Q", **y))
    return alt.layer(
        zero,
        base.mark_area(color=ACCENT, opacity=0.16).encode(y=alt.Y("impact_low:Q", **y), y2="impact_high:Q"),
        base.mark_line(color=ACCENT).encode(y=alt.Y("impact:Q", **y)),
        base.mark_point(size=50).encode(
            y=alt.Y("impact:Q", **y),
            stroke=_colour("trend:N", TRENDS, alt.Stroke),
            fill=_colour("trend:N", TRENDS, alt.Fill),
        ),
    ).properties(height=300)
