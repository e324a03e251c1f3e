"""Which week is reviewed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from dagster_project.exports.review.asking import Asking
from dagster_project.resources.errors import UserError
from dashboards.change_explainer import parse_weeks

FIRST_CASE = "select min(opened_at) from reporting.cases"


NEWEST_CASE = "select max(opened_at) from reporting.cases"

OF_THE_WEEK = """
    select count(*) from reporting.cases
    where opened_at >= $1 and opened_at < $2 or coalesce(resolved_at, closed_at) >= $1
        and coalesce(resolved_at, closed_at) < $2
"""


def week_name(monday: date) -> str:
    """A week as the command line takes it: 2026-W26."""
    return f"{monday:%G-W%V}"


def last_whole_week(as_of: datetime) -> date:
    """The Monday of the newest week that was over at that moment (UTC)."""
    today = as_of.astimezone(UTC).date()
    return today - timedelta(days=today.weekday() + 7)


def first_week(asking: Asking) -> date:
    """The Monday of the week of the first case. Raises UserError for a release without cases."""
    first = None if asking.lacks("cases", "opened_at") else asking.sql(FIRST_CASE).item()
    if first is None:
        raise UserError("This release has no cases, so there is no week to review.", "Add a source and `loompin run`.")
    return first.date() - timedelta(days=first.weekday())


def monday_of(week: str | None, asking: Asking) -> date:
    """The Monday of a week of the release; of the last whole one where none is named.

    Raises UserError for what is no week, and for one before the first case or still to come.
    """
    as_of, first = asking.reader.info.as_of.astimezone(UTC), first_week(asking)
    if week is None:
        return max(last_whole_week(as_of), first)
    weeks = parse_weeks(week, "--week")
    if weeks.first != weeks.last:
        raise UserError(f"--week {week!r} names several weeks.", "A review is of one week: 2026-W40.")
    known = f"This release knows the weeks {week_name(first)} to {week_name(as_of.date())}."
    if weeks.first > as_of.date():
        raise UserError(f"{week_name(weeks.first)} is still to come.", known)
    if weeks.first < first:
        raise UserError(f"There are no data on {week_name(weeks.first)}.", known)
    return weeks.first


def nothing_happened(asking: Asking, monday: date) -> str | None:
    """A sentence for a week in which no case was opened or resolved, as after the end of an old export; else None."""
    if asking.sql(OF_THE_WEEK, [monday, monday + timedelta(weeks=1)]).item():
        return None
    newest = asking.sql(NEWEST_CASE).item()
    return f"No case was opened or resolved in this week; the newest case is of {week_name(newest.date())}."
