"""Opportunities of the demo company: costs add up, each account counts once, ranks follow, rows stand behind."""

from __future__ import annotations

from decimal import Decimal

import pytest

COMPONENTS = ("handling_cost_usd", "credits_usd", "ai_cost_usd", "infrastructure_cost_usd")


@pytest.fixture(scope="module")
def opportunities(demo_release) -> list[dict]:
    rows = demo_release.sql("select * from reporting.roi_opportunities order by rank nulls last")
    return list(rows.iter_rows(named=True))


@pytest.fixture(scope="module")
def totals(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.opportunity_totals").iter_rows(named=True)
    return {row["kind"]: row for row in rows}


def test_every_theme_driver_and_defect_is_one(demo_release, opportunities):
    expected = demo_release.sql(
        "select 'theme:' || topic_id from reporting.themes union all "
        "select 'driver:' || outcome || ':' || predictor from reporting.experience_drivers where scope = 'all'"
        " union all "
        "select distinct 'defect:' || linked_bug_key from reporting.desk_escalations where linked_bug_key is not null"
        " union all select 'defect:' || incident_id from reporting.desk_incidents"
    )
    keys = [row["opportunity_key"] for row in opportunities]
    assert len(keys) == len(set(keys))
    assert set(expected.to_series()) <= set(keys)
    assert {row["sort"] for row in opportunities} >= {"theme", "topic driver", "setback driver", "bug", "incident",
                                                      "component", "product"}  # fmt: skip


def test_components_of_cost_add_up_to_the_total_and_to_the_cases(demo_release, opportunities):
    behind = demo_release.sql(
        f"select opportunity_key, count(*) as cases, {', '.join(f'sum(coalesce({c}, 0)) as {c}' for c in COMPONENTS)} "
        "from reporting.opportunity_cases where is_in_period group by all"
    )
    rows = {row["opportunity_key"]: row for row in behind.iter_rows(named=True)}
    for one in opportunities:
        assert one["cost_usd"] == sum((one[c] for c in COMPONENTS), Decimal(0))
        found = rows.get(one["opportunity_key"], {"cases": 0, **dict.fromkeys(COMPONENTS, 0)})
        assert one["case_count"] == found["cases"]
        assert all(one[c] == found[c] for c in COMPONENTS)


def test_an_account_counts_once_within_an_opportunity_and_over_all(demo_release, opportunities, totals):
    arr = dict(demo_release.sql("select distinct tenant_id, arr_usd from reporting.opportunity_accounts").iter_rows())
    pairs = demo_release.sql(
        "select distinct opportunity_key, tenant_id from reporting.opportunity_cases where is_in_period"
    )
    touched: dict[str, set[str]] = {}
    for key, tenant in pairs.iter_rows():
        touched.setdefault(key, set()).add(tenant)
    for one in opportunities:
        assert one["arr_exposed_usd"] == sum((arr[t] for t in touched.get(one["opportunity_key"], ())), Decimal(0))
    everybody = set().union(*touched.values())
    assert totals["all"]["arr_exposed_usd"] == sum(arr[t] for t in everybody)
    assert totals["all"]["account_count"] == len(everybody)
    assert totals["all"]["cost_usd"] < sum(one["cost_usd"] for one in opportunities), "opportunities overlap"


def test_a_parent_with_the_cases_of_one_topic_below_it_has_no_rank_of_its_own(demo_release, opportunities):
    cases: dict[str, set[str]] = {}
    for key, case in demo_release.sql("select opportunity_key, case_id from reporting.opportunity_cases").iter_rows():
        cases.setdefault(key, set()).add(case)
    titles = {one["opportunity_key"]: one["title"] for one in opportunities}
    repeats = [one for one in opportunities if one["kind"] == "theme" and one["same_cases_as"]]
    assert repeats, "the demo company has parents with one child"
    for one in repeats:
        same = [
            key for key, found in cases.items() if key.startswith("theme:") and found == cases[one["opportunity_key"]]
        ]
        assert one["same_cases_as"] in [titles[key] for key in same if key != one["opportunity_key"]]
        assert one["rank"] is one["rank_in_kind"] is None
    themes = [one for one in opportunities if one["kind"] == "theme" and one["rank"] is not None and one["case_count"]]
    alike = [frozenset(cases[one["opportunity_key"]]) for one in themes]
    assert len(alike) == len(set(alike)), "no two ranked themes are the same cases"


def test_ranks_follow_what_a_fix_brings_and_ties_are_told(opportunities):
    ranked = [one for one in opportunities if one["rank"] is not None]
    amounts = [one["fix_likely_usd"] or Decimal(0) for one in ranked]
    assert amounts == sorted(amounts, reverse=True)
    subjects: dict[Decimal, set] = {}
    for one, amount in zip(ranked, amounts, strict=True):
        # A parent that is a driver counts as the topic whose cases it has.
        name = one["same_cases_as"] or (one["title"] if one["sort"] in ("theme", "topic driver") else one["subject_id"])
        subjects.setdefault(amount, set()).add((one["sort"].replace("topic driver", "theme"), name))
    for one, amount in zip(ranked, amounts, strict=True):
        assert one["rank"] == 1 + sum(other > amount for other in subjects)
        assert one["tied_count"] == len(subjects[amount])
        assert one["is_tied"] == (one["tied_count"] > 1)
    assert len(ranked) > sum(map(len, subjects.values())), "a topic is a theme and a driver"


def test_drivers_that_are_none_or_of_few_cases_are_listed_and_not_ranked(opportunities):
    drivers = [one for one in opportunities if one["kind"] == "driver"]
    unranked = [one for one in opportunities if one["rank"] is None]
    assert all(one["kind"] == "driver" or one["same_cases_as"] for one in unranked)
    unranked = [one for one in unranked if one["kind"] == "driver"]
    assert unranked == [one for one in drivers if one["driver_status"] != "driver" or one["case_count"] < 30]
    assert 0 < len(unranked) < len(drivers)
    assert all(one["rank_in_kind"] is one["tied_count"] is one["is_tied"] is None for one in unranked)


def test_what_happened_once_is_not_made_a_year_of(opportunities):
    once = [one for one in opportunities if one["is_one_off"]]
    assert {one["sort"] for one in once} == {"bug", "incident"}
    assert all(one["sort"] == "incident" or one["case_count"] < 30 for one in once)
    for one in once:
        assert one["cost_per_year_usd"] == one["cost_usd"]
        assert one["avoided_cases_high"] <= one["case_count"]
    yearly = next(one for one in opportunities if one["kind"] == "theme" and one["cost_usd"])
    assert float(yearly["cost_per_year_usd"]) == pytest.approx(float(yearly["cost_usd"]) * 365 / 90, abs=0.01)


def test_the_product_stands_beside_where_no_difference_is_shown(opportunities):
    shown = [one for one in opportunities if one["leaving_status"] == "no difference shown"]
    assert any(one["arr_times_difference_usd"] > 0 for one in shown)
    for one in shown:
        product = float(one["arr_exposed_usd"]) * one["leaving_difference"]
        assert float(one["arr_times_difference_usd"]) == pytest.approx(product, abs=0.01)
        assert one["arr_expected_at_risk_usd"] == 0


def test_no_risk_is_expected_where_no_difference_in_leaving_is_shown(opportunities):
    statuses = {one["leaving_status"] for one in opportunities}
    assert {"too few customers", "no difference shown"} <= statuses
    for one in opportunities:
        if one["leaving_status"] == "too few customers":
            assert one["arr_expected_at_risk_usd"] is None
            assert min(one["touched_count"], one["untouched_count"]) < 30
        elif one["leaving_status"] == "touched leave more often":
            assert one["leaving_difference_low"] > 0
            assert one["arr_expected_at_risk_usd"] > 0
        else:
            assert one["arr_expected_at_risk_usd"] == 0


def test_effort_is_that_of_projects_or_says_why_there_is_none(demo_release, opportunities):
    assert {one["effort_basis"] for one in opportunities if one["effort_days"] is None} >= {
        "no project names it", "roadmap items state no effort"
    }  # fmt: skip
    billing = next(one for one in opportunities if one["effort_days"] is not None)
    planned = demo_release.sql(
        "select sum(planned_day_count) from reporting.projects where is_open and opportunity_key = ?",
        [billing["opportunity_key"]],
    ).item()
    assert billing["effort_days"] == planned > 0


def test_what_is_linked_to_an_opportunity_names_one_that_is_there(demo_release, opportunities):
    keys = {one["opportunity_key"] for one in opportunities}
    for table in ("projects", "project_forecasts", "roadmap_items", "reported_opportunities"):
        linked = demo_release.sql(f"select opportunity_key from reporting.{table}").to_series()
        assert 0 < linked.null_count() < linked.len(), table
        assert set(linked.drop_nulls()) <= keys


def test_costs_of_cases_add_up_to_what_tenants_were_handled_for_and_refunded(demo_release):
    handling, minutes, credits = demo_release.sql(
        "select sum(handling_cost_usd), sum(handling_minutes), sum(credits_usd) from reporting.case_costs"
    ).row(0)
    # A case's amount is rounded to the cent, at most half a cent off.
    assert abs(float(handling) - minutes / 60 * 48) < 0.005 * 1000
    assert credits > 0


def test_the_page_drills_from_an_opportunity_to_its_cases(open_page, demo_release):
    page = open_page("opportunities", opportunity_kind="Defects", opportunity="defect:component:Exports")
    assert not page.exception
    tables = [frame.value for frame in page.dataframe]
    assert any("fix_likely_usd" in table.columns for table in tables)
    (cases,) = (table for table in tables if "case_id" in table.columns)
    behind = demo_release.sql(
        "select case_id, component from reporting.opportunity_cases where opportunity_key = 'defect:component:Exports'"
    )
    assert set(cases["case_id"]) == set(behind["case_id"])
    assert set(behind["component"]) == {"Exports"}
