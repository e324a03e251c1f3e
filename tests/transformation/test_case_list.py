"""A list with one row per case: its moments become events, and its clocks are measured as far as it tells."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from installation import Installation

LIST = """\
id,opened,started,replied,done,closed,status,prio,team,changed
1,2026-01-05 09:00,2026-01-05 09:10,2026-01-05 09:20,2026-01-05 12:00,,Done,high,A,2026-01-09 12:00
2,2026-01-05 10:00,,,,,Waiting,low,B,2026-01-05 11:00
3,2026-01-06 10:00,2026-01-06 11:00,2026-01-06 15:10,2026-01-08 10:00,2026-01-09 10:00,Closed,normal,A,2026-01-09 10:00
"""
MAPPING = """\
name: list
rows: cases
as_of: last_event
time: {zone: Europe/Berlin}
columns: {case: id, opened: opened, acknowledged: started, first_response: replied, resolved: done, closed: closed,
          state: status, priority: prio, group: team, changed: changed}
states: {Waiting: Waiting-on-customer, Done: Resolved, Closed: Closed}
priorities: {high: P1, normal: P2, low: P3}
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("case_list")
    (folder / "list.csv").write_text(LIST)
    (folder / "list.yaml").write_text(MAPPING)
    installation = Installation(folder / "home").prepare()
    imported = installation.loompin("import", folder / "list.csv", "--mapping", folder / "list.yaml")
    assert imported.code == 0, imported.err
    assert "targets in business days (P2 and P3) do not apply" in imported.out
    installation.build_models("+reporting_cases +reporting_sla_clocks")
    with duckdb.connect(installation.home / "warehouse.duckdb", read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_cases_have_the_states_and_moments_of_the_list(warehouse):
    found = warehouse.execute(
        "select case_id, state, priority, group_name, reassignment_count, acknowledged_at, resolved_at, closed_at "
        "from reporting.cases order by case_id"
    ).fetchall()
    assert found == [
        ("1", "Resolved", "P1", "A", 0, utc(2026, 1, 5, 8, 10), utc(2026, 1, 5, 11), None),
        ("2", "Waiting-on-customer", "P3", "B", 0, utc(2026, 1, 5, 10), None, None),
        ("3", "Closed", "P2", "A", 0, utc(2026, 1, 6, 10), utc(2026, 1, 8, 9), utc(2026, 1, 9, 9)),
    ]


def test_clocks_are_measured_where_there_is_a_target(warehouse):
    found = warehouse.execute(
        "select case_id, clock, status, elapsed_seconds, target_seconds from reporting.sla_clocks order by all"
    ).fetchall()
    assert found == [
        ("1", "first_response", "met", 20 * 60, 3600),
        ("1", "resolution", "met", 170 * 60, 8 * 3600),
        ("3", "first_response", "breached", 310 * 60, 4 * 3600),
    ]


def test_a_case_without_a_calendar_says_so(warehouse):
    reasons = dict(warehouse.execute("select case_id, missing_target_reason from reporting.cases").fetchall())
    expected = "its policy counts business time, and its source has no business calendar"
    assert reasons == {"1": None, "2": expected, "3": expected}
