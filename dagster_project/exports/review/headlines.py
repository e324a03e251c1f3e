"""The main numbers of a week beside those of the week before and of the twelve before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import polars as pl

from dagster_project.exports.review.asking import DAY, Asking, mondays_before
from dagster_project.exports.review.tables import Shown, Table

BEFORE = 12
"""Weeks that a week is held against."""

FEWEST = 8
"""Weeks with a value without which nothing is called the highest or lowest of them."""


@dataclass(frozen=True)
class Measure:
    """A number of the week. better: +1 where more is better, −1 where less is, 0 where neither.

    n: the metric that counts its cases; of a ratio its denominator is taken. times: the column of whose values it is a
    quantile.
    """

    metric: str
    label: str
    unit: str
    better: int = 0
    n: str = ""
    times: str = ""
    quantile: float = 0.5


MEASURES = (
    Measure("cases_opened", "Cases opened", "count"),
    Measure("cases_resolved", "Cases resolved", "count"),
    Measure("mtta_median", "MTTA, median", "seconds", -1, "cases_acknowledged", "time_to_acknowledge_seconds"),
    Measure("mttr_median", "MTTR, median", "seconds", -1, "cases_timed_to_resolve", "time_to_resolve_seconds"),
    Measure(
        "mttr_p90", "MTTR, 90th percentile", "seconds", -1, "cases_timed_to_resolve", "time_to_resolve_seconds", 0.9
    ),
    Measure("reopen_rate", "Reopen rate", "share", -1),
    Measure("csat", "CSAT", "share", 1),
)
NPS = Measure("nps", "NPS", "score", 1, "nps_answers")
BACKLOG = Measure("open_backlog", "Backlog at the week's end", "count")
ATTAINMENT = Measure("sla_attainment", "on time", "share", 1, "sla_decided")

CLOCKS = """
    select clock, any_value(rules.label) as label
    from reporting.sla_measurability as measurability
    inner join reporting.sla_clock_rules as rules using (clock)
    where is_measured
    group by clock
    order by any_value(rules.display_order), clock
