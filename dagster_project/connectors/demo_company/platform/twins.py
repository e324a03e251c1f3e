"""Twins of customers, nodes and articles, written down once a week; the last state is what the platform says elsewhere.

Histories are walks that end at what the twin's own table says, but for the planted ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Floats, Ints, Random, between
from dagster_project.connectors.demo_company.history import DAY, NEVER, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents.suggestions import REVIEW_CALL
from dagster_project.connectors.demo_company.platform.customers import left_at
from dagster_project.connectors.demo_company.platform.supply import NODES, SKUS
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.agents import NextBestActions
from data_contracts.platform.customers import Customers
from data_contracts.platform.twins import TwinHistory

MOST_CUSTOMERS, WEEKS, CUSTOMER_WEEKS = 1_000, 52, 78
DRIFT_POINTS = 15


def create(scene: Scene) -> Iterator[Tables]:
    """The table."""
    history = scene.world.history
    customers = (
        scene.table(Customers)
        .filter(pl.col("health_score").is_not_null())
        .select("id", "health_score", "created_at", "churned_on")
        .collect()
    )
    # Evenly spread over the tenants, which stand one after the other.
    customers = customers[np.unique(np.linspace(0, customers.height - 1, MOST_CUSTOMERS).astype(np.int64))]
    yield {
        TwinHistory: pl.concat(
            [
                _customers(scene.rng, history, customers, _called(scene, customers)),
                _nodes(scene.rng, history),
                _articles(scene.rng, history),
            ]
        )
    }


def _called(scene: Scene, customers: pl.DataFrame) -> Ints:
    """When each customer was offered a review call; NEVER for the others."""
    calls = (
        scene.table(NextBestActions)
        .filter((pl.col("suggestion") == REVIEW_CALL) & (pl.col("decision") == "accepted"))
        .select(id="entity_id", called_at=pl.col("decided_at").dt.epoch("s"))
        .collect()
    )
    told = customers.select("id").join(calls, on="id", how="left", maintain_order="left")
    return told["called_at"].fill_null(NEVER).to_numpy()


def _customers(rng: Random, history: History, customers: pl.DataFrame, called: Ints) -> pl.DataFrame:
    """The weeks of each customer from when they were first seen until they left, and at their score at the end.

    called: when they were offered a review call, before which the planted points are missing.
    """
    last = customers["health_score"].to_numpy().astype(np.float64)
    created = customers["created_at"].dt.epoch("s").to_numpy()
    left = left_at(customers, history.until)
    collapse = planted("health_collapse")
    stays = (left == history.until) & (created < history.days_before_end(7 * CUSTOMER_WEEKS))
    fallen = int(np.argmin(np.where(stays, np.abs(last - 30), np.inf)))
    drifting = rng.permutation(np.delete(np.arange(last.size), fallen))[: round(planted("twin_drift").size * last.size)]
    last[drifting] += np.where(last[drifting] >= 50, -DRIFT_POINTS, DRIFT_POINTS)
    health = _walks(rng, last, 1.0, 0, 100, CUSTOMER_WEEKS)
    # Weeks are counted from the last one back; before the fall it stood that much higher.
    weeks_before = np.arange(CUSTOMER_WEEKS)[::-1]
    health[fallen] = np.where(
        weeks_before * 7 >= collapse.starts_days_before, last[fallen] - collapse.size, last[fallen]
    )
    loyalty = _walks(rng, between(rng, last.size, 20, 90).round(), 1.0, 0, 100, CUSTOMER_WEEKS)
    at = left[:, None] - (weeks_before * 7 + 1) * DAY
    has_been_called = (called < left)[:, None]
    health = np.clip(
        health - np.where(has_been_called & (at < called[:, None]), planted("review_call_helps").size, 0), 0, 100
    )
    step = np.diff(health, axis=1, prepend=health[:, :1])
    # The last week is always told, however short the time that somebody was there.
    is_told = (at > created[:, None]) | (weeks_before == 0)
    is_first = is_told & (np.cumsum(is_told, axis=1) == 1)
    trigger = np.select([is_first, step <= -10, step >= 10], ["NEW_USER", "CHURN_ALRT", "RECOVERED"], "WEEKLY")
    states = rows.joined('{"health": ', _whole(health), ', "loyalty": ', _whole(loyalty), "}")
    return _records(rng, rows.joined("tw_cust_", customers["id"]), states, trigger, at).filter(
        pl.Series(is_told.ravel())
    )


def _nodes(rng: Random, history: History) -> pl.DataFrame:
    load = _walks(rng, np.array([node[3] for node in NODES], dtype=np.float64), 2.0, 5, 100)
    trigger = np.where(load >= 95, "TRAFFIC_SPK", "WEEKLY")
    ids = rows.joined("tw_node_", rows.numbered("NODE-", np.arange(1, len(NODES) + 1), 3))
    states = rows.joined('{"load": ', _whole(load), "}")
    return _records(rng, ids, states, trigger, _until_the_end(history, len(NODES)))


def _articles(rng: Random, history: History) -> pl.DataFrame:
    sold = np.round(between(rng, len(SKUS) * WEEKS, 40, 120)).reshape(len(SKUS), WEEKS)
    stock = np.empty_like(sold)
    held = between(rng, len(SKUS), 300, 600).round()
    for week in range(WEEKS):
        # What is sold out is filled up in the week after.
        held = np.where(held == 0, 500.0, np.maximum(held - sold[:, week], 0))
        stock[:, week] = held
    step = np.diff(stock, axis=1, prepend=stock[:, :1])
    trigger = np.select([stock == 0, step > 0], ["OUT_OF_STK", "RESTOCKED"], "WEEKLY")
    states = rows.joined('{"stock": ', _whole(stock), "}")
    at = _until_the_end(history, len(SKUS))
    return _records(rng, rows.joined("tw_prod_", rows.texts(SKUS)), states, trigger, at)


def _walks(rng: Random, last: Floats, step: float, low: float, high: float, weeks: int = WEEKS) -> Floats:
    """For each twin a value per week that ends at its last one (twins × weeks)."""
    steps = np.round(step * rng.standard_normal((last.size, weeks)))
    steps[:, -1] = 0
    return np.clip(last[:, None] + np.cumsum(steps[:, ::-1], axis=1)[:, ::-1], low, high)


def _whole(values: Floats) -> pl.Series:
    return pl.Series(values.ravel().astype(np.int64)).cast(pl.String)


def _until_the_end(history: History, twins: int) -> Ints:
    """The weeks of twins that are there to the end, as instants (twins × weeks)."""
    return np.tile(history.until - (np.arange(WEEKS)[::-1] * 7 + 1) * DAY, (twins, 1))


def _records(rng: Random, ids: pl.Series, states: pl.Series, trigger: np.ndarray, at: Ints) -> pl.DataFrame:
    twins, weeks = at.shape
    count = twins * weeks
    return rows.frame(
        TwinHistory,
        {
            "twin_id": ids.gather(np.repeat(np.arange(twins), weeks)),
            "state_snapshot": states,
            "event_trigger": pl.Series(trigger.ravel()),
            "confidence": np.round(between(rng, count, 0.7, 1.0), 2),
            "recorded_at": rows.instants(at.ravel() + rng.integers(0, 3_600, count)),
        },
    )


SUBJECT = Subject("twins", (TwinHistory,), create, after=("customers", "agents"))
