"""A case without a target, or without a calendar to count it in, says so in its own row. All times UTC."""

from __future__ import annotations

import pytest
from transformation.desk import Case, Desk, at

TAKEN_UP = (("2025-06-02 14:00:00", "state Triage"),)
NO_CALENDAR = "its policy counts business time, and its source has no business calendar"
REASONS = {
    # P2 resolution is promised in business days; P0 in hours, which need no calendar.
    "no-calendar": NO_CALENDAR,
    "no-priority": "the case has no priority, and no policy fits it",
    "needs-none": None,
    "not-taken-up": None,
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    desk.add_case(Case("no-calendar", "2025-06-02 14:00:00", TAKEN_UP))
    desk.add_case(Case("no-priority", "2025-06-02 14:00:00", TAKEN_UP, priority=None))
    desk.add_case(Case("needs-none", "2025-06-02 14:00:00", TAKEN_UP, priority="P0"))
    desk.add_case(Case("not-taken-up", "2025-06-02 14:00:00"))
    with desk.build(
        tmp_path_factory.mktemp("missing"), at("2025-06-04 00:00:00"),
        "+reporting_cases +reporting_sla_clocks +reporting_sla_measurability",
    ) as built:  # fmt: skip
        yield built


@pytest.mark.parametrize(("case_id", "reason"), REASONS.items())
def test_the_reason_stands_in_the_cases_row(warehouse, case_id, reason):
    found = warehouse.sql(f"select missing_target_reason from reporting.cases where case_id = '{case_id}'").fetchall()
    assert found == [(reason,)]


def test_no_case_is_dropped_and_none_is_promised_what_cannot_be_counted(warehouse):
    assert warehouse.sql("select count(*) from reporting.cases").fetchall() == [(len(REASONS),)]
    promised = warehouse.sql(
        "select case_id, clock from reporting.sla_clocks where clock in ('first_response', 'resolution') order by all"
    ).fetchall()
    assert promised == [
        ("needs-none", "first_response"), ("needs-none", "resolution"), ("no-calendar", "first_response"),
        ("not-taken-up", "first_response"),
    ]  # fmt: skip


def test_the_sources_clocks_say_that_there_is_no_calendar(warehouse):
    notes = warehouse.sql("select distinct note from reporting.sla_measurability where is_measured").fetchall()
    assert notes == [("the source has no business calendar, so targets in business time do not apply",)]
