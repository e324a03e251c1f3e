"""How segments of the demo company feel, what marks them, and the cohorts that are found."""

from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.segments.compiling import compile_definition
from dashboards import segments_queries
from dashboards.segments_cohorts import primary_traits


@pytest.fixture(scope="module")
def felt(demo_release) -> dict[str, dict]:
    rows = demo_release.sql(
        "select * from reporting.segment_perception where tenant_id is null and window_days = 365"
    ).iter_rows(named=True)
    return {row["segment_name"]: row for row in rows}


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
