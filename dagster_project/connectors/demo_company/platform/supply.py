"""Suppliers, the nodes they run, and the orders of the history.

An order is promised after so many days and arrives after others: most by the promised day. Ratings follow how punctual
a supplier is, but for the planted one. What would arrive after the history is still on its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, between, choose, within
from dagster_project.connectors.demo_company.history import DAY, NEVER, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.supply import Suppliers, SupplyNodes, SupplyOrders

# name, category, rating, status
SUPPLIERS = (
    ("Halden Boards", "Electronics", 4.3, "active"), ("Corvane Circuits", "Electronics", 4.8, "active"),
    ("Northmere Freight", "Shipping", 4.1, "active"), ("Quayline Logistics", "Shipping", 4.0, "active"),
    ("Brackwater Castings", "Manufacturing", 4.4, "active"), ("Ostrava Forms", "Manufacturing", 4.2, "probation"),
    ("Lindqvist Packaging", "Packaging", 4.5, "active"), ("Solent Locks", "Security", 4.6, "active"),
)  # fmt: skip
LATE_SUPPLIER = "Corvane Circuits"

# supplier, place, sort, percent of its capacity in use
NODES = (
    (0, "Penang, MY", "Factory", 71), (0, "Gdansk, PL", "Warehouse", 55), (1, "Shenzhen, CN", "Factory", 83),
    (1, "Austin, US", "Warehouse", 62), (2, "Hamburg, DE", "Port", 78), (2, "Long Beach, US", "Port", 99),
    (3, "Singapore, SG", "Port", 74), (3, "Lyon, FR", "Hub", 44), (4, "Pune, IN", "Factory", 66),
    (5, "Ostrava, CZ", "Factory", 91), (6, "Malmo, SE", "Factory", 38), (7, "Porto, PT", "Factory", 52),
)  # fmt: skip
SKUS = ("P-15-B-128", "Z-UB-S-512", "F-SW-B-SM", "V-GG-N-STD", "S-CHARG-V2", "K-LOCK-M", "B-BOX-40", "C-CAST-L")
LARGEST_QUANTITIES = (100, 500, 2_000, 10_000)


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    history = scene.world.history
    yield {
        Suppliers: _suppliers(history),
        SupplyNodes: _nodes(history),
        SupplyOrders: _orders(scene.rng, history, int(np.clip(scene.world.cases // 5, 1_500, 20_000))),
    }


def _suppliers(history: History) -> pl.DataFrame:
    names, categories, ratings, states = zip(*SUPPLIERS, strict=True)
    return rows.frame(
        Suppliers,
        {
            "id": rows.numbered("SUP-", np.arange(1, len(names) + 1), 3),
            "name": rows.texts(names),
            "category": rows.texts(categories),
            "rating": np.array(ratings),
            "status": rows.texts(states),
            "updated_at": rows.instants(np.full(len(names), history.until - 20 * DAY)),
        },
    )


def _nodes(history: History) -> pl.DataFrame:
    suppliers, places, kinds, capacities = zip(*NODES, strict=True)
    return rows.frame(
        SupplyNodes,
        {
            "id": rows.numbered("NODE-", np.arange(1, len(places) + 1), 3),
            "supplier_id": rows.numbered("SUP-", np.array(suppliers) + 1, 3),
            "location": rows.texts(places),
            "node_type": rows.texts(kinds),
            "capacity_pct": np.array(capacities, dtype=np.float64),
            "updated_at": rows.instants(np.full(len(places), history.until - DAY)),
        },
    )


def _orders(rng: Random, history: History, count: int) -> pl.DataFrame:
    node = choose(rng, count, np.ones(len(NODES)))
    ordered = np.sort(between(rng, count, history.start, history.until - DAY).astype(np.int64))
    promised_days = 8 + within(rng, np.full(count, 25))
    # Lognormal, and below the promised time with the planted share.
    spread = np.exp(0.12 * (rng.standard_normal(count) - NormalDist().inv_cdf(planted("on_time").size)))
    slow = np.array([SUPPLIERS[supplier][0] == LATE_SUPPLIER for supplier, *_ in NODES])[node]
    crowded = (node == int(np.argmax([capacity for *_, capacity in NODES]))).astype(np.float64)
    taken = (
        promised_days * spread * np.where(slow, planted("late_supplier").size, 1) + crowded * planted("full_port").size
    )
    promised = (ordered // DAY + promised_days) * DAY
    # At noon of a day; whatever takes longer than promised arrives on a later day.
    days_over = np.ceil(taken - promised_days).astype(np.int64)
    arrived = np.maximum(promised + days_over * DAY + DAY // 2, ordered + 3600)
    cancelled = rng.random(count) < 0.02
    there = (arrived < history.until) & ~cancelled
    delayed = ~there & (promised < history.until - DAY)
    shipped = arrived - 3 * DAY < history.until
    status = np.select(
        [cancelled, there, delayed, shipped], ["Cancelled", "Arrived", "Delayed", "Shipped"], "Processing"
    )
    quantity = 1 + within(rng, np.array(LARGEST_QUANTITIES)[within(rng, np.full(count, 4))])
    # Written by mistake: a validation rule refuses them.
    quantity[np.linspace(0, count - 1, int(planted("orders_of_nothing").size)).astype(np.int64)] = 0
    return rows.frame(
        SupplyOrders,
        {
            "id": rows.numbered("ORD-", np.arange(1, count + 1), 6),
            "node_id": rows.numbered("NODE-", node + 1, 3),
            "sku": rows.texts(SKUS).gather(within(rng, np.full(count, len(SKUS)))),
            "quantity": quantity,
            "status": pl.Series(status),
            "ordered_at": rows.instants(ordered),
            "promised_on": rows.dates(promised, np.ones(count, dtype=bool)),
            "arrived_at": rows.instants(np.where(there, arrived, NEVER)),
            "updated_at": rows.instants(np.where(there, arrived, ordered)),
        },
    )


SUBJECT = Subject("supply", (Suppliers, SupplyNodes, SupplyOrders), create)
