"""Tickets whose first and next replies are judged (PEER_SLA.md, part c). Monday 2 June 2025, New York, from 14:00."""

from __future__ import annotations

from dataclasses import dataclass

from transformation.zendesk_desk import ADMIN, AGENT, DEMOTED, GONE, GONE_CUSTOMER, Ticket

FRT, NRT, RWT, AWT = "first_reply_time", "next_reply_time", "requester_wait_time", "agent_work_time"
FIRST, NEXT, WAIT, WORK = "first_response", "next_response", "requester_wait", "agent_work"

OPENED = "2025-06-02 14:00:00"


def on(*happenings: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Happenings by their time of that Monday."""
    return tuple((f"2025-06-02 {at}:00" if len(at) == 5 else at, what) for at, what in happenings)


@dataclass(frozen=True)
class SlaCase:
    """What it shows, the ticket, and its clocks: clock → (business minutes, breached) of each window."""

    shows: str
    ticket: Ticket
    clocks: dict[str, list[tuple[float, bool]]]


REPLIES = [
    SlaCase("11: priority raised on a running clock",
            Ticket(1011, OPENED, on(("14:30", "priority urgent"), ("14:30", f"target {FRT} 60"), ("16:00", "reply")),
                   {FRT: 480}), {FIRST: [(120, True)]}),
    SlaCase("12: priority raised after the reply: the ended clock is not judged again",
            Ticket(1012, OPENED, on(("15:30", "reply"), ("16:00", "priority urgent"), ("16:00", f"target {FRT} 60")),
                   {FRT: 480}), {FIRST: [(90, False)]}),
    SlaCase("17: solved without a reply", Ticket(1017, OPENED, on(("16:00", "status solved")), {FRT: 60}),
            {FIRST: [(120, True)]}),
    SlaCase("18: solved before the desk opens",
            Ticket(1018, "2025-06-07 14:00:00", (("2025-06-07 15:00:00", "status solved"),), {FRT: 60}),
            {FIRST: [(0, False)]}),
    SlaCase("22: opened by an agent: the comment it was opened with is no reply",
            Ticket(1022, OPENED, on(("14:45", "reply")), {FRT: 60}, submitter=AGENT), {FIRST: [(45, False)]}),
    SlaCase("23: opened privately: it starts with the customer's first message",
            Ticket(1023, OPENED, on(("15:00", "reply"), ("15:30", "message"), ("16:00", "reply")), {FRT: 60},
                   submitter=AGENT, is_private=True), {FIRST: [(30, False)]}),
    SlaCase("its opening comment is missing: a later note does not make it private",
            Ticket(1123, OPENED, on(("14:30", "note"), ("15:30", "reply")), {FRT: 60}, has_opening_comment=False),
            {FIRST: [(90, True)]}),
    SlaCase("39: a target some milliseconds before its message, in the second before",
            Ticket(1139, OPENED, on(("14:30", "reply"), ("2025-06-02 14:59:59.998", f"target {NRT} 60"),
                                    ("2025-06-02 15:00:00.001", "message"), ("15:30", "reply"))),
            {NEXT: [(30, False)]}),
    SlaCase("24: a policy that comes after the reply makes no row",
            Ticket(1024, OPENED, on(("15:00", "reply"), ("15:30", f"target {FRT} 30"))), {FIRST: []}),
    SlaCase("27: an agent comments in the second of the opening",
            Ticket(1027, OPENED, on(("14:00", "reply")), {FRT: 60}), {FIRST: [(0, False)]}),
    SlaCase("28: a reply by an agent who is an end-user today",
            Ticket(1028, OPENED, on(("14:20", f"reply by {DEMOTED}")), {FRT: 60}), {FIRST: [(20, False)]}),
    SlaCase("28: and one after the role was taken away is none",
            Ticket(1128, "2025-09-08 14:00:00", (("2025-09-08 14:20:00", f"message by {DEMOTED}"),
                   ("2025-09-08 14:40:00", f"reply by {ADMIN}")), {FRT: 60}), {FIRST: [(40, False)]}),
    SlaCase("29: a requester who is not in the user table",
            Ticket(1029, OPENED, on(("14:10", "message"), ("14:59", "reply")), {FRT: 60}, requester=GONE_CUSTOMER),
            {FIRST: [(59, False)]}),
    SlaCase("a reply by an agent who is not in the user table, but wrote a note",
            Ticket(1129, OPENED, on(("14:05", f"note by {GONE}"), ("14:25", f"reply by {GONE}")), {FRT: 60}),
            {FIRST: [(25, False)]}),
    SlaCase("30: two messages in a row are one unanswered stretch",
            Ticket(1030, OPENED, on(("14:30", "reply"), ("15:00", "message"), ("15:00", f"target {NRT} 60"),
                                    ("15:30", "message"), ("15:30", f"target {NRT} 60"), ("15:45", "reply")),
                   {FRT: 60}), {FIRST: [(30, False)], NEXT: [(45, False)]}),
    SlaCase("31: elapsed equal to the target is met, on every clock",
            Ticket(1031, OPENED, on(("15:00", "reply"), ("15:00", "status closed")), {FRT: 60, RWT: 60, AWT: 60}),
            {FIRST: [(60, False)], WAIT: [(60, False)], WORK: [(60, False)]}),
    SlaCase("33: a target around the clock",
            Ticket(1033, "2025-06-06 20:30:00", (("2025-06-06 20:30:00", f"target {FRT} 6000 calendar"),
                   ("2025-06-09 13:30:00", "reply"))), {FIRST: [(3900, False)]}),
    SlaCase("39: a target some milliseconds before its policy",
            Ticket(1039, OPENED, (("2025-06-02 14:00:00.250", f"target {FRT} 60"),
                   ("2025-06-02 14:00:00.750", "sla_policy Gold"), ("2025-06-02 14:30:00", "reply"))),
            {FIRST: [(30, False)]}),
    SlaCase("43: several policies in one second do not mix: the last holds",
            Ticket(1043, OPENED, (("2025-06-02 14:30:00.200", "sla_policy Zinc"),
                   ("2025-06-02 14:30:00.200", f"target {FRT} 60"), ("2025-06-02 14:30:00.700", "sla_policy Silver"),
                   ("2025-06-02 14:30:00.700", f"target {FRT} 120"), ("2025-06-02 16:00:00", "reply")), {FRT: 30}),
            {FIRST: [(120, False)]}),
    SlaCase("48: solved without a reply, reopened, replied to",
            Ticket(1048, OPENED, on(("14:20", "status solved"), ("15:00", "message"), ("15:00", "status open"),
                                    ("16:00", "reply")), {FRT: 60}), {FIRST: [(20, False)]}),
    SlaCase("49: the policy is withdrawn",
            Ticket(1049, OPENED, on(("14:30", f"target {FRT} none"), ("16:00", "reply")), {FRT: 60}),
            {FIRST: [(30, False)]}),
    SlaCase("56: an internal note is no reply",
            Ticket(1056, OPENED, on(("14:10", "note"), ("14:50", "reply")), {FRT: 30}), {FIRST: [(50, True)]}),
]  # fmt: skip

WAITING = [
    SlaCase("13: a reopen resumes what was running",
            Ticket(1013, OPENED, (("2025-06-02 16:00:00", "status solved"), ("2025-06-03 14:00:00", "status open"),
                                  ("2025-06-03 15:00:00", "status solved")), {RWT: 600, AWT: 600}),
            {WAIT: [(180, False)], WORK: [(180, False)]}),
    SlaCase("14: pending pauses both",
            Ticket(1014, OPENED, on(("15:00", "status pending"), ("17:00", "status open"), ("18:00", "status solved")),
                   {RWT: 600, AWT: 600}), {WAIT: [(120, False)], WORK: [(120, False)]}),
    SlaCase("15: on hold the customer waits, the agent does not work",
            Ticket(1015, OPENED, on(("15:00", "status hold"), ("17:00", "status open"), ("18:00", "status solved")),
                   {RWT: 600, AWT: 600}), {WAIT: [(240, False)], WORK: [(120, False)]}),
    SlaCase("16: on-hold is hold",
            Ticket(1016, OPENED, on(("15:00", "status on-hold"), ("17:00", "status open"), ("18:00", "status solved")),
                   {RWT: 600, AWT: 600}), {WAIT: [(240, False)], WORK: [(120, False)]}),
    SlaCase("a custom status that the settings explain",
            Ticket(1116, OPENED, on(("15:00", "status Awaiting Parts"), ("17:00", "status open"),
                                    ("18:00", "status solved")), {RWT: 600, AWT: 600}),
            {WAIT: [(240, False)], WORK: [(120, False)]}),
    SlaCase("a custom status by its number beside its category",
            Ticket(1216, OPENED, on(("15:00", "status open"), ("15:00", "custom_status_id 4711"),
                                    ("17:00", "status open"), ("18:00", "status solved")), {RWT: 600, AWT: 600}),
            {WAIT: [(240, False)], WORK: [(120, False)]}),
    SlaCase("a status that nobody has explained counts as work",
            Ticket(1316, OPENED, on(("15:00", "status Mystery"), ("18:00", "status solved")), {AWT: 600}),
            {WORK: [(240, False)]}),
    SlaCase("19: all of it while the desk is closed",
            Ticket(1019, "2025-06-07 14:00:00", (("2025-06-07 20:00:00", "status solved"),), {RWT: 60, AWT: 60}),
            {WAIT: [(0, False)], WORK: [(0, False)]}),
    SlaCase("20: never touched", Ticket(1020, "2026-05-29 14:00:00", (), {FRT: 60, RWT: 60, AWT: 60}),
            {FIRST: [(420, True)], WAIT: [(420, True)], WORK: [(420, True)]}),
    SlaCase("21: still open after the reply",
            Ticket(1021, "2026-05-29 14:00:00", (("2026-05-29 14:10:00", "reply"),), {FRT: 60, RWT: 60}),
            {FIRST: [(10, False)], WAIT: [(420, True)]}),
    SlaCase("25: a deleted ticket's clocks stop",
            Ticket(1025, OPENED, on(("14:30", "status deleted")), {FRT: 60}), {FIRST: [(30, False)]}),
    SlaCase("26: closed without being solved is answered",
            Ticket(1026, OPENED, on(("16:00", "status closed")), {FRT: 480, RWT: 480}),
            {FIRST: [(120, False)], WAIT: [(120, False)]}),
    SlaCase("26: closed by a merge is cancelled",
            Ticket(1126, OPENED, on(("16:00", "status closed")), {FRT: 480}), {FIRST: [(120, False)]}),
    SlaCase("26: the ticket that it was merged into goes on",
            Ticket(1226, OPENED, on(("17:00", "reply")), {FRT: 480}, merged=(1126,)), {FIRST: [(180, False)]}),
    SlaCase("40: new and open in the same second",
            Ticket(1040, OPENED, on(("2025-06-02 14:00:00.400", "status open"), ("15:00", "status closed")),
                   {RWT: 600, AWT: 600}),
            {WAIT: [(60, False)], WORK: [(60, False)]}),
    SlaCase("42: a history that begins before its ticket",
            Ticket(1042, OPENED, on(("13:59", "status open"), ("15:00", "status closed")), {RWT: 600}),
            {WAIT: [(60, False)]}),
    SlaCase("50: deleted and recovered: the time in between does not count",
            Ticket(1050, OPENED, on(("15:00", "status deleted"), ("16:00", "status open"), ("16:30", "reply")),
                   {FRT: 480}), {FIRST: [(90, False)]}),
    SlaCase("52: a replaced target no longer judges",
            Ticket(1052, OPENED, (("2025-06-02 14:30:00", f"target {RWT} 600"),
                                  ("2025-06-03 14:00:00", "status closed")), {RWT: 60}), {WAIT: [(480, False)]}),
]  # fmt: skip
