"""What the schedule sends: the last whole week, what was left, and weeks corrected since; no week stops another."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest
from exports.backlogs.weeks import item, week_of

from dagster_project.exports.backlogs import exporting
from dagster_project.exports.backlogs.exporting import export_due_weeks, sent_weeks, unfinished_weeks
from dagster_project.exports.delivery.journal import Journal
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

OLD, LAST, THIS = "2026-W25", "2026-W26", "2026-W27"
JUNE, JULY = datetime(2026, 6, 30, 12, tzinfo=UTC), datetime(2026, 7, 7, 12, tzinfo=UTC)


class ReleaseOf:
    """Knows nothing but when it is of."""

    def __init__(self, as_of: datetime) -> None:
        self.as_of = as_of

    def sql(self, query: str) -> pl.DataFrame:
        return pl.DataFrame({"as_of": [self.as_of]})


@pytest.fixture
def schedule(tmp_path, monkeypatch):
    """Runs the schedule on a release as of a moment, with a count of cases for each week; None: it cannot be read."""
    environment = Environment(tmp_path, tmp_path / "loompin.toml", "1GB", 1, 8501)

    def run(as_of: datetime, cases: dict[str, int | None]):
        def read_week(release, week, book):
            if cases[week] is None:
                raise UserError(f"The release has no items of {week}.")
            return week_of([item(1, week, cases[week]), item(2, week)], week)

        monkeypatch.setattr(exporting, "read_week", read_week)
        return export_due_weeks(environment, ReleaseOf(as_of))

    return run


def told(due) -> list[tuple[str, int, int]]:
    return [(week.week, report.counts["created"], report.counts["updated"]) for week, report in due.sent]


def test_a_late_correction_of_a_sent_week_goes_out_and_nothing_where_nothing_changed(schedule):
    assert told(schedule(JUNE, {LAST: 3})) == [(LAST, 2, 0)]
    assert told(schedule(JULY, {LAST: 4, THIS: 3})) == [(LAST, 0, 1), (THIS, 2, 0)]
    assert told(schedule(JULY, {LAST: 4, THIS: 3})) == [(THIS, 0, 0)]


def test_one_old_week_that_cannot_be_sent_does_not_stop_this_one(schedule, tmp_path):
    journal = Journal(Home(tmp_path).backlog_ledger)
    # Week 25 was broken off, and the release has lost it; week 26 was sent, and is lost too.
    journal.write({"record": "run", "run": "x", "target": "files", "week": OLD})
    schedule(JUNE, {OLD: None, LAST: 3})
    due = schedule(JULY, {OLD: None, LAST: None, THIS: 3})
    assert told(due) == [(THIS, 2, 0)]
    assert [problem.split(":")[0] for problem in due.problems] == [LAST, OLD]


def test_weeks_are_held_against_the_targets_that_they_were_sent_to(tmp_path):
    journal = Journal(Home(tmp_path).backlog_ledger)
    for run, (target, week) in enumerate([("files", LAST), ("jira", LAST), ("files", OLD), ("github", OLD)]):
        journal.write({"record": "run", "run": str(run), "target": target, "week": week})
    assert sent_weeks(Home(tmp_path), ["files", "jira"]) == [(OLD, ["files"]), (LAST, ["files", "jira"])]


def test_a_week_of_which_something_is_held_back_is_not_finished(tmp_path):
    journal = Journal(Home(tmp_path).backlog_ledger)
    for run, counts in (("a", {"held back": 1, "created": 3}), ("b", {"held back": 0, "created": 4})):
        journal.write({"record": "run", "run": run, "target": "files", "week": LAST})
        journal.write({"record": "end", "run": run, "counts": counts, "problems": []})
        assert unfinished_weeks(Home(tmp_path), ["files"]) == ([LAST] if run == "a" else [])
