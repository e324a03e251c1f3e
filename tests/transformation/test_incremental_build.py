"""A run computes only the cases that something happened to, and ends with the rows that a full rebuild gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from transformation.desk import Case, Desk, at, weekdays

MONDAY, TUESDAY, FRIDAY = "2025-06-02 18:00:00", "2025-06-03 18:00:00", "2025-06-06 18:00:00"
TABLES = (
    "cases", "case_events", "sla_clocks", "sla_clock_segments", "backlog_by_day", "illegal_state_transitions",
    "sla_measurability", "case_metrics", "at_risk_clocks", "breach_probability_quality",
)  # fmt: skip

SELECT = " ".join(["+path:models/marts/building", *(f"+reporting_{table}" for table in TABLES)])
"""The tables that are compared, and what a build leaves for the next to go on from."""

RUNS_ON, NEW_EVENTS, OTHER_PROMISES = (
    "a clock of it runs on", "it has new events", "its source changed its promises or calendars",
)  # fmt: skip
DONE = (("2025-06-02 14:10:00", "reply"), ("2025-06-02 14:20:00", "state Triage"),
        ("2025-06-02 15:00:00", "state Resolved"), ("2025-06-02 16:00:00", "state Closed"))  # fmt: skip


def first_day() -> Desk:
    """What is known on Monday evening: two closed cases, an open one, a paused one, and one whose future is known."""
    desk = Desk()
    desk.add_calendar("office", "America/New_York", weekdays("09:00", "17:00"), is_default=True)
    desk.add_case(Case("done", "2025-06-02 14:00:00", DONE))
    # Nothing happens to it any more, and it was in the backlog for days.
    desk.add_case(Case("days", "2025-05-28 14:00:00",
                       (("2025-05-28 14:20:00", "state Triage"), ("2025-05-31 15:00:00", "state Resolved"),
                        ("2025-06-01 16:00:00", "state Closed"))))  # fmt: skip
    desk.add_case(Case("open", "2025-06-02 14:00:00", (("2025-06-02 14:20:00", "state Triage"),)))
    desk.add_case(Case("paused", "2025-06-02 14:00:00",
                       (("2025-06-02 14:10:00", "reply"), ("2025-06-02 14:20:00", "state Triage"),
                        ("2025-06-02 15:00:00", "state On-hold"))))  # fmt: skip
    desk.add_case(Case("foretold", "2025-06-02 14:00:00", (*DONE, ("2025-06-03 14:00:00", "state In-progress"))))
    return desk


def later_events(desk: Desk) -> Desk:
    """What Tuesday brings: a reopening, and a new case."""
    common = {"case_id": "done", "tenant_id": "tenant"}
    desk._move(common, "state_changed", "2025-06-03 13:00:00", "Closed", "In-progress")
    desk.add_case(Case("new", "2025-06-03 15:00:00", (("2025-06-03 15:30:00", "message"),), priority="P1"))
    return desk


def another_policy(desk: Desk) -> Desk:
    """A target of the tenant's own, from the beginning on."""
    desk.add(
        "sla_policies", policy_id="own", name="Own", tenant_id="tenant", clock="resolution", target_amount=30,
        target_unit="minutes", valid_from="2020-01-01", updated_at="2025-06-03",
    )  # fmt: skip
    return desk


def rows_of(warehouse, table: str) -> list[tuple]:
    return warehouse.execute(f"select * from reporting.{table} order by all").fetchall()


def touched(warehouse) -> dict[str, str]:
    """Which cases the last build computed, and why."""
    return dict(
        warehouse.execute(
            "select cases.case_id, touched.reason from intermediate.int_touched_cases as touched "
            "inner join intermediate.int_cases as cases on touched.case_key = cases.case_key"
        ).fetchall()
    )


@pytest.fixture(scope="module")
def monday(tmp_path_factory) -> Path:
    """A folder with the warehouse as it is after Monday's run."""
    home = tmp_path_factory.mktemp("monday")
    first_day().build(home, at(MONDAY), SELECT).close()
    return home


def older_case(desk: Desk) -> Desk:
    """A case from before all others, so that calendars are laid out from an earlier day on."""
    desk.add_case(Case("oldest", "2025-05-19 14:00:00", DONE))
    return desk


STEPS = {
    "later events": (
        lambda: later_events(first_day()),
        TUESDAY,
        {"done": NEW_EVENTS, "foretold": NEW_EVENTS, "new": "it is new", "open": RUNS_ON, "paused": RUNS_ON},
    ),
    "time alone": (first_day, TUESDAY, {"foretold": NEW_EVENTS, "open": RUNS_ON, "paused": RUNS_ON}),
    "another policy": (
        lambda: another_policy(first_day()),
        FRIDAY,
        dict.fromkeys(("done", "days", "open", "paused", "foretold"), OTHER_PROMISES),
    ),
    "a case older than all": (
        lambda: older_case(first_day()),
        TUESDAY,
        dict.fromkeys(("done", "days", "open", "paused", "foretold", "oldest"), OTHER_PROMISES),
    ),
    "an earlier time": (
        first_day,
        "2025-06-02 14:30:00",
        dict.fromkeys(("done", "days", "open", "paused", "foretold"), OTHER_PROMISES),
    ),
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_goes_on_ends_like_a_full_rebuild(step, monday, tmp_path):
    desk, as_of, expected = STEPS[step]
    shutil.copytree(monday, tmp_path / "going_on")
    with desk().build(tmp_path / "going_on", at(as_of), SELECT) as warehouse:
        gone_on = {table: rows_of(warehouse, table) for table in TABLES}
        assert touched(warehouse) == expected
    with desk().build(tmp_path / "anew", at(as_of), SELECT) as warehouse:
        anew = {table: rows_of(warehouse, table) for table in TABLES}
        assert set(touched(warehouse).values()) == {"everything is built anew"}
    assert gone_on == anew
    assert len(anew["sla_clocks"]) > 4
