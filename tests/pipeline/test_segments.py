"""Segments of the demo company: what is planted is found, numbers add up, and the page and the command show them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import duckdb
import polars as pl
import pytest
from pages import open_page
from polars.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.segments import ASKING_OFTEN, SEGMENTS
from dagster_project.resources.paths import DASHBOARD_APP, Home
from dagster_project.segments.attributes import KIND_OF_TYPE, read_attributes
from dagster_project.segments.compiling import compile_definition
from dagster_project.segments.preview import preview
from dashboards import segments_queries
from dashboards.segments_cohorts import FIGURES, primary_traits

WRONG = planted("segment_definition_wrong").size


@pytest.fixture(scope="module")
def segments(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.segments").iter_rows(named=True)
    return {row["segment_name"]: row for row in rows}


@pytest.fixture(scope="module")
def felt(demo_release) -> dict[str, dict]:
    rows = demo_release.sql(
        "select * from reporting.segment_perception where tenant_id is null and window_days = 365"
    ).iter_rows(named=True)
    return {row["segment_name"]: row for row in rows}


def test_every_definition_of_the_demo_company_is_of_the_language_but_the_planted_ones(demo_release, segments):
    assert set(segments) == {name for name, *_ in SEGMENTS}
    problems = demo_release.sql(
        "select segment_name, definition, problem from reporting.segment_versions where problem is not null"
    )
    assert problems.height == WRONG
    assert problems["segment_name"].to_list() == [ASKING_OFTEN]
    assert "Did you mean cases_90_days?" in problems["problem"][0]


def test_a_version_that_cannot_be_used_leaves_the_one_before_in_force(segments):
    often = segments[ASKING_OFTEN]
    assert (often["version"], often["version_count"], often["is_in_force"]) == (1, 2, True)
    assert often["member_count"] > 0


def test_the_stale_size_is_found_and_the_others_agree(demo_release, segments):
    stale = segments["High-value accounts"]
    assert stale["reported_size"] == int(stale["member_count"] * planted("segment_size_stale").size)
    verdicts = demo_release.sql(
        "select entity_id, measure from reporting.reconciliation_differences where measure like 'segment%'"
    )
    assert verdicts.rows() == [(stale["segment_id"], "segments.size")]


def test_sizes_are_those_of_the_simulation_too(demo_release, segments):
    """The preview, and the counts of plain SQL on what is published, come to the same."""
    counts = {
        "Enterprise": "plan = 'Enterprise'", "Churn risks": "health_score < 50",
        "Startups in good health": "segment = 'Startup' and health_score >= 70",
    }  # fmt: skip
    for name, condition in counts.items():
        told = demo_release.sql(f"select count(*) from reporting.customer_attributes where {condition}").item()
        assert told == segments[name]["member_count"] == preview(demo_release.sql, segments[name]["definition"], 0).size


def test_startups_would_recommend_less(felt):
    startups, enterprise = felt["Startups in good health"], felt["Enterprise"]
    assert startups["nps_high"] < enterprise["nps_low"]
    assert (startups["primary_trait"], startups["trait_attribute"]) == ("Disloyal", "nps_score")
    assert startups["trait_difference"] == pytest.approx(
        planted("nps_startup").size / planted("nps_noise").size, abs=0.9
    )


def test_a_trait_is_not_what_the_definition_asks_for(demo_release, felt):
    assert felt["High-value accounts"]["trait_attribute"] != "arr_usd"
    marks = demo_release.sql("select * from reporting.segment_traits where is_mark")
    assert not marks["is_in_definition"].any()
    assert (marks["difference"].abs() >= 0.2).all()
    assert ((marks["difference_low"] > 0) | (marks["difference_high"] < 0)).all()


def test_perception_is_that_of_its_rows(demo_release, felt):
    rows = demo_release.sql(
        "select * from reporting.segment_answers where answered_on > date '2026-06-30' - 365"
    ).partition_by("segment_name", as_dict=True)
    for (name,), answers in rows.items():
        told, points = felt[name], answers["nps_score"].drop_nulls()
        assert told["nps_count"] == len(points)
        assert told["nps"] == pytest.approx(100 * ((points >= 9).mean() - (points <= 6).mean()))
        scores, tones, anger = (answers[c].drop_nulls() for c in ("csat_score", "sentiment_score", "anger"))
        assert (told["csat_count"], told["csat"]) == (len(scores), pytest.approx((scores >= 4).mean()))
        assert (told["sentiment_count"], told["sentiment"]) == (len(tones), pytest.approx(tones.mean()))
        half = 1.959963984540054 * tones.std() / len(tones) ** 0.5
        assert told["sentiment_high"] == pytest.approx(tones.mean() + half)
        assert (told["anger_count"], told["anger"]) == (len(anger), pytest.approx(anger.mean()))
        assert told["answering_customer_count"] == answers["customer_id"].n_unique()


def test_tenants_add_up_to_all(demo_release):
    apart, together = (
        demo_release.sql(
            "select segment_id, sum(nps_count) as n, sum(answer_count) as said from reporting.segment_perception "
            f"where window_days = 365 and tenant_id is {sign} null group by 1 order by 1"
        )
        for sign in ("not", "")
    )
    assert apart.equals(together)


def test_moves_lead_from_each_size_to_the_next(demo_release):
    weeks = demo_release.sql("select * from reporting.segment_weeks order by segment_id, moment").with_columns(
        before=pl.col("member_count").shift(1).over("segment_id")
    )
    assert weeks.select("segment_id", "moment").n_unique() == weeks.height > 6 * 20
    wrong = weeks.filter(
        pl.col("before").is_not_null()
        & (pl.col("before") + pl.col("moved_in_count") - pl.col("moved_out_count") != pl.col("member_count"))
    )
    assert wrong.is_empty()
    moved = demo_release.sql(
        "select count(*) filter (direction = 'in'), count(*) filter (direction = 'out') from reporting.segment_moves"
    ).row(0)
    assert moved == (weeks["moved_in_count"].sum(), weeks["moved_out_count"].sum())


def test_a_new_definition_moves_people_and_is_told_as_the_cause(demo_release):
    moves = demo_release.sql(
        "select * from reporting.segment_moves where segment_name = 'Churn risks' and cause = 'definition changed'"
    )
    assert moves.height > 0
    assert set(moves["direction"]) == {"in"}
    assert set(moves["version"]) == {2}
    # The first Monday after the second version came into force.
    assert set(moves["seen_at"]) == {datetime(2026, 2, 2, tzinfo=UTC)}


def test_members_of_a_past_monday_are_those_whom_the_facts_of_then_make(demo_release):
    """Cases of the ninety days before 4 May, counted by hand, make the same members as the history says."""
    monday = datetime(2026, 5, 4, tzinfo=UTC)
    by_hand = demo_release.sql(
        "select cases.customer_id from reporting.cases as cases "
        "inner join reporting.customer_attributes as customers on cases.customer_id = customers.customer_id "
        "where not is_removed and opened_at <= $1 and opened_at >= $1::timestamptz - interval 90 day "
        "group by 1 having count(*) >= 2 order by 1",
        [monday],
    )["customer_id"].to_list()  # fmt: skip
    told = demo_release.sql(
        "select customer_id from reporting.segment_memberships where segment_name = $1 "
        "and (valid_from is null or valid_from <= $2) and (valid_to is null or valid_to > $2) order by 1",
        [ASKING_OFTEN, monday],
    )["customer_id"].to_list()
    assert told == by_hand
    assert len(told) > 5


def test_who_asks_often_comes_and_goes(demo_release):
    causes = demo_release.sql(
        "select direction, cause, count(*) as n from reporting.segment_moves where segment_name = $1 group by all",
        [ASKING_OFTEN],
    )
    assert set(causes["direction"]) == {"in", "out"}
    assert set(causes["cause"]) == {"attributes changed"}


def test_metrics_and_tables_agree(demo_warehouse, segments):
    told = demo_warehouse.loompin("metrics", "query", "segment_members", "--by", "segment_name", "--format", "json")
    counted = {row["segment_name"]: row["segment_members"] for row in json.loads(told.out)}
    assert counted == {name: row["member_count"] for name, row in segments.items()}


def test_members_who_have_left_are_counted_and_can_be_left_out(demo_release, segments):
    gone = demo_release.sql(
        "select members.segment_name, count(*) as n from reporting.segment_memberships as members "
        "inner join reporting.customer_attributes as customers using (source, customer_id) "
        "where members.is_current and customers.has_left group by 1"
    )
    counted = {name: row["left_member_count"] for name, row in segments.items() if row["left_member_count"]}
    assert dict(gone.iter_rows()) == counted != {}
    assert all(row["left_member_count"] <= row["member_count"] for row in segments.values() if row["is_in_force"])
    enterprise = segments["Enterprise"]
    there = preview(demo_release.sql, f"{enterprise['definition']} and has_left = false", 0)
    assert there.size == enterprise["member_count"] - enterprise["left_member_count"] < enterprise["member_count"]
    days = demo_release.sql(
        "select customers.has_left, customers.left_on, customers.moment_on, foretold.churned_on "
        "from reporting.customer_attributes as customers left join (select distinct source, customer_id, churned_on "
        "from reporting.health_predictions where churned_on is not null) as foretold using (source, customer_id)"
    )
    assert (days["has_left"] == days["left_on"].is_not_null()).all()
    assert (days["left_on"] <= days["moment_on"]).drop_nulls().all()
    known = days.drop_nulls("churned_on")
    assert not known.is_empty()
    assert known["left_on"].equals(known["churned_on"])


def test_cohorts_hold_every_customer_once_and_their_drafts_are_of_the_language(demo_release):
    cohorts = demo_release.sql("select * from reporting.detected_cohorts order by cohort_number")
    customers = demo_release.sql("select count(*) from reporting.customer_attributes").item()
    members = demo_release.sql("select customer_id, cohort_number from reporting.cohort_members")
    assert cohorts["member_count"].sum() == customers == members["customer_id"].n_unique() == members.height
    assert cohorts["stability"].is_between(0, 1).all()
    for row in cohorts.drop_nulls("definition").iter_rows(named=True):
        condition = compile_definition(row["definition"]).sql
        met, both = demo_release.sql(
            "select count(*), count(*) filter (members.cohort_number = $1) "
            "from reporting.customer_attributes as attributes "
            f"inner join reporting.cohort_members as members using (customer_id) where {condition}",
            [row["cohort_number"]],
        ).row(0)  # fmt: skip
        assert met == row["definition_size"]
        assert both / met == pytest.approx(row["definition_precision"])
        assert both / row["member_count"] == pytest.approx(row["definition_recall"])


def test_attributes_are_columns_of_the_published_table(demo_release):
    types = dict(
        demo_release.sql("describe reporting.customer_attributes").select("column_name", "column_type").iter_rows()
    )
    for attribute in read_attributes().values():
        assert KIND_OF_TYPE[types[attribute.name].lower()] == attribute.kind


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


def test_members_by_week_of_tenants_add_up_to_all(demo_release):
    (source,) = demo_release.sql(segments_queries.SOURCES)["source"]
    tenants = demo_release.sql(segments_queries.TENANTS, [source])["tenant_id"]
    apart = pl.concat(demo_release.sql(segments_queries.SIZES, [source, tenant, "all"]) for tenant in tenants)
    added = apart.group_by("moment", "segment_name").agg(pl.col("member_count").sum())
    together = demo_release.sql(segments_queries.SIZES, [source, "all", "all"])
    of_tenants = demo_release.sql(
        "select count(*) from reporting.segment_memberships where is_current and tenant_id is not null"
    ).item()
    assert together["member_count"].sum() > of_tenants > 0
    key = ["moment", "segment_name"]
    assert added.sort(key).equals(together.select(added.columns).sort(key))


def test_traits_asked_of_all_tenants_are_those_published(demo_release):
    (source,) = demo_release.sql(segments_queries.SOURCES)["source"]
    asked = demo_release.sql(segments_queries.TRAITS, [source, "all"])
    published = demo_release.sql(
        "select segments.segment_name, traits.* exclude (source, segment_id, tenant_id) "
        "from reporting.segment_traits as traits inner join reporting.segments as segments using (source, segment_id) "
        "where traits.difference is not null"
    )
    key = ["segment_name", "attribute"]
    assert_frame_equal(asked.sort(key), published.select(asked.columns).sort(key))


def test_few_customers_of_a_tenant_mark_no_segment(demo_release):
    (source,) = demo_release.sql(segments_queries.SOURCES)["source"]
    tenants = demo_release.sql(segments_queries.TENANTS, [source])["tenant_id"].to_list()
    traits = pl.concat(demo_release.sql(segments_queries.TRAITS, [source, tenant]) for tenant in [*tenants, "all"])
    few = traits.filter((pl.col("member_count") < 10) | (pl.col("other_count") < 10))
    assert few.filter(pl.col("difference").abs() >= 0.2).height > 0
    assert not few["is_mark"].any()
    told = primary_traits(traits.filter("is_mark"))["primary_trait"].to_list()
    assert told
    assert all(int(words.rpartition(", n ")[2]) >= 10 for words in told)


def test_traits_and_cohorts_of_a_tenant_count_its_customers_and_lead_to_them(demo_release):
    (source,) = demo_release.sql(segments_queries.SOURCES)["source"]
    tenant, customers = demo_release.sql(
        "select tenant_id, count(*) as n from reporting.customer_attributes group by 1 order by n desc, 1 limit 1"
    ).row(0)
    traits = demo_release.sql(segments_queries.TRAITS, [source, tenant])
    known = traits.filter(pl.col("attribute") == "health_score")
    assert known.height > 0
    for row in known.iter_rows(named=True):
        rows = demo_release.sql(
            segments_queries.TRAIT_ROWS, [source, tenant, row["segment_name"], row["attribute"]]
        )  # fmt: skip
        members = rows.filter("is_member")
        assert (members.height, rows.height) == (row["member_count"], row["member_count"] + row["other_count"])
        assert members["value"].mean() == pytest.approx(row["member_mean"])
    cohorts = demo_release.sql(segments_queries.COHORTS, [source, tenant])
    assert cohorts["members_here"].sum() == customers == cohorts["customers_here"][0] < cohorts["member_count"].sum()
    for number, count in cohorts.select("cohort_number", "members_here").iter_rows():
        assert demo_release.sql(segments_queries.COHORT_MEMBERS, [source, number, tenant]).height == count


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


def test_the_command_checks_tries_and_keeps_definitions(demo_warehouse, segments, tmp_path):
    found = demo_warehouse.loompin("segments", "preview", 'plan = "Enterprise"', "--limit", 3)
    assert found.code == 0
    assert found.out.startswith(f"{segments['Enterprise']['member_count']:,} of ")
    wrong = demo_warehouse.loompin("segments", "check", 'plan = "Pro" and health_scor < 40')
    assert wrong.code == 1
    assert "character 18: 'health_scor' is no attribute of a customer." in wrong.err
    assert "Did you mean health_score?" in wrong.err
    saved = demo_warehouse.loompin(
        "segments", "save", "ours", "plan='Pro'", "--author", "ann", "--reason", "a start", LOOMPIN_HOME=tmp_path
    )
    assert saved.code == 0, saved.err
    again = demo_warehouse.loompin(
        "segments", "save", "ours", "plan='Free'", "--author", "ben", "--reason", "x", LOOMPIN_HOME=tmp_path
    )
    assert "version 2" in again.out
    other = demo_warehouse.loompin(
        "segments", "save", "theirs", "plan='Free'", "--name", "ours", "--author", "ben", "--reason", "x",
        LOOMPIN_HOME=tmp_path,
    )  # fmt: skip
    assert (other.code, "The segment ours is called 'ours' already." in other.err) == (1, True)
    same = demo_warehouse.loompin(
        "segments", "save", "ours", 'plan = "Free"', "--author", "ann", "--reason", "again", LOOMPIN_HOME=tmp_path
    )
    assert (same.code, same.out.strip()) == (0, "ours: version 2 says this already; nothing was written.")
    lines = (tmp_path / "segments.csv").read_text().splitlines()
    assert len(lines) == 3
    assert 'ours,ours,,,"plan = ""Pro""",ann,a start,' in lines[1]


