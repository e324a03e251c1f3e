"""What happened to a case, and what its first-response and resolution clocks must then say. All times UTC.

The desk and its targets are those of test_sla_clocks.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from transformation.desk import Case

MIN, HOUR = 60, 3600


@dataclass(frozen=True)
class Expected:
    """One row of sla_clocks: status, seconds counted, and, where they matter, the moments."""

    clock: str
    status: str
    elapsed: int
    due: str | None = None
    breached: str | None = None
    window: int = 1
    breached_on_final_target: bool | None = None
    target: int | None = None


def first_response(status: str, elapsed: int, **rest) -> Expected:
    return Expected("first_response", status, elapsed, **rest)


def resolution(status: str, elapsed: int, **rest) -> Expected:
    return Expected("resolution", status, elapsed, **rest)


P0 = {"priority": "P0"}
P3 = {"priority": "P3"}

SCENARIOS: list[tuple[str, Case, list[Expected]]] = [
    (
        "a reply in time meets the first response",
        Case("met", "2025-06-02 14:00:00", (("2025-06-02 14:10:00", "reply"),), **P0),
        [first_response("met", 10 * MIN, due="2025-06-02 14:15:00", target=15 * MIN)],
    ),
    (
        "elapsed equal to the target is met",
        Case("equal", "2025-06-02 14:00:00", (("2025-06-02 14:15:00", "reply"),), **P0),
        [first_response("met", 15 * MIN, due="2025-06-02 14:15:00")],
    ),
    (
        "a second over is breached, at the due time",
        Case("over", "2025-06-02 14:00:00", (("2025-06-02 14:15:01", "reply"),), **P0),
        [first_response("breached", 15 * MIN + 1, breached="2025-06-02 14:15:00", due="2025-06-02 14:15:00")],
    ),
    (
        "a reply in the second of the opening takes no time",
        Case("at-once", "2025-06-02 14:00:00", (("2025-06-02 14:00:00", "reply"),), **P0),
        [first_response("met", 0)],
    ),
    (
        "a bot, an internal note and a private message are no reply",
        Case("no-reply", "2025-06-02 14:00:00",
             (("2025-06-02 14:01:00", "bot"), ("2025-06-02 14:02:00", "note"),
              ("2025-06-02 14:03:00", "private-message"), ("2025-06-02 14:20:00", "reply")), **P0),
        [first_response("breached", 20 * MIN)],
    ),
    (
        "only the first reply counts",
        Case("twice", "2025-06-02 14:00:00",
             (("2025-06-02 14:10:00", "reply"), ("2025-06-02 18:00:00", "reply")), **P0),
        [first_response("met", 10 * MIN)],
    ),
    (
        "a case resolved without a reply is answered at that moment",
        Case("resolved-unanswered", "2025-06-02 14:00:00", (("2025-06-02 14:12:00", "state Resolved"),), **P0),
        [first_response("met", 12 * MIN), resolution("met", 0)],
    ),
    (
        "waiting on the customer does not pause the first response",
        Case("waits-unanswered", "2025-06-02 14:00:00",
             (("2025-06-02 14:01:00", "state Triage"), ("2025-06-02 14:02:00", "state Waiting-on-customer"),
              ("2025-06-02 14:40:00", "reply"), ("2025-06-02 14:41:00", "state Resolved")), **P0),
        [first_response("breached", 40 * MIN, breached="2025-06-02 14:15:00"), resolution("met", 1 * MIN)],
    ),
    (
        "our side opened the case: the first response starts with the customer's first message",
        Case("private", "2025-06-02 14:00:00",
             (("2025-06-02 15:00:00", "reply"), ("2025-06-02 16:00:00", "message"), ("2025-06-02 16:05:00", "reply")),
             private=True, **P0),
        [first_response("met", 5 * MIN, due="2025-06-02 16:15:00")],
    ),
    (
        "our side opened the case and the customer never wrote: there is no first response to give",
        Case("private-silent", "2025-06-02 14:00:00", (("2025-06-02 15:00:00", "reply"),), private=True, **P0),
        [],
    ),
    (
        "business time stops over the weekend",
        Case("weekend", "2025-06-06 20:30:00", (("2025-06-09 13:30:00", "reply"),), **P3),
        [first_response("met", 60 * MIN, due="2025-06-09 20:30:00", target=8 * HOUR)],
    ),
    (
        "business time stops on a holiday",
        Case("holiday", "2025-07-04 15:00:00", (("2025-07-07 13:30:00", "reply"),), **P3),
        [first_response("met", 30 * MIN)],
    ),
    (
        "a due time that falls on closing is the closing time",
        Case("closing", "2025-06-02 13:00:00", (("2025-06-03 13:00:01", "reply"),), **P3),
        [first_response("breached", 8 * HOUR + 1, due="2025-06-02 21:00:00", breached="2025-06-02 21:00:00")],
    ),
    (
        "answered before the next opening, nothing more has counted: met",
        Case("overnight", "2025-06-02 13:00:00", (("2025-06-03 12:59:00", "reply"),), **P3),
        [first_response("met", 8 * HOUR, due="2025-06-02 21:00:00")],
    ),
    (
        "clocks go forward on the Sunday between: Friday 16:30 to Monday 09:30 New York is one hour",
        Case("spring", "2025-03-07 21:30:00", (("2025-03-10 13:30:00", "reply"),), **P3),
        [first_response("met", 60 * MIN)],
    ),
    (
        "resolution starts when the case is taken up, and waiting on the customer pauses it",
        Case("paused", "2025-06-02 14:00:00",
             (("2025-06-02 14:10:00", "state Triage"), ("2025-06-02 15:10:00", "state Waiting-on-customer"),
              ("2025-06-02 19:10:00", "state In-progress"), ("2025-06-02 20:10:00", "state Resolved"),
              ("2025-06-05 20:10:00", "state Closed")), **P0),
        [first_response("breached", 6 * HOUR + 10 * MIN),
         resolution("met", 2 * HOUR, due="2025-06-02 22:10:00", target=4 * HOUR)],
    ),
    (
        "on hold counts for resolution",
        Case("on-hold", "2025-06-02 14:00:00",
             (("2025-06-02 14:00:00", "state In-progress"), ("2025-06-02 15:00:00", "state On-hold"),
              ("2025-06-02 17:00:00", "state In-progress"), ("2025-06-02 17:30:00", "state Resolved"),
              ("2025-06-02 14:05:00", "reply")), **P0),
        [first_response("met", 5 * MIN), resolution("met", 3 * HOUR + 30 * MIN)],
    ),
    (
        "closed without being resolved ends the resolution",
        Case("closed", "2025-06-02 14:00:00",
             (("2025-06-02 14:01:00", "reply"), ("2025-06-02 14:02:00", "state In-progress"),
              ("2025-06-02 15:02:00", "state Closed")), **P0),
        [first_response("met", MIN), resolution("met", HOUR)],
    ),
    (
        "a reopen opens a new window and keeps the old one",
        Case("reopened", "2025-06-02 14:00:00",
             (("2025-06-02 14:01:00", "reply"), ("2025-06-02 14:02:00", "state In-progress"),
              ("2025-06-02 15:02:00", "state Resolved"), ("2025-06-03 15:02:00", "state Closed"),
              ("2025-06-04 15:00:00", "state In-progress"), ("2025-06-04 21:00:00", "state Resolved")), **P0),
        [
            first_response("met", MIN),
            resolution("met", HOUR),
            resolution("breached", 6 * HOUR, window=2, breached="2025-06-04 19:00:00"),
        ],
    ),
    (
        "from resolved to closed is no reopen",
        Case("closing-only", "2025-06-02 14:00:00",
             (("2025-06-02 14:02:00", "state In-progress"), ("2025-06-02 14:05:00", "reply"),
              ("2025-06-02 15:02:00", "state Resolved"), ("2025-06-09 15:02:00", "state Closed")), **P0),
        [first_response("met", 5 * MIN), resolution("met", HOUR)],
    ),
    (
        "a raise re-targets the running clock, and breaches at that moment where elapsed is above the new target",
        Case("raised", "2025-06-02 14:00:00",
             (("2025-06-02 14:30:00", "priority P0"), ("2025-06-02 15:00:00", "reply"))),
        [first_response("breached", HOUR, breached="2025-06-02 14:30:00", due="2025-06-02 14:30:00", target=15 * MIN)],
    ),
    (
        "a raise that leaves time is due from the clock's own start",
        Case("raised-early", "2025-06-02 14:00:00",
             (("2025-06-02 14:05:00", "priority P0"), ("2025-06-02 14:14:00", "reply"))),
        [first_response("met", 14 * MIN, due="2025-06-02 14:15:00", target=15 * MIN)],
    ),
    (
        "an ended clock is not judged again",
        Case("raised-late", "2025-06-02 14:00:00",
             (("2025-06-02 15:00:00", "reply"), ("2025-06-02 16:00:00", "priority P0"))),
        [first_response("met", HOUR, target=4 * HOUR)],
    ),
    (
        "a breach stays a breach when the target is relaxed; the last target alone would not show it",
        Case("relaxed", "2025-06-02 14:00:00",
             (("2025-06-02 14:30:00", "priority P2"), ("2025-06-02 15:00:00", "reply")), **P0),
        [first_response("breached", HOUR, breached="2025-06-02 14:15:00", breached_on_final_target=False,
                        target=4 * HOUR)],
    ),
    (
        "each second counts on the calendar in force: around the clock as P2, then in business hours as P3",
        Case("other-calendar", "2025-06-02 20:00:00",
             (("2025-06-02 22:00:00", "priority P3"), ("2025-06-03 14:00:00", "reply"))),
        [first_response("met", 3 * HOUR, target=8 * HOUR, due="2025-06-03 19:00:00")],
    ),
    (
        "a deleted case cancels its clocks",
        Case("deleted", "2025-06-02 14:00:00",
             (("2025-06-02 14:01:00", "state Triage"), ("2025-06-02 14:05:00", "deleted")), **P0),
        [first_response("cancelled", 5 * MIN), resolution("cancelled", 4 * MIN)],
    ),
    (
        "a recovered case goes on, and the time it was deleted does not count",
        Case("recovered", "2025-06-02 14:00:00",
             (("2025-06-02 14:05:00", "deleted"), ("2025-06-02 16:00:00", "recovered"),
              ("2025-06-02 16:06:00", "reply")), **P0),
        [first_response("met", 11 * MIN, due="2025-06-02 16:10:00")],
    ),
    (
        "a merged case cancels its clocks, but a breach before stays one",
        Case("merged", "2025-06-02 14:00:00", (("2025-06-02 15:00:00", "merged"),), **P0),
        [first_response("breached", HOUR, breached="2025-06-02 14:15:00")],
    ),
    (
        "an open clock counts to the time looked at",
        Case("open", "2025-09-01 11:50:00", (), **P0),
        [first_response("running", 10 * MIN, due="2025-09-01 12:05:00")],
    ),
    (
        "an open clock past its target is breached",
        Case("open-late", "2025-09-01 11:00:00", (), **P0),
        [first_response("breached", HOUR, breached="2025-09-01 11:15:00")],
    ),
    (
        "a paused clock stands still, and has no due time while it does",
        Case("open-paused", "2025-09-01 08:00:00",
             (("2025-09-01 08:00:00", "state Triage"), ("2025-09-01 08:05:00", "reply"),
              ("2025-09-01 09:00:00", "state Waiting-on-customer")), **P0),
        [first_response("met", 5 * MIN), resolution("paused", HOUR, due="none")],
    ),
    (
        "what happens after the time looked at is not seen",
        Case("future", "2025-09-01 11:50:00", (("2025-09-01 12:00:01", "reply"),), **P0),
        [first_response("running", 10 * MIN)],
    ),
    (
        "the policy of a tenant goes before the default, from its first version to its second",
        Case("strict-1", "2025-06-02 14:00:00", (("2025-06-02 14:40:00", "reply"),), priority="P1", tenant="strict"),
        [first_response("breached", 40 * MIN, target=30 * MIN)],
    ),
    (
        "the second version of a policy re-targets a clock that runs across the change",
        Case("strict-2", "2025-06-30 23:50:00", (("2025-07-01 00:15:00", "reply"),), priority="P1", tenant="strict"),
        [first_response("breached", 25 * MIN, target=10 * MIN, breached="2025-07-01 00:00:00")],
    ),
    (
        "a tenant's own calendar: a lunch break between two blocks, from 1 June on longer hours",
        Case("berlin-1", "2025-05-28 09:00:00", (("2025-05-28 12:00:00", "reply"),), tenant="berlin", **P3),
        [first_response("met", 2 * HOUR, target=7 * HOUR)],
    ),
    (
        "the same under the calendar's second version",
        Case("berlin-2", "2025-06-04 15:00:00", (("2025-06-04 17:00:00", "reply"),), tenant="berlin", **P3),
        [first_response("met", HOUR, target=10 * HOUR)],
    ),
    (
        "a new version of the calendar re-targets a clock that runs across it",
        Case("berlin-3", "2025-05-30 14:30:00", (("2025-06-02 07:00:00", "reply"),), tenant="berlin", **P3),
        [first_response("met", 30 * MIN + 1 * HOUR, target=10 * HOUR)],
    ),
    (
        "resolved and reopened in one second, without an order of the source: the reopening comes last",
        Case("same-second", "2025-09-01 08:00:00",
             (("2025-09-01 08:05:00", "state In-progress"), ("2025-09-01 09:00:00", "state Resolved"),
              ("2025-09-01 09:00:00", "state In-progress"), ("2025-09-01 08:01:00", "reply")), **P0),
        [first_response("met", MIN), resolution("met", 55 * MIN), resolution("running", 3 * HOUR, window=2)],
    ),
    (
        "taken up again and resolved in one second: it is resolved",
        Case("same-second-2", "2025-09-01 08:00:00",
             (("2025-09-01 08:01:00", "reply"), ("2025-09-01 08:05:00", "state In-progress"),
              ("2025-09-01 08:30:00", "state Waiting-on-customer"), ("2025-09-01 09:00:00", "state In-progress"),
              ("2025-09-01 09:00:00", "state Resolved")), **P0),
        [first_response("met", MIN), resolution("met", 25 * MIN)],
    ),
    (
        "a case without a priority fits no policy",
        Case("no-priority", "2025-06-02 14:00:00", (("2025-06-02 14:01:00", "state Triage"),), priority=None),
        [],
    ),
]  # fmt: skip
