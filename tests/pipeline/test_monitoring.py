"""Databases, chats, page loads and agents of the demo company: what is planted is found, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import duckdb
import polars as pl
import pytest
import streamlit as st
from dbt_builds import parsed_project
from pages import html_of
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.databases import (
    FAILING_DATABASE,
    SLOW_HOUR,
    SLOW_HOUR_DATABASE,
)
from dagster_project.connectors.demo_company.platform.desk_metrics import STRANGER
from dagster_project.connectors.demo_company.platform.telemetry import MISREAD_BROWSER, SLOW_BROWSER, SLOW_PAGE
from dagster_project.resources.paths import DASHBOARD_APP, Home
from dashboards.metrics import MetricQuestion
from dashboards.reporting import MASK, ReleaseReader, Viewer, open_release

UNTIL = pl.date(2026, 7, 1)
"""The midnight that the history of the demo company ends with."""


@pytest.fixture(scope="module")
def raw(demo_warehouse):
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        yield connection


def day_before_end(days: int):
    return pl.select(UNTIL).item() - timedelta(days=days)


def differences(release: ReleaseReader, measure: str) -> pl.DataFrame:
    return release.sql(f"select * from reporting.reconciliation_differences where measure like '{measure}'")


# Databases


def test_the_slow_hour_is_found_with_its_size_and_no_other(demo_release):
    ((database, hour, slowdown),) = demo_release.sql(
        "select database_id, hour_of_day, slowdown from reporting.database_hours_of_day where is_slow_hour"
    ).rows()
    assert (database, hour) == (SLOW_HOUR_DATABASE, SLOW_HOUR)
    # At night there is less load, and so queries are quicker than in the usual hour.
    assert 0.75 * planted("database_slow_hour").size < slowdown < 1.1 * planted("database_slow_hour").size
    assert demo_release.sql(
        "select slowest_hour_of_day from reporting.database_performance "
        f"where database_id = '{SLOW_HOUR_DATABASE}' and slow_hour_count = day_count"
    ).item() == SLOW_HOUR  # fmt: skip


def test_failing_queries_are_found_from_the_planted_day_on(demo_release):
    more = demo_release.sql(
        "select database_id, recent_error_rate / earlier_error_rate as times from reporting.database_performance "
        "where recent_error_rate_low > earlier_error_rate_high"
    )
    effect = planted("database_failing_queries")
    assert more["database_id"].to_list() == [FAILING_DATABASE]
    assert 0.75 * effect.size < more["times"][0] < 1.1 * effect.size
    missed = demo_release.sql(
        "select min(metric_date) from reporting.database_days where is_error_rate_missed "
        f"and database_id = '{FAILING_DATABASE}'"
    ).item()
    assert missed == day_before_end(effect.starts_days_before)


def test_a_day_is_the_sum_of_its_hours_weighted_by_queries(demo_release, raw):
    """By hand from the raw rows: the hour that ends at midnight belongs to the day before."""
    by_hand = raw.execute(
        "select cast(recorded_at - interval 1 hour as date) as day, sum(throughput)::bigint, "
        "sum(throughput * avg_latency_ms) / sum(throughput) from raw_platform.database_metrics "
        "where integration_id = 'orders-primary' group by day order by day"
    ).fetchall()
    marts = demo_release.sql(
        "select metric_date, query_count, mean_latency_ms from reporting.database_days "
        "where database_id = 'orders-primary' order by metric_date"
    ).rows()
    assert [row[:2] for row in marts] == [row[:2] for row in by_hand]
    assert [row[2] for row in marts] == pytest.approx([row[2] for row in by_hand])
    assert demo_release.sql("select distinct hour_count from reporting.database_days").item() == 24


def test_the_heatmap_is_counted_again_from_the_log(demo_release, raw):
    wrong = differences(demo_release, "database_query_heatmap.volume%")
    rows = demo_release.sql(
        "select figure_count from reporting.reconciliations where measure like 'database_query_heatmap.volume%'"
    ).item()
    assert 0.4 < wrong.height / rows / planted("heatmap_miscounted").size < 1.6
    assert wrong["difference"].is_in([1.0, 2.0]).all()
    assert differences(demo_release, "database_query_heatmap.latency%").is_empty()
    assert differences(demo_release, "database_metrics.throughput").is_empty()
    logged = demo_release.sql("select sum(logged_count) from reporting.database_query_hours").item()
    assert logged == raw.execute("select count(*) from raw_platform.database_slow_queries").fetchone()[0]
    assert demo_release.sql("select sum(run_count) from reporting.slow_statements").item() == logged


def test_shares_of_a_databases_time_add_up(demo_release):
    sums = demo_release.sql(
        "select sum(share_of_database_time) from reporting.database_query_hours group by database_id"
    ).to_series()
    assert sums.to_list() == pytest.approx([1.0] * 6)


# Chats


def test_the_day_the_bot_changed_is_found_for_everybody(demo_release):
    effect = planted("bot_retrained")
    changes = demo_release.sql("select * from reporting.messaging_deflection_changes")
    assert changes.height == 11
    assert changes["is_clear"].all()
    assert changes["changed_on"].unique().to_list() == [day_before_end(effect.starts_days_before)]
    overall = changes.filter(pl.col("tenant_id").is_null()).row(0, named=True)
    assert overall["difference_low"] - 0.005 < effect.size < overall["difference_high"] + 0.005


def test_rates_that_forget_handoffs_are_found_and_no_others(demo_release):
    effect = planted("handoffs_forgotten")
    wrong = differences(demo_release, "messaging_metrics.deflection_rate")
    first = day_before_end(effect.starts_days_before)
    assert set(wrong["period_date"]) == {first + timedelta(days=n) for n in range(effect.lasts_days)}
    assert wrong.height == 10 * effect.lasts_days
    assert (wrong["difference"] > 0).all()
    assert differences(demo_release, "messaging_hourly_volume%").is_empty()


def test_the_day_that_lacks_hours_is_found(demo_release):
    effect = planted("chat_hours_lost")
    wrong = differences(demo_release, "messaging_metrics, chats of the day")
    assert wrong["period_date"].unique().to_list() == [day_before_end(effect.starts_days_before)]
    assert wrong.height == 10
    hours = demo_release.sql(
        "select max(hour_count) from reporting.messaging_days where hourly_chat_count <> chat_count"
    ).item()
    assert hours == 24 - effect.size


def test_deflection_is_what_the_counts_say(demo_release, raw):
    by_hand = raw.execute(
        "select sum(bot_handled) / sum(bot_handled + human_handled + handoffs) from raw_platform.messaging_metrics"
    ).fetchone()[0]
    asked = demo_release.ask(
        MetricQuestion.of(["deflection_rate", "deflection_rate_low", "deflection_rate_high"])
    ).row(0)  # fmt: skip
    assert asked[0] == pytest.approx(by_hand)
    assert asked[1] < asked[0] < asked[2]
    by_hour = demo_release.ask(MetricQuestion.of(["deflection_rate_by_hour"], ["hour_of_day"]))
    assert by_hour.height == 24
    night, noon = (
        by_hour.filter(pl.col("hour_of_day") == hour)["deflection_rate_by_hour"].item() for hour in ("02:00", "13:00")
    )
    assert night - noon > 0.08


# Page loads


def test_the_slow_page_is_found_in_its_browser_only(demo_release):
    ((page, browser, slowdown),) = demo_release.sql(
        "select page, browser, slowdown from reporting.page_load_times where is_slow_here"
    ).rows()
    assert (page, browser) == (SLOW_PAGE, SLOW_BROWSER)
    assert slowdown == pytest.approx(planted("slow_page_in_browser").size, rel=0.1)


def test_the_interval_of_a_median_holds_the_median_and_every_load_is_counted(demo_release, raw):
    rows = demo_release.sql("select * from reporting.page_load_times")
    assert (rows["median_low_ms"] <= rows["median_ms"]).all()
    assert (rows["median_high_ms"] >= rows["median_ms"]).all()
    count = raw.execute("select count(*) from raw_platform.telemetry_events").fetchone()[0]
    assert rows["load_count"].sum() == count
    assert demo_release.sql("select sum(load_count) from reporting.page_load_weeks").item() == count


def test_browsers_are_misread_on_the_planted_days_only(demo_release):
    effect = planted("browser_misread")
    wrong = differences(demo_release, "telemetry_events.browser%")
    first = day_before_end(effect.starts_days_before)
    assert set(wrong["period_date"]) == {first + timedelta(days=n) for n in range(effect.lasts_days)}
    assert set(wrong["entity_id"]) == {MISREAD_BROWSER, "Chrome"}
    assert wrong["difference"].sum() == 0


# Agents


def test_figures_of_an_agent_are_those_of_the_cases_by_hand(demo_release, raw):
    most = "select agent_id from reporting.agent_performance order by case_count desc limit 1"
    agent = demo_release.sql(most).item()
    by_hand = raw.execute(
        "select date_trunc('month', occurred_at)::date as month, count(distinct case_id), "
        "sum(handling_seconds)::bigint from raw_support.case_interactions where author_id = ? "
        "and handling_seconds is not null and occurred_at <= '2026-06-30 12:00:00+00' group by month order by month",
        [agent],
    ).fetchall()
    marts = demo_release.sql(
        f"select period_month, case_count, handling_seconds from reporting.agent_months "
        f"where agent_id = '{agent}' and case_count > 0 order by period_month"
    ).rows()
    assert marts == by_hand


def test_the_agent_whose_volume_is_overstated_is_found_alone(demo_release):
    wrong = differences(demo_release, "support_agent_performance.volume").filter(pl.col("verdict") == "differs")
    ((agent, name),) = demo_release.sql(
        "select agent_id, agent_name from reporting.agent_performance where reported_case_count > counted_case_count"
    ).rows()
    assert name
    assert set(wrong["entity_id"]) == {agent}
    since = day_before_end(planted("agent_volume_overstated").starts_days_before)
    assert (wrong["period_date"] >= since).all()
    assert wrong.height >= 4
    assert wrong.select((pl.col("reported_value") / pl.col("computed_value")).min()).item() >= 1.1


def test_handling_times_a_minute_off_are_found(demo_release):
    wrong = differences(demo_release, "support_agent_performance.avg_handle%").filter(pl.col("verdict") == "differs")
    rows = demo_release.sql("select count(reported_case_count) from reporting.agent_months").item()
    assert 0.3 < wrong.height / rows / planted("agent_reports_off").size < 2
    assert wrong["difference"].is_between(59.9, 60.1).all()
    assert differences(demo_release, "support_agent_performance.csat").filter(pl.col("verdict") == "differs").is_empty()


def test_the_desks_satisfaction_is_reported_too_kindly_in_two_months(demo_release):
    wrong = differences(demo_release, "support_metrics.%")
    assert set(wrong["measure"]) == {"support_metrics.csat"}
    assert wrong["period_date"].dt.month().sort().to_list() == [4, 5]
    assert wrong["difference"].is_between(0.29, 0.31).all()


def test_names_lead_to_accounts_and_the_stranger_to_none(demo_release, raw):
    by_name = demo_release.sql("select count(*) from reporting.agent_months where resolved_by = 'by name'").item()
    assert by_name > 100
    strangers = demo_release.sql("select distinct agent_name, reason from reporting.unresolved_agent_reports").rows()
    assert strangers == [(STRANGER, "unknown name")]
    reported = raw.execute("select count(*) from raw_platform.support_agent_performance").fetchone()[0]
    resolved, unresolved = (
        demo_release.sql(query).item()
        for query in (
            "select count(reported_case_count) from reporting.agent_months",
            "select count(*) from reporting.unresolved_agent_reports",
        )
    )
    assert resolved + unresolved == reported


def test_one_who_may_not_see_names_sees_none(demo_warehouse):
    with open_release(Home(demo_warehouse.home), Viewer("masked", None, sees_personal_data=False)) as reader:
        for table in ("agent_performance", "agent_months", "unresolved_agent_reports"):
            assert reader.sql(f"select distinct agent_name from reporting.{table}").to_series().to_list() == [MASK]


# The page


def open_part(home, monkeypatch, page: str, **parameters: str) -> AppTest:
    monkeypatch.setenv("LOOMPIN_HOME", str(home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app = app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception
    assert not app.error
    return app


@pytest.mark.parametrize(
    ("part", "finding"),
    [
        ("Databases", f"{SLOW_HOUR_DATABASE} at {SLOW_HOUR:02}:00"),
        ("Databases", FAILING_DATABASE),
        ("Chats", "17 May 2026"),
        ("Page loads", f"{SLOW_PAGE} in {SLOW_BROWSER}"),
        ("Agents", STRANGER),
    ],
)
def test_the_page_shows_the_finding(part, finding, demo_warehouse, monkeypatch):
    app = open_part(demo_warehouse.home, monkeypatch, "monitoring", monitored=part)
    assert finding in html_of(app)


PARTS = {
    "monitoring": ("monitored", ("Databases", "Chats", "Page loads", "Agents")),
    "market": ("market", ("App stores", "Competitors")),
}


@pytest.mark.parametrize("page", PARTS)
def test_the_exposure_names_what_the_page_reads(page, demo_warehouse, monkeypatch):
    nodes = json.loads((parsed_project() / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == f"{page}_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    read, rows = set(), ReleaseReader._rows

    def noting(reader, query, parameters):
        read.update(re.findall(r'"?reporting"?\."?(\w+)', query))
        return rows(reader, query, parameters)

    monkeypatch.setattr(ReleaseReader, "_rows", noting)
    st.cache_data.clear()
    key, parts = PARTS[page]
    for part in parts:
        open_part(demo_warehouse.home, monkeypatch, page, **{key: part})
    # What only a download asks for is declared as well.
    assert declared - read <= {"database_days"}
    assert read <= declared