def test_what_is_saved_and_not_yet_run_is_listed_as_such(demo_warehouse, segments):
    file = demo_warehouse.home / "segments.csv"
    try:
        saved = demo_warehouse.loompin(
            "segments", "save", "ours", "plan='Prro'", "--author", "ann", "--reason", "a start"
        )
        assert saved.code == 0, saved.err
        assert "No customer has plan 'Prro'" in saved.out
        *listed, last = json.loads(demo_warehouse.loompin("segments", "list", "--format", "json").out)
    finally:
        file.unlink()
    assert (last["segment_name"], last["version"], last["member_count"]) == ("ours", 1, None)
    assert "not yet run" in last["problem"]
    assert {row["segment_name"] for row in listed} == set(segments)
    assert not any("not yet run" in (row["problem"] or "") for row in listed)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--author", "", "--reason", " "), "Who says so, and why"),
        (("--author", "ann", "--reason", "x", "--tenant", "nobody"), "of a tenant 'nobody'"),
        (("--author", "ann", "--reason", "x", "--name", "Enterprise"), "is called 'Enterprise' already"),
    ],
)
def test_a_definition_that_nobody_signs_is_of_nobody_or_has_the_name_of_another_is_not_kept(
    demo_warehouse, options, words
):
    told = demo_warehouse.loompin("segments", "save", "ours", "plan = 'Pro'", *options)
    assert (told.code, words in told.err) == (1, True)
    assert not (demo_warehouse.home / "segments.csv").exists()


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
        assert "No segment has 10 answers" in "".join(element.proto.body for element in app.get("html"))
