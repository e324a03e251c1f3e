"""The clocks of messages, story by story: next_response and update_cadence. All times UTC, of June 2025.

Every case is opened on Monday, 2 June, at 14:00, and looked at on Wednesday, 4 June, at 12:00. A next response is
promised what a first response is (P0 15 min, P1 1 h, P2 4 h), an update every 4 h for P0 and every 24 h for P1.
"""

from __future__ import annotations

import pytest
from transformation.clock_stories import AS_OF, Story, rows_of, targets_of
from transformation.desk import Desk, at

P0, P1, P2 = ({"priority": priority} for priority in ("P0", "P1", "P2"))

NEXT_RESPONSE = [
    Story("before any reply, messages wait for the first response", "2 14:10 message | 2 14:20 message", (), P0),
    Story("a reply after which the customer is silent is answered by nobody", "2 14:05 reply | 2 14:30 reply", (), P0),
    Story("from the message after a reply to the next public reply",
          "2 14:05 reply | 2 15:00 message | 2 15:10 reply", ("met 2 15:00 – 2 15:10, 10 min",), P0),
    Story("each unanswered stretch is a window of its own",
          "2 14:05 reply | 2 15:00 message | 2 15:10 reply | 2 16:00 message | 2 16:20 reply | 2 17:00 message "
          "| 2 17:15 reply",
          ("met 2 15:00 – 2 15:10, 10 min", "breached 2 16:00 – 2 16:20, 20 min, at 2 16:15",
           "met 2 17:00 – 2 17:15, 15 min"), P0),
    Story("of several messages in one stretch the first counts",
          "2 14:05 reply | 2 15:00 message | 2 15:05 message | 2 15:14 message | 2 15:20 reply",
          ("breached 2 15:00 – 2 15:20, 20 min, at 2 15:15",), P0),
    Story("a second reply in a row ends nothing and starts nothing",
          "2 14:05 reply | 2 15:00 message | 2 15:10 reply | 2 15:30 reply", ("met 2 15:00 – 2 15:10, 10 min",), P0),
    Story("a message in the second of a reply is answered by it",
          "2 14:05 reply | 2 15:00 reply | 2 15:00 message | 2 15:04 reply", ("met 2 15:00 – 2 15:00, 0 min",), P0),
    Story("a bot, an internal note and a private message do not answer",
          "2 14:05 reply | 2 15:00 message | 2 15:01 bot | 2 15:02 note | 2 15:03 private-message | 2 15:20 reply",
          ("breached 2 15:00 – 2 15:20, 20 min, at 2 15:15",), P0),
    Story("waiting on the customer does not pause it",
          "2 14:05 reply | 2 14:06 state Triage | 2 14:07 state Waiting-on-customer | 2 15:00 message | 2 15:20 reply",
          ("breached 2 15:00 – 2 15:20, 20 min, at 2 15:15",), P0),
    Story("Resolved ends it", "2 14:05 reply | 2 14:06 state Triage | 2 15:00 message | 2 15:12 state Resolved",
          ("met 2 15:00 – 2 15:12, 12 min",), P0),
    Story("Closed without Resolved ends it", "2 14:05 reply | 2 15:00 message | 2 15:12 state Closed",
          ("met 2 15:00 – 2 15:12, 12 min",), P0),
    Story("a customer's thanks after Resolved asks for nothing",
          "2 14:05 reply | 2 15:00 state Resolved | 2 16:00 message | 3 15:00 state Closed", (), P0),
    Story("a message after Resolved waits from the reopening on",
          "2 14:05 reply | 2 15:00 state Resolved | 2 16:00 message | 2 17:00 state In-progress | 2 17:10 reply",
          ("met 2 17:00 – 2 17:10, 10 min",), P0),
    Story("two messages after Resolved are one window",
          "2 14:05 reply | 2 15:00 state Resolved | 2 16:00 message | 2 16:30 message | 2 17:00 state In-progress "
          "| 2 17:10 reply", ("met 2 17:00 – 2 17:10, 10 min",), P0),
    Story("a message between Resolved and Closed waits for the reopening too",
          "2 14:05 reply | 2 15:00 state Resolved | 2 16:00 message | 2 16:30 state Closed | 2 17:00 state In-progress "
          "| 2 17:10 reply", ("met 2 17:00 – 2 17:10, 10 min",), P0),
    Story("a message that reopens the case in its own second counts from then on",
          "2 14:05 reply | 2 15:00 state Resolved | 2 16:00 message | 2 16:00 state In-progress | 2 16:10 reply",
          ("met 2 16:00 – 2 16:10, 10 min",), P0),
    Story("a reopening without a message asks for nothing",
          "2 14:05 reply | 2 15:00 state Resolved | 2 16:00 state In-progress | 2 16:30 reply", (), P0),
    Story("our side opened the case: the first message asks for the first response, the next for the next",
          "2 14:10 reply | 2 15:00 message | 2 15:05 reply | 2 16:00 message | 2 16:10 reply",
          ("met 2 16:00 – 2 16:10, 10 min",), P0 | {"private": True}),
    Story("an unanswered message counts to the time looked at",
          "2 14:05 reply | 4 11:50 message", ("running 4 11:50 – …, 10 min",), P0),
    Story("a raise re-targets the window that runs",
          "2 14:05 reply | 2 15:00 message | 2 15:30 priority P0 | 2 15:40 reply",
          ("breached 2 15:00 – 2 15:40, 40 min, at 2 15:30",), P2),
    Story("the time in which the case was deleted does not count",
          "2 14:05 reply | 2 15:00 message | 2 15:05 deleted | 2 17:00 recovered | 2 17:05 reply",
          ("met 2 15:00 – 2 17:05, 10 min",), P0),
    Story("a merge cancels it", "2 14:05 reply | 2 15:00 message | 2 15:05 merged",
          ("cancelled 2 15:00 – 2 15:05, 5 min",), P0),
    Story("the tenant's first response is the default", "2 14:05 reply | 2 15:00 message | 2 15:25 reply",
          ("met 2 15:00 – 2 15:25, 25 min",), P1 | {"tenant": "borrowed"}),
    Story("a policy of its own goes before any first response",
          "2 14:05 reply | 2 15:00 message | 2 15:25 reply",
          ("breached 2 15:00 – 2 15:25, 25 min, at 2 15:10",), P1 | {"tenant": "own"}),
]  # fmt: skip

