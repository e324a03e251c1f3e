"""The demo company, case by case: histories that are possible, and hold what clocks must get right."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from dagster_project.connectors.demo_company.simulation import SIMULATED
from data_contracts.vocabulary import CHANNELS, PRIORITIES, STATES

from .simulated import CASES, IS_REOPEN, UNTIL, moves

AHEAD = ("lockout_until", "expires_at")
"""Columns that say until when something holds."""


def test_nothing_is_at_or_after_the_end(tables):
    for contract in SIMULATED:
        frame = tables[contract.facts().table]
        for name in [c for c, dtype in frame.schema.items() if isinstance(dtype, pl.Datetime) and c not in AHEAD]:
            assert frame.filter(pl.col(name) >= UNTIL).is_empty(), f"{contract.facts().table}.{name}"


def test_instants_are_whole_seconds(tables):
    for name, frame in tables.items():
        for column in frame.select(pl.selectors.datetime()):
            assert (column.dt.microsecond().drop_nulls() == 0).all(), f"{name}.{column.name}"


def test_nothing_happens_to_a_case_before_it_opens_nor_before_its_people_are_there(tables):
    opened = tables["cases"].select("case_id", "opened_at", "requester_id", of_tenant="tenant_id")
    for name, frame in tables.items():
        if name != "cases" and "case_id" in frame.columns:
            with_opening = frame.join(opened, on="case_id")
            for column in frame.select(pl.selectors.datetime()).columns:
                assert with_opening.filter(pl.col(column) < pl.col("opened_at")).is_empty(), f"{name}.{column}"
    for table, key, of_case in (("requesters", "requester_id", "requester_id"), ("tenants", "id", "of_tenant")):
        joined = opened.join(tables[table].select(key, "created_at"), left_on=of_case, right_on=key)
        assert joined.height == CASES
        assert joined.filter(pl.col("created_at") > pl.col("opened_at")).is_empty()


def test_states_form_a_chain_from_new_in_order_of_time(tables):
    chain = moves(tables)
    assert chain.filter(pl.col("from_state") != pl.col("state_before").fill_null("New")).is_empty()
    assert chain.filter(pl.col("occurred_at") <= pl.col("moved_before_at")).is_empty()
    assert (chain.filter(pl.col("state_before").is_null())["from_state"] == "New").all()
    assert set(chain["to_state"]) == set(STATES)


def test_cases_stand_where_their_events_left_them(tables):
    last = {
        "state": moves(tables).group_by("case_id", maintain_order=True).agg(last=pl.col("to_state").last()),
        "priority": tables["case_priority_changes"].sort("occurred_at").group_by("case_id").agg(
            last=pl.col("to_priority").last()
        ),
        "owner_id": tables["case_assignments"].sort("assigned_at").group_by("case_id").agg(
            last=pl.col("assignee_id").last()
        ),
        "group_name": tables["case_assignments"].sort("assigned_at").group_by("case_id").agg(
            last=pl.col("group_name").last()
        ),
    }  # fmt: skip
    for column, events in last.items():
        stands = tables["cases"].join(events, on="case_id", how="left")
        expected = pl.col("last").fill_null("New") if column == "state" else pl.col("last")
        assert stands.filter(pl.col(column).ne_missing(expected)).is_empty(), column
    for table in ("case_state_transitions", "case_interactions", "case_priority_changes"):
        late = tables[table].join(tables["cases"].select("case_id", "updated_at"), on="case_id")
        assert late.filter(pl.col("occurred_at") > pl.col("updated_at")).is_empty(), table


def test_every_case_is_given_a_priority_when_it_opens_and_some_change(tables):
    first = tables["case_priority_changes"].filter(pl.col("from_priority").is_null())
    assert (
        first.join(tables["cases"], on="case_id").filter(pl.col("occurred_at") == pl.col("opened_at")).height == CASES
    )
    changes = tables["case_priority_changes"].filter(pl.col("from_priority").is_not_null())
    assert 0.07 < changes["case_id"].n_unique() / CASES < 0.13
    assert (changes["from_priority"] != changes["to_priority"]).all()
    assert set(tables["cases"]["priority"]) == set(PRIORITIES)


def test_the_system_closes_after_exactly_seven_days(tables):
    closed = moves(tables).filter((pl.col("to_state") == "Closed") & (pl.col("actor_kind") == "system"))
    assert closed.height > 500
    assert (closed["reason"] == "auto-close after 7 days").all()
    assert (closed["occurred_at"] - closed["moved_before_at"] == timedelta(days=7)).all()


def test_lives_hold_what_clocks_must_get_right(tables):
    chain, cases = moves(tables), tables["cases"]
    reopened = chain.filter(IS_REOPEN)
    assert set(reopened["from_state"]) == {"Resolved", "Closed"}
    assert 0.04 < reopened["case_id"].n_unique() / CASES < 0.09
    again = chain.join(reopened.select("case_id", reopened_at="occurred_at"), on="case_id")
    assert again.filter((pl.col("occurred_at") > pl.col("reopened_at")) & (pl.col("to_state") == "Closed")).height > 100
    assert chain.filter(pl.col("to_state") == "Waiting-on-customer").height > CASES / 2
    assert chain.filter(pl.col("to_state") == "On-hold").height > CASES / 20
    assert chain.filter((pl.col("from_state") == "New") & (pl.col("to_state") == "Closed")).height >= 1
    assert {"deleted", "recovered", "merged"} < set(tables["case_state_transitions"]["kind"])
    assert cases.filter(~pl.col("state").is_in(["Resolved", "Closed"])).height > 10
    assert set(cases["channel"]) == set(CHANNELS)


def test_what_is_gone_for_good_has_no_more_events(tables):
    ends = tables["case_state_transitions"].sort("occurred_at").group_by("case_id").agg(
        kind=pl.col("kind").last(), ended_at=pl.col("occurred_at").last()
    ).filter(pl.col("kind").is_in(["deleted", "merged"]))  # fmt: skip
    assert ends.height > 10
    late = tables["case_interactions"].join(ends.select("case_id", "ended_at"), on="case_id")
    assert late.filter(pl.col("occurred_at") >= pl.col("ended_at")).is_empty()


def test_merged_cases_go_into_an_older_case_of_the_same_tenant(tables):
    cases = tables["cases"]
    merged = cases.filter(pl.col("merged_into_case_id").is_not_null()).join(
        cases, left_on="merged_into_case_id", right_on="case_id", suffix="_older"
    )
    assert merged.height == tables["case_state_transitions"].filter(pl.col("kind") == "merged").height > 5
    assert (merged["tenant_id"] == merged["tenant_id_older"]).all()
    assert (merged["opened_at_older"] <= merged["opened_at"]).all()


def test_privately_created_cases_begin_with_a_note_and_the_customer_comes_later(tables):
    private = tables["cases"].filter(pl.col("is_created_privately"))
    assert 0.005 < private.height / CASES < 0.03
    first = tables["case_interactions"].sort("occurred_at", "interaction_id").group_by("case_id").first()
    first = first.join(tables["cases"].select("case_id", "is_created_privately", "opened_at"), on="case_id")
    by_privacy = first.group_by("is_created_privately", "kind", "author_kind", "is_public").len()
    assert set(by_privacy.drop("len").rows()) == {
        (True, "note", "agent", False),
        (False, "message", "customer", True),
    }
    assert (first["occurred_at"] == first["opened_at"]).all()
    said = tables["case_interactions"].filter("is_public").join(private.select("case_id"), on="case_id", how="semi")
    opening = said.sort("occurred_at").group_by("case_id").first()
    assert (opening["author_kind"] == "customer").all()


def test_waiting_ends_with_an_answer_of_the_customer(tables):
    answered = moves(tables).filter(
        (pl.col("from_state") == "Waiting-on-customer") & (pl.col("to_state") == "In-progress")
    )
    messages = tables["case_interactions"].filter(pl.col("author_kind") == "customer")
    with_answer = answered.join(messages, on=["case_id", "occurred_at"], how="semi")
    assert with_answer.height == answered.height > 0


def test_calendars_and_policies_hold_their_difficult_forms(tables):
    calendars, hours = tables["business_calendars"], tables["business_hours"]
    assert calendars["time_zone"].n_unique() >= 5
    assert calendars.filter("is_default")["time_zone"].to_list() == ["Europe/Berlin"]
    assert calendars.filter(pl.col("version") == 2).height == 1
    assert 5 <= calendars["tenant_id"].drop_nulls().n_unique() <= 12
    assert {"00:00", "20:00"} < set(hours["opens_at"])
    assert hours.group_by("calendar_id", "version", "weekday").len()["len"].max() == 2
    policies = tables["sla_policies"].sort("valid_from")
    assert set(policies["clock"]) == {
        "first_response", "resolution", "next_response", "requester_wait", "agent_work",
    }  # fmt: skip
    (versions,) = [part for _, part in policies.group_by("policy_id") if part.height == 2]
    old, new = versions.sort("valid_from").to_dicts()
    assert old["valid_to"] == new["valid_from"]
    assert new["target_amount"] < old["target_amount"]
    holidays = tables["calendar_holidays"]
    assert holidays["starts_on"].max().year == UNTIL.year + 2


def test_company_has_every_plan_and_its_own_staff(tables):
    plans = {row["name"]: (str(row["price_monthly"]), row["max_users"]) for row in tables["plans"].to_dicts()}
    assert plans == {"Free": ("0.00", 5), "Pro": ("49.00", 25), "Enterprise": ("499.00", 999),
                     "Startup": ("19.00", 10), "Trial": ("0.00", 2)}  # fmt: skip
    assert set(tables["tenants"]["plan"]) == set(plans)
    free = tables["tenants"].filter(pl.col("plan").is_in(["Free", "Trial"]))
    assert (free["arr_usd"] == 0).all()
    staff = tables["users"].filter(pl.col("tenant_id").is_null())
    assert set(staff["role"]) == {"Agent", "Lead", "Engineer"}
    assert set(tables["case_assignments"]["group_name"]) <= set(staff["team"])
    owners = tables["component_owners"].group_by("component").agg(teams=pl.col("team").n_unique())
    assert owners.filter(pl.col("teams") == 2).height == 1
