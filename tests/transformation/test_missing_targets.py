"""A case without a target, or without a calendar to count it in, says so in its own row. All times UTC."""

from __future__ import annotations

import pytest
from transformation.desk import Case, Desk, at, weekdays

TAKEN_UP = (("2025-06-02 14:00:00", "state Triage"),)
NO_CALENDAR = "its policy counts business time, and its source has no business calendar"
REASONS = {
    # P2 resolution is promised in business days; P0 in hours, which need no calendar.
    "no-calendar": NO_CALENDAR,
    "no-priority": "the case has no priority, and no policy fits it",
    "needs-none": None,
    "not-taken-up": None,
    "no-priority-not-taken-up": "the case has no priority, and no policy fits it",
    # Nobody waits for a first response: our side opened it.
    "no-priority-opened-by-us": None,
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    desk.add_case(Case("no-calendar", "2025-06-02 14:00:00", TAKEN_UP))
    desk.add_case(Case("no-priority", "2025-06-02 14:00:00", TAKEN_UP, priority=None))
    desk.add_case(Case("needs-none", "2025-06-02 14:00:00", TAKEN_UP, priority="P0"))
    desk.add_case(Case("not-taken-up", "2025-06-02 14:00:00"))
    desk.add_case(Case("no-priority-not-taken-up", "2025-06-02 14:00:00", priority=None))
    desk.add_case(Case("no-priority-opened-by-us", "2025-06-02 14:00:00", priority=None, private=True))
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


# Of a source that has calendars; resolution of each tenant is promised in business time.
WITH_CALENDARS = {
    "counted": None,
    "lost-calendar": "its policy counts on the calendar nowhere, which is not there",
    "no-hours": "its policy counts business days, and the calendar never has no opening hours",
    "no-hours-in-hours": None,
    "no-priority": "the case has no priority, and no policy fits it",
    "no-priority-lost-calendar": "its policy counts on the calendar nowhere, which is not there",
    "lost-first-response": "its policy counts on the calendar nowhere, which is not there",
    "lost-next-response": None,
}


def promise(desk: Desk, tenant: str, unit: str, **more: str) -> None:
    """A policy of a tenant's own, for its resolution unless said otherwise."""
    desk.add(
        "sla_policies",
        **{
            "policy_id": f"{tenant} {more.get('clock', 'resolution')}", "name": tenant, "tenant_id": tenant,
            "clock": "resolution", "target_unit": unit, "target_amount": 1, "valid_from": "2020-01-01",
            "updated_at": "2020-01-01", **more,
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def with_calendars(tmp_path_factory):
    desk = Desk()
    desk.add_calendar("office", "America/New_York", weekdays("09:00", "17:00"), is_default=True)
    desk.add_calendar("never", "America/New_York", {})
    promise(desk, "lost-calendar", "business_hours", calendar_id="nowhere")
    promise(desk, "no-hours", "business_days", calendar_id="never")
    promise(desk, "no-hours-in-hours", "business_hours", calendar_id="never")
    promise(desk, "no-priority-lost-calendar", "business_hours", calendar_id="nowhere")
    promise(desk, "lost-first-response", "business_hours", calendar_id="nowhere", clock="first_response")
    promise(desk, "lost-next-response", "business_hours", calendar_id="nowhere", clock="next_response")
    for tenant in WITH_CALENDARS:
        priority = None if tenant.startswith("no-priority") else "P2"
        desk.add_case(Case(tenant, "2025-06-02 14:00:00", TAKEN_UP, priority=priority, tenant=tenant))
    with desk.build(
        tmp_path_factory.mktemp("calendars"), at("2025-06-04 00:00:00"), "+reporting_cases +reporting_sla_clocks"
    ) as built:
        yield built


@pytest.mark.parametrize(("case_id", "reason"), WITH_CALENDARS.items())
def test_the_reason_names_the_calendar(with_calendars, case_id, reason):
    found = with_calendars.execute("select missing_target_reason from reporting.cases where case_id = ?", [case_id])
    assert found.fetchall() == [(reason,)]
