"""What customers talked about: themes that grew or fell against the twelve weeks before, and subjects that emerge."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from dagster_project.exports.review.asking import Asking, mondays_before
from dagster_project.exports.review.headlines import BEFORE
from dagster_project.exports.review.tables import Shown, Table, nothing
from dagster_project.statistics.shares import newcombe
from dashboards.figures import day

TOLD = """
    select source, event_id, occurred_on, date_trunc('week', occurred_on)::date as week
    from reporting.customer_events
    where summary is not null and occurred_on >= $1 and occurred_on < $2
"""

WEEKLY = f"""
    with told as ({TOLD}),
    weeks as (select source, week, count(*) as told_count from told group by source, week),
    topics as (select distinct source, topic_id, topic_label from reporting.event_topics),
    named as (
        select told.source, event_topics.topic_id, told.week, count(distinct told.event_id) as event_count
        from told
        inner join reporting.event_topics
            on told.source = event_topics.source and told.event_id = event_topics.event_id
        group by told.source, event_topics.topic_id, told.week
    )
    select
        weeks.source, topics.topic_id, topics.topic_label, weeks.week, weeks.told_count,
        coalesce(named.event_count, 0) as event_count
    from weeks
    inner join topics on weeks.source = topics.source
    left join named
        on weeks.source = named.source and topics.topic_id = named.topic_id and weeks.week = named.week
    order by weeks.source, topics.topic_id, weeks.week
"""

EMERGING = """
    select
        subject_name, terms, recent_count, recent_total, recent_rate, recent_rate_low, recent_rate_high, earlier_count,
        earlier_total, earlier_rate, customer_count, first_said_days_ago, example
    from reporting.emerging_topics
    order by source, subject_number
"""

SHOWN = (
    Shown("Theme", "text", ("topic_label",), 1.8),
    Shown("Texts", "count", ("event_count",), 0.6),
    Shown("Share of texts", "share", ("share",), 1.0),
    Shown("95 % interval", "share interval", ("share_low", "share_high"), 1.25),
    Shown("12 weeks", "share", ("share_before",), 0.8),
    Shown("Difference", "points", ("difference",), 1.0),
    Shown("95 % interval", "points interval", ("difference_low", "difference_high"), 1.6),
    Shown("", "whisker", ("difference_low", "difference", "difference_high"), 1.5),
    Shown("", "text", ("trend",), 0.9),
    Shown("13 weeks", "spark", ("by_week",), 1.2),
)
EMERGING_SHOWN = (
    Shown("Subject", "text", ("subject_name",), 1.2),
    Shown("Texts", "count", ("recent_count",), 0.6),
    Shown("of", "count", ("recent_total",), 0.5),
    Shown("95 % interval", "share interval", ("recent_rate_low", "recent_rate_high"), 1.2),
    Shown("Before", "count", ("earlier_count",), 0.6),
    Shown("of", "count", ("earlier_total",), 0.6),
    Shown("Customers", "count", ("customer_count",), 0.8),
    Shown("Such as", "text", ("example",), 4.0),
)

LATELY = timedelta(weeks=4)
"""How old a week may be for what emerges as of the release to be of it."""

NOTE = (
    "Share of what customers wrote that names the theme, against the 12 weeks before, with Newcombe's interval of the "
    "difference. Growing or falling only where it leaves 0 out; of 20 themes one does so by chance."
)


def themes(asking: Asking, monday: date) -> tuple[Table, Table]:
    """Themes by how much their share changed, and subjects that no theme of the taxonomy has."""
    name = ("themes", "Themes")
    if asking.lacks("event_topics") or asking.lacks("customer_events", "summary"):
        return nothing(*name, "This release has no themes."), _emerging(asking, monday)
    weekly = asking.sql(WEEKLY, [mondays_before(monday, BEFORE)[0], monday + timedelta(weeks=1)])
    sources = weekly["source"].n_unique()
    rows = [
        _theme(group, monday, sources > 1) for _, group in weekly.group_by("source", "topic_id", maintain_order=True)
    ]
    rows = [row for row in rows if row["event_count"] or row["event_count_before"]]
    rows.sort(key=lambda row: (-(row["difference"] or 0), row["source"], row["topic_id"]))
    table = pl.DataFrame(rows, infer_schema_length=None)
    return (
        Table(*name, table, SHOWN, "Nobody named a theme in these weeks.", NOTE, most=10,
              told=frozenset({"topic_label"})),
        _emerging(asking, monday),
    )  # fmt: skip


def _theme(weeks: pl.DataFrame, monday: date, name_source: bool) -> dict[str, object]:
    source, topic, label = weeks.select("source", "topic_id", "topic_label").row(0)
    now = weeks.filter(pl.col("week") == monday)
    before = weeks.filter(pl.col("week") < monday)
    k, n = int(now["event_count"].sum()), int(now["told_count"].sum())
    k_before, n_before = int(before["event_count"].sum()), int(before["told_count"].sum())
    share, share_before = k / n if n else None, k_before / n_before if n_before else None
    low, high = wilson(k, n)
    low_before, high_before = wilson(k_before, n_before)
    difference = bounds = None
    if share is not None and share_before is not None:
        difference = share - share_before
        bounds = newcombe(share, low, high, share_before, low_before, high_before)
    by_week = dict(zip(weeks["week"], weeks["event_count"] / weeks["told_count"], strict=True))
    return {
        "source": source, "topic_id": topic, "topic_label": f"{label} ({source})" if name_source else label,
        "event_count": k, "told_count": n, "share": share, "share_low": low, "share_high": high,
        "event_count_before": k_before, "told_count_before": n_before, "share_before": share_before,
        "difference": difference, "difference_low": bounds[0] if bounds else None,
        "difference_high": bounds[1] if bounds else None,
        "trend": "growing" if bounds and bounds[0] > 0 else "falling" if bounds and bounds[1] < 0 else "",
        "by_week": [by_week.get(week) for week in (*mondays_before(monday, BEFORE), monday)],
    }  # fmt: skip


def _emerging(asking: Asking, monday: date) -> Table:
    name = ("emerging", "Emerging subjects")
    as_of = asking.reader.info.as_of
    if monday + LATELY < as_of.date():
        return nothing(*name, f"The release tells only what emerges as of {day(as_of)}, long after this week.")
    if asking.lacks("emerging_topics"):
        return nothing(*name, "This release looks for no emerging subjects.")
    return Table(
        *name, asking.sql(EMERGING), EMERGING_SHOWN, "No subject emerges beside the themes.",
        "What texts without a theme say lately and did not before; as of the release.", most=3,
        told=frozenset({"subject_name", "terms"}), free=frozenset({"example"}),
    )  # fmt: skip


def wilson(k: int, n: int) -> tuple[float | None, float | None]:
    """Wilson's 95 % interval of k of n (Wilson 1927, JASA 22:209; z = 1.96)."""
    if not n:
        return None, None
    z = 1.96
    middle, reach = k + z * z / 2, z * (k * (n - k) / n + z * z / 4) ** 0.5
    return max((middle - reach) / (n + z * z), 0.0), min((middle + reach) / (n + z * z), 1.0)
