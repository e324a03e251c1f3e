"""Paths that cases and customers take, with what the platform says of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.customer_events import CustomerEvents
from data_contracts.platform.journeys import JourneyFlows, Journeys
from data_contracts.support.timeline import CaseStateTransitions
from data_contracts.vocabulary import STATES

# name, steps: of a case its states in order, of a customer kinds of event in order
JOURNEYS = (
    ("Support case", ("Triage", "In-progress", "Resolved", "Closed")),
    ("Case that waits for the customer", ("Triage", "Waiting-on-customer", "In-progress", "Resolved")),
    ("Case that comes back", ("Resolved", "In-progress", "Closed")),
    ("From ticket to answer", ("support_ticket", "survey_response")),
    ("From review to ticket", ("app_store_review", "support_ticket", "survey_response")),
)
DRAFTS = ("Win-back", "Cancellation")


def create(scene: Scene) -> Iterator[Tables]:
    """Journeys, and a drawing of each. Success rates are counted from the tables, and one is reported too high."""
    counted = [_counted(scene, steps) for _, steps in JOURNEYS]
    starts, ends = np.array([first for first, _ in counted]), np.array([last for _, last in counted])
    rates = (ends / np.maximum(starts, 1)).round(4)
    rates[0] = min(1.0, rates[0] + planted("journey_reported_too_well").size)
    ids = rows.numbered("jrn_", np.arange(1, len(JOURNEYS) + 1), 3)
    yield {
        Journeys: rows.frame(
            Journeys,
            {
                "id": ids,
                "name": rows.texts(tuple(name for name, _ in JOURNEYS)),
                "steps_count": np.array([len(steps) for _, steps in JOURNEYS]),
                "success_rate": rates,
                "steps": pl.Series([list(steps) for _, steps in JOURNEYS]),
            },
        ),
        JourneyFlows: rows.frame(
            JourneyFlows,
            {
                "id": rows.numbered("jrn_f_", np.arange(1, len(JOURNEYS) + len(DRAFTS) + 1), 3),
                "name": rows.texts((*(name for name, _ in JOURNEYS), *DRAFTS)),
                "total_volume": np.concatenate([starts, np.zeros(len(DRAFTS), dtype=np.int64)]),
                "status": rows.texts((*("active" for _ in JOURNEYS), *("draft" for _ in DRAFTS))),
                "journey_id": rows.texts((*ids, *(None for _ in DRAFTS))),
            },
        ),
    }


def _counted(scene: Scene, steps: tuple[str, ...]) -> tuple[int, int]:
    """How many take the first step, and how many all of them, one after the other."""
    of_cases = steps[0] in STATES
    moves = (
        scene.table(CaseStateTransitions).select(who="case_id", step="to_state", at="occurred_at")
        if of_cases
        else scene.table(CustomerEvents).select(who="customer_id", step="event_type", at="occurred_at").drop_nulls()
    )
    reached = moves.filter(pl.col("step") == steps[0]).group_by("who").agg(at=pl.col("at").min())
    first = reached.select(pl.len()).collect().item()
    for step in steps[1:]:
        reached = (
            moves.filter(pl.col("step") == step)
            .join(reached, on="who", suffix="_before")
            .filter(pl.col("at") > pl.col("at_before"))
            .group_by("who")
            .agg(at=pl.col("at").min())
        )
    return first, reached.select(pl.len()).collect().item()


SUBJECT = Subject("journeys", (Journeys, JourneyFlows), create, after=("customer_events",))
