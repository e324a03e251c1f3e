"""Accounts, keys, audit log, seats and residency of the demo company: what is planted is found, and shown."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
import streamlit as st
from dbt_builds import parsed_project
from release_rows import rows
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.resources.paths import DASHBOARD_APP
from dashboards.metrics import MetricQuestion
from dashboards.reporting import ReleaseReader

UNTIL = date(2026, 7, 1)
"""The midnight at which the demo company's history ends."""


def findings(release, finding: str) -> list[dict]:
    return rows(release, f"select * from reporting.security_findings where finding = '{finding}'")


def test_a_second_factor_is_commoner_where_settings_force_it(demo_release):
    forced, free = (
        demo_release.sql(
            "select sum(second_factor_count) / sum(account_count), sum(account_count) from reporting.security_posture "
            f"where tenant_id is not null and is_second_factor_forced = {flag}"
        ).row(0)
        for flag in ("true", "false")
    )
    assert abs(forced[0] - planted("mfa_where_forced").size) < 3 * (0.25 / float(forced[1])) ** 0.5
    assert abs(free[0] - planted("mfa_where_free").size) < 3 * (0.25 / float(free[1])) ** 0.5
    assert forced[0] > free[0] + 0.1


def test_admins_without_a_second_factor_are_counted_and_named(demo_release):
    without = demo_release.ask(MetricQuestion.of(["admins_without_second_factor"])).item()
    named = findings(demo_release, "Admin without a second factor")
    named += findings(demo_release, "Admin without the forced second factor")
    assert without == len(named) > 5
    assert {row["detail"] for row in named} == {"Admin"}


def test_locked_accounts_and_the_attack_are_found(demo_release):
    assert len(findings(demo_release, "Account locked")) == planted("locked_accounts").size
    attack = planted("credential_attack")
    (week,) = rows(demo_release, "select * from reporting.activity_weeks where is_unusual and action = 'LOGIN_FAIL'")
    largest = demo_release.sql("select tenant_name from reporting.cases group by all order by count(*) desc limit 5")[
        "tenant_name"
    ].to_list()
    assert week["tenant_name"] in largest
    assert attack.size <= week["entry_count"] <= attack.size + 5
    assert week["week_start"] <= UNTIL - timedelta(days=attack.starts_days_before) < week["week_start"] + timedelta(7)


def test_reported_attempts_are_off_for_the_planted_accounts_alone(demo_release):
    wrong = rows(
        demo_release,
        "select difference from reporting.reconciliation_differences where measure = 'user_security.failed_attempts'",
    )
    accounts = demo_release.sql(
        "select figure_count from reporting.reconciliations where measure = 'user_security.failed_attempts'"
    ).item()
    assert {row["difference"] for row in wrong} == {2}
    assert abs(len(wrong) - planted("failed_attempts_off").size * accounts) <= 1


def test_keys_past_their_end_and_stale_keys_are_found(demo_release):
    past, stale, working, expired = demo_release.sql(
        "select sum(active_past_end_count), sum(stale_key_count), sum(active_key_count), sum(expired_key_count) "
        "from reporting.security_posture"
    ).row(0)
    assert past == len(findings(demo_release, "API key used past its end")) + len(
        findings(demo_release, "API key active past its end")
    )
    assert 0.1 < past / expired < 0.5, planted("expired_keys_used").size
    assert abs(float(stale / working) - planted("stale_keys").size) < 0.15
    wrong = rows(
        demo_release,
        "select reported_value from reporting.reconciliation_differences where measure = 'api_keys.status is Active'",
    )
    assert [row["reported_value"] for row in wrong] == [1] * int(past)


def test_password_sign_ins_beside_single_sign_on_have_the_planted_share(demo_release):
    beside, signed_in = demo_release.sql(
        "select sum(sign_in_count - sso_sign_in_count), sum(sign_in_count) from reporting.security_posture "
        "where single_sign_on = 'on' and tenant_id is not null"
    ).row(0)
    assert abs(float(beside / signed_in) - planted("password_beside_sso").size) < 0.08


def test_operators_who_left_or_went_too_far_are_found(demo_release):
    (left,) = findings(demo_release, "Operator acts after leaving")
    (reader,) = findings(demo_release, "Operator acts beyond their access")
    assert left["detail"].startswith(f"{planted('left_operator_acts').size:.0f} actions")
    assert reader["detail"] == f"{planted('reader_writes').size:.0f} actions, access Read"
    operators = {row["operator_id"]: row for row in rows(demo_release, "select * from reporting.operator_access")}
    assert operators[left["subject_id"]]["status"] == "inactive"
    assert operators[reader["subject_id"]]["access_level"] == "Read"


def test_the_burst_of_exports_is_unusual_and_has_a_name(demo_release):
    burst = planted("export_burst")
    (week,) = rows(demo_release, "select * from reporting.activity_weeks where is_unusual and action = 'DATA_EXPORT'")
    assert burst.size <= week["entry_count"] <= burst.size + 5
    assert week["operator_count"] >= burst.size
    assert (week["busiest_actor_id"], week["busiest_actor_share"] > 0.9) == ("plt_002", True)
    assert week["week_start"] <= UNTIL - timedelta(days=burst.starts_days_before) < week["week_start"] + timedelta(7)


