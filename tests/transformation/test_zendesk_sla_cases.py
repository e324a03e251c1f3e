"""The cases of PEER_SLA.md, each a ticket by hand, through the whole SQL: opening hours, replies, waiting."""

from __future__ import annotations

import pytest
from transformation.zendesk_calendar_cases import ELAPSED
from transformation.zendesk_reply_cases import REPLIES, WAITING, SlaCase


@pytest.fixture(scope="module")
def clocks(zendesk_warehouse) -> dict[tuple[str, str], list[tuple]]:
    """(ticket, clock) → (minutes, breached, status, policy) of its windows, in order."""
    found: dict[tuple[str, str], list[tuple]] = {}
    for ticket, clock, *facts in zendesk_warehouse.execute(
        "select case_id, clock, elapsed_seconds / 60, is_breached, status, policy_id from reporting.sla_clocks "
        "where policy_id not like 'default-%' order by case_id, clock, window_number"
    ).fetchall():
        found.setdefault((ticket, clock), []).append(tuple(facts))
    return found


@pytest.mark.parametrize(("ticket", "minutes"), [pytest.param(t, m, id=shows) for shows, t, m in ELAPSED])
def test_business_minutes_of_a_first_response(clocks, ticket, minutes):
    assert [(e, b) for e, b, *_ in clocks[(str(ticket.ticket_id), "first_response")]] == [(minutes, minutes > 100_000)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.shows) for case in REPLIES + WAITING])
def test_clocks_of_a_ticket(clocks, case: SlaCase):
    ticket = str(case.ticket.ticket_id)
    found = {clock: [(e, b) for e, b, *_ in clocks.get((ticket, clock), [])] for clock in case.clocks}
    assert found == case.clocks


def test_a_schedule_given_later_counts_from_then_on(clocks):
    assert clocks[("10", "first_response")][0][0] == 480


def test_a_schedule_given_seconds_after_the_opening_leaves_no_hole(clocks):
    assert clocks[("51", "first_response")][0][:2] == (30, False)


@pytest.mark.parametrize(("ticket", "minutes"), [("161", 1440), ("162", 355 + 60 + 65)])
def test_default_targets_count_on_the_tickets_own_schedule_too(zendesk_warehouse, ticket, minutes):
    """Two business days by the default policy; around the clock, and around the clock until 20:00."""
    found = zendesk_warehouse.execute(
        "select elapsed_seconds / 60, policy_id from reporting.sla_clocks where clock = 'resolution' and case_id = ?",
        [ticket],
    ).fetchall()
    assert found == [(minutes, "default-resolution-p2-standard")]


def test_deleted_and_merged_tickets_are_cancelled_and_withdrawn_targets_are_met(clocks):
    assert clocks[("1025", "first_response")][0][2] == "cancelled"
    assert clocks[("1126", "first_response")][0][2] == "cancelled"
    assert clocks[("1049", "first_response")][0][2] == "met"


def test_a_target_names_its_policy(clocks):
    assert clocks[("1039", "first_response")][0][3] == "Gold"
    assert clocks[("1043", "first_response")][0][3] == "Silver"


def test_a_reopened_ticket_is_counted_once_as_reopened(zendesk_warehouse):
    assert zendesk_warehouse.execute("select reopen_count from reporting.cases where case_id = '1013'").fetchone() == (
        1,
    )


def test_breached_is_elapsed_over_target_unless_the_target_changed(zendesk_warehouse):
    differing = zendesk_warehouse.execute(
        "select case_id, clock from reporting.sla_clocks "
        "where is_breached_on_final_target <> (elapsed_seconds > target_seconds)"
    ).fetchall()
    assert differing == []
