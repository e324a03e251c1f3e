"""The order of a review: which tables stand together under which heading, the same in HTML and in PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dagster_project.exports.review import charts
from dagster_project.exports.review.content import Review
from dagster_project.exports.review.drawing import Drawing
from dagster_project.exports.review.tables import Table
from dashboards.palette import ACCENT, MET


@dataclass(frozen=True)
class Chart:
    """A drawing with its heading. keys: name → colour of what is drawn."""

    title: str
    drawing: Drawing
    keys: tuple[tuple[str, str], ...] = ()


SECTIONS = (
    ("The week in numbers", ("headlines",)),
    ("What changed attainment, and why", ("change_by_clock", "change_by_group")),
    ("Breaches", ("breaches", "breaches_by_clock", "cleared_breaches")),
    ("What customers talk about", ("themes", "emerging")),
    (
        "What fixes are worth",
        ("opportunities", "outcomes", "forecast_scores", "forecast_calibration", "outcome_claims"),
    ),
    ("Backlogs and alerts", ("backlog_items", "alerts")),
)
"""Heading → its tables, in order."""

BESIDE = (("breaches_by_clock", "cleared_breaches"), ("forecast_scores", "forecast_calibration"))
"""Narrow tables that stand side by side."""

CLOCKS = ("first_response", "resolution")
"""Clocks that have a chart of their own; all have a line in the table."""

CHANGE_KEYS = (
    ("volume mix", charts.PARTS["mix"]), ("rate", charts.PARTS["rate"]), ("policy", charts.PARTS["policy"]),
    ("together (line)", charts.INK),
)  # fmt: skip


def rows_of_tables(tables: Sequence[Table]) -> list[list[Table]]:
    """The tables of a section in rows: two that belong side by side, the others alone."""
    by_name = {table.name: table for table in tables}
    rows: list[list[Table]] = []
    for table in tables:
        pair = next((pair for pair in BESIDE if table.name in pair and set(pair) <= by_name.keys()), None)
        if pair is None:
            rows.append([table])
        elif table.name == pair[0]:
            rows.append([by_name[name] for name in pair])
    return rows


def charts_of(review: Review, width: float, height: float) -> list[Chart]:
    """The charts of thirteen weeks, each as wide and as high as asked."""
    headlines = review.table("headlines")
    found = []
    if drawing := charts.flow(headlines, width, height):
        keys = (("opened", ACCENT), ("resolved", MET), ("backlog", charts.INK))
        found.append(Chart("Cases by week", drawing, keys))
    labels = {row["clock"]: row["label"] for row in headlines.rows.to_dicts()}
    for clock in CLOCKS:
        if drawing := charts.attainment(headlines, clock, width, height):
            found.append(Chart(f"{labels[clock]}, by week", drawing))
    return found
