"""Twins of customers, nodes and articles, written down once a week; the last state is what the platform says elsewhere.

Histories are walks that end at what the twin's own table says, but for the planted ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Floats, Random, between
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.supply import NODES, SKUS
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.twins import TwinHistory

MOST_CUSTOMERS, WEEKS = 300, 52
DRIFT_POINTS = 15


def create(scene: Scene) -> Iterator[Tables]:
    """The table."""
    history = scene.world.history
    customers = scene.world.people.customers.filter(
        pl.col("health_score").is_not_null() & (pl.col("created_at").dt.epoch("s") < history.days_before_end(7 * WEEKS))
    ).select("id", "health_score")
    # Evenly spread over the tenants, which stand one after the other.
    customers = customers[np.unique(np.linspace(0, customers.height - 1, MOST_CUSTOMERS).astype(np.int64))]
    yield {
        TwinHistory: pl.concat(
            [
                _customers(scene.rng, history, customers),
                _nodes(scene.rng, history),
                _articles(scene.rng, history),
            ]
        )
    }


def _customers(rng: Random, history: History, customers: pl.DataFrame) -> pl.DataFrame:
    last = customers["health_score"].to_numpy().astype(np.float64)
    collapse = planted("health_collapse")
    fallen = int(np.argmin(np.abs(last - 30)))
    drifting = rng.permutation(np.delete(np.arange(last.size), fallen))[: round(planted("twin_drift").size * last.size)]
    last[drifting] += np.where(last[drifting] >= 50, -DRIFT_POINTS, DRIFT_POINTS)
    health = _walks(rng, last, 2.0, 0, 100)
    # Weeks are counted from the last one back; before the fall it stood that much higher.
    weeks_before = np.arange(WEEKS)[::-1]
    health[fallen] = np.where(
        weeks_before * 7 >= collapse.starts_days_before, last[fallen] - collapse.size, last[fallen]
    )
    loyalty = _walks(rng, between(rng, last.size, 20, 90).round(), 1.0, 0, 100)
    step = np.diff(health, axis=1, prepend=health[:, :1])
    trigger = np.select([step <= -10, step >= 10], ["CHURN_ALRT", "RECOVERED"], "WEEKLY").astype("U12")
    trigger[:, 0] = "NEW_USER"
    states = rows.joined('{"health": ', _whole(health), ', "loyalty": ', _whole(loyalty), "}")
    return _records(rng, history, rows.joined("tw_cust_", customers["id"]), states, trigger)


def _nodes(rng: Random, history: History) -> pl.DataFrame:
    load = _walks(rng, np.array([node[3] for node in NODES], dtype=np.float64), 2.0, 5, 100)
    trigger = np.where(load >= 95, "TRAFFIC_SPK", "WEEKLY")
    ids = rows.joined("tw_node_", rows.numbered("NODE-", np.arange(1, len(NODES) + 1), 3))
    return _records(rng, history, ids, rows.joined('{"load": ', _whole(load), "}"), trigger)


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
    return _records(
        rng, history, rows.joined("tw_prod_", rows.texts(SKUS)), rows.joined('{"stock": ', _whole(stock), "}"), trigger
    )


def _walks(rng: Random, last: Floats, step: float, low: float, high: float) -> Floats:
    """For each twin a value per week that ends at its last one (twins × weeks)."""
    steps = np.round(step * rng.standard_normal((last.size, WEEKS)))
    steps[:, -1] = 0
    return np.clip(last[:, None] + np.cumsum(steps[:, ::-1], axis=1)[:, ::-1], low, high)


def _whole(values: Floats) -> pl.Series:
    return pl.Series(values.ravel().astype(np.int64)).cast(pl.String)


def _records(rng: Random, history: History, ids: pl.Series, states: pl.Series, trigger: np.ndarray) -> pl.DataFrame:
    count = len(ids) * WEEKS
    days = np.tile(np.arange(WEEKS)[::-1] * 7 + 1, len(ids))
    return rows.frame(
        TwinHistory,
        {
            "twin_id": ids.gather(np.repeat(np.arange(len(ids)), WEEKS)),
            "state_snapshot": states,
            "event_trigger": pl.Series(trigger.ravel()),
            "confidence": np.round(between(rng, count, 0.7, 1.0), 2),
            "recorded_at": rows.instants(history.until - days * DAY + rng.integers(0, 3_600, count)),
        },
    )


SUBJECT = Subject("twins", (TwinHistory,), create)
