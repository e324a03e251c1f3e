"""Which products tenants connect, and every sync of the record.

An integration syncs at its product's pace. What it brings and how long that takes is lognormal; what fails is drawn
sync by sync, but for the planted product and the two planted integrations.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, choose, happens, spread
from dagster_project.connectors.demo_company.history import DAY, HOUR
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.operations.workspaces import Workspaces
from data_contracts.platform.integrations import Integrations, SyncHistory

# product, category, hours between syncs, median seconds, median records
PRODUCTS = (
    ("Salesforce", "CRM", 6, 95, 1_200), ("Zendesk", "Support", 6, 60, 450), ("Slack", "Messaging", 12, 20, 900),
    ("HubSpot", "Marketing", 8, 140, 600), ("Intercom", "Support", 12, 45, 300), ("Jira", "Engineering", 24, 75, 150),
)  # fmt: skip
NAMES = tuple(product[0] for product in PRODUCTS)
WANTED = (0.62, 0.5, 0.55, 0.5, 0.35, 0.4)
"""How often each is connected by a tenant that may."""

MAY_CONNECT = np.array([0.12, 1.0, 1.0, 0.15, 0.5])
"""By plan, in the order of company.PLANS: some connect what their plan does not hold."""

REASONS = ("timeout", "auth_expired", "schema_changed", "rate_limited")
ABROAD = "us-east-1"
FAILED_SYNCS = 3
"""After so many syncs that failed the platform calls an integration failed."""


def connect_products(rng: Random, workspaces: Workspaces) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of integrations and of sync_history."""
    tenant, product = _connected(rng, workspaces)
    created = np.maximum(workspaces.created[tenant] + DAY, workspaces.start - 400 * DAY)
    created += ((workspaces.known - 20 * DAY - created) * rng.random(tenant.size) * 0.6).astype(np.int64)
    integration, started = _pace(rng, workspaces, product, created)
    silent, stuck = _planted_places(tenant, product)
    share = np.full(started.size, planted("sync_failures").size)
    worse = planted("hubspot_fails_more")
    is_worse = (product[integration] == NAMES.index("HubSpot")) & (
        started >= workspaces.history.days_before_end(worse.starts_days_before)
    )
    share[is_worse] = worse.size
    is_silent = (integration == silent) & (started >= _begins(workspaces, "silent_sync_failure"))
    share[is_silent] = 1.0
    failed = happens(rng, started.size, share)
    # The stuck one does nothing after its last sync has begun.
    since = _begins(workspaces, "stuck_sync")
    waits = (integration == stuck) & (started >= since)
    running = waits & (np.cumsum(waits) == 1)
    kept = ~waits | running
    reason = choose(rng, started.size, [0.5, 0.15, 0.15, 0.2])
    reason = np.where(is_worse & (rng.random(started.size) < 0.85), REASONS.index("rate_limited"), reason)
    reason[is_silent] = REASONS.index("auth_expired")
    _, _, _, seconds, records = (np.array(values) for values in zip(*PRODUCTS, strict=True))
    duration = spread(rng, started.size, seconds[product[integration]] * 1000.0, 0.35)
    duration = np.where(failed, spread(rng, started.size, 1_500.0, 0.8), duration).astype(np.int64)
    brought = np.where(failed, 0, spread(rng, started.size, records[product[integration]] * 1.0, 0.5)).astype(np.int64)
    status = np.select([running, failed], ["running", "error"], "success")
    ended = started + duration // 1000
    syncs = rows.frame(
        SyncHistory,
        {
            "id": rows.numbered("sync_", np.arange(1, started.size + 1), 8),
            "integration_id": rows.numbered("int_", integration + 1, 5),
            "status": pl.Series(status),
            "records_synced": rows.where(brought, ~running),
            "duration_ms": rows.where(duration, ~running),
            "error_reason": rows.where(rows.texts(REASONS).gather(reason), failed & ~running),
            "started_at": rows.instants(started),
            "updated_at": rows.instants(np.where(running, started, ended)),
        },
    ).filter(pl.Series(kept))
    is_failed = _looks_failed(integration[kept & ~running], failed[kept & ~running], ended[kept & ~running],
                              workspaces.known, tenant.size)  # fmt: skip
    is_failed[silent] = False
    frame = _integrations(workspaces, tenant, product, created, is_failed, stuck)
    return frame, syncs


