"""The mapping file: what it means, and that every fault in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dagster_project.connectors.event_log.mapping_file import read_mapping
from dagster_project.resources.errors import UserError

GOOD = """\
name: desk
rows: events
time:
  zone: Europe/Berlin
  format: "%d.%m.%Y %H:%M"
columns:
  case: Ticket
  time: When
  state: Status
  priority: Urgency
states:
  Neu: New
  Fertig: Closed
priorities:
  hoch: P1
"""

FAULTS = [
    ("name: desk", "name: Service Desk", "line 1: name is 'Service Desk'"),
    ("name: desk", "name: demo_company", "line 1: the name demo_company is taken"),
    ("rows: events", "rows: event", "line 2: rows is 'event'; expected events or cases"),
    ("time:\n", "tme:\n", "line 3: 'tme' is not known here.\n  Did you mean 'time'?"),
    (
        "zone: Europe/Berlin",
        "zone: Europe/Berlni",
        "line 4: 'Europe/Berlni' is no time zone.\n  Did you mean 'Europe/Berlin'?",
    ),
    ("  case: Ticket", "  cse: Ticket", "line 7: 'cse' is not known here.\n  Did you mean 'case'?"),
    ("  case: Ticket\n", "", "'columns' does not say which column is 'case'"),
    ("  Neu: New", "  Neu: Nwe", "line 12: 'Nwe' is none of ours.\n  Did you mean 'New'?"),
    ("  hoch: P1", "  hoch: high", "line 15: 'high' is none of ours"),
    ("states:\n  Neu: New\n  Fertig: Closed\n", "", "column 'state' is mapped, but 'states' does not say"),
    ("rows: events", "rows: events\ncarries: [creatd]", "'creatd' is no kind of event"),
    ("rows: events", "rows: events\nevents: {reply: public_reply}", "'columns: event' and 'events' go together"),
    ("rows: events", "rows: events\ncalendar: {hours: {mon-fry: 09:00-17:00}}", "'mon-fry' is no weekday"),
    ("rows: events", 'rows: events\ncalendar: {hours: {mon: "9 to 5"}}', "'9 to 5' is no opening block"),
    ("rows: events", "rows: events\ncalendar: {zone: UTC}", "'calendar: hours' is missing"),
    ("rows: events", "rows: [events", "line 3: this is not YAML"),
    ("rows: events", "rows: [events]", "line 2: rows is ['events']; expected events or cases"),
    (
        "rows: events",
        "rows: events\ncalendar:\n  hours:\n    fri: ['9:00-16:00']",
        "line 5: '9:00-16:00' is no opening",
    ),
    ("rows: events", "rows: events\ncalendar:\n  hours: ['mon 09:00-17:00']", "line 4: 'hours' says for each weekday"),
    ("rows: events", "rows: events\ncalendar: {hours: {mon: 17:00-09:00}}", "line 3: '17:00-09:00' closes before it"),
    (
        "rows: events",
        "rows: events\ncalendar:\n  hours: {mon: 09:00-17:00}\n  holidays: [25.12.2026]",
        "line 5: '25.12.2026' is no day",
    ),
    *(
        (
            "  priority: Urgency\n",
            f"  priority: Urgency\n  event: What\nevents: {{e: {kind}}}\n",
            f"line 12: '{kind}' is none",
        )
        for kind in ("priority_changed", "group_changed", "assigned", "state_changed", "created")
    ),
]


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mapping.yaml"
    file.write_text(text)
    return file


@pytest.mark.parametrize(("good", "fault", "message"), FAULTS)
def test_a_fault_is_told_with_its_line(tmp_path, good, fault, message):
    assert good in GOOD
    with pytest.raises(UserError) as refusal:
        read_mapping(written(tmp_path, GOOD.replace(good, fault)))
    assert str(refusal.value).startswith(str(tmp_path / "mapping.yaml"))
    assert message in str(refusal.value)


def test_what_the_file_says_is_what_is_read(tmp_path):
    mapping = read_mapping(written(tmp_path, GOOD))
    assert mapping.columns == {"case": "Ticket", "time": "When", "state": "Status", "priority": "Urgency"}
    assert mapping.states == {"Neu": "New", "Fertig": "Closed"}
    assert mapping.time_zone == "Europe/Berlin"
    assert not mapping.is_case_list
    assert not mapping.as_of_last_event
    assert mapping.repeated_state_is_event


@pytest.mark.parametrize(
    ("extra_columns", "more", "carries"),
    [
        ("", "", ("created", "priority_changed", "state_changed")),
        (
            "  group: Team\n  assignee: Who\n",
            "",
            ("created", "priority_changed", "group_changed", "assigned", "state_changed"),
        ),
        (
            "  event: What\n",
            "events: {mail: public_reply}\n",
            ("created", "priority_changed", "public_reply", "state_changed"),
        ),
        ("", "carries: [created, state_changed]\n", ("created", "state_changed")),
    ],
)
def test_what_a_log_carries_follows_from_its_columns_unless_it_is_stated(tmp_path, extra_columns, more, carries):
    text = more + GOOD.replace("  state: Status\n", "  state: Status\n" + extra_columns)
    assert read_mapping(written(tmp_path, text)).carries == carries


@pytest.mark.parametrize(("moment", "is_carried"), [("changed", True), ("resolved", True), ("first_response", False)])
def test_a_list_tells_of_states_only_where_it_has_a_moment_for_them(tmp_path, moment, is_carried):
    """Else a closed case would seem to have been closed at its opening."""
    text = GOOD.replace("rows: events", "rows: cases").replace("  time: When", f"  opened: Opened\n  {moment}: M")
    assert ("state_changed" in read_mapping(written(tmp_path, text)).carries) == is_carried


def test_a_case_list_that_has_first_responses_carries_replies(tmp_path):
    text = GOOD.replace("rows: events", "rows: cases").replace(
        "  time: When", "  opened: Opened\n  first_response: Answered"
    )
    assert "public_reply" in read_mapping(written(tmp_path, text)).carries


@pytest.mark.parametrize(
    ("days", "expected"), [("mon-fri", [1, 2, 3, 4, 5]), ("sat", [6]), ("fri-mon", [5, 6, 7, 1]), ("sun", [7])]
)
def test_days_of_the_week_may_be_a_span(tmp_path, days, expected):
    text = GOOD + yaml.safe_dump({"calendar": {"zone": "UTC", "hours": {days: ["08:00-12:00", "13:00-17:00"]}}})
    hours = read_mapping(written(tmp_path, text)).calendar.hours
    assert sorted({day for day, _, _ in hours}) == sorted(expected)
    assert {block[1:] for block in hours} == {("08:00", "12:00"), ("13:00", "17:00")}
