"""What an export does about a week that was sent before: nothing, one update, or one issue over many weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from exports.backlogs.weeks import Desk, item, week_of
from exports.emulators.github import GitHubIssues
from exports.emulators.jira import JiraCloud
from exports.emulators.loopback import Fault, Reply, served
from exports.emulators.webhook import WebhookReceiver

from dagster_project.exports.backlogs.figures import figures
from dagster_project.exports.backlogs.items import OWN, content_hash
from dagster_project.exports.backlogs.week import HeldItem, last_whole_week, monday_of, withdrawn
from dagster_project.resources.errors import UserError

KINDS = ("jira", "github", "webhook")
TRACKERS = ("jira", "github")


def counts(report) -> tuple[int, int, int]:
    return report.counts["created"], report.counts["updated"], report.counts["unchanged"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_run_does_nothing_and_a_late_correction_makes_one_update(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    first, corrected = week_of([item(1), item(2)]), week_of([item(1), item(2, cases=4)])
    with served(desk.emulator):
        assert counts(desk.export(first)) == (2, 0, 0)
        assert counts(desk.export(first)) == (0, 0, 2)
        told = desk.plan(corrected)
        assert counts(desk.export(corrected)) == (0, 1, 1)
        assert counts(desk.export(corrected)) == (0, 0, 2)
    (change,) = [change for change in told.changes if change.action == "update"]
    assert change.changed == {"case_count": (3, 4), "share": (3 / 16, 4 / 16)}
    assert desk.cases_told() == {"demo:docs:topic:t1": 3, "demo:docs:topic:t2": 4}


@pytest.mark.parametrize("kind", KINDS)
def test_a_dry_run_calls_nobody_and_writes_nothing(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    with served(desk.emulator):
        told = desk.plan(week_of([item(1), item(2)]))
    assert (told.counts["create"], told.counts["update"]) == (2, 0)
    assert desk.emulator.calls == []
    assert not desk.ledger.journal.file.exists()


@pytest.mark.parametrize("kind", TRACKERS)
def test_an_item_has_one_issue_over_the_weeks_with_a_line_for_each(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    with served(desk.emulator):
        desk.export(week_of([item(1, "2026-W26", cases=3)], "2026-W26"))
        assert counts(desk.export(week_of([item(1, "2026-W27", cases=5)], "2026-W27"))) == (0, 1, 0)
        assert desk.copies() == {"demo:docs:topic:t1": 1}
        assert desk.cases_told() == {"demo:docs:topic:t1": 5}
        # The week before is corrected: its line changes, the newest week stays in front.
        assert counts(desk.export(week_of([item(1, "2026-W26", cases=9)], "2026-W26"))) == (0, 1, 0)
        assert counts(desk.export(week_of([item(1, "2026-W27", cases=5)], "2026-W27"))) == (0, 0, 1)
    assert desk.cases_told() == {"demo:docs:topic:t1": 5}
    text = text_of(desk)
    assert "2026-W27" in text
    assert "2026-W26" in text
    assert "56.2 %" in text


def test_a_webhook_gets_a_document_for_every_week(tmp_path):
    desk = Desk("webhook", tmp_path)
    with served(desk.emulator):
        desk.export(week_of([item(1, "2026-W26")], "2026-W26"))
        assert counts(desk.export(week_of([item(1, "2026-W27")], "2026-W27"))) == (1, 0, 0)
    assert isinstance(desk.emulator, WebhookReceiver)
    assert [document["week"] for document in desk.emulator.received.values()] == ["2026-W26", "2026-W27"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_that_a_correction_leaves_without_a_case_is_withdrawn_once(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    with served(desk.emulator):
        desk.export(week_of([item(1), item(2)]))
        assert counts(desk.export(week_of([item(1)]))) == (0, 1, 1)
        assert counts(desk.export(week_of([item(1)]))) == (0, 0, 2)
        # It comes back as it was.
        assert counts(desk.export(week_of([item(1), item(2)]))) == (0, 1, 1)
    assert desk.cases_told()["demo:docs:topic:t2"] == 3


def test_a_withdrawn_item_says_nothing_of_cases_that_it_has_not():
    fields = withdrawn("demo:docs:topic:t1", "2026-W26", item(1).fields, "R2").fields
    told = " | ".join(figures(fields, "http://dashboards.test"))
    assert "Cases closed: 0" in told
    assert not [word for word in ("Trend", "rising", "Driver", "Satisfaction") if word in told]
    assert {fields[name] for name in ("trend", "csat", "csat_count", "csat_gap", "driver_weight")} == {None}


def test_what_is_known_of_today_alone_corrects_no_old_week():
    row = {**dict.fromkeys(OWN), "case_count": 3, "arr_usd": "1.00", "owner_team": "A", "owner_name": "Ann"}
    assert content_hash({**row, "arr_usd": "2.00", "owner_team": "B", "owner_name": "Bo"}) == content_hash(row)
    assert content_hash({**row, "case_count": 4}) != content_hash(row)


@pytest.mark.parametrize("kind", KINDS)
def test_a_release_that_has_lost_the_week_withdraws_nothing(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    with served(desk.emulator):
        desk.export(week_of([item(1), item(2)]))
        with pytest.raises(UserError, match="no items of 2026-W26, though 2 were sent"):
            desk.export(week_of([]))


@pytest.mark.parametrize("kind", TRACKERS)
def test_a_target_that_fails_half_way_is_finished_by_the_next_run(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    week = week_of([item(number) for number in range(1, 6)])
    # The look-up and two issues, then nothing but limits.
    desk.emulator.order([Fault.NONE, Fault.NONE, Fault.NONE, *[Fault.TOO_MANY] * 3])
    with served(desk.emulator):
        half = desk.export(week)
        assert (half.counts["created"], half.counts["failed"], half.counts["not tried"]) == (2, 1, 2)
        assert not half.is_finished
        desk.clock.sleep(60)
        rest = desk.export(week)
    assert counts(rest) == (3, 0, 2)
    assert set(desk.copies().values()) == {1}


@pytest.mark.parametrize("kind", TRACKERS)
def test_an_issue_that_people_closed_is_kept_up_to_date_and_stays_closed(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    with served(desk.emulator):
        desk.export(week_of([item(1)]))
        close(desk)
        report = desk.export(week_of([item(1, cases=8)]))
    assert counts(report) == (0, 1, 0)
    assert "closed there" in report.problems[0]
    assert desk.cases_told() == {"demo:docs:topic:t1": 8}
    assert is_closed(desk)


@pytest.mark.parametrize("kind", TRACKERS)
def test_an_issue_that_people_removed_is_made_again_only_when_asked_for(tmp_path, kind):
    desk = Desk(kind, tmp_path)
    with served(desk.emulator):
        desk.export(week_of([item(1)]))
        remove(desk)
        removed = desk.export(week_of([item(1, cases=8)]))
        later = desk.export(week_of([item(1, cases=9)]))
        assert desk.copies() == {}
        again = desk.export(week_of([item(1, cases=9)]), again=True)
    assert removed.counts["removed there"] == later.counts["removed there"] == 1
    assert "not made again by itself" in removed.problems[0]
    assert counts(again) == (1, 0, 0)
    assert desk.copies() == {"demo:docs:topic:t1": 1}


@pytest.mark.parametrize("kind", TRACKERS)
def test_what_cannot_be_seen_any_more_is_not_taken_for_removed(tmp_path, kind):
    """For want of rights trackers answer 404, as for an issue that is not there."""
    desk = Desk(kind, tmp_path)
    with served(desk.emulator):
        desk.export(week_of([item(1), item(2)]))
        hide(desk)
        hidden = desk.export(week_of([item(1, cases=8), item(2, cases=8)]))
        assert (hidden.counts["failed"], hidden.counts["not tried"], hidden.counts["removed there"]) == (1, 1, 0)
        show(desk)
        assert counts(desk.export(week_of([item(1, cases=8), item(2, cases=8)]))) == (0, 2, 0)


def test_a_policy_may_hold_an_item_back_and_that_is_said_and_nothing_withdrawn(tmp_path):
    desk = Desk("github", tmp_path)
    week = week_of([item(1), item(2)])
    with served(desk.emulator):
        desk.export(week)
        report = desk.export(replace(week, items=week.items[:1], held=(HeldItem(week.items[1].key, "two", "waits"),)))
    assert counts(report) == (0, 0, 1)
    assert report.counts["held back"] == 1
    assert report.problems == ["two: waits"]


def test_issues_that_are_there_twice_are_told_and_the_oldest_is_kept_up(tmp_path):
    desk = Desk("github", tmp_path)
    assert isinstance(desk.emulator, GitHubIssues)
    with served(desk.emulator):
        desk.export(week_of([item(1)]))
        original = desk.emulator.issues[-1]
        desk.emulator.issues.append({**original, "number": 3})
        desk.ledger.journal.file.unlink()
        report = desk.export(week_of([item(1, cases=6)]))
    assert "is there 2 times (#2, #3)" in report.problems[0]
    assert "Cases closed: 6" in desk.emulator.issues[1]["body"]


def test_github_is_not_written_to_faster_than_it_allows(tmp_path):
    desk = Desk("github", tmp_path)
    assert isinstance(desk.emulator, GitHubIssues)
    with served(desk.emulator):
        report = desk.export(week_of([item(number) for number in range(1, 101)]))
    assert report.counts["created"] == 100
    assert desk.emulator.limited == 0


def test_a_secondary_limit_that_does_not_say_when_is_waited_out(tmp_path):
    desk = Desk("github", tmp_path)
    assert isinstance(desk.emulator, GitHubIssues)
    desk.emulator.per_minute, desk.emulator.limit_says_when = 3, False
    with served(desk.emulator):
        report = desk.export(week_of([item(number) for number in range(1, 9)]))
    assert report.counts["created"] == 8
    assert set(desk.copies().values()) == {1}
    assert desk.emulator.limited == 2


def test_labels_that_github_drops_stop_the_export_before_copies_are_made(tmp_path):
    desk = Desk("github", tmp_path)
    assert isinstance(desk.emulator, GitHubIssues)
    desk.emulator.drops_labels = True
    with served(desk.emulator):
        report = desk.export(week_of([item(1), item(2)]))
    assert (report.counts["created"], report.counts["not tried"]) == (1, 1)
    assert "dropped its labels" in report.problems[0]


def test_a_field_that_jira_asks_for_is_named_and_the_rest_is_not_tried_for_ever(tmp_path):
    desk = Desk("jira", tmp_path)
    assert isinstance(desk.emulator, JiraCloud)
    desk.emulator.required = {"customfield_7"}
    with served(desk.emulator):
        report = desk.export(week_of([item(number) for number in range(1, 7)]))
        assert (report.counts["failed"], report.counts["not tried"]) == (3, 3)
        assert "customfield_7 is required" in report.problems[0]
        desk.emulator.required = set()
        assert counts(desk.export(week_of([item(number) for number in range(1, 7)]))) == (6, 0, 0)


def test_a_receiver_that_refuses_is_not_asked_again_and_again(tmp_path):
    desk = Desk("webhook", tmp_path)
    assert isinstance(desk.emulator, WebhookReceiver)
    desk.emulator.answer_with = Reply(422, {"message": "no"})
    with served(desk.emulator):
        report = desk.export(week_of([item(number) for number in range(1, 9)]))
    assert (report.counts["failed"], report.counts["not tried"], len(desk.emulator.calls)) == (3, 5, 3)


@pytest.mark.parametrize(
    ("text", "monday"), [("2026-W46", "2026-11-09"), ("2026-W53", "2026-12-28"), (" 2027-W01 ", "2027-01-04")]
)
def test_iso_weeks(text, monday):
    assert monday_of(text).isoformat() == monday


@pytest.mark.parametrize("text", ["2027-W53", "2026-46", "2026-W00", "W46", "", "2026-W46-1"])
def test_weeks_that_are_none(text):
    with pytest.raises(UserError, match="no ISO week"):
        monday_of(text)


def test_the_last_whole_week_lies_before_the_moment():
    assert last_whole_week(datetime(2026, 6, 29, 0, tzinfo=UTC)) == "2026-W26"
    assert last_whole_week(datetime(2026, 6, 28, 23, tzinfo=UTC)) == "2026-W25"
    assert last_whole_week(datetime(2027, 1, 4, tzinfo=UTC)) == "2026-W53"


def text_of(desk: Desk) -> str:
    if isinstance(desk.emulator, JiraCloud):
        (issue,) = desk.emulator.issues.values()
        return str(issue["fields"]["description"])
    assert isinstance(desk.emulator, GitHubIssues)
    return desk.emulator.issues[-1]["body"]


def close(desk: Desk) -> None:
    if isinstance(desk.emulator, JiraCloud):
        next(iter(desk.emulator.issues.values()))["status"] = "done"
    elif isinstance(desk.emulator, GitHubIssues):
        desk.emulator.issues[-1]["state"] = "closed"


def is_closed(desk: Desk) -> bool:
    if isinstance(desk.emulator, JiraCloud):
        return next(iter(desk.emulator.issues.values()))["status"] == "done"
    assert isinstance(desk.emulator, GitHubIssues)
    return desk.emulator.issues[-1]["state"] == "closed"


def remove(desk: Desk) -> None:
    if isinstance(desk.emulator, JiraCloud):
        desk.emulator.issues.clear()
    elif isinstance(desk.emulator, GitHubIssues):
        desk.emulator.removed.add(desk.emulator.issues[-1]["number"])


def hide(desk: Desk) -> None:
    if isinstance(desk.emulator, JiraCloud):
        desk.hidden = (desk.emulator.projects, desk.emulator.issues)
        desk.emulator.projects, desk.emulator.issues = set(), {}
    elif isinstance(desk.emulator, GitHubIssues):
        desk.emulator.is_visible = False


def show(desk: Desk) -> None:
    if isinstance(desk.emulator, JiraCloud):
        desk.emulator.projects, desk.emulator.issues = desk.hidden
    elif isinstance(desk.emulator, GitHubIssues):
        desk.emulator.is_visible = True
