"""Journeys of the demo company: what goes in comes out, numbers are those of the timeline, and the page shows them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import html_of
from release_rows import rows

from dagster_project.connectors.demo_company.company import SEGMENTS
from dashboards.metrics import MetricQuestion

LINK = ("step_number", "from_touchpoint", "to_touchpoint")


def unbalanced(links: pl.DataFrame) -> list[tuple]:
    """Touchpoints and places where other numbers leave than enter; the first place is entered from outside."""
    balance: Counter = Counter()
    for step, source, target, count in links.select(*LINK, "journey_moves").iter_rows():
        balance[step, source] -= count
        if step == 1:
            balance[step, source] += count
        if not target.startswith("End: "):
            balance[step + 1, target] += count
    return [place for place, rest in balance.items() if rest]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    segments=st.sets(st.sampled_from(SEGMENTS)),
    priorities=st.sets(st.sampled_from(["P0", "P1", "P2", "P3"])),
    days=st.integers(1, 500),
)
def test_whatever_is_filtered_what_goes_in_comes_out(demo_release, segments, priorities, days):
    where = {"segment": sorted(segments), "priority": sorted(priorities)}
    until = date(2026, 6, 30)
    links = demo_release.ask(
        MetricQuestion.of(["journey_moves"], LINK, where, since=until - timedelta(days=days), until=until)
    )
    assert unbalanced(links) == []


def test_the_published_flows_balance_and_hold_every_case_once(demo_release):
    flows = demo_release.sql("select *, case_count as journey_moves from reporting.journey_flows")
    cases = demo_release.sql("select count(*) from reporting.cases").item()
    all_tenants = flows.filter(pl.col("tenant_id").is_null())
    assert unbalanced(all_tenants) == []
    assert all_tenants.filter("is_end")["case_count"].sum() == cases
    assert all_tenants.filter(pl.col("step_number") == 1)["case_count"].sum() == cases
    for _, flow in flows.drop_nulls("tenant_id").group_by("tenant_id"):
        assert unbalanced(flow) == []
    by_tenant = flows.drop_nulls("tenant_id").group_by(*LINK).agg(pl.col("case_count").sum())
    assert by_tenant.sort(LINK).equals(all_tenants.select(*LINK, "case_count").sort(LINK))


def test_a_link_is_what_its_cases_say(demo_release):
    """The busiest link from Triage on, by hand from the timeline and the cases."""
    link = rows(
        demo_release,
        "select * from reporting.journey_flows where tenant_id is null and from_touchpoint = 'Triage' "
        "order by case_count desc limit 1",
    )[0]
    assert link["to_touchpoint"] == "In-progress"
    by_hand = demo_release.sql(
        "with entered as (select source, case_id, value, min(occurred_at) as at from reporting.case_events "
        "where kind = 'state_changed' group by all) "
        "select epoch(work.at) - epoch(triage.at) as seconds, is_sla_breached as broke, csat_score "
        "from entered as triage inner join entered as work using (source, case_id) "
        "inner join reporting.cases using (source, case_id) "
        "where triage.value = 'Triage' and work.value = 'In-progress'"
    )
    assert link["case_count"] == by_hand.height > 500
    assert link["median_seconds"] == pytest.approx(by_hand["seconds"].median())
    assert link["breach_rate"] == pytest.approx(by_hand["broke"].sum() / link["promised_count"])
    assert link["breach_rate_low"] < link["breach_rate"] < link["breach_rate_high"]
    assert (link["rated_count"], link["average_csat"]) == (
        by_hand["csat_score"].count(), pytest.approx(by_hand["csat_score"].mean())
    )  # fmt: skip


def test_the_page_and_the_table_say_the_same(demo_release):
    names = ["journey_moves", "journey_move_median_seconds", "journey_breach_rate", "journey_csat", "journey_csat_low"]
    asked = demo_release.ask(MetricQuestion.of(names, LINK)).sort(LINK)
    told = demo_release.sql("select * from reporting.journey_flows where tenant_id is null").sort(LINK)
    columns = ("case_count", "median_seconds", "breach_rate", "average_csat", "average_csat_low")
    assert asked.height == told.height
    for name, column in zip(names[:4], columns, strict=False):
        assert asked[name].to_list() == pytest.approx(told[column].to_list())
    # 1.96 stands there for the exact quantile.
    assert asked["journey_csat_low"].is_null().to_list() == told["average_csat_low"].is_null().to_list()
    assert told["average_csat_low"].is_null().to_list() == (told["rated_count"] < 10).to_list()
    differences = (asked["journey_csat_low"] - told["average_csat_low"]).drop_nulls()
    assert len(differences) > 10
    assert differences.abs().max() < 1e-3


def test_reopened_cases_are_those_that_reopen(demo_release):
    counted = demo_release.sql(
        "select count(distinct case_id) from reporting.journey_links where to_touchpoint = 'Reopened'"
    ).item()
    assert counted == demo_release.sql("select count(*) from reporting.cases where reopen_count > 0").item() > 20


def test_first_breaches_fall_into_one_link_each(demo_release):
    most, cases = demo_release.sql(
        "select max(places), count(*) from (select case_id, count(*) as places from reporting.journey_links "
        "where is_breached_here group by 1)"
    ).row(0)
    broken = demo_release.sql("select count(*) from reporting.cases where is_sla_breached").item()
    assert most == 1
    assert 0.8 * broken < cases <= broken


def test_journeys_are_counted_and_the_one_reported_too_well_is_found(demo_release):
    journeys = {row["journey_name"]: row for row in rows(demo_release, "select * from reporting.journeys")}
    first = journeys["Support case"]
    assert first["reported_success_rate"] - first["success_rate"] > 0.01
    for row in journeys.values():
        assert 0 < row["finished_count"] <= row["started_count"]
        assert row["reported_step_count"] == row["step_count"]
        if row is not first:
            assert abs(row["reported_success_rate"] - row["success_rate"]) < 0.01
    steps = rows(demo_release, "select * from reporting.journey_steps order by journey_id, step_number")
    assert all(s["step_before_count"] is None or s["reached_count"] <= s["step_before_count"] for s in steps)


def test_conversion_of_steps_is_that_of_their_counts(demo_release):
    steps = rows(demo_release, "select * from reporting.journey_steps where step_number > 1")
    for step in steps:
        assert step["conversion_rate"] == pytest.approx(step["reached_count"] / step["step_before_count"])
        assert step["conversion_rate_low"] <= step["conversion_rate"] <= step["conversion_rate_high"]
        assert step["timed_count"] == step["reached_count"]
        assert step["median_seconds_since_step_before"] <= step["p90_seconds_since_step_before"]
    asked = demo_release.ask(
        MetricQuestion.of(["journey_conversion_rate", "journey_visits"], ["journey_name", "step_number"])
    )
    of_page = {(r["journey_name"], r["step_number"]): r["journey_conversion_rate"] for r in asked.to_dicts()}
    for step in steps:
        went_on = of_page[step["journey_name"], step["step_number"] - 1]
        assert went_on == pytest.approx(step["conversion_rate"])


def test_the_page_opens_and_a_link_drills_to_its_cases(open_page):
    app = open_page("journeys", period="All")
    assert not app.exception
    text = html_of(app)
    assert "broke a promise: 0 %" in text
    assert "Journeys as they are defined" in text
    (link,) = (box for box in app.selectbox if box.label == "Link")
    first = app.dataframe[0].value
    assert link.value.endswith(f"{first['from_touchpoint'][0]} → {first['to_touchpoint'][0]}")
    cases = f"**{first['journey_moves'][0]:,} cases**"
    assert any(words.value.startswith(cases) for words in app.markdown)


def test_the_tenant_filter_of_the_page_acts_on_paths_and_journeys(open_page, demo_release):
    tenant = demo_release.sql(
        "select tenant_name from reporting.journey_links where is_end group by 1 order by count(*) desc limit 1"
    ).item()
    app = open_page("journeys", period="All", tenants=tenant)
    assert not app.exception
    paths = demo_release.ask(MetricQuestion.of(["journey_paths"], (), {"tenant_name": (tenant,)})).item()
    drawn = next(table.value for table in app.dataframe if "to_touchpoint" in table.value.columns)
    assert drawn[drawn["step_number"] == 1]["journey_moves"].sum() == paths
    whole = demo_release.ask(MetricQuestion.of(["journey_paths"])).item()
    assert 0 < paths < whole
    started = next(table.value for table in app.dataframe if "journeys_started" in table.value.columns)
    asked = demo_release.ask(
        MetricQuestion.of(["journeys_started"], ["journey_name"], {"tenant_name": (tenant,)})
    ).filter(pl.col("journeys_started") > 0)  # fmt: skip
    assert dict(zip(started["journey_name"], started["journeys_started"], strict=True)) == dict(asked.iter_rows())


def test_paths_are_cases_opened_and_those_deleted_or_merged_and_each_card_drills(open_page, demo_release):
    paths, removed = demo_release.sql(
        "select count(*), count(*) filter (to_touchpoint = 'End: removed') from reporting.journey_links where is_end"
    ).row(0)
    opened = demo_release.ask(MetricQuestion.of(["cases_opened"])).item()
    assert removed > 0
    assert opened == paths - removed
    app = open_page("journeys", period="All", link="Paths of cases deleted or merged")
    assert not app.exception
    text = html_of(app)
    assert f"{opened:,} cases opened + {removed:,} deleted or merged" in text
    assert any(words.value.startswith(f"**{removed:,} case") for words in app.markdown)


@pytest.mark.parametrize(
    ("link", "condition"),
    [
        ("All paths", "is_end"), ("Paths still open", "to_touchpoint = 'End: still open'"),
        ("Reopenings", "to_touchpoint = 'Reopened'"), ("Paths with a promise", "is_end and is_promised"),
        ("Paths that broke one", "is_end and is_promised and is_breached"),
        ("Paths with a score", "is_end and csat_score is not null"),
    ],
)  # fmt: skip
def test_what_a_card_counts_are_rows(open_page, demo_release, link, condition):
    count = demo_release.sql(f"select count(*) from reporting.journey_links where {condition}").item()
    assert count > 0
    app = open_page("journeys", period="All", link=link)
    assert any(words.value.startswith(f"**{count:,} case") for words in app.markdown)
