"""Exports as assets behind the release. They are made by jobs of their own, never by a run of the warehouse."""

from __future__ import annotations

import logging

import dagster as dg

from dagster_project.resources.environment import read_environment
from dagster_project.resources.failures import told_to_people
from dagster_project.resources.paths import Home

logger = logging.getLogger("loompin")

ATTEMPTS = dg.RetryPolicy(max_retries=3, delay=600)
"""What a target could not take is tried again ten minutes later, from where it stood."""


@dg.asset(
    key=["exports", "backlogs"],
    deps=[["published", "reporting"]],
    group_name="exports",
    description="The last whole week's backlogs at every target that loompin.toml names, and as files.",
    retry_policy=ATTEMPTS,
)
def exported_backlogs() -> dg.MaterializeResult:
    """Send the last whole week, and before it the weeks that were left unfinished or have been corrected since."""
    from dagster_project.exports.backlogs.exporting import export_due_weeks
    from dashboards.reporting import open_release

    environment = read_environment()
    told = {}
    with told_to_people(), open_release(Home(environment.home)) as release:
        due = export_due_weeks(environment, release)
    for week, report in due.sent:
        counts = {name: count for name, count in report.counts.items() if count}
        told[f"{week.week} {report.target}"] = ", ".join(f"{count} {name}" for name, count in counts.items())
        logger.info("exported   %s to %s: %s", week.week, report.target, told[f"{week.week} {report.target}"])
    if due.problems:
        raise dg.Failure("Not finished: " + " | ".join(due.problems), allow_retries=True)
    return dg.MaterializeResult(metadata=told)
