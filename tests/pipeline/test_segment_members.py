"""Members of the demo company's segments: who comes and goes, when and why, and who has left the company."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from dagster_project.connectors.demo_company.platform.segments import ASKING_OFTEN
from dagster_project.segments.preview import preview
from dashboards import segments_queries


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
