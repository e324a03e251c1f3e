"""What happens to a case, and what its clocks must then say, each written in a line. Times are UTC, of June 2025.

A story is a list of `day hour what`, parted by |, with the words of desk.py: "2 14:05 reply | 2 15:00 message". A row
of a clock is `status start – end, elapsed`, and for a breach the moment of it: "breached 2 15:00 – 2 15:20, 20 min,
at 2 15:15". An open clock ends with "…".
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb
from transformation.desk import Case

OPENED = "2 14:00"
AS_OF = "2025-06-04 12:00:00"


class Story(NamedTuple):
    """A case in a line. expected: the rows of its clock; of two clocks, a tuple for each."""

    shows: str
    happens: str
    expected: tuple
    case: dict = {}

    def as_case(self, case_id: str) -> Case:
        """The case of desk.py."""
        facts = dict(self.case)
        opened = moment(facts.pop("opened", OPENED))
        happenings = [part.strip().split(" ", 2) for part in self.happens.split("|") if part.strip()]
        return Case(case_id, opened, tuple((moment(f"{d} {t}"), what) for d, t, what in happenings), **facts)


def moment(text: str) -> str:
    """The text 2 14:05 as an instant of June 2025."""
    day, time = text.split(" ")
    return f"2025-06-{int(day):02} {time if time.count(':') == 2 else time + ':00'}"


def rows_of(warehouse: duckdb.DuckDBPyConnection, case_id: str, clock: str) -> tuple[str, ...]:
    """The windows of a clock, in order, in the words of a story."""
    found = warehouse.execute(
        "select window_number, status, started_at, stopped_at, elapsed_seconds, breached_at from reporting.sla_clocks "
        "where case_id = ? and clock = ? order by window_number",
        [case_id, clock],
    ).fetchall()
    assert [row[0] for row in found] == list(range(1, len(found) + 1))
    return tuple(
        f"{status} {_day(started)} – {_day(stopped) if stopped else '…'}, {_minutes(elapsed)}"
        + (f", at {_day(breached)}" if breached else "")
        for _, status, started, stopped, elapsed, breached in found
    )


def targets_of(warehouse: duckdb.DuckDBPyConnection, case_id: str, clock: str) -> list[tuple]:
    """The policy and the target, in minutes, of each window of a clock."""
    return warehouse.execute(
        "select policy_id, target_seconds / 60 from reporting.sla_clocks where case_id = ? and clock = ? "
        "order by window_number",
        [case_id, clock],
    ).fetchall()


def _day(at) -> str:
    return f"{at.day} {at:%H:%M}" + (f":{at:%S}" if at.second else "")


def _minutes(seconds: int) -> str:
    return f"{seconds // 60} min" + (f" {seconds % 60} s" if seconds % 60 else "")
