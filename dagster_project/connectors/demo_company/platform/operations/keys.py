"""API keys: made by somebody, used, withdrawn or past their end; some are forgotten."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, between, choose_by_row, happens, within
from dagster_project.connectors.demo_company.history import DAY, NEVER
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.operations.workspaces import Workspaces
from data_contracts.platform.access import ApiKeys

NAMES = ("Dashboard bot", "Nightly export", "Build worker", "CRM bridge", "Mobile app", "Data team", "Form hook")
ENVIRONMENTS = ("live", "prod", "test", "dev")
ENVIRONMENT_WEIGHTS = np.array([[0.6, 0.36, 0.03, 0.01], [0.3, 0.2, 0.3, 0.2]])
"""One row for tenants without the entitlement to a sandbox, one for those with it."""
MEAN_KEYS = np.array([0.6, 2.5, 5.0, 1.5, 0.5])
"""By plan, in the order of company.PLANS."""

LIFE = 365 * DAY
STALE_DAYS = 90


def key_rows(rng: Random, workspaces: Workspaces) -> pl.DataFrame:
    """Rows of api_keys as they were reported last."""
    tenant = np.repeat(np.arange(len(workspaces)), rng.poisson(MEAN_KEYS[workspaces.plan]) + (workspaces.plan > 0))
    count, known = tenant.size, workspaces.known
    maker = workspaces.someone_of(rng, tenant)
    may_test = workspaces.tenants["entitlements"].list.contains("sandbox").to_numpy().astype(np.int64)
    oldest = np.maximum(workspaces.user_created[maker], known - 700 * DAY)
    created = oldest + ((known - 12 * DAY - oldest) * rng.random(count)).astype(np.int64)
    ends = np.where(happens(rng, count, 0.6), created + LIFE, NEVER)
    # No key ends in the day between the last report and the end of the history.
    ends = np.where(np.abs(ends - known) < 2 * DAY, ends - 4 * DAY, ends)
    is_over = ends < known
    is_revoked = happens(rng, count, 0.18)
    revoked = created + ((np.minimum(ends, known) - created) * rng.random(count)).astype(np.int64)
    over = np.flatnonzero(is_over & ~is_revoked)
    still_used = np.zeros(count, dtype=bool)
    still_used[over[happens(rng, over.size, planted("expired_keys_used").size)]] = True
    still_used[over[:1]] = True
    is_active = ~is_revoked & (~is_over | still_used)
    is_stale = is_active & ~still_used & happens(rng, count, planted("stale_keys").size)
    stops = np.where(is_revoked, revoked, np.where(is_over & ~still_used, ends, known))
    stops = np.where(is_stale, known - between(rng, count, (STALE_DAYS + 2) * DAY, 300 * DAY), stops)
    used = np.floor(stops - between(rng, count, 0, 20 * DAY)).astype(np.int64)
    # A key that is younger than its last use would be was never used.
    was_used = used > created
    status = np.select([is_revoked, is_active], ["Revoked", "Active"], "Expired")
    return rows.frame(
        ApiKeys,
        {
            "id": rows.numbered("key_", np.arange(1, count + 1), 6),
            "tenant_id": workspaces.tenants["id"].gather(tenant),
            "name": rows.texts(NAMES).gather(within(rng, np.full(count, len(NAMES)))),
            "prefix": rows.joined(
                "lp_",
                rows.texts(ENVIRONMENTS).gather(choose_by_row(rng, ENVIRONMENT_WEIGHTS, may_test[tenant])),
                rows.numbered("_", rng.integers(0, 10_000, count), 4),
            ),
            "status": pl.Series(status),
            "created_by": workspaces.users["id"].gather(maker),
            "last_used_region": rows.where(workspaces.tenants["region"].gather(tenant), was_used),
            "created_at": rows.instants(created),
            "expires_at": rows.instants(ends),
            "revoked_at": rows.instants(np.where(is_revoked, revoked, NEVER)),
            "last_used_at": rows.instants(np.where(was_used, used, NEVER)),
            "updated_at": rows.instants(np.full(count, known)),
        },
    )
