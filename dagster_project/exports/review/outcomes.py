"""What fixes have brought so far, measured after them, and how good the forecasts of them were."""

from __future__ import annotations

from datetime import date

from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.tables import Shown, Table, nothing

LEDGER = """
    with entries as (
        select
            ledger.source, ledger.entry_id, ledger.opportunity_key, ledger.title, ledger.outcome_on,
            case
                when ledger.outcome_on between $1 and $1 + 6 then 'new this week'
                when try_cast(ledger.decided_at as date) between $1 and $1 + 6 then 'decided this week'
                when ledger.verification_status = 'Pending' then 'decision pending'
                else 'decided before'
            end as standing,
            ledger.verification_status, ledger.suggested_status, forecasts.low_cases, forecasts.likely_cases,
            forecasts.high_cases, forecasts.avoided_cases, forecasts.avoided_cases_low, forecasts.avoided_cases_high,
            forecasts.is_in_range, ledger.revenue_impact_usd, ledger.revenue_impact_usd_low,
            ledger.revenue_impact_usd_high, ledger.operational_hours_saved, ledger.n, ledger.method,
            ledger.trend_passed, ledger.dates_passed, ledger.segments_passed, ledger.finding, ledger.reason,
            'outcomes?outcome_entry=' || url_encode(ledger.entry_id) as link
        from reporting.outcome_ledger as ledger
        left join reporting.forecast_outcomes as forecasts
            on ledger.source = forecasts.source and ledger.entry_id = forecasts.forecast_id
        where ledger.origin = 'measured' and ledger.outcome_on <= $1 + 6
    )

    select * from entries
    order by
        list_position(['new this week', 'decided this week', 'decision pending', 'decided before'], standing),
        outcome_on desc, source, entry_id
"""

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


def outcomes(asking: Asking, monday: date) -> Table:
    """Measured outcomes: those of the week first, then those that wait for a person."""
    name = ("outcomes", "Outcomes of fixes")
    if asking.lacks("outcome_ledger", "origin", "suggested_status") or asking.lacks("forecast_outcomes"):
        return nothing(*name, "This release measures no outcomes of fixes.")
    return Table(
        *name, asking.sql(LEDGER, [monday]), SHOWN, "No fix has an outcome that can be measured yet.",
        "Cases a year that went away with the fix, against accounts without it or the time before; the forecast was "
        "frozen before the fix. Whether an outcome is Verified or Disputed a person decides.",
        most=6, told=frozenset({"title", "reason"}),
    )  # fmt: skip


def scores(asking: Asking) -> Table:
    """How often outcomes of fixes lay within their forecasts, and how far off they were on the whole."""
    name = ("forecast_scores", "Score of forecasts of fixes")
    if asking.lacks("forecast_scores", "coverage_rate", "bias"):
        return nothing(*name, "This release scores no forecasts of fixes.")
    return Table(
        *name, asking.sql(SCORES), SCORES_SHOWN, "No forecast of a fix has an outcome that counts.",
        "Bias: mean of outcome over what was likely, less 1; a minus says that fixes bring less than forecast; "
        "from five forecasts on.",
    )  # fmt: skip
