"""`loompin export backlogs`: the weekly backlogs, to files, Jira, GitHub and webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.figures import counted

if TYPE_CHECKING:
    from dagster_project.exports.backlogs.sending import Change, Report
    from dagster_project.exports.backlogs.week import Week

TARGETS = ("files", "jira", "github", "webhook")
LONGEST_VALUE = 60


@click.command("backlogs")
@click.option("--week", metavar="WEEK", help="ISO week such as 2026-W46; if not given, the last whole one.")
@click.option("--to", "to", metavar="TARGETS", help=f"Of {', '.join(TARGETS)}; files and all that loompin.toml names.")
@click.option("--dry-run", is_flag=True, help="Print what would be created and updated, and send nothing.")
@click.option("--again", is_flag=True, help="Make issues again that were removed at a target.")
def backlogs_command(week: str | None, to: str | None, dry_run: bool, again: bool) -> None:
    """Send the items of a week to the reliability, product and docs backlogs.

    Sending a week twice changes nothing; after a correction only what it changed is brought up to date; what a run
    could not finish the next one does. Exit code 1 where something is left to do.
    """
    from dagster_project.exports.backlogs.exporting import export_week
    from dashboards.reporting import open_release

    names = [name.strip() for name in to.split(",") if name.strip()] if to else []
    for name in names:
        if name not in TARGETS:
            raise UserError(f"--to {name}: there is no such target.", f"It is of {', '.join(TARGETS)}.")
    environment = read_environment()
    with open_release(Home(environment.home)) as release:
        exported, reports = export_week(environment, release, week, names, dry_run, again)
    click.echo(_head(exported))
    for report in reports:
        for line in _lines(report, dry_run):
            click.echo(line)
    left = [report.target for report in reports if not report.is_finished]
    if left and not dry_run:
        raise UserError(f"Not finished: {', '.join(left)}.", "The next export of the week goes on from here.")


def _head(week: Week) -> str:
    counts = ", ".join(
        f"{sum(item.fields['case_count'] for item in week.items if item.backlog == backlog)} {backlog}"
        for backlog in ("reliability", "product", "docs")
    )
    so_far = "" if week.is_whole else f", so far: the week is not over on {week.as_of:%Y-%m-%d %H:%M} UTC"
    return (
        f"{week.week} (from {week.monday}), release {week.release_id}{so_far}\n"
        f"{counted(week.closed_count, 'closed case')}: {counts}, {week.untold_count} without a root cause; "
        f"{counted(len(week.items), 'item')}"
    )


def _lines(report: Report, dry_run: bool) -> list[str]:
    order = ("create", "created", "update", "updated", "unchanged", "found", "removed there", "held back", "in doubt",
             "failed", "not tried")  # fmt: skip
    counts = [f"{report.counts[name]} {name}" for name in order if report.counts[name] or name in ("unchanged",)]
    for needed in ("create", "update") if dry_run else ("created", "updated"):
        if not report.counts[needed]:
            counts.insert(0 if needed.startswith("create") else 1, f"0 {needed}")
    lines = [f"\n{report.target}  {'; '.join(report.destinations)}", f"  {', '.join(counts)}"]
    if dry_run:
        for change in report.changes:
            lines += _difference(change)
    return lines + [f"  ! {problem}" for problem in report.problems]


def _difference(change: Change) -> list[str]:
    if change.action == "unchanged":
        return []
    where = f" ({change.remote.name})" if change.remote and change.remote.name else ""
    cases = counted(change.item.fields["case_count"], "case")
    head = f"  {change.action}{where}  {change.item.title}: {cases}  [{change.item.key}]"
    changed = [
        f"      {name}: {_shown(before)} → {_shown(after)}" for name, (before, after) in sorted(change.changed.items())
    ]
    return [head, *changed]


def _shown(value: Any) -> str:
    text = "–" if value is None else " | ".join(value) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