UPDATE_CADENCE = [
    Story("a case that is not escalated owes no updates", "2 14:05 reply | 2 15:00 state Triage", (), P0),
    Story("P0: every public update ends a window and starts the next",
          "2 14:10 escalated | 2 17:00 reply | 2 20:30 reply | 2 21:00 de-escalated",
          ("met 2 14:10 – 2 17:00, 170 min", "met 2 17:00 – 2 20:30, 210 min",
           "cancelled 2 20:30 – 2 21:00, 30 min"), P0),
    Story("P0: an update after 5 h is an hour late",
          "2 14:10 escalated | 2 19:10 reply | 2 19:20 de-escalated",
          ("breached 2 14:10 – 2 19:10, 300 min, at 2 18:10", "cancelled 2 19:10 – 2 19:20, 10 min"), P0),
    Story("P1: an update within 24 h is in time",
          "2 14:10 escalated | 3 14:10 reply | 3 15:00 de-escalated",
          ("met 2 14:10 – 3 14:10, 1440 min", "cancelled 3 14:10 – 3 15:00, 50 min"), P1),
    Story("P2: no updates are promised", "2 14:10 escalated | 2 19:10 reply", (), P2),
    Story("a bot, a note, a private message and the customer update nobody",
          "2 14:10 escalated | 2 15:00 bot | 2 15:01 note | 2 15:02 private-message | 2 15:03 message | 2 16:10 reply "
          "| 2 16:20 de-escalated",
          ("met 2 14:10 – 2 16:10, 120 min", "cancelled 2 16:10 – 2 16:20, 10 min"), P0),
    Story("it stands still while waiting on the customer",
          "2 14:05 state Triage | 2 14:10 escalated | 2 15:10 state Waiting-on-customer | 2 20:10 state In-progress "
          "| 2 21:10 reply | 2 21:20 de-escalated",
          ("met 2 14:10 – 2 21:10, 120 min", "cancelled 2 21:10 – 2 21:20, 10 min"), P0),
    Story("on hold counts",
          "2 14:05 state Triage | 2 14:10 escalated | 2 15:10 state On-hold | 2 19:10 reply | 2 19:20 de-escalated",
          ("breached 2 14:10 – 2 19:10, 300 min, at 2 18:10", "cancelled 2 19:10 – 2 19:20, 10 min"), P0),
    Story("Resolved cancels it", "2 14:10 escalated | 2 15:10 state Resolved | 2 16:00 reply",
          ("cancelled 2 14:10 – 2 15:10, 60 min",), P0),
    Story("Closed cancels it", "2 14:10 escalated | 2 15:10 state Closed",
          ("cancelled 2 14:10 – 2 15:10, 60 min",), P0),
    Story("what was breached before it was cancelled stays breached",
          "2 14:10 escalated | 2 19:10 state Resolved", ("breached 2 14:10 – 2 19:10, 300 min, at 2 18:10",), P0),
    Story("after a reopening no updates are owed",
          "2 14:10 escalated | 2 15:10 state Resolved | 2 16:00 state In-progress | 2 17:00 reply",
          ("cancelled 2 14:10 – 2 15:10, 60 min",), P0),
    Story("after a reopening they are if it is escalated again",
          "2 14:10 escalated | 2 15:10 state Resolved | 2 15:10 de-escalated | 2 16:00 state In-progress "
          "| 2 16:30 escalated | 2 17:30 reply | 2 17:40 de-escalated",
          ("cancelled 2 14:10 – 2 15:10, 60 min", "met 2 16:30 – 2 17:30, 60 min",
           "cancelled 2 17:30 – 2 17:40, 10 min"), P0),
    Story("an escalation while one runs changes nothing",
          "2 14:10 escalated | 2 15:00 escalated | 2 16:10 reply | 2 16:20 state Resolved",
          ("met 2 14:10 – 2 16:10, 120 min", "cancelled 2 16:10 – 2 16:20, 10 min"), P0),
    Story("an escalation to sre starts nothing, and its end ends nothing",
          "2 14:10 escalated sre | 2 15:00 escalated | 2 16:00 de-escalated sre | 2 17:00 reply | 2 17:10 de-escalated",
          ("met 2 15:00 – 2 17:00, 120 min", "cancelled 2 17:00 – 2 17:10, 10 min"), P0),
    Story("a raise to P0 re-targets the window that runs",
          "2 14:10 escalated | 2 19:00 priority P0 | 2 19:10 reply | 2 19:20 de-escalated",
          ("breached 2 14:10 – 2 19:10, 300 min, at 2 19:00", "cancelled 2 19:10 – 2 19:20, 10 min"), P1),
    Story("lowered to P2 the promise is withdrawn: what comes after does not count",
          "2 14:10 escalated | 2 15:10 priority P2 | 2 23:00 reply", ("met 2 14:10 – 2 23:00, 60 min",), P0),
    Story("raised from P2 the promise counts from the escalation, and cannot be broken before it is made",
          "2 14:10 escalated | 2 19:00 priority P0 | 2 19:10 reply | 2 19:20 de-escalated",
          ("breached 2 14:10 – 2 19:10, 300 min, at 2 19:00", "cancelled 2 19:10 – 2 19:20, 10 min"), P2),
    Story("the window that is open counts to the time looked at",
          "3 14:10 escalated | 4 11:00 reply", ("met 3 14:10 – 4 11:00, 1250 min", "running 4 11:00 – …, 60 min"), P1),
    Story("one that waits on the customer is paused",
          "4 10:00 state Triage | 4 10:00 escalated | 4 11:00 state Waiting-on-customer",
          ("paused 4 10:00 – …, 60 min",), P0),
]  # fmt: skip

