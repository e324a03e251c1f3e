"""Projects and what was forecast of them.

A programme of work runs through one phase after another. Phases take longer than planned, half of them by more than
the planted factor; forecasts are ranges that hold more rarely than they claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Floats, Random, between, within
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.projects import ProjectForecasts, Projects

PROGRAMMES = (
    "Churn reduction", "Support automation", "Market expansion", "Data residency", "Self-service portal",
    "Partner onboarding", "Billing renewal", "Mobile relaunch", "Search rebuild", "Incident response", "Pricing review",
    "Onboarding revamp", "Single sign-on", "Report builder", "Knowledge renewal", "Voice of customer",
)  # fmt: skip
PHASES = ("pilot", "first regions", "roll-out", "second year", "hand-over")
PHASE_DAYS = 150

# metric, ends of the range nearer to and further from no change, decimals
METRICS = (
    ("Retention %", 3.0, 8.0, 1), ("Savings $", 300_000, 900_000, -3), ("Hours saved", 800, 2_200, -1),
    ("New ARR $", 800_000, 3_000_000, -3), ("Latency ms", -120, -280, 0), ("CSAT points", 2.0, 6.0, 1),
    ("Tickets avoided", 400, 1_500, -1),
)  # fmt: skip
METRICS_PER_PROJECT = 2
LOWEST_CONFIDENCE, HIGHEST_CONFIDENCE = 0.6, 0.95


def create(scene: Scene) -> Iterator[Tables]:
    """The two tables."""
    projects = _projects(scene)
    yield {Projects: projects, ProjectForecasts: _forecasts(scene.rng, projects)}


def _projects(scene: Scene) -> pl.DataFrame:
    rng, history, staff = scene.rng, scene.world.history, scene.world.staff
    programme, phase = (index.ravel() for index in np.indices((len(PROGRAMMES), len(PHASES))))
    count = programme.size
    starts = history.start + ((phase - 0.4) * PHASE_DAYS + between(rng, count, 0, 70)).astype(np.int64) * DAY
    planned = between(rng, count, 80, 150).astype(np.int64)
    factor = planted("project_overrun").size * np.exp(0.22 * _evenly(rng, count, normal=True))
    due = starts + planned * DAY
    taken = np.round(planned * factor).astype(np.int64)
    # Those whose day was last are stuck: they are not done yet, and will take weeks or months.
    last_due = np.argsort(np.where(due < history.until - 5 * DAY, due, 0), kind="stable")[::-1]
    stuck = last_due[: int(planted("stuck_projects").size)]
    taken[stuck] = (history.until - starts[stuck]) // DAY + 10 + within(rng, np.full(stuck.size, 80))
    done = starts + taken * DAY
    cancelled = _evenly(rng, count) < 0.05
    cancelled[stuck] = False
    is_done = (done < history.until - DAY) & ~cancelled
    elapsed = np.clip((history.until - starts) / (done - starts), 0, 1)
    # People tell more than is done while there is time, and never the last part.
    told = np.round(np.minimum(elapsed * between(rng, count, 0.85, 1.05), 0.97) * np.where(cancelled, 0.5, 1), 2)
    looked_at = np.maximum(starts, history.until - between(rng, count, 2, 25).astype(np.int64) * DAY)
    return rows.frame(
        Projects,
        {
            "id": rows.numbered("PRJ-", np.arange(1, count + 1), 3),
            "title": rows.joined(rows.texts(PROGRAMMES).gather(programme), ": ", rows.texts(PHASES).gather(phase)),
            "status": _states(history, starts, due, done, is_done, cancelled),
            "owner": staff.names.gather(staff.team_start[within(rng, np.full(len(PROGRAMMES), staff.team_start.size))])
            .gather(programme),
            "progress_rate": np.where(is_done, 1.0, told),
            "starts_on": rows.dates(starts, np.ones(count, dtype=bool)),
            "due_on": rows.dates(due, np.ones(count, dtype=bool)),
            "completed_on": rows.dates(done, is_done),
            "updated_at": rows.instants(np.where(is_done, done, np.minimum(looked_at, history.until - DAY))),
        },
    )  # fmt: skip


def _states(history: History, starts, due, done, is_done: Flags, cancelled: Flags) -> pl.Series:
    is_open = ~is_done & ~cancelled & (starts < history.until)
    is_late = is_open & (due < history.until - DAY)
    # The ones that have gone on longest past their day are the ones nobody likes to look at.
    ranked = np.argsort(np.where(is_late, due, np.iinfo(np.int64).max), kind="stable")
    called_on_track = np.zeros(is_late.size, dtype=bool)
    called_on_track[ranked[: int(planted("late_projects_called_on_track").size)]] = True
    will_be_late = done > due + 14 * DAY
    return pl.Series(
        np.select(
            [cancelled, is_done, ~is_open, is_late & called_on_track, is_late, will_be_late],
            ["Cancelled", "Completed", "Planned", "On Track", "Delayed", "At Risk"],
            "On Track",
        )
    )


def _forecasts(rng: Random, projects: pl.DataFrame) -> pl.DataFrame:
    project, place = (index.ravel() for index in np.indices((projects.height, METRICS_PER_PROJECT)))
    count = project.size
    metric = (project * METRICS_PER_PROJECT + place) % len(METRICS)
    near, far = (np.array([entry[side] for entry in METRICS], dtype=np.float64)[metric] for side in (1, 2))
    near, far = near * between(rng, count, 0.8, 1.2), far * between(rng, count, 0.8, 1.2)
    confidence = (
        np.round((LOWEST_CONFIDENCE + (HIGHEST_CONFIDENCE - LOWEST_CONFIDENCE) * _evenly(rng, count)) * 20) / 20
    )
    is_done = projects["completed_on"].is_not_null().to_numpy()[project]
    actual = _actual(rng, near, far, confidence, is_done)
    decimals = np.array([entry[3] for entry in METRICS])[metric]
    rounded = [
        [round(float(v), int(d)) for v, d in zip(values, decimals, strict=True)] for values in (near, far, actual)
    ]
    return rows.frame(
        ProjectForecasts,
        {
            "project_id": projects["id"].gather(project),
            "metric": rows.texts(tuple(entry[0] for entry in METRICS)).gather(metric),
            "low_est": np.array(rounded[0]),
            "high_est": np.array(rounded[1]),
            "confidence": confidence,
            "actual": rows.where(np.array(rounded[2]), is_done),
            "forecast_on": projects["starts_on"].dt.offset_by("-14d").gather(project),
        },
    )


def _actual(rng: Random, near: Floats, far: Floats, confidence: Floats, is_done: Flags) -> Floats:
    """What happened: within the range, most often short of it where not."""
    draw = np.ones(confidence.size)
    # Evenly among those that are done, so that so many ranges hold as are planted, at any size.
    draw[is_done] = _evenly(rng, int(is_done.sum()))
    holds = draw < confidence - planted("forecast_overconfidence").size
    falls_short = rng.random(confidence.size) < 0.85
    part = between(rng, confidence.size, 0.05, 0.95)
    return np.where(holds, near + (far - near) * part, np.where(falls_short, near * part, far * (1.05 + 0.4 * part)))


def _evenly(rng: Random, count: int, *, normal: bool = False) -> Floats:
    """Numbers from 0 to 1, one from each of `count` equal parts, in random order; normal: as normal deviates."""
    evenly = (rng.permutation(count) + rng.random(count)) / max(count, 1)
    return np.array([NormalDist().inv_cdf(min(max(u, 1e-9), 1 - 1e-9)) for u in evenly]) if normal else evenly


SUBJECT = Subject("projects", (Projects, ProjectForecasts), create)