def _connected(rng: Random, workspaces: Workspaces) -> tuple[Ints, Ints]:
    may = happens(rng, len(workspaces), MAY_CONNECT[workspaces.plan])
    # Large tenants have the planted integrations, so that they are there at every size.
    may[:3] = True
    wants = rng.random((len(workspaces), len(PRODUCTS))) < np.array(WANTED)
    wants[:3, :2] = True
    wants[2, NAMES.index("Jira")] = True
    return np.nonzero(wants & may[:, None])


def _planted_places(tenant: Ints, product: Ints) -> tuple[int, int]:
    """The second largest tenant's Zendesk fails silently; the third largest's Jira is stuck."""

    def place(of: int, name: str) -> int:
        return int(np.flatnonzero((tenant == of) & (product == NAMES.index(name)))[0])

    return place(1, "Zendesk"), place(2, "Jira")


def _begins(workspaces: Workspaces, effect: str) -> int:
    return workspaces.history.days_before_end(planted(effect).starts_days_before)


def _pace(rng: Random, workspaces: Workspaces, product: Ints, created: Ints) -> tuple[Ints, Ints]:
    """Integration and start of every sync, by integration and time."""
    every = np.array([hours for _, _, hours, _, _ in PRODUCTS])[product] * HOUR
    first = np.maximum(workspaces.start, created) + (every * rng.random(product.size)).astype(np.int64)
    count = np.maximum((workspaces.end - first - HOUR) // every + 1, 1)
    integration = np.repeat(np.arange(product.size), count)
    number = np.arange(integration.size) - np.repeat(np.cumsum(count) - count, count)
    late = (rng.random(integration.size) * HOUR / 4).astype(np.int64)
    return integration, first[integration] + number * every[integration] + late


def _looks_failed(integration: Ints, failed: Flags, ended: Ints, known: int, count: int) -> Flags:
    """Which integrations failed in each of their last three syncs, of those that had ended when it was reported."""
    newest = (
        pl.DataFrame({"integration": integration, "failed": failed, "ended": ended})
        .filter(pl.col("ended") <= known)
        .sort("ended")
        .group_by("integration")
        .agg(pl.col("failed").tail(FAILED_SYNCS).all())
    )
    looks = np.zeros(count, dtype=bool)
    looks[newest["integration"].to_numpy()] = newest["failed"].to_numpy()
    return looks


def _integrations(
    workspaces: Workspaces, tenant: Ints, product: Ints, created: Ints, is_failed: Flags, stuck: int
) -> pl.DataFrame:
    names, categories, _, _, _ = zip(*PRODUCTS, strict=True)
    status = np.where(is_failed, "Failed", "Connected").astype("U12")
    status[stuck] = "Syncing"
    regions = workspaces.tenants["region"].gather(tenant)
    berlin = int(np.flatnonzero((workspaces.tenants["region"] == "eu-central-1").to_numpy())[0])
    abroad = np.flatnonzero(tenant == berlin)[: int(planted("integration_abroad").size)]
    return rows.frame(
        Integrations,
        {
            "id": rows.numbered("int_", np.arange(1, tenant.size + 1), 5),
            "tenant_id": workspaces.tenants["id"].gather(tenant),
            "provider": rows.texts(names).gather(product),
            "category": rows.texts(categories).gather(product),
            "status": pl.Series(status),
            "region": regions.scatter(abroad.tolist(), ABROAD),
            "created_at": rows.instants(created),
            "updated_at": rows.instants(np.full(tenant.size, workspaces.known)),
        },
    )
