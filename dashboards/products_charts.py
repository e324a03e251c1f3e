"""Charts of the page on products. Nothing is added up here."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.charts import COUNTS, ROW, TWO_LINES, UTC
from dashboards.palette import ACCENT, BREACHED, MET, PAUSED, QUIET

VERDICTS = {"more issues": BREACHED, "no clear change": QUIET, "fewer issues": MET}
SENTIMENTS = {"agrees": ACCENT, "kinder than customers": BREACHED, "harsher than customers": PAUSED}
SOLD = {"can be bought": MET, "cannot be bought": BREACHED}
STAGES = {"Released": MET, "Active": ACCENT, "Testing": PAUSED, "Draft": BREACHED, "Deprecated": QUIET}
ARTICLES = (ACCENT, PAUSED, MET, "#a08bb5", BREACHED, QUIET)
TIMES = "datum.value >= 1 ? '×' + format(datum.value, '~r') : '÷' + format(1 / datum.value, '~r')"


def version_changes(rows: pl.DataFrame) -> alt.LayerChart:
    """A dot with its interval per version, on a scale of multiples, and a line at no change.

    Columns label, issue_ratio, issue_ratio_low, issue_ratio_high, verdict, issue_count, previous_issue_count,
    changelog.
    """
    most = max(float(rows["issue_ratio_high"].max()), 1 / float(rows["issue_ratio_low"].min()), 2.0) * 1.2
    scale = alt.Scale(type="log", domain=[1 / most, most], nice=False)
    axis = alt.Axis(values=[0.125, 0.25, 0.5, 1, 2, 4, 8], labelExpr=TIMES, grid=True)
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=TWO_LINES),
        color=alt.Color(
            "verdict:N", scale=alt.Scale(domain=list(VERDICTS), range=list(VERDICTS.values())), legend=None
        ),
        tooltip=[
            alt.Tooltip("label:N", title="Version"),
            alt.Tooltip("changelog:N", title="What changed"),
            alt.Tooltip("issue_ratio:Q", title="Times the change of others", format=".2f"),
            alt.Tooltip("issue_ratio_low:Q", title="95 % from", format=".2f"),
            alt.Tooltip("issue_ratio_high:Q", title="95 % to", format=".2f"),
            alt.Tooltip("issue_count:Q", title="Issues with it", format=",d"),
            alt.Tooltip("previous_issue_count:Q", title="Issues before", format=",d"),
            alt.Tooltip("verdict:N", title="Verdict"),
        ],
    )
    line = alt.Chart(pl.DataFrame({"one": [1.0]})).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(
        x=alt.X("one:Q", scale=scale)
    )  # fmt: skip
    interval = base.mark_rule(strokeWidth=5, opacity=0.35, strokeCap="round").encode(
        x=alt.X("issue_ratio_low:Q", scale=scale, axis=axis), x2="issue_ratio_high:Q"
    )
    dots = base.mark_point(size=110).encode(x=alt.X("issue_ratio:Q", scale=scale, axis=axis))
    return alt.layer(line, interval, dots).properties(height=alt.Step(ROW + 8))


def sentiments(rows: pl.DataFrame) -> alt.LayerChart:
    """Customers' tone with its interval, and a tick at what the platform reports.

    Columns label, product_name, sentiment, sentiment_low, sentiment_high, reported_sentiment, sentiment_verdict.
    """
    x = {"scale": alt.Scale(domain=[-0.6, 0.6], clamp=True, nice=False), "axis": alt.Axis(grid=True, tickCount=5)}
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=None, axis=TWO_LINES),
        color=alt.Color(
            "sentiment_verdict:N",
            scale=alt.Scale(domain=list(SENTIMENTS), range=list(SENTIMENTS.values())),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("product_name:N", title="Product"),
            alt.Tooltip("sentiment:Q", title="Customers", format=".2f"),
            alt.Tooltip("sentiment_low:Q", title="95 % from", format=".2f"),
            alt.Tooltip("sentiment_high:Q", title="95 % to", format=".2f"),
            alt.Tooltip("reported_sentiment:Q", title="Reported", format=".2f"),
            alt.Tooltip("toned_count:Q", title="n", format=",d"),
        ],
    )
    interval = base.mark_rule(strokeWidth=5, opacity=0.35, strokeCap="round").encode(
        x=alt.X("sentiment_low:Q", **x), x2="sentiment_high:Q"
    )
    dots = base.mark_point(size=90).encode(x=alt.X("sentiment:Q", **x))
    told = base.mark_tick(thickness=3, size=20).encode(x=alt.X("reported_sentiment:Q", **x))
    return alt.layer(interval, dots, told).properties(height=alt.Step(ROW + 8))


def issues_by_month(months: pl.DataFrame, releases: pl.DataFrame) -> alt.LayerChart:
    """Columns of issues by month (month, value, label), and a line with its name where a version came out."""
    columns = (
        alt.Chart(months)
        .mark_bar(color=ACCENT, width={"band": 0.7})
        .encode(
            x=alt.X("yearmonth(month):T", scale=UTC, axis=alt.Axis(format="%b %Y")),
            y=alt.Y("value:Q", axis=COUNTS),
            tooltip=[alt.Tooltip("label:N", title="Month"), alt.Tooltip("value:Q", title="Issues", format=",d")],
        )
    )
    base = alt.Chart(releases).encode(x=alt.X("released_on:T", scale=UTC))
    lines = base.mark_rule(color=BREACHED, strokeDash=[4, 3], strokeWidth=1.5)
    names = base.mark_text(align="left", dx=5, y=8, color=BREACHED).encode(text="version:N")
    return alt.layer(columns, lines, names).properties(height=230)


def price_steps(rows: pl.DataFrame, articles: list[str]) -> alt.LayerChart:
    """A level line per article and price (columns article, amount, drawn_from, drawn_until, price_book)."""
    colour = alt.Color(
        "article:N", scale=alt.Scale(domain=articles, range=list(ARTICLES[: len(articles)])), legend=None
    )
    base = alt.Chart(rows).encode(
        x=alt.X("drawn_from:T", scale=UTC, axis=alt.Axis(format="%-d %b %Y")),
        x2="drawn_until:T",
        y=alt.Y("amount:Q", scale=alt.Scale(zero=True), axis=alt.Axis(format=",.0f")),
        color=colour,
        tooltip=[
            alt.Tooltip("article:N", title="Article"),
            alt.Tooltip("amount:Q", title="Price", format=",.2f"),
            alt.Tooltip("price_book:N", title="Book"),
            alt.Tooltip("drawn_from:T", title="From", format="%-d %b %Y"),
        ],
    )
    return alt.layer(base.mark_rule(strokeWidth=4)).properties(height=260)


def channel_tiles(rows: pl.DataFrame, channels: list[str]) -> alt.LayerChart:
    """A mark per product and channel it is meant for (columns product_name, channel, state, is_available, finding)."""
    base = alt.Chart(rows).encode(
        # The two layers see some of the rows each, so the order is stated.
        y=alt.Y(
            "product_name:N",
            sort=rows["product_name"].unique(maintain_order=True).to_list(),
            axis=alt.Axis(labelLimit=150, grid=False),
        ),
        x=alt.X("channel:N", sort=channels, axis=alt.Axis(orient="top", labelAngle=0)),
        color=alt.Color("state:N", scale=alt.Scale(domain=list(SOLD), range=list(SOLD.values())), legend=None),
        tooltip=[
            alt.Tooltip("product_name:N", title="Product"),
            alt.Tooltip("channel:N", title="Channel"),
            alt.Tooltip("state:N", title="State"),
            alt.Tooltip("priority:Q", title="Choice"),
            alt.Tooltip("finding:N", title="Finding"),
        ],
    )
    there = base.transform_filter("datum.is_available").mark_point(size=130)
    closed = base.transform_filter("!datum.is_available").mark_point(size=110, shape="cross", filled=True, angle=45)
    return alt.layer(there, closed).properties(height=alt.Step(ROW - 6))


def feature_marks(rows: pl.DataFrame) -> alt.LayerChart:
    """A mark and a name per feature in the row of its product (columns product_name, place, feature_name,
    feature_type, feature_status)."""
    base = alt.Chart(rows).encode(
        y=alt.Y("product_name:N", sort=None, axis=alt.Axis(labelLimit=150, grid=False)),
        x=alt.X("place:O", axis=None),
        tooltip=[
            alt.Tooltip("product_name:N", title="Product"),
            alt.Tooltip("feature_name:N", title="Feature"),
            alt.Tooltip("feature_type:N", title="Sort"),
            alt.Tooltip("feature_status:N", title="Status"),
        ],
    )
    left = {"xOffset": alt.value(12)}
    squares = base.mark_square(size=150, opacity=1).encode(
        color=alt.Color(
            "feature_status:N", scale=alt.Scale(domain=list(STAGES), range=list(STAGES.values())), legend=None
        ),
        **left,
    )
    names = base.mark_text(align="left", dx=11, color=QUIET, limit=105).encode(text="feature_name:N", **left)
    return alt.layer(squares, names).properties(height=alt.Step(ROW - 6))
