"""Tickets by hand and what reporting.case_metrics says of them (PEER_SLA.md, parts a and c).

Monday 2 June 2025, New York 09:00-17:00 (13:00-21:00 UTC), opened 14:00 unless said; looked at Monday 2026-06-01 00:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from transformation.zendesk_calendar_cases import CHANGING
from transformation.zendesk_desk import ADMIN, AGENT, AROUND_THE_CLOCK, NY, Ticket
from transformation.zendesk_reply_cases import OPENED, REPLIES, WAITING, on

MINUTE, HOUR, DAY = 60, 3600, 86400
TICKETS = {case.ticket.ticket_id: case.ticket for case in REPLIES + WAITING} | {t.ticket_id: t for t in CHANGING}


@dataclass(frozen=True)
class FigureCase:
    """What it shows, the ticket, and some of its columns."""

    shows: str
    ticket: Ticket
    figures: dict[str, object]


def hour(text: str) -> datetime:
    """A time of that Monday."""
    return datetime.fromisoformat(f"2025-06-02 {text}:00").replace(tzinfo=UTC)


# Tickets that only case_metrics is asked about.
FIGURES = [
    FigureCase(
        "who had it, who replied, and how long nobody had it",
        Ticket(3001, OPENED, on(
            ("14:30", f"assignee {AGENT}"), ("15:00", "assignee"), ("15:30", f"assignee {ADMIN}"), ("15:40", "reply"),
            ("15:45", "note"), ("16:00", "message"), ("16:10", "message"), ("16:30", f"reply by {ADMIN}"),
            ("17:00", "status solved"))),
        {
            "unassigned_seconds": 60 * MINUTE, "assignee_count": 2, "assignee_station_count": 2,
            "first_assignee_id": str(AGENT), "last_assignee_id": str(ADMIN), "first_assigned_at": hour("14:30"),
            "last_assigned_at": hour("15:30"), "first_assignment_to_resolution_seconds": 150 * MINUTE,
            "last_assignment_to_resolution_seconds": 90 * MINUTE, "first_reply_seconds": 100 * MINUTE,
            "first_reply_business_seconds": 100 * MINUTE, "total_reply_seconds": 130 * MINUTE, "handoff_count": 1,
            "agent_reply_count": 2, "agent_comment_count": 3, "customer_comment_count": 2, "public_comment_count": 4,
            "internal_comment_count": 1, "comment_count": 5, "last_comment_at": hour("16:30"), "is_one_touch": False,
            "is_two_touch": True, "is_multi_touch": False,
        },
    ),
    FigureCase("42: an assignment before the opening leaves no unassigned time",
               Ticket(3042, OPENED, on(("13:59", f"assignee {AGENT}"), ("15:00", "status solved"))),
               {"unassigned_seconds": 0, "first_assignment_to_resolution_seconds": HOUR}),
    FigureCase("never assigned: unassigned until it is solved",
               Ticket(3043, OPENED, on(("15:00", "status solved"))),
               {"unassigned_seconds": HOUR, "assignee_count": 0, "first_assignee_id": None}),
    FigureCase("nobody has it again, and it is deleted for an hour",
               Ticket(3044, OPENED, on(("14:10", f"assignee {AGENT}"), ("14:20", "assignee"),
                                       ("15:00", "status deleted"), ("16:00", "status open"),
                                       ("16:30", "status solved"))),
               {"unassigned_seconds": 80 * MINUTE, "first_resolution_seconds": 90 * MINUTE}),
    FigureCase("a question without an answer does not count as waited for yet",
               Ticket(3045, "2026-05-29 14:00:00", (("2026-05-29 14:10:00", "reply"),
                                                    ("2026-05-29 15:00:00", "message"))),
               {"first_reply_seconds": 600, "total_reply_seconds": 600, "is_one_touch": False,
                "unsolved_age_seconds": 2 * DAY + 10 * HOUR, "unsolved_age_since_event_seconds": 2 * DAY + 9 * HOUR}),
    FigureCase("each second counts on the calendar in force, also of a state",
               Ticket(3046, OPENED, (("2025-06-02 16:00:00", f"schedule {NY}"), ("2025-06-03 14:00:00", "reply"),
                                     ("2025-06-03 15:00:00", "status solved")), schedule=AROUND_THE_CLOCK),
               {"first_reply_business_seconds": 8 * HOUR, "last_resolution_business_seconds": 9 * HOUR,
                "agent_work_business_seconds": 9 * HOUR, "agent_work_seconds": 25 * HOUR}),
]  # fmt: skip

# Tickets of the clocks' own cases.
CLOCK_FIGURES = [
    FigureCase("13: a reopen", TICKETS[1013], {
        "reopen_count": 1, "resolution_count": 2, "first_resolution_business_seconds": 2 * HOUR,
        "last_resolution_business_seconds": 9 * HOUR, "requester_wait_business_seconds": 3 * HOUR,
        "first_resolution_seconds": 2 * HOUR, "last_resolution_seconds": 25 * HOUR, "first_solved_at": hour("16:00"),
        "unsolved_age_seconds": None}),
    FigureCase("14: pending", TICKETS[1014], {
        "requester_wait_business_seconds": 2 * HOUR, "agent_work_business_seconds": 2 * HOUR,
        "waiting_on_customer_seconds": 2 * HOUR, "unsolved_seconds": 4 * HOUR, "new_seconds": HOUR,
        "open_seconds": HOUR, "last_state_change_at": hour("18:00")}),
    FigureCase("15: hold", TICKETS[1015], {
        "requester_wait_business_seconds": 4 * HOUR, "agent_work_business_seconds": 2 * HOUR,
        "on_hold_business_seconds": 2 * HOUR}),
    FigureCase("16: on-hold is hold", TICKETS[1016], {
        "requester_wait_business_seconds": 4 * HOUR, "agent_work_business_seconds": 2 * HOUR}),
    FigureCase("18: solved before the desk opens", TICKETS[1018], {
        "first_resolution_seconds": HOUR, "first_resolution_business_seconds": 0}),
    FigureCase("19: all of it while the desk is closed", TICKETS[1019], {
        "requester_wait_business_seconds": 0, "requester_wait_seconds": 6 * HOUR}),
    FigureCase("20: never touched", TICKETS[1020], {
        "requester_wait_business_seconds": 7 * HOUR, "agent_work_business_seconds": 7 * HOUR,
        "first_reply_seconds": None, "total_reply_seconds": None, "unsolved_seconds": 2 * DAY + 10 * HOUR,
        "unsolved_age_seconds": 2 * DAY + 10 * HOUR}),
    FigureCase("21: still open after the reply", TICKETS[1021], {
        "requester_wait_business_seconds": 7 * HOUR, "first_reply_business_seconds": 600}),
    FigureCase("22: opened by an agent", TICKETS[1022], {"first_reply_seconds": 45 * MINUTE, "agent_reply_count": 1}),
    FigureCase("23: opened privately, the customer asks later", TICKETS[1023], {
        "first_reply_seconds": 30 * MINUTE, "total_reply_seconds": 30 * MINUTE, "agent_reply_count": 2}),
    FigureCase("25: deleted, and its time stands still", TICKETS[1025], {
        "deletion_count": 1, "recovery_count": 0, "unsolved_seconds": 30 * MINUTE, "unsolved_age_seconds": None}),
    FigureCase("26: closed without being solved is resolved", TICKETS[1026], {
        "resolution_count": 1, "first_resolution_business_seconds": 2 * HOUR, "first_solved_at": hour("16:00")}),
    FigureCase("26: closed by a merge is not, and its time stands still", TICKETS[1126], {
        "resolution_count": 0, "first_solved_at": None, "requester_wait_seconds": 2 * HOUR}),
    FigureCase("27: an agent comments in the second of the opening", TICKETS[1027], {
        "first_reply_seconds": 0, "first_reply_business_seconds": 0}),
    FigureCase("28: a reply by an agent who is an end-user today", TICKETS[1028], {
        "first_reply_seconds": 20 * MINUTE, "agent_comment_count": 1}),
    FigureCase("29: a requester who is not in the user table", TICKETS[1029], {
        "first_reply_seconds": 59 * MINUTE, "customer_comment_count": 1}),
    FigureCase("30: two messages in a row are waited for once", TICKETS[1030], {
        "total_reply_seconds": 75 * MINUTE, "customer_comment_count": 2}),
    FigureCase("40: new and open in the same second", TICKETS[1040], {
        "new_seconds": 0, "open_seconds": HOUR, "agent_work_seconds": HOUR}),
    FigureCase("42: a history that begins before its ticket", TICKETS[1042], {
        "agent_work_seconds": HOUR, "requester_wait_seconds": HOUR, "unassigned_seconds": HOUR}),
    FigureCase("48: solved without a reply: the reply is the one after the reopen", TICKETS[1048], {
        "first_reply_seconds": 2 * HOUR, "first_resolution_seconds": 20 * MINUTE}),
    FigureCase("50: deleted and recovered", TICKETS[1050], {
        "deletion_count": 1, "recovery_count": 1, "first_reply_seconds": 90 * MINUTE,
        "first_reply_business_seconds": 90 * MINUTE, "new_seconds": HOUR}),
    FigureCase("56: an internal note is no reply", TICKETS[1056], {
        "internal_comment_count": 1, "agent_comment_count": 2, "first_reply_seconds": 50 * MINUTE}),
]  # fmt: skip
