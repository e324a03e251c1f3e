"""`loompin business-time`: other projects' cases pass, a wrong expectation fails, a malformed file is told in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from installation import SHARED, Installation

OURS = Path(__file__).with_name("business_time_cases.json")
OTHERS = SHARED / "business_time" / "cases.json"


def test_the_cases_of_other_projects_all_pass(installation: Installation):
    if not OTHERS.exists():
        pytest.skip(f"the cases of other projects are not at {OTHERS}")
    finished = installation.prepare().loompin("business-time", OTHERS)
    assert finished.err == ""
    assert finished.out == "70 passed, 0 failed\n"
    assert finished.code == 0


def test_wrong_expectations_fail_and_nothing_else_does(installation: Installation):
    finished = installation.prepare().loompin("business-time", OURS)
    assert finished.err == ""
    count = len(json.loads(OURS.read_text())["cases"])
    assert finished.out.splitlines() == [
        "fails-elapsed  elapsed  expected: seconds 3601  got: seconds 3600",
        "fails-due  due  expected: at 2025-06-02T18:00:00Z  got: at 2025-06-03T10:00:00Z",
        "fails-status  sla_status  expected: status Fulfilled  got: status Failed",
        "fails-beyond-tolerance  elapsed  expected: seconds 600  got: seconds 621",
        f"{count - 4} passed, 4 failed",
    ]
    assert finished.code == 1
    assert not (installation.home / "warehouse.duckdb").exists(), "the data folder is left alone"


GOOD = {
    "id": "one",
    "kind": "elapsed",
    "schedule": {"weekly": {"mon": [["09:00", "17:00"]]}, "time_zone": "UTC", "holidays": []},
    "input": {"from": "2025-06-02T09:00:00Z", "to": "2025-06-02T10:00:00Z"},
    "expected": {"seconds": 3600},
}


def changed(**members: object) -> str:
    return json.dumps({"cases": [GOOD | members]})


def between(start: str, end: str) -> dict[str, str]:
    return {"from": start, "to": end}


MALFORMED = [
    ("no JSON", '{"cases": [', "cases.json, line 1, column 12: no JSON"),
    ("no cases", "{}", "cases.json, cases: is missing"),
    ("a list", "[]", "cases.json: expected an object, found []"),
    ("no id", '{"cases": [{"kind": "due"}]}', "cases.json, cases[0], id: is missing"),
    ("twice the same id", json.dumps({"cases": [GOOD, GOOD]}), "cases[1]: a second case 'one'"),
    ("unknown kind", changed(kind="guess"), "case one, kind: 'guess' is none of elapsed, due, sla_status"),
    ("no end", changed(input={"from": "2025-06-02T09:00:00Z"}), "case one, input, to: is missing"),
    (
        "no instant",
        changed(input=between("Monday", "2025-06-02T10:00:00Z")),
        "case one, input, from: 'Monday' is no instant",
    ),
    (
        "no offset",
        changed(input=between("2025-06-02T08:00:00Z", "2025-06-02T09:00:00")),
        "case one, input, to: '2025-06-02T09:00:00' names no offset",
    ),
    ("expects what is not known", changed(expected={"hours": 1}), "a case of kind elapsed does not know hours"),
    ("expects nothing", changed(expected={}), "case one, expected: a case of kind elapsed expects nothing"),
    ("unknown zone", changed(schedule={"time_zone": "Mars/Base"}), "time_zone: 'Mars/Base' is no zone of the IANA"),
    (
        "closes before it opens",
        changed(schedule={"time_zone": "UTC", "weekly": {"mon": [["22:00", "06:00"]]}}),
        "case one, schedule, weekly, mon[0]: closes at 06:00:00, which is not after 22:00:00",
    ),
    (
        "no local time",
        changed(schedule={"time_zone": "UTC", "weekly": {"mon": [["9 am", "17:00"]]}}),
        "schedule, weekly, mon[0][0]: '9 am' is no local time",
    ),
    (
        "no weekday",
        changed(schedule={"time_zone": "UTC", "weekly": {"monday": []}}),
        "weekly, monday: 'monday' is none of mon",
    ),
    (
        "negative duration",
        changed(kind="due", input={"from": "2025-06-02T09:00:00Z", "duration_seconds": -1}, expected={"at": None}),
        "input, duration_seconds: expected a whole number of seconds from 0 on, found -1",
    ),
    (
        "unknown status",
        changed(
            kind="sla_status",
            input={
                "created_at": "2025-06-02T09:00:00Z", "as_of": "2025-06-02T10:00:00Z",
                "policy": {"response_seconds": 60, "resolution_seconds": 60},
                "events": [{"at": "2025-06-02T09:00:00Z", "status": "Lost"}],
            },
            expected={"status": "Failed"},
        ),
        "case one: an event with the status 'Lost'",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), [pytest.param(c, t, id=name) for name, c, t in MALFORMED])
def test_a_malformed_file_is_told_with_its_place(tmp_path, content: str, told: str):
    """The reading alone, so that each takes milliseconds; that messages reach a person is tried once below."""
    from dagster_project.business_time.case_file import read_cases
    from dagster_project.business_time.support_rows import support_sources
    from dagster_project.resources.errors import UserError

    file = tmp_path / "cases.json"
    file.write_text(content)
    with pytest.raises(UserError) as caught:
        support_sources(read_cases(file))
    assert told in caught.value.what
    assert caught.value.do


def test_the_message_reaches_the_person(tmp_path, installation: Installation):
    finished = installation.loompin("business-time", tmp_path / "nowhere.json")
    assert finished.code == 1
    assert "nowhere.json: cannot be read (No such file or directory)" in finished.err
    assert "Traceback" not in finished.err
