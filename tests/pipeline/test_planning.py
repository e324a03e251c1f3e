"""A/B tests, projects, the roadmap, simulations and executive scores of the demo company: what is planted is found."""

from __future__ import annotations

from datetime import date, timedelta
from math import erfc, sqrt

import duckdb
import polars as pl
import pytest
from pages import html_of
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.resources.paths import DASHBOARD_APP
from dashboards.metrics import MetricQuestion


@pytest.fixture(scope="module")
def raw(demo_warehouse):
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def tests_by_name(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.ab_tests").iter_rows(named=True)
    return {row["test_name"]: row for row in rows}


@pytest.mark.parametrize(
    ("name", "effect", "finding", "verdict"),
    [
        ("Button colour", "ab_real_lift", "B converts more", "agrees"),
        ("Feed layout", "ab_no_lift", "no difference shown", "not supported"),
        ("Help widget", "ab_wrong_winner", "A converts more", "contradicts"),
        ("Trial reminder", "ab_overlooked_lift", "B converts more", "no winner reported"),
    ],
)
def test_a_planted_lift_is_found_and_its_winner_judged(tests_by_name, name, effect, finding, verdict):
    row, lift = tests_by_name[name], planted(effect).size
    assert row["difference_low"] <= lift <= row["difference_high"]
    assert abs(row["difference"] - lift) < 0.01
    assert (row["finding"], row["verdict"]) == (finding, verdict)


def test_the_split_that_is_off_is_the_planted_one_and_no_other(tests_by_name):
    (off,) = [row for row in tests_by_name.values() if row["is_split_off"]]
    assert off["test_name"] == "Checkout steps"
    assert abs(off["a_share"] - off["planned_a_rate"] - planted("ab_split_off").size) < 0.01
    assert off["verdict"] == "not judged", "though its interval alone would bear the winner out"
    assert off["difference_low"] > 0


def test_who_saw_both_and_who_converted_before_is_left_out(tests_by_name, raw):
    for row in tests_by_name.values():
        both = row["both_variants_user_count"]
        users = row["user_count"] + both
        assert abs(both / users - planted("ab_seen_both").size) < 0.005
        # Of those who do not convert later.
        later = row["a_converted_count"] + row["b_converted_count"]
        assert abs(row["converted_before_user_count"] / (users - later) - planted("ab_converted_before").size) < 0.005
    shown = raw.execute(
        "select count(distinct (test_id, user_id)) from raw_platform.ab_events where event_type = 'exposure' "
        "and occurred_at <= timestamptz '2026-06-30 12:00:00+00'"
    ).fetchone()[0]
    assert shown == sum(row["user_count"] + row["both_variants_user_count"] for row in tests_by_name.values())


def test_numbers_of_a_test_are_those_of_its_events_by_hand(tests_by_name, raw):
    """Counted and tested a second time, from the raw events, in Python."""
    row = tests_by_name["Button colour"]
    shown: dict[str, list] = {}
    converted: dict[str, list] = {}
    for user, variant, kind, when in raw.execute(
        "select user_id, variant, event_type, occurred_at from raw_platform.ab_events "
        "join raw_platform.ab_tests on ab_tests.id = test_id where name = 'Button colour' "
        "and occurred_at between started_at and ended_at"
    ).fetchall():
        (shown if kind == "exposure" else converted).setdefault(user, []).append((when, variant))
    counts = {"A": [0, 0], "B": [0, 0]}
    for user, times in shown.items():
        if len({variant for _, variant in times + converted.get(user, [])}) == 1:
            counts[times[0][1]][1] += 1
            counts[times[0][1]][0] += any(when >= min(times)[0] for when, _ in converted.get(user, []))
    (a, users_a), (b, users_b) = counts["A"], counts["B"]
    assert [row["a_converted_count"], row["a_user_count"], row["b_converted_count"], row["b_user_count"]] == [
        a, users_a, b, users_b,
    ]  # fmt: skip
    pooled = (a + b) / (users_a + users_b)
    z = (b / users_b - a / users_a) / sqrt(pooled * (1 - pooled) * (1 / users_a + 1 / users_b))
    assert row["p_value"] == pytest.approx(erfc(abs(z) / sqrt(2)), abs=2e-7)


def test_forecasts_are_over_confident_by_what_is_planted(demo_release):
    rows = demo_release.sql("select * from reporting.forecast_calibration").iter_rows(named=True)
    every = {row["confidence_band"]: row for row in rows}["all"]
    assert every["verdict"] == "over-confident"
    assert abs(every["stated_rate"] - every["in_range_rate"] - planted("forecast_overconfidence").size) < 0.06
    rate = demo_release.ask(MetricQuestion.of(["forecast_coverage_rate"])).item()
    assert rate == pytest.approx(every["in_range_rate"])


def test_projects_overrun_and_some_are_called_on_track_all_the_same(demo_release):
    overdue = demo_release.sql("select * from reporting.projects where is_overdue")
    assert overdue.height == planted("stuck_projects").size
    assert overdue["is_status_too_kind"].sum() == planted("late_projects_called_on_track").size
    overrun = demo_release.sql(
        "select median((completed_on - starts_on) / planned_day_count) from reporting.projects where is_completed"
    ).item()
    assert abs(overrun - planted("project_overrun").size) < 0.1


def test_critical_items_slip_more_by_the_planted_months(demo_release):
    critical, others = (
        demo_release.sql(
            f"select avg(slip_month_count) from reporting.roadmap_items where priority {sign} 'Critical'"
        ).item()
        for sign in ("=", "<>")
    )
    assert abs(critical - others - planted("critical_items_slip").size) < 0.6
    items, overdue = demo_release.sql(
        "select sum(item_count), sum(overdue_count) from reporting.roadmap_priorities"
    ).row(0)
    assert abs(float(overdue / items) - planted("roadmap_forgotten").size) < 0.04


def test_the_scenario_that_flips_is_the_one_not_to_be_relied_on(demo_release):
    flipping = demo_release.sql("select * from reporting.simulation_scenarios where is_over_confident")
    assert flipping["scenario_name"].to_list() == ["Regional outage"]
    assert abs(1 - flipping["usual_rate"][0] - planted("simulation_flips").size) < 0.02
    counted = demo_release.sql("select sum(run_count) from reporting.simulation_scenarios").item()
    assert counted == demo_release.sql("select count(*) from reporting.simulation_runs").item()


def test_amounts_of_opportunities_are_the_sources_own(demo_release, raw):
    total = demo_release.ask(MetricQuestion.of(["opportunity_amount_reported"])).item()
    assert total == raw.execute("select sum(impact_amount) from raw_platform.roi_opportunities").fetchone()[0]


# Executive scores


def test_scores_agree_but_for_the_flattered_ones(demo_release):
    scores = demo_release.sql("select * from reporting.executive_scores")
    last = scores["score_date"].max()
    flattered = planted("revenue_score_flattered")
    since = date(2026, 6, 29) - timedelta(days=flattered.starts_days_before)
    differing = scores.filter(pl.col("score_verdict") == "differs")
    told = (pl.col("category") == "Revenue") & (pl.col("score_date") >= since)
    assert differing.height == scores.filter(told).height > 2
    assert differing.filter(told).height == differing.height
    (difference,) = differing.filter(pl.col("score_date") == last)["difference"]
    assert abs(difference - flattered.size) < 1
    # No table of the catalog holds campaigns or what they cost.
    newest = scores.filter(pl.col("score_date") == last)
    assert newest.filter(pl.col("computed_score").is_null())["category"].to_list() == ["Marketing"]


def test_supports_trend_is_called_up_whatever_it_does(demo_release):
    scores = demo_release.sql("select * from reporting.executive_scores where category = 'Support' order by score_date")
    since = date(2026, 6, 29) - timedelta(days=planted("support_called_up").starts_days_before)
    late = scores.filter(pl.col("score_date") >= since)
    assert set(late["reported_trend"]) == {"up"}
    assert late.filter(pl.col("trend_verdict") == "differs").height > 3
    assert (late.filter(pl.col("trend_verdict") == "differs")["computed_trend"] != "up").all()
    assert (scores.filter(pl.col("score_date") < since)["trend_verdict"] != "differs").all()


def test_a_score_is_the_weighed_mean_of_its_inputs(demo_release, raw):
    """Revenue from the raw invoices, and Support from its published inputs."""
    day, computed = demo_release.sql(
        "select score_date, computed_score from reporting.executive_scores where category = 'Revenue' and is_latest"
    ).row(0)
    share = raw.execute(
        "select avg(case when paid_on <= due_on then 1 else 0 end) from raw_platform.invoices "
        "where status not in ('Draft', 'Void') and due_on between ? and ?",
        [day - timedelta(days=89), day],
    ).fetchone()[0]
    assert computed == pytest.approx(100 * (share - 0.5) / 0.5)
    inputs = demo_release.sql("select * from reporting.executive_score_inputs where category = 'Support' and is_latest")
    points = dict(inputs.select("input", "points").iter_rows())
    support = demo_release.sql(
        "select computed_score from reporting.executive_scores where category = 'Support' and is_latest"
    ).item()
    assert support == pytest.approx(0.6 * points["csat"] + 0.4 * points["sla_attainment"])


def test_an_input_without_rows_has_no_points(demo_release):
    """Syncs are simulated for the last months only."""
    inputs = demo_release.sql("select fact_count, points from reporting.executive_score_inputs")
    assert inputs.filter(fact_count=0).height > 0
    assert inputs.filter(fact_count=0)["points"].null_count() == inputs.filter(fact_count=0).height
    assert inputs.filter(pl.col("fact_count") > 0)["points"].null_count() == 0


def test_inputs_are_the_metrics_of_the_same_name(demo_release):
    (row,) = demo_release.sql(
        "select * from reporting.executive_score_inputs where input = 'csat' and is_latest"
    ).iter_rows(named=True)
    since = row["score_date"] - timedelta(days=89)
    csat = demo_release.ask(MetricQuestion.of(["csat", "surveys_answered"], since=since, until=row["score_date"]))
    assert csat.row(0) == (pytest.approx(row["value_rate"]), row["fact_count"])


def test_what_is_reported_wrongly_is_in_the_reconciliation(demo_release):
    rows = demo_release.sql(
        "select measure, entity_id from reporting.reconciliation_differences where verdict = 'differs' "
        "and measure in ('ab_tests.winner', 'executive_config.score')"
    )
    found = {measure: set(part["entity_id"]) for (measure,), part in rows.group_by("measure")}
    assert found["executive_config.score"] == {"Revenue"}
    assert {"Feed layout", "Help widget"} <= found["ab_tests.winner"]
    assert not {"Button colour", "Search ranking", "Checkout steps"} & found["ab_tests.winner"]


# The page


def page(demo_warehouse, monkeypatch, part: str) -> AppTest:
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)
    app.query_params["planning_part"] = part
    app = app.switch_page("app_pages/planning.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("A/B tests", "Checkout steps"), ("Projects", "completed projects were late"),
        ("Roadmap and strategy", "Maps of the strategy"), ("Opportunities", "Reported amount by status and type"),
        ("Simulations", "Runs that came out otherwise"), ("Executive scores", "no figures here to compute it from"),
    ],
)  # fmt: skip
def test_each_part_of_the_page_opens(demo_warehouse, monkeypatch, part, found):
    assert found in html_of(page(demo_warehouse, monkeypatch, part))


def test_the_page_shows_the_verdicts(demo_warehouse, monkeypatch):
    app = page(demo_warehouse, monkeypatch, "A/B tests")
    verdicts = dict(app.dataframe[0].value[["test_name", "verdict"]].itertuples(index=False))
    assert verdicts["Help widget"] == "contradicts"
    assert verdicts["Checkout steps"] == "not judged"
