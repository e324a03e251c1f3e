"""The page on segments: sizes, moves and feelings, of all tenants or of one."""

from __future__ import annotations

import duckdb
import pytest
from pages import html_of, open_page
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.platform.segments import ASKING_OFTEN
from dagster_project.resources.paths import DASHBOARD_APP, Home
from dashboards import segments_queries
from dashboards.segments_cohorts import FIGURES


@pytest.fixture(scope="module")
def page(demo_warehouse):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOMPIN_HOME", str(demo_warehouse.home))
        patch.delenv("LOOMPIN_CONFIG", raising=False)
        yield AppTest.from_file(str(DASHBOARD_APP), default_timeout=60).switch_page("app_pages/segments.py").run()


def test_the_page_shows_sizes_moves_and_what_cannot_be_used(page, segments):
    assert not page.exception
    (warning,) = page.warning
    assert ASKING_OFTEN in warning.value
    assert "cases_30_days" in warning.value
    sizes = next(table.value for table in page.dataframe if "size_difference" in table.value.columns)
    assert dict(zip(sizes["segment_name"], sizes["member_count"], strict=True)) == {
        name: row["member_count"] for name, row in segments.items()
    }


def test_the_filters_of_the_page_act_on_all_of_it(page, demo_release):
    tenant, members = demo_release.sql(
        "select tenant_name, count(*) as n from reporting.segment_memberships where is_current group by 1 "
        "order by n desc, 1 limit 1"
    ).row(0)
    page.selectbox(key="tenant").select(tenant).run()
    assert not page.exception
    listed = next(table.value for table in page.dataframe if "health_score" in table.value.columns)
    assert len(listed) == members
    assert set(listed["tenant_name"]) == {tenant}
    sized = next(table.value for table in page.dataframe if "segment_members" in table.value.columns)
    assert sized["segment_members"].sum() == members


def test_reported_feelings_of_all_tenants_do_not_stand_beside_those_of_one(page, demo_release):
    told = next(table.value for table in page.dataframe if "nps_words" in table.value.columns)
    assert not [name for name in told.columns if name.startswith("reported")]
    floor = demo_release.sql(
        "select segment_name, nps_count from reporting.segment_perception where tenant_name = $1 and window_days = 365",
        [page.selectbox(key="tenant").value],
    )
    shown = dict(zip(told["segment_name"], told["nps_words"], strict=True))
    for name, n in floor.iter_rows():
        assert ("(" in shown[name]) == (n >= 10), f"{name}: {shown[name]} of {n} answers"


def test_figures_reported_otherwise_are_rows_of_the_page(demo_release, open_page):
    (source,) = demo_release.sql(segments_queries.SOURCES)["source"]
    counted = demo_release.sql(segments_queries.RECONCILED, [source])
    rows = demo_release.sql(segments_queries.REPORTED, [source, "all"])
    assert rows.height == counted["figure_count"].sum()
    differing = counted["differing_count"].sum()
    assert 0 < differing == (rows["verdict"] == "differs").sum()
    app = open_page("segments", reported_of="High-value accounts", verdict="differs")
    drawn = next(table.value for table in app.dataframe if "reported_value" in table.value.columns)
    assert drawn["figure"].to_list() == ["Size"]
    assert drawn["computed_less_reported"].to_list() == (drawn["computed_value"] - drawn["reported_value"]).to_list()
    assert set(rows["measure"]) == set(FIGURES)


def test_a_second_source_has_segments_and_cohorts_of_its_own(demo_copy, monkeypatch):
    """Numbers of cohorts are those of a source: a page of two sources shows one of them."""
    monkeypatch.setenv("LOOMPIN_HOME", str(demo_copy.home))
    tables = [
        "detected_cohorts", "cohort_members", "customer_attributes", "segments", "segment_memberships",
        "segment_perception", "segment_weeks", "segment_moves", "segment_versions", "segment_traits",
        "segment_reconciliations",
    ]  # fmt: skip
    (release,) = Home(demo_copy.home).releases.glob("*.duckdb")
    with duckdb.connect(str(release)) as connection:
        for table in tables:
            connection.execute(
                f"insert into reporting.{table} select * replace ('second' as source) from reporting.{table}"
            )
    page = open_page("segments", segment_source="second")
    assert not page.exception
    assert page.selectbox(key="segment_source").value == "second"
    cohorts = next(table.value for table in page.dataframe if "silhouette" in table.value.columns)
    assert cohorts["cohort_number"].is_unique
    sized = next(table.value for table in page.dataframe if "size_difference" in table.value.columns)
    assert sized["segment_name"].is_unique


def test_a_score_of_fewer_than_ten_answers_is_not_drawn(open_page, demo_release):
    few = demo_release.sql("select * from reporting.segment_perception where nps_count < 10")
    assert few.height > 10
    assert few["nps_low"].null_count() == few["nps_high"].null_count() == few.height
    most = demo_release.sql(
        "select tenant_name, max(greatest(nps_count, csat_count)) as n from reporting.segment_perception "
        "where window_days = 365 and tenant_name is not null group by tenant_name order by n, tenant_name"
    )
    assert most["n"][0] < 10
    for measure in ("NPS", "CSAT"):
        app = open_page("segments", tenant=most["tenant_name"][0], measure=measure)
        assert not app.exception
        assert "No segment has 10 answers" in html_of(app)
