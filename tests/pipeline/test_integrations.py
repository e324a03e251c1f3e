"""Integrations, syncs and webhooks of the demo company: what is planted is found, and the page shows it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import polars as pl
import pytest
import streamlit as st
from dbt_builds import parsed_project
from pages import html_of
from release_rows import rows
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.resources.paths import DASHBOARD_APP
from dashboards.reporting import ReleaseReader

UNTIL = date(2026, 7, 1)
"""The midnight at which the demo company's history ends."""


@pytest.fixture(scope="module")
def providers(demo_release) -> dict[str, dict]:
    return {row["provider"]: row for row in rows(demo_release, "select * from reporting.provider_health")}


def test_only_the_planted_provider_fails_more_and_since_the_planted_day(providers):
    effect = planted("hubspot_fails_more")
    assert [name for name, row in providers.items() if row["is_worse"]] == ["HubSpot"]
    hubspot = providers["HubSpot"]
    assert abs((hubspot["changed_on"] - (UNTIL - timedelta(days=effect.starts_days_before))).days) <= 1
    assert hubspot["failure_rate_since_low"] < effect.size < hubspot["failure_rate_since_high"]
    assert abs(hubspot["failure_rate_before"] - planted("sync_failures").size) < 0.015
    assert hubspot["main_error_reason"] == "rate_limited"
    assert hubspot["main_error_share"] > 0.6
    assert hubspot["success_rate_high"] < min(
        row["success_rate_low"] for name, row in providers.items() if name not in ("HubSpot",)
    )


def test_the_integration_that_fails_silently_is_found_with_its_streak(demo_release):
    (silent,) = rows(demo_release, "select * from reporting.integration_health where health = 'failing' and is_silent")
    effect = planted("silent_sync_failure")
    assert (silent["provider"], silent["reported_status"]) == ("Zendesk", "Connected")
    began = UNTIL - timedelta(days=effect.starts_days_before)
    assert 0 <= (silent["failing_since"].date() - began).days <= 1
    # Four syncs a day until noon of the last one.
    assert silent["current_failure_streak"] == silent["longest_failure_streak"]
    assert 16 <= silent["current_failure_streak"] <= 20
    assert effect.starts_days_before * 24 - 12 - 7 <= silent["lag_hours"] <= effect.starts_days_before * 24 - 12 + 7


def test_the_stuck_sync_is_found_and_nothing_else_is_out_of_order(demo_release):
    states = rows(
        demo_release,
        "select provider, health, running_hours from reporting.integration_health where health <> 'healthy' "
        "order by health",
    )
    assert [(row["provider"], row["health"]) for row in states] == [("Zendesk", "failing"), ("Jira", "stuck")]
    since = planted("stuck_sync").starts_days_before * 24 - 12
    assert since - 25 <= states[1]["running_hours"] <= since


