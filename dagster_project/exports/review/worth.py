"""What fixes are worth: the highest opportunities, what earlier fixes brought, and how well forecasts held."""

from __future__ import annotations

from datetime import date, timedelta

from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.tables import Shown, Table, nothing

OPPORTUNITIES = """
    select
        rank, rank_in_kind, is_tied, title,
        case when kind = 'driver' then 'driver of ' || replace(driver_outcome, '_', ' ') else kind end as what, kind,
        driver_outcome, opportunity_key, case_count, account_count, cost_per_year_usd, arr_exposed_usd,
        arr_expected_at_risk_usd, fix_low_usd, fix_likely_usd, fix_high_usd, confidence, confidence_reason, effort_days,
        source, fix_method, period_start, period_end,
        'opportunities?source=' || url_encode(source) || '&opportunity_kind='
            || case kind when 'theme' then 'Themes' when 'driver' then 'Drivers' else 'Defects' end
            || '&opportunity=' || url_encode(opportunity_key) as link
    from reporting.roi_opportunities
    -- A topic is a theme, and may be a driver of several outcomes: it stands once.
    qualify row_number() over (
        partition by source, case when sort in ('theme', 'topic driver') then 'topic' else kind end, subject_id
        order by rank nulls last, kind <> 'theme', confidence <> 'high', confidence <> 'medium', opportunity_key
    ) = 1
    order by rank nulls last, source, opportunity_key
"""

OPPORTUNITIES_SHOWN = (
    Shown("Rank of all", "count", ("rank",), 0.65),
    Shown("Opportunity", "link", ("title", "link"), 2.4),
    Shown("Kind", "text", ("what",), 1.0),
    Shown("Cases", "count", ("case_count",), 0.6),
    Shown("Accounts", "count", ("account_count",), 0.8),
    Shown("Cost a year", "usd", ("cost_per_year_usd",), 1.0),
    Shown("ARR exposed", "usd", ("arr_exposed_usd",), 1.0),
    Shown("Low", "usd", ("fix_low_usd",), 0.9),
    Shown("Likely", "usd", ("fix_likely_usd",), 0.9),
    Shown("High", "usd", ("fix_high_usd",), 0.9),
    Shown("A fix brings a year", "whisker", ("fix_low_usd", "fix_likely_usd", "fix_high_usd"), 1.6),
    Shown("Confidence", "text", ("confidence",), 0.95),
)

CALIBRATION = """
    select confidence_band, forecast_count, stated_rate, in_range_count, in_range_rate, in_range_rate_low,
        in_range_rate_high, verdict, source
    from reporting.forecast_calibration
    order by source, confidence_band <> 'all', stated_rate
"""

CALIBRATION_SHOWN = (
    Shown("Stated confidence", "text", ("confidence_band",), 1.5),
    Shown("Forecasts", "count", ("forecast_count",), 1.05),
    Shown("Stated", "share", ("stated_rate",), 0.8),
    Shown("Held", "share", ("in_range_rate",), 0.8),
    Shown("95 % interval", "share interval", ("in_range_rate_low", "in_range_rate_high"), 1.2),
    Shown("", "text", ("verdict",), 1.6),
)

CLAIMS = """
    select verification_status, count(*) as claim_count, sum(revenue_impact_usd) as revenue_impact_usd,
        sum(operational_hours_saved) as operational_hours_saved, sum(hours_value_usd) as hours_value_usd
    from reporting.outcome_claims
    where not is_claimed_again and claimed_at >= $1 and claimed_at < $2
    group by verification_status
    order by verification_status
"""

CLAIMS_SHOWN = (
    Shown("Claims of the week", "text", ("verification_status",), 1.4),
    Shown("Claims", "count", ("claim_count",), 0.7),
    Shown("Revenue", "usd", ("revenue_impact_usd",), 1.0),
    Shown("Hours", "number", ("operational_hours_saved",), 0.8),
    Shown("Hours' value", "usd", ("hours_value_usd",), 1.0),
)


def opportunities(asking: Asking) -> Table:
    """Ranked by what a fix is likely to bring."""
    name = ("opportunities", "Top opportunities")
    if asking.lacks("roi_opportunities", "opportunity_key", "fix_likely_usd", "driver_outcome"):
        return nothing(*name, "This release ranks no opportunities.")
    return Table(
        *name, asking.sql(OPPORTUNITIES), OPPORTUNITIES_SHOWN, "Nothing stands out that a fix would pay for.",
        "As of the release, over its last 90 days. Low, likely and high are what a fix is expected to bring a year; "
        "low and high are the uncertainty of the removable share of cases alone (of a setback, of its extra cost); "
        "opportunities overlap and are not to be added up; incidents, and bugs with a few cases, are as they "
        "were, not made a year of. A topic that drives several outcomes stands once.",
        most=8, told=frozenset({"title"}),
    )  # fmt: skip


def claims(asking: Asking, monday: date) -> Table:
    """What automation says that it brought in the week, by what people made of it."""
    name = ("outcome_claims", "Claimed by automation")
    if asking.lacks("outcome_claims", "is_claimed_again"):
        return nothing(*name, "This release has no claims of outcomes.")
    rows = asking.sql(CLAIMS, [monday, monday + timedelta(weeks=1)])
    note = "Claims dated in the week, each action once. Disputed and pending ones are no result."
    return Table(*name, rows, CLAIMS_SHOWN, "Nothing was claimed in this week.", note)


def calibration(asking: Asking) -> Table:
    """How often ranges of forecasts held, beside how often they were to hold."""
    name = ("forecast_calibration", "Calibration of forecasts")
    if asking.lacks("forecast_calibration", "in_range_rate_low"):
        return nothing(*name, "This release has no forecasts whose outcome is known.")
    return Table(
        *name, asking.sql(CALIBRATION), CALIBRATION_SHOWN, "No forecast has an outcome yet.",
        "Forecasts of projects whose actual value is known: how often it lay in the range.", most=6,
    )  # fmt: skip
