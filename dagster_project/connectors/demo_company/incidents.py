"""Incidents of the product: when they were, what they hit, and what was promised afterwards.

Three of them are big ones, which make the volume of cases spike; the others are spread over the history. The last
one is still open at its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, choose, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, HOUR, LENGTH_DAYS, History
from dagster_project.connectors.demo_company.product import (
    COMPONENT_NAMES,
    COMPONENT_WEIGHTS,
    COMPONENTS,
    DOCUMENTATION,
    ENGINEERING_TEAMS,
)
from dagster_project.connectors.demo_company.staff import ENGINEERS_PER_TEAM, Staff
from data_contracts.support.escalations import Incidents as IncidentsContract
from data_contracts.vocabulary import SEVERITIES

CASES_PER_INCIDENT = 400
FEWEST = 6
SPIKES = ((0.27, "Ingestion pipeline"), (0.56, "Sign-in"), (0.84, "Public API"))
"""The big ones: when (as a share of the history) and in which component."""

MEDIAN_HOURS = np.array([7.0, 4.0, 2.5, 1.5])
"""By severity."""
FAULTS = ("is unavailable", "answers with errors", "is slow", "returns incomplete data")
ACTIONS = ("Add an alert on the error budget", "Write a runbook for the fail-over", "Raise the queue's capacity",
           "Test the restore every month", "Put a limit on retries", "Remove the single point of failure")  # fmt: skip


@dataclass(frozen=True)
class Incidents:
    """The incidents, oldest first. started, ended in seconds (ended may lie beyond the history)."""

    ids: pl.Series
    started: Ints
    ended: Ints
    component: Ints
    is_spike: Flags
    frame: pl.DataFrame

    def open_components(self, at: int) -> set[int]:
        """Components with an incident that is open at an instant."""
        return set(self.component[(self.started <= at) & (self.ended > at)].tolist())


def strike(rng: Random, cases: int, history: History, staff: Staff) -> Incidents:
    """Incidents for so many cases: one for 400, and six at least."""
    count = max(FEWEST, cases // CASES_PER_INCIDENT)
    started = history.start + (rng.random(count) * (LENGTH_DAYS - 2) * DAY).astype(np.int64)
    started[0] = history.until - 5 * HOUR
    weights = COMPONENT_WEIGHTS.copy()
    weights[DOCUMENTATION] = 0
    component = choose(rng, count, weights)
    severity = choose(rng, count, [0.08, 0.25, 0.45, 0.22])
    lasts = (np.clip(spread(rng, count, MEDIAN_HOURS[severity], 0.6), 0.3, 60) * HOUR).astype(np.int64)
    lasts[0] = 9 * HOUR
    is_spike = np.zeros(count, dtype=bool)
    for place, (share, name) in enumerate(SPIKES, start=1):
        started[place] = _working_morning(history.start + int(share * LENGTH_DAYS) * DAY)
        component[place], severity[place] = COMPONENT_NAMES.index(name), 0
        lasts[place], is_spike[place] = 14 * HOUR, True
    order = np.argsort(started, kind="stable")
    started, lasts, component, severity, is_spike = (
        values[order] for values in (started, lasts, component, severity, is_spike)
    )
    ids = rows.numbered("INC-", np.arange(1, count + 1), 5)
    incidents = _rows(rng, history, staff, ids, started, started + lasts, component, severity)
    return Incidents(ids, started, started + lasts, component, is_spike, incidents)


def _working_morning(instant: int) -> int:
    """08:00 UTC of the Tuesday of that week, when most of the world's desks are or will soon be open."""
    monday = (instant // DAY + 3) // 7 * 7 - 3
    return (monday + 1) * DAY + 8 * HOUR


def _rows(
    rng: Random, history: History, staff: Staff, ids: pl.Series, started: Ints, ended: Ints, component: Ints,
    severity: Ints,
) -> pl.DataFrame:  # fmt: skip
    count = len(ids)
    fault = within(rng, np.full(count, len(FAULTS)))
    team = np.array([ENGINEERING_TEAMS.index(part.team) for part in COMPONENTS])[component]
    # Site Reliability leads half of them, the component's own team the rest.
    team = np.where(happens(rng, count, 0.5), ENGINEERING_TEAMS.index("Site Reliability"), team)
    commander = staff.team_start[team] + within(rng, np.full(count, ENGINEERS_PER_TEAM))
    is_over = ended < history.until
    progress = (history.until - started) / (ended - started)
    status = np.select(
        [is_over, progress > 0.6, progress > 0.3], ["resolved", "monitoring", "identified"], "investigating"
    )
    actions = _corrective_actions(rng, history, staff, ended)
    completed = np.array([_last_completion(given) for given in actions])
    updated = np.maximum(np.where(is_over, ended, started), completed)
    return rows.frame(
        IncidentsContract,
        {
            "incident_id": ids,
            "commander_id": staff.ids.gather(commander),
            "title": rows.joined(rows.texts(COMPONENT_NAMES).gather(component), " ", rows.texts(FAULTS).gather(fault)),
            "status": status,
            "severity": rows.texts(SEVERITIES).gather(severity),
            "component": rows.texts(COMPONENT_NAMES).gather(component),
            "comms_channel": rows.joined("#", ids.str.to_lowercase()),
            "corrective_actions": pl.Series(
                actions, dtype=IncidentsContract.dtypes()["corrective_actions"], strict=False
            ),
            "started_at": rows.instants(started),
            "resolved_at": rows.instants(ended, history.until),
            "updated_at": rows.instants(updated),
        },
    )  # fmt: skip


def _corrective_actions(rng: Random, history: History, staff: Staff, ended: Ints) -> list[list[dict[str, object]]]:
    """None to three for each incident that is over: two thirds done, some of them late, the rest open or overdue."""
    today = history.date_of(history.until - 1)
    counts = np.where(ended < history.until, rng.integers(0, 4, ended.size), 0)
    actions = []
    for end, count in zip(ended.tolist(), counts.tolist(), strict=True):
        over = history.date_of(min(end, history.until))
        given = []
        for title in rng.choice(len(ACTIONS), count, replace=False).tolist():
            due = over + timedelta(days=int(rng.integers(14, 61)))
            completed = over + timedelta(days=int(rng.integers(3, 75)))
            is_done = bool(rng.random() < 0.68) and completed < today
            owner = staff.names[int(rng.integers(staff.team_start[0], len(staff.names)))]
            given.append(
                {"title": ACTIONS[title], "owner": owner, "due_on": due, "completed_on": completed if is_done else None}
            )
        actions.append(given)
    return actions


def _last_completion(actions: list[dict[str, object]]) -> int:
    """Noon of the last day an action was completed on, in seconds; 0 where none was."""
    days = [(action["completed_on"] - date(1970, 1, 1)).days for action in actions if action["completed_on"]]
    return max(days) * DAY + 12 * HOUR if days else 0
