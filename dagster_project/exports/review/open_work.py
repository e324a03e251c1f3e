"""What the week hands on: items of the backlogs, and alerts."""

from __future__ import annotations

from datetime import date, timedelta

from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.tables import Shown, Table, nothing

BACKLOG_COLUMNS = (
    "source", "item_key", "backlog", "title", "case_count", "account_count", "derived_count", "closed_count", "share",
    "share_low", "share_high", "previous_week_case_count", "before_share", "share_change", "share_change_low",
    "share_change_high", "trend", "arr_usd", "csat_count", "csat_gap", "csat_gap_low", "csat_gap_high",
    "handling_minutes", "cost_usd", "bug_keys", "component", "owner_team", "link", "definition_version", "content_hash",
)  # fmt: skip

BACKLOG_SHOWN = (
    Shown("Item", "link", ("title", "link"), 2.7),
    Shown("Backlog", "text", ("backlog",), 0.9),
    Shown("Cases", "count", ("case_count",), 0.6),
    Shown("Accounts", "count", ("account_count",), 0.8),
    Shown("Share", "share", ("share",), 0.8),
    Shown("95 % interval", "share interval", ("share_low", "share_high"), 1.2),
    Shown("Week before", "count", ("previous_week_case_count",), 0.9),
    Shown("", "text", ("trend",), 0.8),
    Shown("ARR exposed", "usd", ("arr_usd",), 1.0),
    Shown("Cost", "usd", ("cost_usd",), 0.8),
    Shown("Owner", "text", ("owner_team",), 1.2),
)

ALERTS = """
    select alert_key, rule_id, rule_label, kind, severity, alert_priority, subject,
        coalesce(case_id, {about}) as about, tenant_name, case_id, evidence,
        measured_value, threshold, n, began_at, ended_at, is_open, source,
        case when is_open then 'open' when kind = 'reflex' and ended_at = began_at then '' else 'over' end as standing
    from reporting.alerts
    where began_at >= $1 and began_at < $2
    order by alert_priority, began_at desc, alert_key
"""

ALERTS_SHOWN = (
    Shown("", "text", ("alert_priority",), 0.4),
    Shown("Rule", "text", ("rule_label",), 1.7),
    Shown("About", "text", ("about",), 1.4),
    Shown("Customer", "text", ("tenant_name",), 1.3),
    Shown("Evidence", "text", ("evidence",), 3.6),
    Shown("Began", "moment", ("began_at",), 1.3),
    Shown("", "text", ("standing",), 0.5),
)


def backlog_items(asking: Asking, week: str) -> Table:
    """The items of the week's backlogs, the largest first."""
    name = ("backlog_items", "Backlogs: items of the week")
    if asking.lacks("backlog_items", *BACKLOG_COLUMNS, "week"):
        return nothing(*name, "This release has no backlogs.")
    rows = asking.sql(
        f"select {', '.join(BACKLOG_COLUMNS)} from reporting.backlog_items where week = $1 "
        "order by case_count desc, backlog, item_key",
        [week],
    )
    return Table(
        *name, rows, BACKLOG_SHOWN, "No case with a known cause was closed in this week.",
        "Cases closed in the week by root cause: reliability, product or docs; share of all closed, with Wilson's "
        "interval; trend against the eight weeks before.",
        told=frozenset({"title"}),
    )  # fmt: skip


def alerts(asking: Asking, monday: date) -> Table:
    """Alerts that began in the week, the gravest first."""
    name = ("alerts", "Alerts of the week")
    if asking.lacks("alerts", "alert_key", "alert_priority", "rule_label", "evidence", "began_at", "is_open"):
        return nothing(*name, "This release has no alerts.")
    # Releases of earlier versions do not say what people call it.
    about = "subject" if asking.lacks("alerts", "about") else "about"
    rows = asking.sql(ALERTS.format(about=about), [monday, monday + timedelta(weeks=1)])
    return Table(
        *name, rows, ALERTS_SHOWN, "Nothing began in this week that somebody is to be told of.",
        most=6, told=frozenset({"rule_label", "tenant_name", "evidence", "subject", "about"}),
    )  # fmt: skip
