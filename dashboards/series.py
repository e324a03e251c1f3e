"""Answered metrics in the shape that charts take: one row per point, with its words.

Nothing is added up here. Weeks are marked where the period cuts them, shares where they have few cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import polars as pl

from dashboards.answers import Answers
from dashboards.cards import FEW
from dashboards.durations import clock_time
from dashboards.figures import day, whole
from dashboards.filters import Selection

WEEK = "metric_time__week"
DAY = "metric_time__day"


def weekly_counts(answers: Answers, chosen: Selection, metrics: Sequence[str]) -> pl.DataFrame:
    """Counts by week (week, series, value, label, is_whole, touches_cut, end); a week without a case counts 0."""
    rows = answers.ask(metrics, [WEEK], chosen.where, chosen.since, chosen.until).rename({WEEK: "week"})
    if rows.is_empty():
        return rows
    first = chosen.since or chosen.first_day
    monday = first - timedelta(days=first.weekday())
    weeks = pl.DataFrame({"week": pl.date_range(monday, chosen.until, "7d", eager=True)})
    rows = weeks.join(rows, on="week", how="left").with_columns(pl.col(metric).fill_null(0) for metric in metrics)
    rows = _mark_cut_weeks(rows, chosen)
    # A line needs both ends: the whole week next to a cut one belongs to the dashed stretch too.
    cut = ~pl.col("is_whole")
    rows = rows.with_columns(
        touches_cut=cut | cut.shift(1, fill_value=False) | cut.shift(-1, fill_value=False),
        end=pl.when(pl.col("week") < pl.col("week").mean()).then(pl.lit("first")).otherwise(pl.lit("last")),
    )
    labels = {metric: answers.definition(metric).label for metric in metrics}
    return rows.unpivot(
        list(metrics), index=["week", "label", "is_whole", "touches_cut", "end"], variable_name="series"
    ).with_columns(pl.col("series").replace(labels))


def daily_level(answers: Answers, chosen: Selection, metric: str) -> pl.DataFrame:
    """A level by day (day, value, label); a day without a row is 0."""
    rows = answers.ask([metric], [DAY], chosen.where, chosen.since, chosen.until).rename({DAY: "day", metric: "value"})
    if rows.is_empty():
        return rows
    days = pl.date_range(chosen.since or chosen.first_day, chosen.until, "1d", eager=True)
    return (
        pl.DataFrame({"day": days})
        .join(rows, on="day", how="left")
        .with_columns(pl.col("value").fill_null(0), label=_days(days))
    )


def weekly_shares(answers: Answers, chosen: Selection, rate: str, where: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """A rate by week (week, value, low, high, n, label, is_few, is_whole)."""
    return _mark_cut_weeks(_shares(answers, rate, WEEK, where, chosen).rename({"group": "week"}).sort("week"), chosen)


def grouped_shares(
    answers: Answers, chosen: Selection, rate: str, by: str, where: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """A rate by group (group, label, value, low, high, n, is_few)."""
    rows = _shares(answers, rate, by, where, chosen).drop_nulls("group").sort("group")
    n = pl.col("n").map_elements(whole, return_dtype=pl.String)
    few = pl.when("is_few").then(pl.lit(", few cases")).otherwise(pl.lit(""))
    return rows.with_columns(label=pl.col("group") + "\nn " + n + few)


def grouped_counts(answers: Answers, chosen: Selection, metric: str, by: str) -> pl.DataFrame:
    """A count by group, with that of the period before where there is one (group, label, value, before)."""
    rows = answers.ask([metric], [by], chosen.where, chosen.since, chosen.until)
    rows = rows.rename({by: "group", metric: "value"}).filter(pl.col("value") > 0).drop_nulls("group").sort("group")
    count = pl.col("value").map_elements(whole, return_dtype=pl.String)
    rows = rows.with_columns(label=pl.col("group") + "\N{EN SPACE}" + count)
    if chosen.before is None:
        return rows.with_columns(before=pl.lit(None, dtype=pl.Int64))
    before = answers.ask([metric], [by], chosen.where, *chosen.before).rename({by: "group", metric: "before"})
    return rows.join(before, on="group", how="left")


def grouped_spreads(
    answers: Answers, chosen: Selection, median: str, p90: str, count: str, by: str, where: Mapping[str, Sequence[str]]
) -> pl.DataFrame:
    """Median and 90th percentile by group, in hours (group, label, n, median, p90, median_words, p90_words)."""
    rows = answers.ask([median, p90, count], [by], where, chosen.since, chosen.until)
    rows = rows.rename({by: "group", median: "median", p90: "p90", count: "n"}).drop_nulls().sort("group")
    both = ("median", "p90")
    return (
        rows.filter(pl.col("n") > 0)
        .with_columns(
            pl.col(name).map_elements(_rounded, return_dtype=pl.String).alias(f"{name}_words") for name in both
        )
        .with_columns(pl.col(name) / 3600 for name in both)
        .with_columns(label=pl.col("group") + "\n" + pl.col("median_words") + " · " + pl.col("p90_words"))
    )


def _shares(
    answers: Answers, rate: str, by: str, where: Mapping[str, Sequence[str]], chosen: Selection
) -> pl.DataFrame:
    count = answers.definition(rate).denominator
    rows = answers.ask([rate, f"{rate}_low", f"{rate}_high", count], [by], where, chosen.since, chosen.until)
    rows = rows.rename({by: "group", rate: "value", f"{rate}_low": "low", f"{rate}_high": "high", count: "n"})
    # The bounds come from floating-point sums and may pass 0 or 1 by a hair.
    bounds = [pl.col(bound).clip(0, 1) for bound in ("low", "high")]
    return rows.drop_nulls("value").with_columns(*bounds, is_few=pl.col("n") < FEW)


def _mark_cut_weeks(rows: pl.DataFrame, chosen: Selection) -> pl.DataFrame:
    starts_inside = pl.col("week") >= (chosen.since or chosen.first_day)
    ends_inside = pl.col("week") + timedelta(days=6) <= chosen.until
    return rows.with_columns(is_whole=starts_inside & ends_inside, label=_days(rows["week"]))


def _rounded(seconds: float) -> str:
    """Whole minutes where there are minutes: beside a drawn dot, seconds are noise."""
    return clock_time(round(seconds / 60) * 60 if seconds >= 60 else seconds)


def _days(days: pl.Series) -> pl.Series:
    # The browser would write a date in its own zone, which may be the day before.
    return pl.Series([day(each) for each in days], dtype=pl.String)
