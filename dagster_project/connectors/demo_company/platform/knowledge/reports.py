"""Reports of the history: most in a rhythm, some whenever somebody asks, and one that has stopped."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random, between, choose, happens
from dagster_project.connectors.demo_company.history import DAY, HOUR, LENGTH_DAYS
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.world import World
from data_contracts.platform.knowledge import Reports

STOPPED_REPORT = "Churn_Watch"
SORTS = (
    # type, format, days between two, whether a schedule makes it
    ("Error_Log", "JSON", 1, True), ("Usage_Export", "XLSX", 1, True), ("NPS_Snapshot", "CSV", 7, False),
    ("SLA_Review", "PDF", 7, True), (STOPPED_REPORT, "CSV", int(planted("stopped_report").size), True),
    ("Monthly_Audit", "PDF", 30, True), ("Competitor_Analysis", "PDF", 30, False), ("Board_Pack", "PPTX", 91, False),
    ("Yearly_Growth", "XLSX", 365, True),
)  # fmt: skip
ASKED, ASKED_FORMATS, ASKED_COUNT = "Ad_Hoc_Export", ("CSV", "XLSX", "JSON"), 90
PEOPLE_WHO_REPORT = 4
SHARE_SKIPPED = 0.02


def make_reports(rng: Random, world: World) -> pl.DataFrame:
    """One row per report, in order of time."""
    parts = [_in_rhythm(rng, world, number) for number in range(len(SORTS))]
    history = world.history
    asked = np.sort(between(rng, ASKED_COUNT, history.start, history.until - DAY).astype(np.int64))
    parts.append(
        pl.DataFrame(
            {
                "report_type": rows.texts((ASKED,) * ASKED_COUNT),
                "format": rows.texts(ASKED_FORMATS).gather(choose(rng, ASKED_COUNT, (0.5, 0.4, 0.1))),
                "generated_by": _someone(rng, world, ASKED_COUNT),
                "at": asked,
            }
        )
    )
    reports = pl.concat(parts).sort("at", "report_type")
    ids = rows.numbered("rep_", np.arange(1, reports.height + 1), 6)
    scheme = rows.texts(("s3", "gs", "az")).gather(choose(rng, reports.height, (0.7, 0.2, 0.1)))
    return rows.frame(
        Reports,
        {
            "id": ids,
            "report_type": reports["report_type"],
            "format": reports["format"],
            "generated_by": reports["generated_by"],
            "url": rows.joined("/", scheme, "/", ids, ".", reports["format"].str.to_lowercase()),
            "generated_at": rows.instants(reports["at"].to_numpy()),
        },
    )


def _in_rhythm(rng: Random, world: World, number: int) -> pl.DataFrame:
    """The reports of one sort: every so many days, hardly ever left out, a little late where people make them."""
    name, form, days, is_scheduled = SORTS[number]
    history = world.history
    # Backwards from the last one, which is less than a gap ago, so that none but the stopped one is overdue.
    last = history.days_before_end(
        planted("stopped_report").starts_days_before if name == STOPPED_REPORT else 1 + number * 11 % days
    )
    at = last - np.arange(1 + (LENGTH_DAYS - 45) // days)[::-1] * days * DAY
    left_out = happens(rng, at.size, SHARE_SKIPPED)
    left_out[-2:] = False
    delay = between(rng, at.size, 0, 0.5 * HOUR if is_scheduled else min(days * 0.15 * DAY, 8 * HOUR))
    at = (at + 6 * HOUR + delay.astype(np.int64))[~left_out]
    by = rows.texts(("system",) * at.size) if is_scheduled else _someone(rng, world, at.size)
    return pl.DataFrame(
        {
            "report_type": rows.texts((name,) * at.size),
            "format": rows.texts((form,) * at.size),
            "generated_by": by,
            "at": at,
        }
    )


def _someone(rng: Random, world: World, count: int) -> pl.Series:
    leads: Ints = world.staff.group_start[:PEOPLE_WHO_REPORT]
    return world.staff.ids.gather(leads[choose(rng, count, (0.4, 0.3, 0.2, 0.1))])
