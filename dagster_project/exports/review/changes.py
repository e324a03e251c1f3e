"""Why attainment changed since the week before: the parts of dashboards/change_explainer.py, clock by clock."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.headlines import CLOCKS
from dagster_project.exports.review.tables import Shown, Table, nothing
from dagster_project.resources.errors import UserError
from dashboards.change_explainer import Weeks, explain_change

NOTE = (
    "Volume mix: more or fewer promises of groups that are kept more or less often. Rate: what happened within groups. "
    "Policy: what only the change of targets made. Shapley values over the orders of changing the three (Das Gupta "
    "1993), by segment and priority; they add up to the change."
)
GROUPS_NOTE = "The groups that moved attainment most; all groups of a clock add up to its line above."

PARTS = (
    Shown("Clock", "text", ("label",), 1.7),
    Shown("Before", "share", ("rate_before",), 0.9),
    Shown("n", "count", ("decided_before",), 0.5),
    Shown("This week", "share", ("rate_after",), 0.9),
    Shown("n", "count", ("decided_after",), 0.5),
    Shown("Mix", "points", ("mix",), 0.9),
    Shown("Rate", "points", ("rate",), 0.9),
    Shown("Policy", "points", ("policy",), 0.9),
    Shown("Together", "points", ("change",), 1.0),
    Shown("", "parts", ("mix", "rate", "policy", "change"), 1.7),
)
GROUPS = (
    Shown("Group", "text", ("group",), 2.0),
    Shown("Clock", "text", ("label",), 1.4),
    Shown("n before", "count", ("decided_before",), 0.8),
    Shown("n", "count", ("decided_after",), 0.5),
    Shown("Mix", "points", ("mix",), 0.9),
    Shown("Rate", "points", ("rate",), 0.9),
    Shown("Policy", "points", ("policy",), 0.9),
    Shown("Together", "points", ("change",), 1.0),
)
NEEDED = ("sla_attainment_cells", "sla_targets_in_force", "sla_measurability", "sla_clock_rules")


def changes(asking: Asking, monday: date) -> tuple[Table, Table]:
    """The parts by clock, and the groups that moved most."""
    titles = ("change_by_clock", "What changed attainment"), ("change_by_group", "Groups that moved it")
    if any(asking.lacks(table) for table in NEEDED):
        reason = "This release has no cells of attainment to explain a change by."
        return tuple(nothing(*title, reason) for title in titles)  # type: ignore[return-value]
    before, after = (Weeks(day, day) for day in (monday - timedelta(weeks=1), monday))
    explained, untold = [], []
    for clock, label in asking.sql(CLOCKS).iter_rows():
        try:
            rows = explain_change(asking.sql, clock, before, after)
        except UserError:
            untold.append(label)
            continue
        explained.append(rows.select(pl.lit(clock).alias("clock"), pl.lit(label).alias("label"), pl.all()))
    note = f"{NOTE} Not told, for want of promises decided in both weeks: {', '.join(untold)}." if untold else NOTE
    empty = "No clock has promises decided in both weeks."
    rows = pl.concat(explained) if explained else pl.DataFrame()
    if rows.is_empty():
        return nothing(*titles[0], empty), nothing(*titles[1], empty)
    totals = rows.filter("is_total").drop("group", "is_total")
    groups = rows.filter(~pl.col("is_total")).drop("is_total").with_columns(size=pl.col("change").abs().round(9))
    groups = groups.sort("size", "clock", "group", descending=[True, False, False]).drop("size")
    return (
        Table(*titles[0], totals, PARTS, empty, note, most=10),
        Table(*titles[1], groups, GROUPS, empty, GROUPS_NOTE, most=6, told=frozenset({"group"})),
    )