STORIES = [(clock, story) for clock, stories in
           (("next_response", NEXT_RESPONSE), ("update_cadence", UPDATE_CADENCE)) for story in stories]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    for tenant, clock, minutes, scope in (
        ("borrowed", "first_response", 30, {"priority": "P1"}),
        ("own", "first_response", 30, {"priority": "P1"}),
        ("own", "next_response", 10, {}),
    ):
        desk.add(
            "sla_policies", policy_id=f"{tenant}-{clock}", name="Theirs", tenant_id=tenant, clock=clock,
            target_unit="minutes", target_amount=minutes, valid_from="2020-01-01", updated_at="2020-01-01", **scope,
        )  # fmt: skip
    for number, (_, story) in enumerate(STORIES):
        desk.add_case(story.as_case(f"s{number}"))
    with desk.build(
        tmp_path_factory.mktemp("messages"), at(AS_OF),
        "+reporting_sla_clocks +reporting_sla_clock_segments +reporting_sla_measurability",
    ) as built:  # fmt: skip
        yield built


def number_of(shows: str) -> str:
    return next(f"s{number}" for number, (_, story) in enumerate(STORIES) if story.shows.startswith(shows))


@pytest.mark.parametrize(
    ("number", "clock", "expected"),
    [pytest.param(n, clock, story.expected, id=f"{clock}: {story.shows}") for n, (clock, story) in enumerate(STORIES)],
)
def test_clock(warehouse, number, clock, expected):
    assert rows_of(warehouse, f"s{number}", clock) == expected