"""

SCHEMA = {
    "measure": pl.String, "clock": pl.String, "label": pl.String, "unit": pl.String, "value": pl.Float64,
    "low": pl.Float64, "high": pl.Float64, "n": pl.Int64, "value_before": pl.Float64, "low_before": pl.Float64,
    "high_before": pl.Float64, "n_before": pl.Int64, "change": pl.Float64, "change_unit": pl.String,
    "median_12_weeks": pl.Float64, "lowest_12_weeks": pl.Float64, "highest_12_weeks": pl.Float64,
    "week_count": pl.Int64, "verdict": pl.String, "tone": pl.String, "by_week": pl.List(pl.Float64),
}  # fmt: skip

SHOWN = (
    Shown("", "text", ("label",), 2.2),
    Shown("This week", "@unit", ("value",), 1.1),
    Shown("95 % interval", "@unit interval", ("low", "high"), 2.15),
    Shown("n", "count", ("n",), 0.45),
    Shown("Week before", "@unit", ("value_before",), 1.1),
    Shown("Change", "@change_unit", ("change",), 0.95, tone="tone"),
    Shown("12-week median", "@unit", ("median_12_weeks",), 1.1),
    Shown("lowest to highest", "@unit interval", ("lowest_12_weeks", "highest_12_weeks"), 2.15),
    Shown("13 weeks", "spark", ("by_week", "median_12_weeks"), 1.3),
)

NOTE = (
    "A case is resolved in the week of its last resolution, so that reopenings move the backlog, too. Rates with "
    "Wilson's interval, NPS with that of its mean, medians with order statistics. A change is coloured only where the "
    "two weeks' intervals do not meet. The dashed line is the median of the 12 weeks before."
)


def headlines(asking: Asking, monday: date, first_monday: date, is_whole: bool = True) -> Table:
    """The table. first_monday: of the first whole week that the release tells of; weeks before it are no zeros.

    is_whole: whether the week is over; counts of one that is not are held against nothing.
    """
    weeks = [week for week in mondays_before(monday, BEFORE) if week >= first_monday]
    rows = [
        *_of_cases(asking, monday, weeks, MEASURES[:2]),
        *_of_backlog(asking, monday, weeks),
        *_of_clocks(asking, monday, weeks),
        *_of_cases(asking, monday, weeks, MEASURES[2:]),
        *_of_nps(asking, monday, weeks),
    ]
    if not is_whole:
        rows = [{**row, "verdict": "the week is not over"} if row["unit"] == "count" else row for row in rows]
    return Table(
        "headlines", "The week in numbers", pl.DataFrame(rows, SCHEMA, orient="row"), SHOWN,
        "This release has no metric of cases.", NOTE, most=30,
    )  # fmt: skip


def _of_cases(asking: Asking, monday: date, weeks: Sequence[date], measures: Sequence[Measure]) -> list[dict[str, Any]]:
    measures = [measure for measure in measures if measure.metric in asking.metrics]
    names = dict.fromkeys(name for measure in measures for name in _parts(asking, measure))
    found = asking.by_period(list(names), _first(monday, weeks), monday + timedelta(days=6))
    return [_row(asking, measure, monday, weeks, {week: row for (week,), row in found.items()}) for measure in measures]


def _of_nps(asking: Asking, monday: date, weeks: Sequence[date]) -> list[dict[str, Any]]:
    return _of_cases(asking, monday, weeks, [NPS])


def _of_backlog(asking: Asking, monday: date, weeks: Sequence[date]) -> list[dict[str, Any]]:
    """The backlog on the last day of each week that the release has: over more days the metric takes the last one."""
    if BACKLOG.metric not in asking.metrics:
        return []
    found = asking.by_period([BACKLOG.metric], _first(monday, weeks), monday + timedelta(days=6), grain=DAY)
    levels = {day: row for (day,), row in found.items()}
    last_day = max(levels, default=monday)
    ends = {week: levels.get(min(week + timedelta(days=6), last_day), {}) for week in (*weeks, monday)}
    return [_row(asking, BACKLOG, monday, weeks, ends)]


def _of_clocks(asking: Asking, monday: date, weeks: Sequence[date]) -> list[dict[str, Any]]:
    """Attainment of every clock that the sources can tell of."""
    if ATTAINMENT.metric not in asking.metrics or asking.lacks("sla_measurability") or asking.lacks("sla_clock_rules"):
        return []
    names = _parts(asking, ATTAINMENT)
    found = asking.by_period(names, _first(monday, weeks), monday + timedelta(days=6), ["clock"])
    rows = []
    for clock, label in asking.sql(CLOCKS).iter_rows():
        of_clock = {week: row for (name, week), row in found.items() if name == clock}
        row = _row(asking, ATTAINMENT, monday, weeks, of_clock)
        rows.append({**row, "clock": clock, "label": f"{label} on time"})
    return rows


def _first(monday: date, weeks: Sequence[date]) -> date:
    return weeks[0] if weeks else monday


def _parts(asking: Asking, measure: Measure) -> list[str]:
    """The metrics that a measure is told with."""
    definition = asking.metrics.get(measure.metric)
    n = measure.n or (definition.denominator if definition else None) or measure.metric
    return [measure.metric, f"{measure.metric}_low", f"{measure.metric}_high", n]


def _row(
    asking: Asking, measure: Measure, monday: date, weeks: Sequence[date], by_week: dict[date, dict[str, Any]]
) -> dict[str, Any]:
    *_, n = _parts(asking, measure)
    series = [_value(measure, by_week.get(week, {})) for week in (*weeks, monday)]
    last, this = by_week.get(weeks[-1], {}) if weeks else {}, by_week.get(monday, {})
    earlier = [value for value in series[:-1] if value is not None]
    row: dict[str, Any] = {
        "measure": measure.metric, "clock": None, "label": measure.label, "unit": measure.unit, "value": series[-1],
        "n": None if measure.unit == "count" else this.get(n),
        "value_before": series[-2] if weeks else None,
        "n_before": None if measure.unit == "count" else last.get(n),
        "median_12_weeks": median(earlier) if earlier else None,
        "lowest_12_weeks": min(earlier, default=None), "highest_12_weeks": max(earlier, default=None),
        "week_count": len(earlier), "by_week": series,
    }  # fmt: skip
    for ending, week, values in (("", monday, this), ("_before", weeks[-1] if weeks else None, last)):
        row[f"low{ending}"], row[f"high{ending}"] = _bounds(asking, measure, n, week, values)
    row["change"], row["change_unit"] = _change(measure, row["value"], row["value_before"])
    row["verdict"], row["tone"] = _verdict(measure, row)
    return row


def _value(measure: Measure, values: dict[str, Any]) -> float | None:
    """That there were none is the number 0 of a count; of a rate or a duration it is no number."""
    value = values.get(measure.metric)
    if value is None:
        return 0.0 if measure.unit == "count" else None
    return float(value)


def _bounds(
    asking: Asking, measure: Measure, n: str, week: date | None, values: dict[str, Any]
) -> tuple[float | None, float | None]:
    if measure.times and week is not None and values.get(measure.metric) is not None:
        return asking.interval_of_quantile(n, measure.times, week, week + timedelta(days=6), measure.quantile)
    low, high = (values.get(f"{measure.metric}_{end}") for end in ("low", "high"))
    return (None, None) if low is None or high is None else (float(low), float(high))


def _change(measure: Measure, value: float | None, before: float | None) -> tuple[float | None, str]:
    """Shares differ in points, scores in their own unit, all else in percent of what was."""
    if measure.unit in ("share", "score"):
        unit = "points" if measure.unit == "share" else "score"
        return (None if value is None or before is None else value - before), unit
    return ((value - before) / before if value is not None and before else None), "percent"


def _verdict(measure: Measure, row: dict[str, Any]) -> tuple[str, str]:
    """What is more than chance, in words and as a tone: better, worse, or empty."""
    value, before = row["value"], row["value_before"]
    if value is None:
        return "no cases", ""
    bounds = [row[name] for name in ("low", "high", "low_before", "high_before")]
    if None not in bounds and before is not None:
        low, high, low_before, high_before = bounds
        if low > high_before or high < low_before:
            is_up = value > before
            tone = {1: "better", -1: "worse"}.get((1 if is_up else -1) * measure.better, "")
            return f"{'higher' if is_up else 'lower'} than the week before", tone
        return "within chance of the week before", ""
    if measure.unit == "count" and row["week_count"] >= FEWEST:
        if value > row["highest_12_weeks"]:
            return "above each of the weeks before", ""
        if value < row["lowest_12_weeks"]:
            return "below each of the weeks before", ""
        return "as in the weeks before", ""
    return "", ""
