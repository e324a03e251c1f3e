"""An export of a week to its targets, as the command and the weekly schedule ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.exports.backlogs.ledger import Ledger
from dagster_project.exports.backlogs.sending import Report, plan, send_week
from dagster_project.exports.backlogs.settings import FILES, configured, files_of, target_of
from dagster_project.exports.backlogs.target import Target
from dagster_project.exports.backlogs.week import Release, Week, read_week
from dagster_project.exports.delivery.clock import Clock, SystemClock
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.delivery.retrying import Deliverer
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

UNFINISHED_WEEKS = 8
"""How many weeks back an export that was not finished is taken up again."""


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
    """Weeks whose last export to one of the targets did not come to its end, or left something; the oldest first."""
    last: dict[tuple[str, str], bool] = {}
    runs: dict[str, tuple[str, str]] = {}
    for record in ledger_of(home).journal.read():
        if record["record"] == "run":
            runs[record["run"]] = (record["target"], record["week"])
            last[runs[record["run"]]] = False
        elif record["record"] == "end" and record["run"] in runs:
            last[runs[record["run"]]] = not any(
                record["counts"].get(left) for left in ("failed", "in doubt", "not tried")
            )
    weeks = sorted({week for (target, week), is_finished in last.items() if not is_finished and target in names})
    return weeks[-UNFINISHED_WEEKS:]


def ledger_of(home: Home, clock: Clock | None = None) -> Ledger:
    """The ledger of backlogs in a data folder."""
    return Ledger(Journal(home.backlog_ledger), clock or SystemClock())


def _send(environment: Environment, items: Week, target: Target | None, ledger: Ledger, again: bool) -> Report:
    if target is None:
        return files_of(environment).send(items, ledger)
    return send_week(items, target, ledger, again)
