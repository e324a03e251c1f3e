"""Outcomes of the demo company: planted fixes are found again, and forecasts, decisions and pages say so."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from pages import html_of, open_page

from dagster_project.commands.opportunities import make_forecast, why_nothing_is_avoided
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.exports.review.content import build_review
from dagster_project.outcomes.decisions import keep_decision, make_decision
from dagster_project.outcomes.warehouse import measured_rows, platform_forecasts
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.outcomes_views import part_words
from dashboards.reporting import open_release

PAGES, GUIDE, SIGN_IN, EXPORTS = "FRC-001", "FRC-002", "FRC-003", "FRC-004"
NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def outcomes(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.forecast_outcomes").iter_rows(named=True)
    return {row["forecast_id"]: row for row in rows}


def test_the_fix_that_works_is_found_with_its_size_and_passes_its_checks(outcomes):
    fix = outcomes[PAGES]
    assert fix["method"] == "difference-in-differences"
    assert fix["effect_high"] < 0
    assert fix["relative_effect_low"] < planted("pages_fixed").size < fix["relative_effect_high"]
    assert (fix["trend_passed"], fix["dates_passed"], fix["segments_passed"]) == (True, True, True)
    assert fix["finding"] == "fewer cases than without the fix"
    assert fix["suggested_status"] == "Verified"
    assert fix["is_in_range"]


def test_the_fix_that_does_nothing_shows_nothing(outcomes):
    fix = outcomes[GUIDE]
    assert fix["effect_low"] < planted("guide_rewritten").size < fix["effect_high"]
    assert fix["finding"] == "no effect shown"
    assert fix["suggested_status"] == "Pending"


def test_groups_that_were_never_parallel_are_disputed_although_the_effect_looks_large(outcomes):
    fix = outcomes[SIGN_IN]
    assert fix["effect_high"] < 0
    assert fix["trend_passed"] is False
    assert fix["trend_high"] < 0
    assert fix["suggested_status"] == "Disputed"
    assert not fix["is_scored"]


def test_a_fix_for_everybody_is_held_against_its_past_and_only_associated(outcomes):
    fix = outcomes[EXPORTS]
    assert fix["method"] == "interrupted time series"
    assert fix["relative_effect_low"] < planted("exports_mended").size < fix["relative_effect_high"]
    assert fix["finding"].startswith("associated with fewer cases")
    assert fix["trend_passed"] is None


def test_every_demo_forecast_was_frozen_before_its_fix(outcomes):
    assert set(outcomes) == {PAGES, GUIDE, SIGN_IN, EXPORTS}
    assert all(fix["is_frozen_before_fix"] for fix in outcomes.values() if fix["is_scored"])
    assert all(fix["is_frozen_before_fix"] for fix in outcomes.values())


def test_the_ledger_holds_what_was_measured_and_what_is_claimed(demo_release, outcomes):
    ledger = demo_release.sql("select * from reporting.outcome_ledger where origin = 'measured'")
    assert set(ledger["verification_status"]) == {"Pending"}
    for row in ledger.iter_rows(named=True):
        fix = outcomes[row["entry_id"]]
        assert row["revenue_impact_usd_low"] <= row["revenue_impact_usd"] <= row["revenue_impact_usd_high"]
        saved = -fix["effect"] * fix["weeks_after"] * fix["hours_per_case"]
        assert row["operational_hours_saved"] == pytest.approx(saved)
    claimed, claims = demo_release.sql(
        "select (select count(*) from reporting.outcome_ledger where origin <> 'measured'), "
        "(select count(*) from reporting.outcome_claims)"
    ).row(0)
    assert claimed == claims > 0


def test_weeks_add_up_to_the_effect(demo_release, outcomes):
    for entry, fix in outcomes.items():
        after, before = demo_release.sql(
            "select avg(treated_cases - coalesce(comparison_cases, 0)) filter (is_after), "
            "avg(treated_cases - coalesce(comparison_cases, 0)) filter (not is_after) "
            "from reporting.outcome_weeks where forecast_id = ?",
            [entry],
        ).row(0)
        if fix["method"] == "difference-in-differences":
            assert after - before == pytest.approx(fix["effect"])


def test_forecasts_are_scored_and_the_score_stands_beside_new_ones(demo_release, outcomes):
    scored = [fix for fix in outcomes.values() if fix["is_scored"]]
    score = demo_release.sql("select * from reporting.forecast_scores").row(0, named=True)
    assert score["scored_count"] == len(scored) == 3
    assert score["in_range_count"] == sum(fix["is_in_range"] for fix in scored)
    # Of three a mean of ratios says nothing.
    assert score["bias"] is None
    beside = demo_release.sql("select distinct past_forecast_count, past_bias from reporting.roi_opportunities")
    assert beside.rows() == [(score["scored_count"], None)]


def test_a_forecast_is_frozen_from_the_release_and_only_before_the_fix(demo_release):
    frozen = make_forecast(demo_release, "theme:tax_007", date(2026, 8, 1), None, "a new queue", "ann", NOW)
    expected = demo_release.sql(
        "select avoided_cases_likely, fix_likely_usd from reporting.roi_opportunities "
        "where opportunity_key = 'theme:tax_007'"
    ).row(0)
    assert (frozen.likely_cases, frozen.likely_usd) == (pytest.approx(expected[0], abs=0.01), float(expected[1]))
    assert frozen.release_id == demo_release.info.release_id
    some = demo_release.sql("select min(tenant_name) from reporting.opportunity_accounts").item()
    part = make_forecast(demo_release, "theme:tax_002", date(2026, 8, 1), some, "", "ann", NOW)
    whole = make_forecast(demo_release, "theme:tax_002", date(2026, 8, 1), None, "", "ann", NOW)
    assert 0 <= part.likely_cases < whole.likely_cases
    with pytest.raises(UserError, match="not ahead"):
        make_forecast(demo_release, "theme:tax_007", date(2026, 6, 30), None, "", "ann", NOW)
    with pytest.raises(UserError, match="today is 2026-08-03"):
        later = datetime(2026, 8, 3, 8, tzinfo=UTC)
        make_forecast(demo_release, "theme:tax_007", date(2026, 8, 3), None, "", "ann", later)
    with pytest.raises(UserError, match=r"no opportunity 'theme:tax_07'") as refused:
        make_forecast(demo_release, "theme:tax_07", date(2026, 8, 1), None, "", "ann", NOW)
    assert "theme:tax_00" in str(refused.value)
    with pytest.raises(UserError, match="is a driver"):
        make_forecast(demo_release, "driver:nps:handed_over", date(2026, 8, 1), None, "", "ann", NOW)


def test_a_decision_reaches_the_rows_with_its_history(demo_release):
    frozen = demo_release.sql(
        "select forecast_id, source, opportunity_key, fix_on, low_cases, likely_cases, high_cases, "
        "forecast_method as method, release_id, null as account_ids, note, frozen_by, frozen_at "
        "from reporting.forecast_outcomes where forecast_id = ?",
        [EXPORTS],
    )
    decisions = [make_decision(EXPORTS, status, "ann", "looked at it", NOW) for status in ("verified", "disputed")]
    (forecast,) = platform_forecasts(frozen)
    cases = demo_release.sql(
        "select source, opportunity_key, case_id, tenant_id, cast(opened_at as date) as opened_on, handling_minutes, "
        "cost_usd from reporting.opportunity_cases where opportunity_key = 'theme:tax_010'"
    )
    accounts = cases["tenant_id"].unique().to_list()
    row = measured_rows(
        [("platform", forecast)], cases, {forecast.source: accounts}, {forecast.source: NOW}, {}, decisions
    )
    assert row["decided_status"].to_list() == [["Verified", "Disputed"]]
    assert row["effect"].item() < 0


def test_the_pages_show_outcomes_and_decisions_newer_than_the_release(demo_copy, monkeypatch):
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_copy.home))
    page = open_page("outcomes", outcome_entry=SIGN_IN)
    assert not page.exception
    told = html_of(page)
    assert "the groups were not parallel before the fix" in told
    keep_decision(demo_copy.home / "outcome_decisions.csv", make_decision(SIGN_IN, "disputed", "bea", "drift", NOW))
    page = open_page("outcomes", outcome_entry=SIGN_IN)
    assert not page.exception
    assert any("Disputed by bea (since the release)" in frame.value.to_string() for frame in page.dataframe)


def test_page_list_and_review_tell_the_same_of_what_was_written_since(demo_copy, monkeypatch):
    """A decision and a forecast of after the release stand in cards, table, command and weekly review alike."""
    refused = demo_copy.loompin(
        "outcomes", "decide", SIGN_IN, "--status", "verified", "--by", "ann", "--reason", "looked at it"
    )
    assert refused.code == 1
    assert "the groups were not parallel before the fix" in refused.err
    assert "--despite-checks" in refused.err
    for entry, despite in ((SIGN_IN, ("--despite-checks", "the drift was one account, since left")), (PAGES, ())):
        decided = demo_copy.loompin(
            "outcomes", "decide", entry, "--status", "verified", "--by", "ann", "--reason", "looked at it", *despite
        )
        assert decided.code == 0, decided.err
    frozen = demo_copy.loompin("opportunities", "freeze", "theme:tax_007", "--fix-on", "2099-03-01", "--by", "bea")
    assert frozen.code == 0, frozen.err
    entry = frozen.out.partition(":")[0]

    listed = {row["entry_id"]: row for row in json.loads(demo_copy.loompin("outcomes", "list", "--format", "json").out)}
    although = "Verified by ann although the groups were not parallel before the fix"
    assert listed[SIGN_IN]["decision"].startswith(although)
    assert listed[PAGES]["decision"] == "Verified by ann (since the release)"
    assert listed[GUIDE]["decision"] == "Pending"
    assert listed[entry]["finding"].startswith("not measured: frozen since")

    monkeypatch.setenv("LOOMPIN_HOME", str(demo_copy.home))
    page = open_page("outcomes")
    assert not page.exception
    told = html_of(page)
    shown = " ".join(frame.value.to_string() for frame in page.dataframe)
    assert "4 measured, 1 waiting" in told
    assert re.search(r"To decide.*?>2<", told, re.S), "two of four are decided"
    assert "Verified by ann although not parallel before" in shown
    assert entry in shown

    with open_release(Home(demo_copy.home)) as reader:
        review = build_review(Home(demo_copy.home), reader)
    assert any("2 verified (1 although checks failed), 2 decisions pending, 1 forecast not" in line
               for line in review.in_short)  # fmt: skip
    rows = {row["entry_id"]: row for row in review.table("outcomes").rows.to_dicts()}
    assert {key: row["decision"] for key, row in rows.items()} == {key: row["decision"] for key, row in listed.items()}
    assert rows[entry]["standing"] == "not measured yet"
    assert rows[PAGES]["standing"] == rows[SIGN_IN]["standing"] == "decided since"
    assert review.table("forecast_scores").note.endswith("2 newer decisions are not in it before the next run.")
    page = open_page("opportunities")
    told = html_of(page)
    assert "2 newer decisions are not in it before the next run." in told


def test_a_change_in_percent_is_of_what_would_have_been(outcomes):
    for fix in outcomes.values():
        assert fix["counterfactual"] == pytest.approx(fix["observed"] - fix["effect"])
        if fix["counterfactual"] > 0:
            assert fix["relative_effect"] == pytest.approx(fix["observed"] / fix["counterfactual"] - 1)
            assert fix["relative_effect"] >= -1
        else:
            assert fix["relative_effect"] is None


@pytest.mark.parametrize(
    ("counterfactual", "part", "low", "high", "short", "long"),
    [
        (1.24, -0.743, -0.836, -0.413, "−74 %", "−74 % (−84 % to −41 %)"),
        (1.0, 1.0, -0.33, None, "+100 %", "+100 % (−33 % to no end)"),
        (-0.5, None, 1.0, None, "not a percentage", "not a percentage: none were expected"),
        (None, None, None, None, "–", "–"),
    ],
)
def test_a_change_says_where_it_is_no_percentage(counterfactual, part, low, high, short, long):
    one = {"counterfactual": counterfactual, "relative_effect": part, "relative_effect_low": low,
           "relative_effect_high": high}  # fmt: skip
    assert part_words(one) == short
    assert part_words(one, is_long=True) == long


def test_what_cannot_be_frozen_says_the_real_reason(demo_release):
    known = demo_release.sql(
        "select opportunity_key, case_count_ever from reporting.roi_opportunities where avoided_cases_likely is null"
    )
    reasons = {0: "No case is linked to the", None: "is a driver: it says what its cases cost more"}
    for key, count in known.iter_rows():
        reason = reasons[None] if key.startswith("driver:") else reasons.get(count, "no cases are expected")
        with pytest.raises(UserError, match=reason):
            make_forecast(demo_release, key, date(2026, 8, 1), None, "", "ann", NOW)


def test_an_incident_without_cases_is_told_so():
    row = {"opportunity_key": "defect:INC-1", "kind": "defect", "sort": "incident", "title": "Search is down",
           "case_count_ever": 0, "fix_method": ""}  # fmt: skip
    what, do = why_nothing_is_avoided(row)
    assert what == "No case is linked to the incident 'Search is down' (defect:INC-1), so a fix of it cannot avoid any."
    assert "freeze the theme or component" in do
