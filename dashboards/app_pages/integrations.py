"""Which integrations do not sync, whose provider fails more than it did, and which webhooks wait for nothing."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import streamlit as st

from dashboards import charts, integrations_queries
from dashboards.answers import answers_of_page
from dashboards.cards import FEW, Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import duration, share
from dashboards.figures import MISSING, counted, day, whole
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.page_end import end_page
from dashboards.palette import BREACHED, NO_TARGET, PAUSED
from dashboards.rate_dots import rate_dots
from dashboards.stacked_weeks import stacked_weeks
from dashboards.table_columns import number_column, time_column

PERCENT = {"format": "percent"}
WEEK = "metric_time__week"
RECENT_DAYS = 30
SEVERITIES = {"warning": PAUSED, "error": NO_TARGET, "critical": BREACHED}
"""Severities that somebody should look at; what went well would hide them."""

answers = answers_of_page()
integrations = answers.sql(integrations_queries.INTEGRATIONS)
providers = answers.sql(integrations_queries.PROVIDERS)
webhooks = answers.sql(integrations_queries.WEBHOOKS)
events = answers.sql(integrations_queries.UNUSUAL_EVENTS)
if integrations.is_empty():
    nothing_here("No source of this release has integrations.")
    end_page()

today = answers.info.as_of.date()
recent = answers.ask(
    ["syncs_finished", "sync_success_rate", "sync_success_rate_low", "sync_success_rate_high"],
    since=today - timedelta(days=RECENT_DAYS - 1), until=today,
).row(0, named=True)  # fmt: skip
unhealthy = integrations.filter(pl.col("health").is_in(["stuck", "failing", "late"]))
silent = integrations.filter(pl.col("is_silent"))
worse = providers.filter(pl.col("is_worse"))
deaf = webhooks.filter(pl.col("verdict").is_in(["deaf", "partly deaf"]))
slowest = unhealthy.sort("lag_hours", descending=True, nulls_last=True).head(1)

put_cards(
    [
        Card("Sync success", share(recent["sync_success_rate"]),
             answers.definition("sync_success_rate").description + f" Of the last {RECENT_DAYS} days.",
             rate=recent["sync_success_rate"],
             interval=(recent["sync_success_rate_low"], recent["sync_success_rate_high"])
             if recent["sync_success_rate"] is not None else None, n=recent["syncs_finished"]),
        Card("Not in order", whole(unhealthy.height),
             "Integrations that are stuck (still running when the next sync is due), failing (three or more failures "
             "in a row) or late (three usual intervals without a good sync).",
             note=f"of {counted(integrations.height, 'integration')}", is_alarm=not unhealthy.is_empty()),
        Card("Of them unnoticed", whole(silent.height),
             "Integrations that are not in order and that the platform does not call failed.",
             note=", ".join(f"{row['provider']} of {row['tenant']}" for row in silent.head(2).to_dicts()),
             is_alarm=not silent.is_empty()),
        Card("Longest lag", duration(slowest["lag_hours"][0] * 3600) if slowest.height and slowest["lag_hours"][0]
             else MISSING, "Time since the last good sync, of the integrations that are not in order.",
             note=f"{slowest['provider'][0]} of {slowest['tenant'][0]}" if slowest.height else ""),
        Card("Providers that got worse", whole(worse.height),
             "Providers of whose syncs more fail since some day, by more than chance; integrations that only fail are "
             "left out, so that one of them is not taken for its provider.",
             note=", ".join(f"{row['provider']} since {day(row['changed_on'])}" for row in worse.to_dicts()),
             is_alarm=not worse.is_empty()),
        Card("Webhooks that wait for nothing", whole(deaf.height),
             "Webhooks that are called for at least one kind of event that no tenant ever had.",
             note=f"of {counted(webhooks.height, 'webhook')}", is_alarm=not deaf.is_empty()),
    ]
)  # fmt: skip


def failing_words(row: dict) -> str:
    """What became of a provider's failures, in a sentence."""
    if not row["is_worse"]:
        return "No day from which on more fail than chance explains."
    reason = (
        f", {share(row['main_error_share'], 0)} of them {row['main_error_reason']}" if row["main_error_reason"] else ""
    )
    return (
        f"Fails more since {day(row['changed_on'])}: {share(row['failure_rate_before'])} of syncs before, "
        f"{share(row['failure_rate_since'])} since{reason}."
    )


left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch"):
    chart_title("Sync success by provider", f"Of the last {RECENT_DAYS} days, with 95 % intervals; the worst first.")
    dots = rate_dots(providers.filter(pl.col("finished_count") > 0), "provider", "success_rate", "finished_count")
    charts.show(charts.share_dots(dots), "Share of syncs that succeeded by provider, with 95 % intervals")
