"""An export of a week to its targets, as the command and the weekly schedule ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dagster_project.exports.backlogs.ledger import Ledger
from dagster_project.exports.backlogs.sending import (
    CREATE,
    HELD_BACK,
    LEFT_TO_DO,
    UPDATE,
    Report,
    plan,
    send_week,
)
from dagster_project.exports.backlogs.settings import FILES, configured, files_of, target_of
from dagster_project.exports.backlogs.target import Target
from dagster_project.exports.backlogs.week import Release, Week, last_whole_week, read_week
from dagster_project.exports.delivery.clock import Clock, SystemClock
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.delivery.retrying import Deliverer
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

UNFINISHED_WEEKS = 8
"""How many weeks back an export that was not finished is taken up again."""

CORRECTED_WEEKS = 8
"""How many of the weeks that were sent are held against the release, so that late corrections go out."""


@dataclass
class DueExport:
    """What the schedule did: reports by week, and of what failed the week and why."""

    sent: list[tuple[Week, Report]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def export_due_weeks(environment: Environment, release: Release, deliverer: Deliverer | None = None) -> DueExport:
    """Send the last whole week, and before it those that were left unfinished or have been corrected since.

    A week that cannot be sent stands in no other's way: it is told in `problems`.
    """
    due = DueExport()
    home, names = Home(environment.home), configured(environment)
    newest = last_whole_week(release.sql("select as_of from release.info").item())
    weeks: dict[str, Sequence[str]] = dict.fromkeys(unfinished_weeks(home, names), names)
    for week, targets in sent_weeks(home, names)[-CORRECTED_WEEKS:]:
        if week in (newest, *weeks):
            continue
        try:
            _, plans = export_week(environment, release, week, targets, dry_run=True, deliverer=deliverer)
        except UserError as error:
            due.problems.append(f"{week}: {error}")
            continue
        if corrected := [told.target for told in plans if told.counts[CREATE] or told.counts[UPDATE]]:
            weeks[week] = corrected
    for week, targets in sorted({**weeks, newest: names}.items()):
        try:
            read, reports = export_week(environment, release, week, targets, deliverer=deliverer)
        except UserError as error:
            due.problems.append(f"{week}: {error}")
            continue
        for report in reports:
            due.sent.append((read, report))
            if not report.is_finished:
                due.problems.append(f"{week} to {report.target}: {'; '.join(report.problems)}")
    return due


def export_week(
    environment: Environment,
    release: Release,
    week: str | None = None,
    names: Sequence[str] = (),
    dry_run: bool = False,
    again: bool = False,
    deliverer: Deliverer | None = None,
) -> tuple[Week, list[Report]]:
    """Send a week, or in a dry run say what would be sent.

    week: ISO week; the last whole one if not given. names: targets; all that there are if not given. again: make issues
    again that were removed at a target.

    Every target is tried, whatever becomes of the others. Raises UserError for a week or a target that there is not;
    all targets are made before the first is sent to.
    """
    home = Home(environment.home)
    deliverer = deliverer or Deliverer()
    names = list(dict.fromkeys(names)) or configured(environment)
    targets = {name: target_of(environment, name, deliverer) for name in names if name != FILES}
    ledger = ledger_of(home, deliverer.clock)
    items = read_week(release, week, None if dry_run else ApprovalBook(Journal(home.approvals)))
    if dry_run:
        files = files_of(environment)
        return items, [files.plan(items) if name == FILES else plan(items, targets[name], ledger) for name in names]
    reports, refusals = [], []
    with ledger.journal.only_writer():
        for name in names:
            try:
                reports.append(_send(environment, items, targets.get(name), ledger, again))
            except UserError as error:
                refusals.append(error)
    if refusals:
        raise refusals[0]
    return items, reports


def unfinished_weeks(home: Home, names: Sequence[str]) -> list[str]:
    """Weeks whose last export to one of the targets did not come to its end, or left something; the oldest first.

    What a policy held back is left too: it leaves once it is approved.
    """
    last: dict[tuple[str, str], bool] = {}
    runs: dict[str, tuple[str, str]] = {}
    for record in ledger_of(home).journal.read():
        if record["record"] == "run":
            runs[record["run"]] = (record["target"], record["week"])
            last[runs[record["run"]]] = False
        elif record["record"] == "end" and record["run"] in runs:
            last[runs[record["run"]]] = not any(record["counts"].get(left) for left in (*LEFT_TO_DO, HELD_BACK))
    weeks = sorted({week for (target, week), is_finished in last.items() if not is_finished and target in names})
    return weeks[-UNFINISHED_WEEKS:]


def sent_weeks(home: Home, names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Weeks that were exported, the oldest first, each with those of the targets that it was exported to."""
    sent: dict[str, set[str]] = {}
    for record in ledger_of(home).journal.read():
        if record["record"] == "run" and record["target"] in names:
            sent.setdefault(record["week"], set()).add(record["target"])
    return [(week, sorted(targets)) for week, targets in sorted(sent.items())]


def ledger_of(home: Home, clock: Clock | None = None) -> Ledger:
    """The ledger of backlogs in a data folder."""
    return Ledger(Journal(home.backlog_ledger), clock or SystemClock())


def _send(environment: Environment, items: Week, target: Target | None, ledger: Ledger, again: bool) -> Report:
    if target is None:
        return files_of(environment).send(items, ledger)
    return send_week(items, target, ledger, again)
