"""What Zendesk's tables become: events with who did them, calendars, cases, and flags for what cannot be taken."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def events(zendesk_warehouse):
    """ticket → (kind, value, actor_kind) of its events in order, priorities and the opening left out."""

    def of(ticket: int) -> list[tuple]:
        return zendesk_warehouse.execute(
            "select e.kind, e.value, e.actor_kind from intermediate.int_case_events e "
            "join intermediate.int_cases c on e.case_key = c.case_key "
            "where c.case_id = ? and e.kind not in ('created', 'priority_changed') "
            "order by e.moment",
            [str(ticket)],
        ).fetchall()

    return of


def test_the_comment_that_opens_a_ticket_is_no_event_of_its_own(events):
    assert events(1) == [("public_reply", None, "agent")]
    assert events(1022) == [("public_reply", None, "agent")]


def test_a_private_opening_is_told(zendesk_warehouse, events):
    assert zendesk_warehouse.execute(
        "select case_id from intermediate.int_cases where is_created_privately"
    ).fetchall() == [("1023",)]
    assert [kind for kind, *_ in events(1023)] == [
        "created_privately", "public_reply", "customer_message", "public_reply",
    ]  # fmt: skip


def test_roles_are_those_of_the_moment(events):
    assert events(1028) == [("public_reply", None, "agent")]
    assert events(1128)[0] == ("customer_message", None, "customer")


def test_people_who_are_not_in_the_user_table(events):
    assert [kind for kind, *_ in events(1029)] == ["customer_message", "public_reply"]
    assert [(kind, who) for kind, _, who in events(1129)] == [("internal_note", "agent"), ("public_reply", "agent")]


def test_deletion_and_recovery_with_the_status_after_it(events):
    assert [(kind, value) for kind, value, _ in events(1050)] == [
        ("deleted", None), ("recovered", None), ("state_changed", "In-progress"), ("public_reply", None),
    ]  # fmt: skip


def test_the_closing_that_a_merge_brings_is_the_merge(zendesk_warehouse, events):
    assert [(kind, value) for kind, value, _ in events(1126)] == [("merged", "1226")]
    assert zendesk_warehouse.execute(
        "select case_id, merged_into_case_id from intermediate.int_cases where merged_into_case_id is not null"
    ).fetchall() == [("1126", "1226")]


def test_changes_of_one_second_keep_their_order(events):
    assert [value for _, value, _ in events(1040)] == ["In-progress", "Closed"]


def test_custom_statuses_mean_what_the_settings_say(events):
    for ticket in (1116, 1216):
        assert [value for _, value, _ in events(ticket)] == ["On-hold", "In-progress", "Resolved"]


def test_what_cannot_be_taken_is_flagged_with_the_reason(zendesk_warehouse):
    flagged = zendesk_warehouse.execute(
        "select distinct coalesce(case_id, subject), problem, effect "
        "from intermediate.int_zendesk_flagged_rows order by 1"
    ).fetchall()
    kept = "the target before goes on holding"
    assert flagged == [
        ("1316", "unknown status mystery", "counts as work going on; say what it means in the settings"),
        ("2001", "first_reply_time: the SLA target names no minutes", kept),
        ("2002", "first_reply_time: the SLA target is negative", kept),
        ("2003", "pausable_update_time: this SLA metric is not supported", kept),
        ("2004", "unknown priority galactic", "the one before goes on holding"),
        ("2007", "first_reply_time: the SLA target is zero", kept),
        ("2008", "first_reply_time: the SLA target is zero", kept),
        ("2009", "periodic_update_time: this SLA metric is not supported", kept),
        ("audit_log", "the change of opening hours cannot be read", "the hours before it go on holding"),
        ("schedule", "unknown zone Middle Earth", "its tickets have no target in business time"),
    ]


def test_what_is_flagged_is_published_with_the_ticket_and_its_tenant(zendesk_warehouse):
    published = zendesk_warehouse.execute(
        "select source, tenant_id, case_id, subject, record_key, problem from reporting.sla_configuration_problems "
        "where case_id in ('1316', '2004') or subject = 'schedule' order by subject, case_id, record_key limit 2"
    ).fetchall()
    assert published == [
        ("zendesk", None, None, "schedule", "17, from minute 1980", "unknown zone Middle Earth"),
        ("zendesk", None, None, "schedule", "17, from minute 3420", "unknown zone Middle Earth"),
    ]
    assert zendesk_warehouse.execute(
        "select tenant_id, subject, problem, effect from reporting.sla_configuration_problems where case_id = '2004'"
    ).fetchall() == [("500", "ticket_field_history", "unknown priority galactic", "the one before goes on holding")]
    flagged, shown = (
        zendesk_warehouse.execute(f"select count(*) from {table}").fetchone()
        for table in ("intermediate.int_zendesk_flagged_rows", "reporting.sla_configuration_problems")
    )
    assert flagged == shown


def test_a_ticket_on_a_schedule_without_a_known_zone_has_no_target_and_says_why(zendesk_warehouse):
    """The default schedule is not taken for it."""
    assert (
        zendesk_warehouse.execute(
            "select clock from reporting.sla_clocks where case_id = '2005' and clock = 'first_response'"
        ).fetchall()
        == []
    )
    assert zendesk_warehouse.execute(
        "select missing_target_reason from reporting.cases where case_id = '2005'"
    ).fetchone() == ("its target counts on the calendar 17, which is not there or has no known time zone",)


def test_flawed_targets_leave_the_one_before_in_force(zendesk_warehouse):
    assert zendesk_warehouse.execute(
        "select c.case_id, t.target_seconds from intermediate.int_zendesk_sla_targets as t "
        "inner join intermediate.int_cases as c on t.case_key = c.case_key where c.case_id in ('2001', '2002')"
    ).fetchall() == [("2001", 3600)]


def test_calendars_of_schedules(zendesk_warehouse):
    calendars = zendesk_warehouse.execute(
        "select calendar_id, time_zone, is_default from intermediate.int_business_calendars order by calendar_id"
    ).fetchall()
    assert calendars == [
        ("11", "America/New_York", True), ("12", "America/New_York", False), ("13", "America/New_York", False),
        ("14", "Australia/Sydney", False), ("15", "Africa/Cairo", False), ("16", "Etc/UTC", False),
        ("18", "Europe/Oslo", False), ("19", "America/Sao_Paulo", False), *[("20", "America/New_York", False)] * 3,
    ]  # fmt: skip
    hours = "select weekday, opens_at, closes_at from intermediate.int_business_hours where calendar_id = ? order by 1"
    assert zendesk_warehouse.execute(hours, ["18"]).fetchall() == [(6, "22:00", "24:00"), (7, "00:00", "06:00")]
    assert zendesk_warehouse.execute(hours, ["12"]).fetchall() == [(d, "00:00", "24:00") for d in range(1, 8)]


def test_a_ticket_without_organization_has_a_tenant_of_its_own(zendesk_warehouse):
    tenants = "select distinct tenant_id, tenant_name from intermediate.int_cases order by 1"
    assert zendesk_warehouse.execute(tenants).fetchall() == [
        ("500", "Acme"), ("no_organization", "no_organization"),
    ]  # fmt: skip
