"""reporting.case_metrics: what it says of tickets by hand, and that it agrees with the clocks and the cases."""

from __future__ import annotations

import pytest
from transformation.desk import Case, Desk, at, weekdays
from transformation.zendesk_figure_cases import CLOCK_FIGURES, FIGURES, FigureCase


@pytest.fixture(scope="module")
def metrics(zendesk_warehouse) -> dict[str, dict]:
    """Ticket → its row."""
    found = zendesk_warehouse.execute("select * from reporting.case_metrics")
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    return {row["case_id"]: row for row in rows}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.shows) for case in FIGURES + CLOCK_FIGURES])
def test_figures_of_a_ticket(metrics, case: FigureCase):
    row = metrics[str(case.ticket.ticket_id)]
    assert {column: row[column] for column in case.figures} == case.figures


def test_waiting_and_work_are_what_the_clocks_counted(zendesk_warehouse):
    """Two routes to one number, of every ticket whose target holds from its opening on."""
    compared = zendesk_warehouse.execute(
        "select clocks.case_id, clocks.clock, clocks.elapsed_seconds, case clocks.clock "
        "when 'requester_wait' then metrics.requester_wait_business_seconds "
        "when 'agent_work' then metrics.agent_work_business_seconds else metrics.first_reply_business_seconds end "
        "from reporting.sla_clocks as clocks inner join reporting.case_metrics as metrics using (source, case_id) "
        "where clocks.policy_id not like 'default-%' and (clocks.clock in ('requester_wait', 'agent_work') "
        "or clocks.clock = 'first_response' and metrics.first_reply_seconds is not null) "
        "and clocks.calendar_id is not null and clocks.case_id not in ('1048', '1049')"
    ).fetchall()
    assert len(compared) > 40
    assert [row for row in compared if row[2] != row[3]] == []


def test_counts_are_those_of_the_cases(zendesk_warehouse):
    differing = zendesk_warehouse.execute(
        "select cases.case_id from reporting.cases as cases full join reporting.case_metrics as metrics "
        "using (source, case_id) where cases.reopen_count is distinct from metrics.reopen_count "
        "or cases.public_reply_count <> metrics.agent_reply_count "
        "or cases.customer_message_count > metrics.customer_comment_count"
    ).fetchall()
    assert differing == []


def test_a_desk_without_a_calendar_has_no_business_time(tmp_path):
    """Another source; and a tenant of it with a calendar of its own."""
    desk = Desk()
    desk.add_calendar("own", "UTC", weekdays("09:00", "17:00"), tenant="with")
    happenings = (("2025-06-02 18:00:00", "reply"), ("2025-06-03 10:00:00", "state Resolved"),
                  ("2025-06-03 11:00:00", "state Closed"))  # fmt: skip
    desk.add_case(Case("with", "2025-06-02 16:00:00", happenings, tenant="with"))
    desk.add_case(Case("without", "2025-06-02 16:00:00", happenings, tenant="without"))
    with desk.build(tmp_path, at("2025-06-04 00:00:00"), "+reporting_case_metrics") as warehouse:
        rows = warehouse.execute(
            "select case_id, first_reply_seconds, first_reply_business_seconds, new_seconds, new_business_seconds, "
            "last_resolution_business_seconds, resolution_count, is_one_touch, unassigned_seconds "
            "from reporting.case_metrics order by case_id"
        ).fetchall()
    assert rows == [
        ("with", 7200, 3600, 64800, 7200, 7200, 1, True, 64800),
        ("without", 7200, None, 64800, None, None, 1, True, 64800),
    ]
