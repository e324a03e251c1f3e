"""Alerts of the demo company: planted incidents are found, who is told is right, actions that help are told apart."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from dagster import DagsterInstance, RunRequest, SkipReason, build_sensor_context
from dbt_builds import parsed_project
from exports.alerts.alert_stories import ALWAYS, Paper, keys
from exports.emulators.clock import TestClock
from exports.emulators.loopback import served
from exports.emulators.webhook import WebhookReceiver

from dagster_project.automation.alert_sensor import ALERTS_JOB, ALERTS_SENSOR
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents.suggestions import REVIEW_CALL
from dagster_project.exports.alerts.ledger import Ledger
from dagster_project.exports.alerts.record import record_deliveries
from dagster_project.exports.alerts.sending import PATIENCE, read_release, send_alerts
from dagster_project.exports.alerts.settings import AlertSettings, Route
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.delivery.retrying import Deliverer
from dashboards.reporting import ReleaseReader

AS_OF = datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def alerts(demo_release) -> list[dict]:
    return list(demo_release.sql("select * from reporting.alerts").iter_rows(named=True))


def test_every_breach_of_the_kept_days_is_an_alert_and_no_other(demo_release, alerts):
    breaches = demo_release.sql(
        "select case_id || '/' || clock || '/' || window_number from reporting.sla_clocks "
        f"where is_breached and breached_at > timestamptz '{AS_OF - timedelta(days=120)}'"
    ).to_series()
    given = [alert["alert_key"] for alert in alerts if alert["kind"] == "sla_breach"]
    assert sorted(given) == sorted(f"demo_company:sla_breach:{key}" for key in breaches)
    assert len(given) > 50


def test_clocks_at_risk_are_those_that_the_list_of_clocks_at_risk_puts_above_one_half(demo_release, alerts):
    likely = demo_release.sql(
        "select case_id from reporting.at_risk_clocks "
        "where status = 'running' and breach_probability >= 0.5 and similar_count >= 30"
    ).height
    assert likely == sum(alert["kind"] == "sla_at_risk" for alert in alerts) > 0


def test_planted_incidents_are_repeated_troubles_of_their_component_within_a_day(demo_release, alerts):
    incidents = demo_release.sql(
        "select component, started_at from reporting.desk_incidents "
        f"where started_at > timestamptz '{AS_OF - timedelta(days=120)}'"
    ).rows()
    repeats = [a for a in alerts if a["rule_id"] == "repeated_component"]
    assert incidents
    for component, started_at in incidents:
        near = [
            a for a in repeats if a["component"] == component and abs(a["began_at"] - started_at) < timedelta(days=1)
        ]
        assert len(near) == 1, component
        assert near[0]["severity"] == "high"


def test_burn_rates_are_what_counting_by_hand_gives(demo_release, alerts):
    burns = [alert for alert in alerts if alert["kind"] == "error_budget_burn"]
    assert burns
    hours = {"burn_page": 24, "burn_soon": 72, "burn_slow": 168}
    for alert in burns:
        end = alert["began_at"]
        bad, n = demo_release.sql(
            "select count(*) filter (where status = 'breached'), count(*) from reporting.sla_clocks "
            f"where clock = '{alert['subject']}' and status in ('met', 'breached') and decided_at <= "
            f"timestamptz '{end}' and decided_at >= timestamptz '{end - timedelta(hours=hours[alert['rule_id']])}'"
        ).row(0)
        assert bad / n / 0.1 >= alert["threshold"] - 1e-9
        assert alert["measured_value"] >= bad / n / 0.1 - 1e-9


def test_reflexes_give_an_alert_for_what_they_are_to_fire_for_or_say_why_not(demo_release, alerts):
    rules = {
        row["rule_id"]: row for row in demo_release.sql("select * from reporting.alert_rules").iter_rows(named=True)
    }
    assert {rule for rule, row in rules.items() if not row["is_usable"]} == {"RFX-004", "RFX-007"}
    assert "measures new_deal" in rules["RFX-004"]["not_usable_reason"]
    due = demo_release.sql(
        "select count(*) from reporting.reflex_firings where reflex_id = 'RFX-001' "
        f"and verdict in ('fired', 'missed', 'pending') and observed_at > timestamptz '{AS_OF - timedelta(days=120)}'"
    ).item()
    assert sum(alert["rule_id"] == "RFX-001" for alert in alerts) == due > 0


def test_an_alert_about_a_refund_says_how_much_and_no_other_asks_for_money(alerts, demo_release):
    refunds = demo_release.sql("select distinct subject from reporting.alerts where money_for = 'refund'").height
    assert refunds > 10
    assert {alert["rule_id"] for alert in alerts if alert["amount_usd"] is not None} == {"RFX-005"}


def test_a_p0_pages_the_people_on_call_and_every_alert_is_for_somebody(demo_release):
    told = demo_release.sql(
        "select severity, kind, list(recipient_kind) as kinds, list(recipient) as names from reporting.alerts "
        "left join reporting.alert_recipients using (alert_key) group by all"
    ).iter_rows(named=True)
    for row in told:
        assert None not in row["names"]
        if row["severity"] == "critical":
            assert "Site Reliability" in row["names"]


def test_a_component_s_trouble_is_told_to_the_team_that_owns_it(demo_release):
    wrong = demo_release.sql(
        "select * from reporting.alerts join reporting.alert_recipients using (alert_key) "
        "join reporting.desk_component_owners as owners using (component) "
        "where recipient_kind = 'component owner' and owners.valid_to is null and recipient <> owners.team"
    )
    assert wrong.is_empty()


def test_the_review_call_helps_as_planted_and_the_others_do_not_beyond_chance(demo_release):
    effects = {
        row["suggestion"]: row
        for row in demo_release.sql(
            "select * from reporting.action_effects where health_group = 'all' and is_enough"
        ).iter_rows(named=True)
    }
    assert planted("review_call_helps").size > 5
    call = effects.pop(REVIEW_CALL)
    assert call["difference_low"] > 0.3
    assert len(effects) >= 2
    assert all(row["difference_low"] <= 0 <= row["difference_high"] for row in effects.values())


def test_accounts_at_risk_get_what_helped_others_and_nothing_where_nothing_did(demo_release):
    accounts = demo_release.sql("select * from reporting.account_actions").rows(named=True)
    assert accounts
    assert {account["suggestion"] for account in accounts} == {REVIEW_CALL}
    for account in accounts:
        assert (
            account["health_score"] < 50
            or account["at_risk_clock_count"]
            or (account["leaving_probability"] >= 2 * account["leaving_base_rate"])
        )
        assert account["helped_n"] >= 10 and account["others_n"] >= 30


def test_telling_the_release_tells_each_event_once_and_no_action(demo_release, tmp_path: Path):
    paper = Paper()
    ledger = Ledger(Journal(tmp_path / "alerts.jsonl"))
    told_by = AlertSettings({"paper": paper}, {"*": Route(("paper",), ALWAYS)})
    release = read_release(demo_release)
    clock = TestClock(AS_OF)
    for _ in range(2):
        send_alerts(release, told_by, ledger, Deliverer(clock=clock, patience=PATIENCE))
        clock.sleep(3 * 3600)
    # The policy of the demo company lets a person look at refunds above $100 first.
    fresh = [
        e.key
        for e in release.events
        if (e.is_open or e.began_at > AS_OF - timedelta(hours=48)) and (e.amount_usd or 0) <= 100
    ]
    assert sorted(keys(paper.got)) == sorted(fresh)
    assert REVIEW_CALL not in json.dumps(paper.got)


def test_without_settings_nothing_is_sent_and_the_records_are_empty(demo_warehouse, demo_release):
    sent = demo_warehouse.loompin("alerts", "send")
    assert (sent.code, "no section [alerts]" in sent.out) == (0, True)
    listed = demo_warehouse.loompin("alerts", "list", "--format", "csv")
    assert "SLA at risk" in listed.out
    assert not (demo_warehouse.home / "exports").exists()
    assert demo_release.sql("select count(*) from reporting.alert_deliveries").item() == 0


def test_the_sensor_starts_a_run_where_something_is_due_and_the_run_tells_it(demo_copy, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_copy.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    monkeypatch.setenv("HOOK_SECRET", "a secret")
    with (
        DagsterInstance.ephemeral() as instance,
        served(WebhookReceiver(TestClock(datetime.now(UTC)), ["a secret"])) as hook,
    ):
        context = build_sensor_context(instance=instance)
        skipped = ALERTS_SENSOR(context)
        assert isinstance(skipped, SkipReason)
        assert "no section [alerts]" in skipped.skip_message
        with (demo_copy.home / "loompin.toml").open("a") as file:
            file.write(
                f'[alerts.channels.hook]\ntype = "webhook"\nurl = "{hook.url}"\nsecret_env = "HOOK_SECRET"\n'
                'allow_loopback_http = true\n[alerts.routes."*"]\nchannels = ["hook"]\n'
            )
        stale = ALERTS_SENSOR(context)
        assert isinstance(stale, SkipReason)
        assert "2026-06-30 12:00 UTC" in stale.skip_message
        with (demo_copy.home / "loompin.toml").open("a") as file:
            file.write("[alerts]\nstale_hours = 1000000\n")
        dry = demo_copy.loompin("alerts", "send", "--dry-run")
        assert (dry.code, "Nothing was sent." in dry.out, hook.received) == (0, True, {})
        assert isinstance(ALERTS_SENSOR(context), RunRequest)
        assert ALERTS_JOB.execute_in_process(instance=instance).success
        assert len(hook.received) > 3
        assert isinstance(ALERTS_SENSOR(context), SkipReason)
        told = next(iter(hook.received.values()))["alerts"][0]["alert_key"]
        taken = demo_copy.loompin("alerts", "answer", told, "--by", "ann", "--reason", "on it")
        assert (taken.code, "ann has taken it up" in taken.out) == (0, True)
        connection = duckdb.connect()
        record_deliveries(connection, Ledger(Journal(demo_copy.home / "exports" / "alerts.jsonl")))
        outcomes = connection.execute("select distinct outcome, channel from ingestion.alert_deliveries").fetchall()
        assert outcomes == [("delivered", "hook")]


VIEWS = ["Open", "Told", "Next best actions", "Rules", "Approvals and policies"]


def test_the_page_shows_every_view_and_reads_what_its_exposure_says(open_page, monkeypatch):
    read: set[str] = set()
    st.cache_data.clear()
    ask = ReleaseReader._rows

    def noting(reader, query, parameters):
        read.update(re.findall(r'"?reporting"?\."?(\w+)', query))
        return ask(reader, query, parameters)

    monkeypatch.setattr(ReleaseReader, "_rows", noting)
    pages = {view: open_page("alerts", view=view) for view in VIEWS}
    assert not any(page.exception or page.error for page in pages.values())
    assert set(pages["Open"].dataframe[0].value["alert_priority"]) >= {"P1", "P2"}
    assert set(pages["Next best actions"].dataframe[0].value["suggestion"]) == {REVIEW_CALL}
    assert list(pages["Rules"].dataframe[0].value["rule_id"]) == ["RFX-004", "RFX-007"]
    assert pages["Approvals and policies"].dataframe[0].value["policy_id"][0] == "POL-005"
    nodes = json.loads((parsed_project() / "manifest.json").read_text())
    (exposure,) = [e for e in nodes["exposures"].values() if e["name"] == "alerts_page"]
    declared = {nodes["nodes"][node]["alias"] for node in exposure["depends_on"]["nodes"]}
    # Read when its button is pressed.
    assert read - {"metricflow_time_spine"} == declared
