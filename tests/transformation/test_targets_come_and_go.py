"""Targets that come late, are withdrawn or come back, and what a clock's moments then are. All times UTC.

The cases have no priority, so that none of the case model's own targets fits them: each tenant's policies are all
that was ever promised. Targets are in hours around the clock; the desk is looked at on Wednesday, 4 June 2025, 21:00.
"""

from __future__ import annotations

import pytest
from transformation.desk import Case, Desk, at

HOUR = 3600
OPENED, AS_OF = "2025-06-02 14:00:00", "2025-06-04 21:00:00"
MONDAY_16, TUESDAY_10, TUESDAY_11 = "2025-06-02 16:00:00", "2025-06-03 10:00:00", "2025-06-03 11:00:00"


def version(amount: float, since: str = "2000-01-01", until: str | None = None) -> dict:
    return {"target_amount": amount, "valid_from": since, "valid_to": until, "updated_at": since}


# name, opened, versions of the policy, what happens,
# and the row: status, target, elapsed (in hours), due, breached, decided; None for no row
SCENARIOS = [
    ("a target that comes late counts from the window's start",
     OPENED, [version(30, TUESDAY_10)], ((TUESDAY_11, "reply"),),
     ("met", 30, 21, "06-03 20:00", None, "06-03 11:00")),
    ("a promise is not broken before it is made: a late one that was used up already breaches at that moment",
     OPENED, [version(5, TUESDAY_10)], ((TUESDAY_11, "reply"),),
     ("breached", 5, 21, "06-02 19:00", "06-03 10:00", "06-03 10:00")),
    ("a target that first comes after the clock has ended makes no row",
     OPENED, [version(30, TUESDAY_10)], ((MONDAY_16, "reply"),), None),
    ("a target that comes in the second of the end makes no row",
     OPENED, [version(30, TUESDAY_11)], ((TUESDAY_11, "reply"),), None),
    ("a clock that has ended is not judged by a later target",
     OPENED, [version(3, until=TUESDAY_10), version(1, TUESDAY_10)], ((MONDAY_16, "reply"),),
     ("met", 3, 2, "06-02 17:00", None, "06-02 16:00")),
    ("while the target is withdrawn time does not count: 2 h before, 1 h after",
     OPENED, [version(4, until=MONDAY_16), version(4, TUESDAY_10)], ((TUESDAY_11, "reply"),),
     ("met", 4, 3, "06-03 12:00", None, "06-03 11:00")),
    ("a target that is withdrawn and does not come back leaves the clock undecided and without a due time",
     OPENED, [version(4, until=MONDAY_16)], (), ("paused", 4, 2, None, None, None)),
    ("a breach before the target was withdrawn stays one",
     OPENED, [version(1, until=MONDAY_16)], (), ("breached", 1, 2, None, "06-02 15:00", "06-02 15:00")),
    ("elapsed equal to the target is met",
     OPENED, [version(2)], ((MONDAY_16, "reply"),), ("met", 2, 2, "06-02 16:00", None, "06-02 16:00")),
    ("elapsed equal to the target is not breached while the clock runs",
     OPENED, [version(55)], (), ("running", 55, 55, "06-04 21:00", None, None)),
    ("a breach is decided when it happens, not when the clock ends",
     OPENED, [version(1)], ((MONDAY_16, "reply"),), ("breached", 1, 2, "06-02 15:00", "06-02 15:00", "06-02 15:00")),
    ("no case is too old: it has been open for 2,194 days and 7 hours",
     "2019-06-02 14:00:00", [version(1)], (),
     ("breached", 1, 2194 * 24 + 7, "06-02 15:00", "06-02 15:00", "06-02 15:00")),
]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    for number, (_, opened, versions, happenings, _) in enumerate(SCENARIOS):
        name = f"s{number}"
        for row in versions:
            desk.add(
                "sla_policies", policy_id=name, name=name, tenant_id=name, clock="first_response",
                target_unit="hours", **row,
            )  # fmt: skip
        desk.add_case(Case(name, opened, happenings, priority=None, tenant=name))
    with desk.build(
        tmp_path_factory.mktemp("targets"), at(AS_OF), "+reporting_sla_clocks +reporting_sla_clock_segments"
    ) as built:
        yield built


@pytest.mark.parametrize(
    ("number", "expected"), [pytest.param(n, row[4], id=row[0]) for n, row in enumerate(SCENARIOS)]
)
def test_first_response(warehouse, number, expected):
    found = warehouse.sql(
        "select status, target_seconds / 3600, elapsed_seconds / 3600, strftime(due_at, '%m-%d %H:%M'), "
        "strftime(breached_at, '%m-%d %H:%M'), strftime(decided_at, '%m-%d %H:%M') "
        f"from reporting.sla_clocks where clock = 'first_response' and case_id = 's{number}'"
    ).fetchall()
    assert found == ([expected] if expected else [])


def test_the_receipt_shows_the_time_without_a_target(warehouse):
    number = next(n for n, row in enumerate(SCENARIOS) if row[0].startswith("while the target is withdrawn"))
    segments = warehouse.sql(
        "select kind, counted_seconds / 3600, segment_started_at::varchar, segment_ended_at::varchar "
        f"from reporting.sla_clock_segments where clock = 'first_response' and case_id = 's{number}' order by 3"
    ).fetchall()
    assert segments == [
        ("counted", 2, f"{OPENED}+00", f"{MONDAY_16}+00"),
        ("no_target", 0, f"{MONDAY_16}+00", f"{TUESDAY_10}+00"),
        ("counted", 1, f"{TUESDAY_10}+00", f"{TUESDAY_11}+00"),
    ]
