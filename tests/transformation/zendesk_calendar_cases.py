"""Tickets whose clocks depend on opening hours, zones, daylight saving and holidays (PEER_SLA.md, part c)."""

from __future__ import annotations

from transformation.zendesk_desk import (
    AROUND_THE_CLOCK,
    BRASILIA,
    CAIRO,
    DELETED,
    MOVED,
    NIGHT,
    NY,
    SPLIT,
    SYDNEY,
    Ticket,
)

FRT = "first_reply_time"


def answered(number: int, opened: str, reply: str, schedule: int | None = None, target: int = 100_000) -> Ticket:
    """A ticket that is answered once."""
    return Ticket(number, opened, ((reply, "reply"),), {FRT: target}, schedule)


ELAPSED = [
    ("1: within a day", answered(1, "2025-06-02 14:00:00", "2025-06-02 14:59:00"), 59),
    ("2: over a weekend", answered(2, "2025-06-06 20:30:00", "2025-06-09 13:30:00"), 60),
    ("3: created on a holiday", answered(3, "2025-07-04 15:00:00", "2025-07-07 13:30:00"), 30),
    ("4: a holiday of two days", answered(4, "2025-11-26 21:30:00", "2025-12-01 14:30:00"), 60),
    ("5, 54: a shutdown of ten days, at New Year",
     answered(5, "2025-12-23 21:30:00", "2026-01-05 14:30:00", SPLIT), 60),
    ("6: daylight saving begins", answered(6, "2025-03-07 21:30:00", "2025-03-10 13:30:00"), 60),
    ("7: daylight saving ends", answered(7, "2025-10-31 20:30:00", "2025-11-03 14:30:00"), 60),
    ("8: both in one ticket", answered(8, "2025-02-03 14:00:00", "2025-12-01 14:00:00"), 100_320),
    ("9: open for sixty weeks", answered(9, "2025-01-06 14:00:00", "2026-03-02 15:00:00"), 140_700),
    ("34: Sydney's Monday is Sunday", answered(34, "2025-06-01 22:30:00", "2025-06-01 23:59:00", SYDNEY), 59),
    ("34: Sydney, over the week's edge", answered(134, "2025-12-07 22:00:00", "2025-12-07 23:00:00", SYDNEY), 60),
    ("35: Cairo changes on a Friday", answered(35, "2025-04-24 13:30:00", "2025-04-27 06:30:00", CAIRO), 120),
    ("35b: and back on a Friday", answered(135, "2025-10-29 13:30:00", "2025-11-02 07:30:00", CAIRO), 540),
    ("36: over lunch", answered(36, "2025-06-02 15:30:00", "2025-06-02 17:30:00", SPLIT), 60),
    ("37: a split day after a holiday", answered(37, "2025-12-23 20:30:00", "2026-01-05 14:00:00", SPLIT), 90),
    ("38: around the clock, over a change of clocks",
     answered(38, "2025-03-08 12:00:00", "2025-03-10 12:00:00", AROUND_THE_CLOCK), 2880),
    ("41: a ticket older than its schedule", answered(41, "2024-12-02 14:00:00", "2024-12-02 14:30:00"), 30),
    ("44: New Year", answered(44, "2025-12-31 21:30:00", "2026-01-02 14:30:00"), 60),
    ("45: two holidays in a week", answered(45, "2025-08-29 20:30:00", "2025-09-04 13:30:00"), 30 + 480 + 30),
    ("46: a holiday in the week of the change", answered(46, "2025-03-07 21:30:00", "2025-03-11 13:30:00"), 540),
    ("46: and through the holiday", answered(146, "2025-03-11 20:30:00", "2025-03-13 13:30:00"), 60),
    ("47: from Saturday to Sunday", answered(47, "2025-06-07 23:30:00", "2025-06-08 00:30:00", AROUND_THE_CLOCK), 60),
    ("53: a zone that gave it up", answered(53, "2025-06-02 12:00:00", "2025-06-02 13:00:00", BRASILIA), 60),
    ("a block over the week's end, zone by IANA's name",
     answered(153, "2025-06-07 20:30:00", "2025-06-08 03:00:00", NIGHT), 390),
    ("55: a holiday is a local date", answered(55, "2025-07-03 20:30:00", "2025-07-07 13:30:00"), 60),
    ("56: the deleted schedule is not the default", answered(56, "2025-06-07 12:00:00", "2025-06-08 12:00:00"), 0),
    ("hours as they were before a change", answered(60, "2025-06-02 12:30:00", "2025-06-02 13:30:00", MOVED), 60),
    ("two changes of hours on one day", answered(61, "2025-06-03 15:30:00", "2025-06-03 21:30:00", MOVED), 270),
    ("hours as they are today", answered(62, "2025-06-05 12:30:00", "2025-06-05 13:30:00", MOVED), 30),
    ("56: but a ticket that was given it keeps it",
     answered(156, "2025-06-07 12:00:00", "2025-06-08 12:00:00", DELETED), 1440),
]  # fmt: skip
"""What it shows, the ticket, and the business minutes of its first response."""

CHANGING = [
    Ticket(
        10,
        "2025-06-02 14:00:00",
        (("2025-06-02 16:00:00", f"schedule {NY}"), ("2025-06-03 14:00:00", "reply")),
        {FRT: 100_000},
        AROUND_THE_CLOCK,
    ),
    Ticket(51, "2025-06-02 14:00:00", (
        ("2025-06-02 14:00:03", f"schedule {SPLIT}"), ("2025-06-02 14:30:00", "reply")), {FRT: 60}),
    Ticket(161, "2025-06-02 14:00:00", (
        ("2025-06-02 14:05:00", "status open"), ("2025-06-03 14:05:00", "status solved")), {}, AROUND_THE_CLOCK),
    Ticket(162, "2025-06-02 14:00:00", (
        ("2025-06-02 14:05:00", "status open"), ("2025-06-02 20:00:00", f"schedule {NY}"),
        ("2025-06-03 14:05:00", "status solved")), {}, AROUND_THE_CLOCK),
]  # fmt: skip
"""10: the calendar changes; 51: a schedule three seconds after the opening; 161, 162: targets of our own."""