def test_unusual_weeks_are_the_planted_ones_and_the_silent_failure(demo_release):
    unusual = rows(demo_release, "select action from reporting.activity_weeks where is_unusual")
    assert sorted(row["action"] for row in unusual) == ["ALERT_THRESHOLD", "DATA_EXPORT", "LOGIN_FAIL", "SYNC_FAIL"]


def test_activity_of_the_weeks_is_that_of_the_logs(demo_warehouse, demo_release):
    import duckdb

    told = dict(
        demo_release.sql(
            "select log_name, sum(entry_count) from reporting.activity_weeks group by log_name"
        ).iter_rows()
    )
    with duckdb.connect(str(demo_warehouse.home / "warehouse.duckdb"), read_only=True) as connection:
        for log_name, table in (("audit log", "audit_logs"), ("system events", "events")):
            ((count,),) = connection.sql(
                f"select count(*) from raw_platform.{table} where occurred_at <= timestamptz '2026-06-30 12:00Z'"
            ).fetchall()
            assert told[log_name] == count


def test_seats_add_up_and_the_full_workspaces_are_found(demo_release):
    full = rows(
        demo_release,
        "select plan, seat_state, account_count, seat_count from reporting.workspace_adoption "
        "where seat_state in ('full', 'near the limit') and plan in ('Startup', 'Trial')",
    )
    assert {("Startup", "near the limit", 9, 10), ("Trial", "full", 2, 2)} <= {tuple(row.values()) for row in full}
    plans = demo_release.sql("select sum(account_count), sum(active_count) from reporting.plan_adoption").row(0)
    metrics = demo_release.ask(MetricQuestion.of(["seats_taken", "seats_in_use"])).row(0)
    assert tuple(map(int, plans)) == metrics
    dormant = 1 - metrics[1] / metrics[0]
    assert abs(dormant - planted("dormant_accounts").size) < 0.15


def test_rights_and_use_are_told_apart(demo_release):
    use = demo_release.sql(
        "select plan, feature, is_granted, is_used, granted_by, verdict from reporting.entitlement_use"
    )
    by_right = {(row["plan"], row["feature"]): row["granted_by"] for row in use.to_dicts() if row["is_granted"]}
    assert by_right["Pro", "integrations"] == "its plan"
    assert by_right["Enterprise", "integrations"] == "a plan it holds"
    assert by_right["Trial", "sso"] == "its plan" or by_right["Trial", "sso"] == "a plan it holds"
    assert ("Free", "integrations") not in by_right
    assert ("Startup", "ai_analytics") not in by_right
    without = {(row["plan"], row["feature"]) for row in use.to_dicts() if row["verdict"] == "used without a right"}
    assert ("Free", "basic_ai") in without
    assert {plan for plan, feature in without if feature == "integrations"} <= {"Free", "Startup"}
    unmeasured = set(use.filter(use["verdict"] == "not measured")["feature"])
    assert unmeasured == {"dedicated_infra", "named_agent", "priority_queue"}


def test_what_runs_outside_the_promised_jurisdiction_is_the_planted(demo_release):
    outside = rows(
        demo_release,
        "select tenant_name, kind, thing_count, region, promised_jurisdiction from reporting.data_residency "
        "where verdict not in ('inside', 'no promise')",
    )
    tenants = {row["tenant_name"] for row in outside if row["kind"] == "workspace"}
    assert len(tenants) == planted("workspace_abroad").size
    abroad = [row for row in outside if row["tenant_name"] not in tenants and row["kind"] == "integrations"]
    assert [row["thing_count"] for row in abroad] == [planted("integration_abroad").size]
    assert {row["region"] for row in outside} == {"us-east-1"}
    assert {row["promised_jurisdiction"] for row in outside} == {"EU"}


@pytest.fixture
def open_page(demo_warehouse, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)

    def opened(part: str) -> AppTest:
        app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60).switch_page("app_pages/security.py")
        app.query_params["part"] = part
        app.run()
        assert not app.exception
        return app

    return opened


def test_the_page_shows_findings_and_reads_what_its_exposure_says(open_page, monkeypatch):
    read = set()
    st.cache_data.clear()
    ask = ReleaseReader._rows

    def noting(reader, query, parameters):
        read.update(re.findall(r'"?reporting"?\."?(\w+)', query))
        return ask(reader, query, parameters)

    monkeypatch.setattr(ReleaseReader, "_rows", noting)
    attention = open_page("Attention")
    assert {"Operator acts after leaving", "API key used past its end"} <= set(attention.dataframe[0].value["finding"])
    assert open_page("Activity").dataframe[1].value["after_leaving_count"].max() == 9
    assert "used without a right" in set(open_page("Seats and features").dataframe[2].value["verdict"])
    assert open_page("Residency").dataframe[0].value["verdict"][0] == "outside"
    nodes = json.loads((parsed_project() / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == "security_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    assert read - {"metricflow_time_spine"} == declared
