"""What fixes have brought so far, measured after them, and how good the forecasts of them were."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

import polars as pl

from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.tables import Shown, Table, nothing
from dagster_project.outcomes.standing import Standing, newer_decisions, not_scored_yet, standing_outcomes
from dagster_project.resources.paths import Home

ORDER = (
    "new this week",
    "decided this week",
    "decision pending",
    "decided before",
    "decided since",
    "not measured yet",
)

FORECAST = ("low_cases", "likely_cases", "high_cases", "avoided_cases", "avoided_cases_low", "avoided_cases_high",
            "is_in_range")  # fmt: skip
"""Columns of reporting.forecast_outcomes that stand beside an entry."""

ENTRIES = (
    "source", "entry_id", "opportunity_key", "title", "outcome_on", "standing", "verification_status", "decision",
    "suggested_status", *FORECAST, "revenue_impact_usd", "revenue_impact_usd_low", "revenue_impact_usd_high",
    "operational_hours_saved", "n", "method", "trend_passed", "dates_passed", "segments_passed", "finding", "reason",
    "link",
)  # fmt: skip

SHOWN = (
    Shown("Fix of", "link", ("title", "link"), 1.5),
    Shown("Since", "day", ("outcome_on",), 1.05),
    Shown("", "text", ("standing",), 1.3),
    Shown("Status", "text", ("verification_status",), 0.9),
    Shown("Checks say", "text", ("suggested_status",), 0.9),
    Shown("Forecast", "count interval", ("low_cases", "high_cases"), 0.9),
    Shown("Avoided a year", "count", ("avoided_cases",), 0.9),
    Shown("95 % interval", "count interval", ("avoided_cases_low", "avoided_cases_high"), 1.15),
    Shown("", "whisker", ("avoided_cases_low", "avoided_cases", "avoided_cases_high"), 1.3),
    Shown("n", "count", ("n",), 0.5),
    Shown("Cost avoided", "usd", ("revenue_impact_usd",), 0.9),
    Shown("Hours", "count", ("operational_hours_saved",), 0.6),
)

SCORES = """
    select scored_count, in_range_count, coverage_rate, coverage_rate_low, coverage_rate_high, bias, source
    from reporting.forecast_scores
    order by source
"""

SCORES_SHOWN = (
    Shown("Forecasts scored", "count", ("scored_count",), 1.2),
    Shown("Held", "count", ("in_range_count",), 0.6),
    Shown("Share", "share", ("coverage_rate",), 0.8),
    Shown("95 % interval", "share interval", ("coverage_rate_low", "coverage_rate_high"), 1.3),
    Shown("Bias", "percent", ("bias",), 0.8),
)


def outcomes(asking: Asking, home: Home, monday: date) -> Table:
    """Measured outcomes as they stand now: those of the week first, then those that wait for a person."""
    name = ("outcomes", "Outcomes of fixes")
    if asking.lacks("outcome_ledger", "origin", "suggested_status") or asking.lacks("forecast_outcomes"):
        return nothing(*name, "This release measures no outcomes of fixes.")
    return Table(
        *name, _entries(standing_outcomes(asking, home), monday), SHOWN, "No forecast of a fix has been frozen yet.",
        "Cases a year that went away with the fix, against accounts without it or the time before; the forecast was "
        "frozen before the fix. Whether an outcome is Verified or Disputed a person decides; decisions and "
        "forecasts are as of now, also those newer than the release.",
        most=6, told=frozenset({"title", "reason", "decision"}),
    )  # fmt: skip


def _entries(standing: Standing, monday: date) -> pl.DataFrame:
    sunday = monday + timedelta(days=6)
    decided_on = pl.col("decided_at").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    place = (
        pl.when(pl.col("origin") == "waiting").then(pl.lit("not measured yet"))
        .when(pl.col("outcome_on").is_between(monday, sunday)).then(pl.lit("new this week"))
        .when(decided_on.is_between(monday, sunday)).then(pl.lit("decided this week"))
        .when(pl.col("verification_status") == "Pending").then(pl.lit("decision pending"))
        .when(decided_on > sunday).then(pl.lit("decided since"))
        .otherwise(pl.lit("decided before"))
    )  # fmt: skip
    forecasts = standing.forecasts.select("source", *FORECAST, entry_id="forecast_id")
    return (
        standing.entries.filter((pl.col("outcome_on") <= sunday) | (pl.col("origin") == "waiting"))
        .join(forecasts, on=["source", "entry_id"], how="left", maintain_order="left")
        .with_columns(
            standing=place,
            # What waits to be measured has no weeks and no checks that a page could open.
            link=pl.when(pl.col("origin") != "waiting").then(
                pl.lit("outcomes?source=") + _quoted("source") + pl.lit("&outcome_entry=") + _quoted("entry_id")
            ),
        )
        .sort(
            pl.col("standing").replace_strict(ORDER, range(len(ORDER)), return_dtype=pl.Int64),
            pl.col("outcome_on"), "source", "entry_id", descending=[False, True, False, False],
        )
        .select(ENTRIES)
    )  # fmt: skip


def _quoted(column: str) -> pl.Expr:
    return pl.col(column).map_elements(lambda text: quote(text, safe=""), return_dtype=pl.String)


def scores(asking: Asking, home: Home) -> Table:
    """How often outcomes of fixes lay within their forecasts, as of the release, and how far off they were."""
    name = ("forecast_scores", "Score of forecasts of fixes")
    if asking.lacks("forecast_scores", "coverage_rate", "bias"):
        return nothing(*name, "This release scores no forecasts of fixes.")
    return Table(
        *name, asking.sql(SCORES), SCORES_SHOWN, "No forecast of a fix has an outcome that counts.",
        "Bias: mean of outcome over what was likely, less 1; a minus says that fixes bring less than forecast; "
        "from five forecasts on." + not_scored_yet(newer_decisions(asking, home)),
    )  # fmt: skip
