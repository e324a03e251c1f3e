"""The customers, and which of them left: the sicker the sooner.

Nobody is heard of after leaving: a customer can only leave after the last of their cases, and what customers say
without a case (customer_events.py, nps.py) is said before they leave.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Floats, Ints, Random, happens
from dagster_project.connectors.demo_company.history import DAY, NEVER, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.customers import Customers
from data_contracts.support.cases import Cases
from data_contracts.support.timeline import CaseStateTransitions, SatisfactionSurveys

USUAL_HEALTH = 72
"""Taken for customers without a score."""
WEEK, MONTH = 7 * DAY, 30 * DAY


def create(scene: Scene) -> Iterator[Tables]:
    """The table."""
    rng, history = scene.rng, scene.world.history
    customers = scene.world.people.customers
    known = customers.select("id", "created_at", "health_score", "updated_at").join(
        _heard(scene).collect(), on="id", how="left", maintain_order="left"
    )
    health = known["health_score"].fill_null(USUAL_HEALTH).to_numpy()
    a_month = planted("leaving_at_50").size * planted("leaving_by_health").size ** ((50 - health) / 10)
    created, heard = (known[name].dt.epoch("s").fill_null(0).to_numpy() for name in ("created_at", "heard_at"))
    left_at = _leaving(rng, history, created, np.maximum(created, heard) + DAY, a_month)
    has_left = left_at < history.until - DAY
    changed = np.maximum(known["updated_at"].dt.epoch("s").to_numpy(), np.where(has_left, left_at + DAY, 0))
    yield {
        Customers: customers.with_columns(
            churned_on=rows.dates(left_at, has_left),
            updated_at=rows.instants(np.minimum(changed, history.until - 1)),
        )
    }


def left_at(customers: pl.DataFrame, until: int) -> Ints:
    """The midnight before which each customer was last there; `until` for those who have not left."""
    return np.minimum(customers["churned_on"].cast(pl.Datetime).dt.epoch("s").fill_null(until).to_numpy(), until)


def _leaving(rng: Random, history: History, created: Ints, silent_from: Ints, a_month: Floats) -> Ints:
    """When each customer leaves, or never. a_month: the share that leaves in a month, of customers who are alike.

    Only who is not heard of again can leave, and they are few at first: they leave so much the more often that of all
    customers who are there the planted share leaves in every week.
    """
    left_at = np.full(created.size, NEVER)
    for week in range(history.start, history.until, WEEK):
        is_there = (created < week) & (left_at == NEVER)
        can_leave = is_there & (silent_from <= week)
        weight = a_month[is_there].sum() / max(a_month[can_leave].sum(), 1e-9)
        leaves = can_leave & happens(rng, created.size, 1 - np.exp(-a_month * weight * WEEK / MONTH))
        left_at = np.where(leaves, week + rng.integers(0, WEEK, created.size), left_at)
    return left_at


def _heard(scene: Scene) -> pl.LazyFrame:
    """Customer (id) → when they were last heard of in a case (heard_at)."""
    moves = scene.table(CaseStateTransitions).group_by("case_id").agg(moved_at=pl.col("occurred_at").max())
    answers = scene.table(SatisfactionSurveys).group_by("case_id").agg(answered_at=pl.col("answered_at").max())
    return (
        scene.table(Cases)
        .filter(pl.col("customer_id").is_not_null())
        .join(moves, on="case_id", how="left")
        .join(answers, on="case_id", how="left")
        .group_by(id="customer_id")
        .agg(heard_at=pl.max_horizontal("opened_at", "moved_at", "answered_at").max())
    )


SUBJECT = Subject("customers", (Customers,), create)
