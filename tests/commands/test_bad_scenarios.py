"""Scenario files that make no sense: a sentence that says where and what to write instead, and nothing is touched."""

from __future__ import annotations

from datetime import date

import pytest
from installation import Installation

from dagster_project.resources.errors import UserError
from dagster_project.what_if.scenario import HolidayChange, HoursChange, TargetChange, parse_scenario

TARGET = "targets: [{clock: resolution, target: 4 hours}]"

BAD = [
    ("not YAML", "name: [", ["this is not YAML"]),
    ("a list", "- 1", ["expected keys and values", "Known are name"]),
    ("no name", TARGET, ["name: '' is no name"]),
    ("a name that leaves the folder", f"name: ../x\n{TARGET}", ["'../x' is no name"]),
    ("nothing", "name: x", ["nothing is otherwise"]),
    ("a misspelt key", "name: x\ntargetz: []", ["'targetz' is not known here"]),
    ("no list", "name: x\ntargets: {clock: resolution}", ["targets: this is no list"]),
    ("an unknown clock", "name: x\ntargets: [{clock: repair, target: 4 hours}]", ["targets[1].clock: 'repair'"]),
    ("no target", "name: x\ntargets: [{clock: resolution}]", ["targets[1].target: None is no target"]),
    ("an unknown unit", "name: x\ntargets: [{clock: resolution, target: 4 moons}]", ["'4 moons' is no target"]),
    ("a target of nothing", "name: x\ntargets: [{clock: resolution, target: 0 hours}]", ["'0 hours' is no target"]),
    ("a negative target", "name: x\ntargets: [{clock: resolution, target: -4 hours}]", ["'-4 hours' is no target"]),
    ("an unknown priority", f"name: x\n{TARGET[:-2]}, priority: P9}}]", ["targets[1].priority: 'P9' is unknown"]),
    ("a calendar for hours", f"name: x\n{TARGET[:-2]}, calendar: a}}]", ["hours run around the clock"]),
    ("hours of no calendar", 'name: x\nhours: [{mon: ["09:00-17:00"]}]', ["hours[1]: it does not say"]),
    ("no weekday", 'name: x\nhours: [{calendar: all, funday: ["09:00-17:00"]}]', ["'funday' is no weekday"]),
    ("closing first", 'name: x\nhours: [{calendar: all, mon: ["17:00-09:00"]}]', ["'17:00-09:00' is no opening block"]),
    ("no time", 'name: x\nhours: [{calendar: all, mon: ["9-25"]}]', ["'9-25' is no opening block"]),
    ("overlap", 'name: x\nhours: [{calendar: all, mon: ["09:00-13:00", "12:00-17:00"]}]', ["blocks of mon overlap"]),
    ("no day", "name: x\nholidays: {add: [{calendar: all, day: Xmas}]}", ["holidays.add[1].day: 'Xmas' is no day"]),
    ("no such day", "name: x\nholidays: {add: [{calendar: all, day: 2026-02-30}]}", ["a date in it is none"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_scenario_is_refused_with_place_and_reason(text, told):
    with pytest.raises(UserError) as refused:
        parse_scenario(text, "s.yaml")
    assert str(refused.value).startswith("s.yaml")
    for words in told:
        assert words in str(refused.value)


def test_a_scenario_reads_as_it_is_written():
    scenario = parse_scenario(
        """
        name: all_of_it
        description: Everything
        targets:
          - {clock: resolution, priority: [P1, P2], sla_tier: Enterprise, target: 1.5 business days, calendar: eu}
        hours:
          - {calendar: eu, mon-tue: ["13:00-17:00", "08:00-12:00"], sun: "00:00-24:00"}
        holidays:
          add: [{day: 2026-12-24}]
          remove: [{calendar: eu, day: "2026-05-01"}]
        """,
        "s.yaml",
    )
    assert scenario.targets == (
        TargetChange("resolution", 1.5, "business_days", "eu", {"priority": ("P1", "P2"), "sla_tier": ("Enterprise",)}),
    )
    days = ((1, "08:00", "12:00"), (1, "13:00", "17:00"), (2, "08:00", "12:00"), (2, "13:00", "17:00"))
    assert scenario.hours == (HoursChange("eu", (*days, (7, "00:00", "24:00"))),)
    assert scenario.holidays == (
        HolidayChange("all", date(2026, 12, 24), is_added=True),
        HolidayChange("eu", date(2026, 5, 1), is_added=False),
    )


def test_a_missing_file_and_a_missing_release_are_told(installation: Installation, tmp_path):
    finished = installation.loompin("what-if", tmp_path / "none.yaml")
    assert finished.code == 1 and "none.yaml: this file cannot be read" in finished.err
    file = tmp_path / "s.yaml"
    file.write_text(f"name: x\n{TARGET}")
    finished = installation.loompin("what-if", file)
    assert finished.code == 1 and "nothing has been published yet" in finished.err
    finished = installation.loompin("what-if", file, "--by", "colour")
    assert finished.code == 1 and "'colour' is nothing to group by" in finished.err
    assert "Traceback" not in finished.err
