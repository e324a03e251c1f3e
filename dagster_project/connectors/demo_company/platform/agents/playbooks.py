"""Playbooks and the actions of those who follow them: on incidents, and in situations that are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, spread
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents.roster import OPS_AGENT, log_start
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.platform.agents import ActionLogs, Playbooks

STEP_TYPE = "RUN_PLAYBOOK_STEP"
MEDIAN_SECONDS = 60.0


@dataclass(frozen=True)
class Plan:
    """A playbook: runs says how often it is followed where that does not hang on incidents."""

    title: str
    steps: tuple[str, ...]
    category: str
    status: str
    runs: int = 0


PLANS = (
    Plan("Server outage", ("detect", "reroute", "alert"), "Infra", "ready"),
    Plan("PR crisis", ("monitor", "draft_response", "post"), "Social", "draft",
         int(planted("draft_playbook_runs").size)),
    Plan("Data breach", ("lockdown", "audit", "notify"), "Security", "ready", 31),
    Plan("Support surge", ("prioritize", "auto_reply"), "Support", "active", 46),
    Plan("Competitor move", ("analyze", "shift_strategy"), "Market", "ready", 18),
    Plan("Fax gateway down", ("restart", "switch_line"), "Infra", "retired"),
)  # fmt: skip
OUTAGE, BREACH = 0, 2


def playbooks(history: History) -> pl.DataFrame:
    """The playbooks as they stand."""
    return rows.frame(
        Playbooks,
        {
            "id": rows.numbered("PLY-", np.arange(1, len(PLANS) + 1), 3),
            "title": pl.Series([plan.title for plan in PLANS]),
            "steps": pl.Series([list(plan.steps) for plan in PLANS]),
            "category": pl.Series([plan.category for plan in PLANS]),
            "status": pl.Series([plan.status for plan in PLANS]),
            "updated_at": rows.instants(np.full(len(PLANS), log_start(history))),
        },
    )


def playbook_actions(scene: Scene) -> pl.DataFrame:
    """The actions of every run, without ids, which the log gives. A step that fails ends the run."""
    rng, history = scene.rng, scene.world.history
    told = [
        {
            "playbook_id": f"PLY-{plan + 1:03}",
            "playbook_run_id": f"RUN-{run + 1:04}",
            "playbook_step": step,
            "incident_id": incident,
            "started": at,
            "duration_seconds": seconds,
            "status": "success" if succeeds else "failed",
        }
        for run, (plan, incident, start) in enumerate(_runs(rng, scene))
        for step, at, seconds, succeeds in _steps(rng, plan, start)
        if at + seconds < history.until
    ]
    # A run may belong to no incident, and the first hundred may all be such.
    frame = pl.DataFrame(told, infer_schema_length=None)
    return rows.frame(
        ActionLogs,
        {
            "id": pl.Series([""] * frame.height),
            **{name: frame[name] for name in frame.columns if name != "started"},
            "agent_id": pl.Series([OPS_AGENT] * frame.height),
            "action_type": pl.Series([STEP_TYPE] * frame.height),
            "acting_role": pl.Series(["OPS"] * frame.height),
            "target_entity": pl.Series(["PLAYBOOK"] * frame.height),
            "target_action": pl.Series(["EXECUTE"] * frame.height),
            "started_at": rows.instants(frame["started"].to_numpy()),
        },
    )


def _runs(rng: Random, scene: Scene) -> list[tuple[int, str | None, int]]:
    """Playbook, incident and start of each run, the earliest first."""
    history, incidents = scene.world.history, scene.world.incidents
    first, last = log_start(history), history.until - DAY
    # Every second incident of the time is met by the playbook, a few minutes after it began.
    met = np.flatnonzero((incidents.started >= first) & (incidents.started < last))[::2]
    runs = [(OUTAGE, incidents.ids[place], int(incidents.started[place]) + 300) for place in met.tolist()]
    for plan, facts in enumerate(PLANS):
        runs += [(plan, None, int(at)) for at in rng.integers(first, last, facts.runs)]
    return sorted(runs, key=lambda run: run[2])


def _steps(rng: Random, plan: int, start: int) -> Iterator[tuple[str, int, float, bool]]:
    """Name, start, seconds and success of each step that was taken."""
    steps = PLANS[plan].steps
    for place, step in enumerate(steps):
        is_fatal = plan == BREACH and place == len(steps) - 1
        succeeds = bool(rng.random() >= (planted("playbook_step_fails").size if is_fatal else 0.01))
        seconds = round(float(spread(rng, 1, MEDIAN_SECONDS, 0.7)[0]), 1)
        yield step, start, seconds, succeeds
        if not succeeds:
            return
        start += int(seconds) + 1 + int(rng.integers(1, 120))
