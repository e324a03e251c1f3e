"""What agents do in the demo company: what is planted is found, counts tie out, and the page tells it."""

from __future__ import annotations

import duckdb
import pytest
from pages import html_of
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents.roster import FAILING_AGENT, SLOW_AGENT
from dagster_project.resources.paths import DASHBOARD_APP


def size(effect: str) -> int:
    return int(planted(effect).size)


@pytest.fixture(scope="module")
def raw(demo_warehouse):
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def reflexes(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.reflex_performance").iter_rows(named=True)
    return {row["reflex_name"]: row for row in rows}


# Reflexes


def test_the_reflex_that_misses_is_found_with_its_share(reflexes):
    negative = reflexes["Auto-Tag Negative"]
    assert negative["due_count"] > 100
    assert abs(negative["missed_rate"] - planted("reflex_misses").size) < 0.03
    assert negative["missed_rate_low"] < planted("reflex_misses").size < negative["missed_rate_high"]
    assert negative["false_count"] == 0
    for other in ("Bad Survey", "Churn Warning", "Refund Check"):
        assert reflexes[other]["due_count"] > 0
        assert reflexes[other]["missed_count"] == 0, other


def test_missed_events_are_named_and_are_those_that_no_log_has(demo_release, raw):
    missed = set(
        demo_release.sql(
            "select entity_id from reporting.reflex_firings "
            "where reflex_name = 'Auto-Tag Negative' and verdict = 'missed'"
        )["entity_id"]
    )
    by_hand = raw.execute(
        "select id from raw_platform.customer_events where sentiment_score < -0.5 and occurred_at between "
        "(select active_from from raw_platform.reflexes where name = 'Auto-Tag Negative') "
        "and timestamptz '2026-06-29 12:00:00+00' "
        "and id not in (select entity_id from raw_platform.reflex_logs where reflex_id = 'RFX-001')"
    ).fetchall()
    assert missed == {event for (event,) in by_hand}


def test_false_fires_are_those_for_customers_who_do_well(demo_release, reflexes):
    assert reflexes["Churn Warning"]["false_count"] == size("reflex_false_fires")
    values = demo_release.sql(
        "select signal_value, threshold from reporting.reflex_firings "
        "where reflex_name = 'Churn Warning' and verdict = 'false fire'"
    )
    assert (values["signal_value"] >= values["threshold"]).all()


def test_alerts_that_come_too_late_are_missed_and_fire_for_another_day(demo_release, reflexes):
    """A spike is a matter of its day: an alert a day later belongs to the next one, spike or not."""
    alerts = reflexes["Support Alert"]
    assert alerts["missed_count"] == size("reflex_late_fires")
    assert alerts["false_count"] + alerts["repeated_count"] == size("reflex_late_fires")
    assert alerts["fired_count"] > 20


def test_a_spike_is_three_times_the_mean_of_the_28_days_before(demo_release, raw):
    entity, seen, value = demo_release.sql(
        "select entity_id, observed_at, signal_value from reporting.reflex_firings "
        "where reflex_name = 'Support Alert' and entity_id = 'global' and verdict = 'fired' "
        "order by observed_at limit 1"
    ).row(0)
    (count, before) = raw.execute(
        "select count(*) filter (opened_at >= ?::timestamptz - interval 1 day), "
        "count(*) filter (opened_at < ?::timestamptz - interval 1 day) from raw_support.cases "
        "where opened_at < ?::timestamptz and opened_at >= ?::timestamptz - interval 29 day",
        [seen] * 4,
    ).fetchone()
    assert (entity, count >= 3) == ("global", True)
    assert value == pytest.approx(count / (before / 28)) and value > 2


def test_what_cannot_be_evaluated_says_why_and_is_not_judged(demo_release, reflexes):
    assert reflexes["Lead Route"]["not_evaluated_reason"] == "nothing in the warehouse measures new_deal yet"
    assert reflexes["Key Account Risk"]["not_evaluated_reason"] == "not one signal, operator and threshold"
    for name in ("Lead Route", "Key Account Risk"):
        row = reflexes[name]
        assert not row["is_evaluated"]
        assert row["due_count"] == row["false_count"] == 0
        assert row["not_verifiable_count"] == row["logged_count"]
    assert reflexes["Lead Route"]["logged_count"] > 20


def test_every_fire_has_one_verdict(demo_release, raw):
    logged = raw.execute(
        "select count(*) from raw_platform.reflex_logs where fired_at <= timestamptz '2026-06-30 12:00:00+00'"
    ).fetchone()[0]
    assert demo_release.sql("select count(fired_at) from reporting.reflex_firings").item() == logged


# Actions


def test_the_agent_that_fails_more_is_named_and_the_one_with_hard_tasks_is_not(demo_release):
    agents = {row["agent_id"]: row for row in demo_release.sql("select * from reporting.swarm_performance").to_dicts()}
    assert [name for name, row in agents.items() if row["fails_more_than_others"]] == [FAILING_AGENT]
    assert agents[FAILING_AGENT]["failure_ratio"] == pytest.approx(planted("agent_fails").size, rel=0.35)
    # It fails as often as the failing one, but so would others.
    assert agents["swarm_3"]["success_rate"] < 0.9
    assert sum(row["stuck_count"] for row in agents.values()) == size("stuck_actions")


def test_the_slow_exports_are_found(demo_release):
    median, others = demo_release.sql(
        "select median_seconds, others_median_seconds from reporting.agent_action_outcomes "
        f"where agent_id = '{SLOW_AGENT}' and action_type = 'EXPORT_REPORT'"
    ).row(0)
    assert median / others == pytest.approx(planted("slow_exports").size, rel=0.3)


def test_both_logs_are_held_against_each_other(demo_release, raw):
    verdicts = dict(
        demo_release.sql("select verdict, count(*) from reporting.action_log_differences group by verdict").iter_rows()
    )
    rows = raw.execute("select count(*) from raw_platform.action_logs where duration_seconds is not null").fetchone()[0]
    # Of the last day only a part is over at the time of the run.
    assert verdicts["only in action_logs"] == pytest.approx(rows * planted("unified_log_lost").size, abs=2)
    assert verdicts["only in unified_action_logs"] == size("unified_log_extra")
    assert verdicts["status differs"] == size("unified_status_off")
    assert verdicts["duration differs"] == pytest.approx(rows * planted("unified_duration_off").size, abs=2)
    told = dict(
        demo_release.sql(
            "select measure, disagreeing_count from reporting.reconciliations where measure like 'unified_action%'"
        ).iter_rows()
    )
    assert told == {
        "unified_action_logs.duration": sum(verdicts.values()) - verdicts["status differs"],
        "unified_action_logs.status is success": verdicts["status differs"],
    }


# Suggestions


def test_confidence_is_found_to_be_too_high_by_the_planted_factor(demo_release):
    accepted, confidence = demo_release.sql(
        "select sum(accepted_count) / sum(decided_count), sum(mean_confidence * decided_count) / sum(decided_count) "
        "from reporting.next_best_action_acceptance where suggestion <> 'Send a discount code'"
    ).row(0)
    assert accepted / confidence == pytest.approx(planted("suggestion_overconfidence").size, rel=0.12)
    score = demo_release.sql("select * from reporting.next_best_action_scores").row(0, named=True)
    assert score["brier_score"] > score["uninformed_brier_score"]
    assert score["calibration_error"] > 0.1


def test_the_discount_code_is_refused(demo_release):
    first, *others = demo_release.sql(
        "select suggestion, acceptance_rate, acceptance_rate_high from reporting.next_best_action_acceptance "
        "order by acceptance_rate"
    ).rows()
    assert first[0] == "Send a discount code"
    assert first[2] < sum(rate for _, rate, _ in others) / len(others)


def test_the_brier_score_is_that_of_the_rows_by_hand(demo_release):
    rows = demo_release.sql("select confidence, is_accepted from reporting.next_best_actions where is_decided").rows()
    by_hand = sum((confidence - accepted) ** 2 for confidence, accepted in rows) / len(rows)
    score = demo_release.sql("select brier_score, decided_count from reporting.next_best_action_scores").row(0)
    assert score == (pytest.approx(by_hand), len(rows))
    tenths = demo_release.sql("select decided_count from reporting.next_best_action_calibration")["decided_count"]
    assert (len(tenths), tenths.sum(), tenths.max() - tenths.min() <= 1) == (10, len(rows), True)


# Playbooks, games, claims


def test_the_playbook_that_breaks_and_the_draft_that_is_followed_are_found(demo_release):
    rows = demo_release.sql("select * from reporting.playbook_performance").to_dicts()
    playbooks = {row["playbook_title"]: row for row in rows}
    breach = playbooks["Data breach"]
    assert breach["most_failed_step"] == "notify"
    assert breach["completion_rate_low"] < 1 - planted("playbook_step_fails").size < breach["completion_rate_high"]
    assert [name for name, row in playbooks.items() if row["is_used_unready"]] == ["PR crisis"]
    assert playbooks["PR crisis"]["run_count"] == size("draft_playbook_runs")
    assert playbooks["Server outage"]["incident_run_count"] == playbooks["Server outage"]["run_count"] > 0
    assert playbooks["Fax gateway down"]["run_count"] == 0


def test_games_without_an_end_and_wrong_counts_are_found(demo_release):
    outcomes = dict(demo_release.sql("select outcome, count(*) from reporting.wargames group by 1").iter_rows())
    assert outcomes["never concluded"] == size("wargames_unfinished")
    off = demo_release.sql(
        "select measure, disagreeing_count from reporting.reconciliations where measure like 'wargame%' order by 1"
    ).rows()
    assert off == [
        ("wargame_simulations.message_count", size("wargame_messages_off")),
        ("wargame_simulations.round_count", 0),
    ]


def test_disputed_claims_are_the_large_ones_and_no_outcome_counts_twice(demo_release, raw):
    statuses = {
        row["verification_status"]: row
        for row in demo_release.sql("select * from reporting.outcome_claims_by_status").to_dicts()
    }
    assert statuses["Disputed"]["median_revenue_impact_usd"] > 2 * statuses["Verified"]["median_revenue_impact_usd"]
    assert sum(row["repeated_claim_count"] for row in statuses.values()) == size("claimed_twice")
    once = raw.execute(
        "select sum(revenue_impact_usd) from (select * from raw_platform.outcome_ledger qualify row_number() over "
        "(partition by action_id order by claimed_at, id) = 1) where claimed_at <= timestamptz '2026-06-30 12:00:00+00'"
    ).fetchone()[0]
    assert sum(row["revenue_impact_usd"] for row in statuses.values()) == once


# Policies


def test_violations_are_found_to_the_number(demo_release):
    found = dict(
        demo_release.sql("select rule, count(*) from reporting.policy_violations where policy_kind = 'governance' "
                         "group by rule").iter_rows()
    )  # fmt: skip
    assert found == {
        "max_spend": size("budget_overruns"),
        "req_appr": size("unapproved_refunds"),
        "redact": size("unredacted_outputs"),
        "delete_req": size("late_deletions"),
    }
    denied, masked = (
        demo_release.sql(f"select sum(violation_count) from reporting.access_rules where effect = '{effect}'").item()
        for effect in ("Deny", "Allow_Masked")
    )
    assert (denied, masked) == (size("denied_actions_taken"), size("unredacted_outputs"))


def test_rules_that_contradict_each_other_are_found_and_the_strictest_holds(demo_release):
    rules = demo_release.sql("select * from reporting.access_rules where is_conflicting").to_dicts()
    assert len(rules) == size("access_rules_conflicting")
    for rule in rules:
        assert rule["effect"] == ("Deny" if "Deny" in (rule["permission_effects"], rule["security_effects"])
                                  else "Allow_Masked")  # fmt: skip
    assert demo_release.sql("select count(*) from reporting.access_rules where effect = 'no rule'").item() == 0


def test_a_policy_that_is_not_evaluated_says_why(demo_release):
    reasons = dict(
        demo_release.sql(
            "select rule || ' ' || status, not_evaluated_reason from reporting.governance_policies "
            "where not is_evaluated"
        ).iter_rows()
    )
    assert reasons == {
        "block_offensive active": "Nothing here judges whether a text is offensive.",
        "max_spend draft": "the policy is not active",
    }


# The page


def open_view(demo_warehouse, monkeypatch, view: str) -> AppTest:
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)
    app.query_params["view"] = view
    app = app.switch_page("app_pages/agents.py").run()
    assert not app.exception, view
    return app


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("Reflexes", "nothing in the warehouse measures new_deal yet"),
        ("Actions", "only in unified_action_logs"),
        ("Suggestions", "Send a discount code"),
        ("Playbooks and games", "never concluded"),
        ("Outcomes", "Disputed"),
        ("Policies", "nobody approved it"),
    ],
)
def test_each_view_shows_its_finding(demo_warehouse, monkeypatch, view, shown):
    app = open_view(demo_warehouse, monkeypatch, view)
    assert any(shown in frame.value.to_csv() for frame in app.dataframe)
    assert f"{FAILING_AGENT} fails more than others" in html_of(app)