with right.container(border=True, height="stretch"):
    provider = st.selectbox("Provider", providers["provider"].to_list(), key="provider", bind="query-params", width=220)
    chart_title(f"Sync success of {provider}, by week",
                failing_words(providers.row(by_predicate=pl.col("provider") == provider, named=True)))  # fmt: skip
    weeks = answers.ask(
        ["sync_success_rate", "sync_success_rate_low", "sync_success_rate_high", "syncs_finished"], [WEEK],
        {"provider": [provider]},
    ).sort(WEEK)  # fmt: skip
    by_week = weeks.select(
        week=WEEK, value="sync_success_rate", low="sync_success_rate_low", high="sync_success_rate_high",
        n="syncs_finished", label=pl.col(WEEK).dt.strftime("%-d %b %Y"),
        is_few=pl.col("syncs_finished") < FEW,
        is_whole=pl.col(WEEK) + pl.duration(days=7) <= today,
    )  # fmt: skip
    charts.show(charts.attainment_by_week(by_week), f"Share of {provider}'s syncs that succeeded, by week")

section("Integrations", "Those that are not in order come first. Lag is the time since the last good sync.")
put_download(answers, "CSV", "integrations", lambda: integrations, ["reporting.integration_health"])
draw_rows(
    integrations.drop("integration_id", "finished_count"),
    {
        "provider": "Provider", "tenant": "Tenant", "health": "Health", "reported_status": "Reported",
        "is_silent": st.column_config.CheckboxColumn("Unnoticed"),
        "lag_hours": st.column_config.NumberColumn("Lag (h)", format="%.1f"),
        "usual_interval_hours": st.column_config.NumberColumn(
            "Pace (h)", format="%.1f", help="Median time from the start of one sync to the next."
        ),
        "current_failure_streak": number_column("In a row now", "Syncs that failed since the last good one."),
        "longest_failure_streak": number_column("Longest streak"),
        "failing_since": time_column("Failing since"),
        "success_rate": st.column_config.NumberColumn("Success, 30 d", **PERCENT),
        "failed_count": number_column("Failed, 30 d"), "record_count": number_column("Records, 30 d"),
        "median_duration_seconds": st.column_config.NumberColumn("Median (s)", format="%.0f"),
        "p90_duration_seconds": st.column_config.NumberColumn("p90 (s)", format="%.0f"), "region": "Region",
    },
)  # fmt: skip

section("Providers", "Over all tenants; reasons and shares are of the failures of the last 30 days.")
put_download(answers, "CSV", "providers", lambda: providers, ["reporting.provider_health"])
draw_rows(
    providers.drop("success_rate_low", "success_rate_high", "is_worse"),
    {
        "provider": "Provider", "integration_count": number_column("Integrations"),
        "unhealthy_count": number_column("Not in order"), "finished_count": number_column("Syncs, 30 d"),
        "failed_count": number_column("Failed"), "success_rate": st.column_config.NumberColumn("Success", **PERCENT),
        "main_error_reason": "Main reason", "main_error_share": st.column_config.NumberColumn("Its share", **PERCENT),
        "worst_integration_share": st.column_config.NumberColumn(
            "Of one integration", help="Share of the failures that one integration alone has.", **PERCENT
        ),
        "median_duration_seconds": st.column_config.NumberColumn("Median (s)", format="%.0f"),
        "longest_failure_streak": number_column("Longest streak"),
        "changed_on": st.column_config.DateColumn("Changed on", format="D MMM YYYY"),
        "failure_rate_before": st.column_config.NumberColumn("Failed before", **PERCENT),
        "failure_rate_since": st.column_config.NumberColumn("Failed since", **PERCENT),
    },
)  # fmt: skip

left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch"):
    chart_title(
        "System events by week", "Warnings, errors and critical events of all tenants; what went well is left out."
    )
    keys(SEVERITIES)
    told = (
        answers.ask(["system_events"], [WEEK, "kind"], {"kind": list(SEVERITIES)})
        .sort(WEEK)
        .select(label=pl.col(WEEK).dt.strftime("%-d %b"), kind="kind", value="system_events")
    )
    charts.show(stacked_weeks(told, SEVERITIES), "System events by week and severity")
with right.container(border=True, height="stretch"):
    chart_title(
        "Unusual weeks", "Four standard deviations or more above the eight weeks before, and ten events at least."
    )
    if events.is_empty():
        nothing_here("No week was unusual.")
    else:
        draw_rows(
            events,
            {
                "week_start": st.column_config.DateColumn("Week from", format="D MMM YYYY"), "tenant": "Tenant",
                "action": "Event", "kind": "Severity", "entry_count": number_column("Events"),
                "usual_count": st.column_config.NumberColumn("Usually", format="%.1f"),
                "score": st.column_config.NumberColumn("Score", format="%.0f"),
            },
        )  # fmt: skip

section(
    "Webhooks",
    "Deaf: nothing that it listens to is ever emitted, by any tenant. Quiet: its tenant had no such event in 30 days.",
)
if webhooks.is_empty():
    nothing_here("No source of this release has webhooks.")
else:
    put_download(answers, "CSV", "webhooks", lambda: webhooks, ["reporting.webhook_health"])
    draw_rows(
        webhooks.drop("reported_status"),
        {
            "tenant": "Tenant", "host": "Host", "verdict": "Verdict", "event_types": "Listens to",
            "event_types_never_emitted": "Never emitted", "recent_count": number_column("Events, 30 d"),
            "webhook_id": "Webhook",
        },
    )  # fmt: skip