def test_streaks_are_those_of_a_plain_count(demo_warehouse, demo_release):
    """Longest and current runs of failures, counted one by one in Python from the raw syncs."""
    import duckdb

    with duckdb.connect(str(demo_warehouse.home / "warehouse.duckdb"), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        syncs = connection.sql(
            "select integration_id, status = 'error' as failed from raw_platform.sync_history "
            "where status <> 'running' "
            "and started_at + to_milliseconds(duration_ms) <= timestamptz '2026-06-30 12:00Z' "
            "order by integration_id, started_at"
        ).fetchall()
    longest, current = {}, {}
    for integration, failed in syncs:
        current[integration] = current.get(integration, 0) + 1 if failed else 0
        longest[integration] = max(longest.get(integration, 0), current[integration])
    told = rows(
        demo_release,
        "select integration_id, longest_failure_streak as longest, current_failure_streak as now "
        "from reporting.integration_health",
    )
    assert {row["integration_id"]: (row["longest"], row["now"]) for row in told} == {
        integration: (longest[integration], current[integration]) for integration in longest
    }
    assert max(longest.values()) > 3


def test_metrics_by_provider_add_up_to_the_syncs_of_all(demo_release):
    from dashboards.metrics import MetricQuestion

    by_provider = demo_release.ask(MetricQuestion.of(["syncs_finished", "syncs_failed"], ["provider"]))
    in_all = demo_release.ask(MetricQuestion.of(["syncs_finished", "syncs_failed", "syncs_succeeded"])).row(
        0, named=True
    )
    assert (
        by_provider["syncs_finished"].sum()
        == in_all["syncs_finished"]
        == in_all["syncs_failed"] + in_all["syncs_succeeded"]
    )
    assert by_provider["syncs_failed"].sum() == in_all["syncs_failed"] > 0


def test_webhooks_that_listen_to_names_nobody_emits_are_deaf(demo_release):
    hooks = demo_release.sql("select verdict, event_types, recent_count from reporting.webhook_health")
    never = pl.col("event_types").is_in(["alert.high", "event.new"])
    assert set(hooks.filter(never)["verdict"]) == {"deaf"}
    assert set(hooks.filter(~never)["verdict"]) <= {"hears", "quiet", "inactive"}
    assert abs(hooks.filter(never).height / hooks.height - planted("deaf_webhooks").size) < 0.15
    assert hooks.filter(pl.col("verdict") == "hears")["recent_count"].min() > 0


def test_a_star_hears_all_events_of_its_tenant_and_no_other(demo_release):
    heard, told = map(
        int,
        demo_release.sql(
            "with stars as (select tenant_id, max(recent_count) as heard from reporting.webhook_health "
            "where event_types = '*' group by tenant_id) "
            "select sum(heard), sum((select sum(entry_count) from reporting.activity_weeks as weeks "
            "where weeks.tenant_id = stars.tenant_id and log_name = 'system events' "
            "and week_start >= date '2026-06-01')) "
            "from stars"
        ).row(0),
    )
    # Thirty days before 30 June 12:00 begin half a day before the week of 1 June does.
    assert told <= heard <= told * 1.03


def test_reported_states_that_syncs_contradict_are_the_planted_ones(demo_release):
    wrong = rows(
        demo_release,
        "select measure, entity_id, period_date, reported_value, computed_value "
        "from reporting.reconciliation_differences "
        "where measure in ('integrations.status is Failed', 'events named SYNC_FAIL')",
    )
    (status,) = [row for row in wrong if row["measure"] == "integrations.status is Failed"]
    assert (status["reported_value"], status["computed_value"]) == (0, 1)
    lost = [row for row in wrong if row["measure"] == "events named SYNC_FAIL"]
    assert lost
    assert {row["period_date"] for row in lost} == {
        UNTIL - timedelta(days=planted("lost_sync_events").starts_days_before)
    }
    assert {row["reported_value"] for row in lost} == {0}


def test_the_burst_of_alerts_is_an_unusual_week(demo_release):
    burst = planted("alert_burst")
    (week,) = rows(
        demo_release,
        "select * from reporting.activity_weeks where is_unusual and action = 'ALERT_THRESHOLD'",
    )
    assert week["kind"] == "critical"
    assert burst.size <= week["entry_count"] <= burst.size + 4
    assert (
        week["week_start"] <= UNTIL - timedelta(days=burst.starts_days_before) < week["week_start"] + timedelta(days=7)
    )


@pytest.fixture
def page(demo_warehouse, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    return AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)


def test_the_page_names_provider_and_integration_and_reads_what_its_exposure_says(page, monkeypatch):
    read = set()
    st.cache_data.clear()
    ask = ReleaseReader._rows

    def noting(reader, query, parameters):
        read.update(re.findall(r'"?reporting"?\."?(\w+)', query))
        return ask(reader, query, parameters)

    monkeypatch.setattr(ReleaseReader, "_rows", noting)
    app = page.switch_page("app_pages/integrations.py").run()
    assert not app.exception
    text = html_of(app)
    assert "HubSpot since 5 Jun 2026" in text or "HubSpot since 6 Jun 2026" in text
    assert "Zendesk of Saltmeadow Hotels" in text
    assert app.selectbox(key="provider").value == "HubSpot"
    nodes = json.loads((parsed_project() / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == "integrations_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    assert read - {"metricflow_time_spine"} == declared
