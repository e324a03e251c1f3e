"""The roadmap, the maps of the strategy, and the opportunities that the platform tells of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random, between, choose, choose_by_row, happens, within
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.contract import Money
from data_contracts.platform.projects import RoadmapItems, RoiOpportunities, StrategyMaps

FEATURES = (
    "Dark mode", "Public API v3", "Offline work", "Audit log", "Global search", "Custom fields", "Bulk edit",
    "Scheduled reports", "Guest access", "Two-factor sign-in", "Saved views", "Data export", "Webhooks", "Usage alerts",
    "Role templates", "Sandbox",
)  # fmt: skip
PLACES = ("in the console", "for administrators", "on mobile", "for partners", "in reports", "for regulated tenants")
PRIORITIES = ("Low", "Medium", "High", "Critical")
CRITICAL = 3

# title, nodes, view, state, days since it was last changed
MAPS = (
    ("Vision for the year", 25, "Interactive", "Published", 23), ("Expansion of operations", 12, "Static", "Draft", 41),
    ("Renewal of the platform", 45, "Graph", "Historical", 390), ("Growth of the team", 5, "List", "Archive", 455),
    ("Customer first", 18, "Interactive", "Draft", 266), ("Support that scales", 31, "Graph", "Published", 12),
    ("Partners", 9, "List", "Published", 214), ("Prices and plans", 16, "Interactive", "Published", 77),
    ("Security", 38, "Graph", "Published", 301), ("Regions", 22, "Static", "Draft", 8),
    ("Vision for last year", 27, "Interactive", "Historical", 402), ("Data as a product", 14, "Graph", "Draft", 198),
)  # fmt: skip

CAUSES = (
    "Sign-in", "Checkout", "Support bot", "Churn guard", "API health", "Ingestion delays", "Billing limits", "Exports",
    "Search", "Onboarding", "Notifications", "Reports",
)  # fmt: skip
TYPES = (("Bug", "fix", 180_000), ("Feature", "redesign", 420_000), ("Initiative", "programme", 900_000))
STATES = ("planning", "proposed", "approved", "active", "completed", "rejected")


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    history = scene.world.history
    yield {
        RoadmapItems: _items(scene.rng, history),
        StrategyMaps: _maps(history),
        RoiOpportunities: _opportunities(scene.rng, history, scene.world.company.ids),
    }


def _items(rng: Random, history: History) -> pl.DataFrame:
    feature, place = (index.ravel() for index in np.indices((len(FEATURES), len(PLACES))))
    count = feature.size
    priority = choose(rng, count, [0.22, 0.36, 0.26, 0.16])
    this_month = _month(history.date_of(history.until - DAY))
    first = this_month - 17 + within(rng, np.full(count, 25))
    # Zero to three months, and for what is critical the planted ones on top.
    slip = choose(rng, count, [0.55, 0.26, 0.13, 0.06])
    slip += np.where(
        priority == CRITICAL, choose_by_row(rng, _around(planted("critical_items_slip").size), priority * 0), 0
    )
    due = first + slip
    is_over = due < this_month
    cancelled = happens(rng, count, 0.04)
    forgotten = (
        is_over & ~cancelled & (rng.permutation(count) < count * planted("roadmap_forgotten").size / is_over.mean())
    )
    is_done = is_over & ~cancelled & ~forgotten
    # A slip that nobody has seen yet is not in the data: what is due later moved only by what it moved until now.
    status = np.select(
        [cancelled, is_done, forgotten | (due <= this_month + 1), due <= this_month + 4],
        ["Cancelled", "Done", "In Progress", "Planning"],
        "Backlog",
    )
    done_at = _first_of(due) + between(rng, count, 2, 27).astype(np.int64) * DAY
    return rows.frame(
        RoadmapItems,
        {
            "id": rows.numbered("RDM-", np.arange(1, count + 1), 3),
            "title": rows.joined(rows.texts(FEATURES).gather(feature), " ", rows.texts(PLACES).gather(place)),
            "status": pl.Series(status),
            "eta": _texts(due),
            "priority": rows.texts(PRIORITIES).gather(priority),
            "first_eta": rows.where(_texts(first), slip > 0),
            "done_on": rows.dates(done_at, is_done),
            "updated_at": rows.instants(
                np.where(is_done, done_at, history.until - between(rng, count, 2, 120).astype(np.int64) * DAY)
            ),
        },
    )


def _around(mean: float) -> np.ndarray:
    """Weights of 0, 1, 2, ... months with that mean: one month less, the mean itself, one month more, alike."""
    months = round(mean)
    weights = np.zeros((1, months + 2))
    weights[0, months - 1 : months + 2] = 1
    return weights


def _maps(history: History) -> pl.DataFrame:
    titles, nodes, views, states, ages = zip(*MAPS, strict=True)
    return rows.frame(
        StrategyMaps,
        {
            "id": rows.numbered("STR-", np.arange(1, len(titles) + 1), 3),
            "title": rows.texts(titles),
            "node_count": np.array(nodes),
            "view_mode": rows.texts(views),
            "status": rows.texts(states),
            "updated_at": rows.instants(history.until - np.array(ages) * DAY),
        },
    )


def _opportunities(rng: Random, history: History, tenants: pl.Series) -> pl.DataFrame:
    cause, sort = (index.ravel() for index in np.indices((len(CAUSES), len(TYPES))))
    count = cause.size
    median = np.array([entry[2] for entry in TYPES], dtype=np.float64)[sort]
    amount = np.round(median * np.exp(0.7 * rng.standard_normal(count)), -3).astype(np.int64)
    return rows.frame(
        RoiOpportunities,
        {
            "id": rows.numbered("ROI-", np.arange(1, count + 1), 3),
            "title": rows.joined(
                rows.texts(CAUSES).gather(cause), " ", rows.texts(tuple(entry[1] for entry in TYPES)).gather(sort)
            ),
            "type": rows.texts(tuple(entry[0] for entry in TYPES)).gather(sort),
            "impact_amount": pl.Series(amount).cast(Money),
            "status": rows.texts(STATES).gather(choose(rng, count, [0.15, 0.24, 0.18, 0.2, 0.16, 0.07])),
            # Most are everybody's; some were raised for one of the large tenants.
            "tenant_id": rows.pick(tenants, np.where(happens(rng, count, 0.25), within(rng, np.full(count, 8)), -1)),
            "updated_at": rows.instants(history.until - between(rng, count, 1, 400).astype(np.int64) * DAY),
        },
    )


def _month(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def _first_of(months: Ints) -> Ints:
    """The first instant of each month, in seconds since 1970."""
    years, month = np.divmod(months, 12)
    return (
        ((years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + month)
        .astype("datetime64[s]")
        .astype(np.int64)
    )


def _texts(months: Ints) -> pl.Series:
    """Months as 2026-03."""
    years, month = np.divmod(months, 12)
    return rows.joined(pl.Series(years).cast(pl.String), "-", pl.Series(month + 1).cast(pl.String).str.zfill(2))


SUBJECT = Subject("roadmap", (RoadmapItems, StrategyMaps, RoiOpportunities), create)