def test_a_next_response_is_promised_what_a_first_response_is_unless_it_has_a_policy_of_its_own(warehouse):
    default = number_of("from the message after a reply")
    assert targets_of(warehouse, default, "next_response") == [("default-first-response-p0", 15)]
    borrowed, own = number_of("the tenant's first response"), number_of("a policy of its own")
    assert targets_of(warehouse, borrowed, "next_response") == [("borrowed-first_response", 30)]
    assert targets_of(warehouse, own, "next_response") == [("own-next_response", 10)]
    assert targets_of(warehouse, own, "first_response") == [("own-first_response", 30)]


def test_an_open_window_is_due_and_a_paused_one_is_not(warehouse):
    def due(shows: str, clock: str) -> list[tuple]:
        return warehouse.execute(
            "select strftime(due_at, '%d %H:%M'), no_due_reason from reporting.sla_clocks where case_id = ? "
            "and clock = ? and status in ('running', 'paused')",
            [number_of(shows), clock],
        ).fetchall()

    assert due("an unanswered message counts", "next_response") == [("04 12:05", None)]
    assert due("the window that is open", "update_cadence") == [("05 11:00", None)]
    assert due("one that waits on the customer", "update_cadence") == [(None, "the clock is paused")]


def test_clocks_that_need_several_kinds_of_event_are_measured_where_the_source_carries_them(warehouse):
    unmeasured = warehouse.sql("select clock from reporting.sla_measurability where not is_measured").fetchall()
    assert unmeasured == []


def test_segments_add_up_to_every_clock(warehouse):
    differing = warehouse.sql(
        "select c.case_id, c.clock, c.window_number, c.elapsed_seconds, sum(s.counted_seconds) as counted "
        "from reporting.sla_clocks as c "
        "left join reporting.sla_clock_segments as s using (source, case_id, clock, window_number) "
        "group by all having c.elapsed_seconds <> coalesce(counted, 0)"
    ).fetchall()
    assert differing == []
