"""A data engineer adds a clock by adding a row: no SQL and no Python changes, and its rows and its rule are there.

The clock of this test, hand_over, is for a desk that promises to be done with an escalation: it starts when a case is
escalated to engineering, stands still on hold, and ends when the case is taken back or resolved.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from transformation.clock_stories import AS_OF, Story, rows_of, targets_of
from transformation.desk import Desk, at

from dagster_project.resources.paths import DBT_PROJECT
from dashboards.clock_grammar import explain

CLOCK = {
    "clock": "hand_over", "label": "Hand-over", "starts_on": "escalated:engineering", "pauses_in": "On-hold",
    "stops_on": "de_escalated:engineering|state:Resolved", "cancels_on": "state:Closed", "windows": "each",
    "needs": "escalated", "source_target_serves": "every window", "display_order": "7",
}  # fmt: skip
POLICY = {
    "policy_id": "default-hand-over-p0", "policy_name": "P0 handed over in 2 hours", "clock": "hand_over",
    "priority": "P0", "target_amount": "2", "target_unit": "hours",
}  # fmt: skip

STORIES = [
    Story("taken back in time", "2 15:00 escalated | 2 16:00 de-escalated", ("met 2 15:00 – 2 16:00, 60 min",)),
    Story("resolved too late", "2 15:00 escalated | 2 18:00 state Resolved",
          ("breached 2 15:00 – 2 18:00, 180 min, at 2 17:00",)),
    Story("stands still on hold",
          "2 15:00 escalated | 2 15:30 state On-hold | 2 19:30 state In-progress | 2 20:00 de-escalated",
          ("met 2 15:00 – 2 20:00, 60 min",)),
    Story("closing cancels it", "2 15:00 escalated | 2 16:00 state Closed", ("cancelled 2 15:00 – 2 16:00, 60 min",)),
    Story("twice escalated, two windows",
          "2 15:00 escalated | 2 16:00 de-escalated | 4 11:00 escalated",
          ("met 2 15:00 – 2 16:00, 60 min", "running 4 11:00 – …, 60 min")),
]  # fmt: skip


def add_row(seed: Path, row: dict[str, str]) -> None:
    """A row at the end of a seed; columns that it does not name are empty."""
    with seed.open() as file:
        columns = next(csv.reader(file))
    assert set(row) <= set(columns)
    with seed.open("a") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerow(row)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    project = tmp_path_factory.mktemp("project") / "dbt"
    shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs", "data"))
    add_row(project / "seeds" / "sla_clocks.csv", CLOCK)
    add_row(project / "seeds" / "sla_default_policies.csv", POLICY)
    desk = Desk()
    for number, story in enumerate(STORIES):
        desk.add_case(story._replace(case={"priority": "P0"}).as_case(f"s{number}"))
    with desk.build(
        tmp_path_factory.mktemp("seventh"), at(AS_OF),
        "+reporting_sla_clocks +reporting_sla_clock_segments +reporting_sla_measurability +reporting_sla_clock_rules",
        project,
    ) as built:  # fmt: skip
        yield built


@pytest.mark.parametrize(
    ("number", "expected"), [pytest.param(n, story.expected, id=story.shows) for n, story in enumerate(STORIES)]
)
def test_its_rows_are_there(warehouse, number, expected):
    assert rows_of(warehouse, f"s{number}", "hand_over") == expected
    assert set(targets_of(warehouse, f"s{number}", "hand_over")) == {("default-hand-over-p0", 120)}


def test_its_receipt_adds_up(warehouse):
    assert warehouse.sql(
        "select kind, sum(counted_seconds) from reporting.sla_clock_segments "
        "where clock = 'hand_over' and case_id = 's2' group by kind order by kind"
    ).fetchall() == [("counted", 3600), ("paused", 0)]


def test_the_others_are_as_they_were(warehouse):
    assert rows_of(warehouse, "s1", "first_response") == ("breached 2 14:00 – 2 18:00, 240 min, at 2 14:15",)
    assert rows_of(warehouse, "s0", "update_cadence") == ("cancelled 2 15:00 – 2 16:00, 60 min",)


def test_it_is_measured_and_explains_itself(warehouse):
    assert warehouse.sql(
        "select label, is_measured, window_count from reporting.sla_measurability where clock = 'hand_over'"
    ).fetchall() == [("Hand-over", True, 6)]
    (rule,) = warehouse.sql("select * from reporting.sla_clock_rules where clock = 'hand_over'").pl().to_dicts()
    assert " ".join(explain(rule)).startswith(
        "Starts when the case is escalated to engineering. Stands still while the case is in On-hold. "
        "Ends when the case is taken back from engineering or the case enters Resolved."
    )
