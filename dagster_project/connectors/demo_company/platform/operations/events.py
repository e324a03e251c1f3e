"""System events, and the webhooks that wait for them."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random, between, choose, happens, within
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.operations.accounts import Accounts
from dagster_project.connectors.demo_company.platform.operations.workspaces import WEEKS, Workspaces, scattered
from data_contracts.platform.integrations import SystemEvents, Webhooks

LISTENED = pl.Series(
    [["sync.fail"], ["sync.*"], ["alert.threshold"], ["key.expire", "login.fail"], ["*"], ["login.fail"]]
)
NEVER_EMITTED = pl.Series([["alert.high"], ["event.new"]])
"""Names that events had once; nothing is called so any more."""

HOOKS = ("https://hooks.{}/loompin", "https://automation.{}/in/7f3a", "https://chat.{}/services/T02/B81")
MEAN_HOOKS = np.array([0.2, 0.9, 1.8, 0.4, 0.3])
"""By plan, in the order of company.PLANS."""

NODES = ("eu-central-1", "us-east-1", "ap-northeast-1")
NODES_PER_REGION = 3


def webhook_rows(rng: Random, workspaces: Workspaces) -> pl.DataFrame:
    """Rows of webhooks; some listen to names that are no longer emitted."""
    counts = rng.poisson(MEAN_HOOKS[workspaces.plan])
    counts[:3] = np.maximum(counts[:3], 2)
    tenant = np.repeat(np.arange(len(workspaces)), counts)
    count = tenant.size
    deaf = happens(rng, count, planted("deaf_webhooks").size)
    deaf[1], deaf[0] = True, False
    heard = LISTENED.gather(choose(rng, count, [0.3, 0.15, 0.2, 0.1, 0.15, 0.1]))
    nothing = NEVER_EMITTED.gather(within(rng, np.full(count, len(NEVER_EMITTED))))
    hook = within(rng, np.full(count, len(HOOKS)))
    domains = workspaces.domains.gather(tenant)
    created = np.maximum(workspaces.created[tenant], workspaces.start - 500 * DAY)
    created += ((workspaces.known - 10 * DAY - created) * rng.random(count)).astype(np.int64)
    return rows.frame(
        Webhooks,
        {
            "id": rows.numbered("wh_", np.arange(1, count + 1), 5),
            "tenant_id": workspaces.tenants["id"].gather(tenant),
            "url": pl.Series([HOOKS[kind].format(domain) for kind, domain in zip(hook, domains, strict=True)]),
            "event_types": pl.select(pl.when(pl.Series(deaf)).then(nothing).otherwise(heard)).to_series(),
            "status": np.where(happens(rng, count, 0.12) & ~deaf, "inactive", "active"),
            "created_at": rows.instants(created),
            "updated_at": rows.instants(created),
        },
    )


def event_rows(
    rng: Random, workspaces: Workspaces, accounts: Accounts, keys: pl.DataFrame, integrations: pl.DataFrame,
    syncs: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    """Rows of events, in order of time."""
    parts = [
        _of_syncs(workspaces, integrations, syncs), _of_sign_ins(workspaces, accounts), _of_new_accounts(workspaces),
        _of_keys(workspaces, keys), _of_alerts(rng, workspaces), _of_nodes(rng, workspaces),
    ]  # fmt: skip
    events = pl.concat(parts, how="diagonal_relaxed").sort("at", "tenant_id", maintain_order=True)
    events = events.filter(pl.col("at").is_between(workspaces.start, workspaces.end, "left"))
    return rows.frame(
        SystemEvents,
        {
            "id": rows.numbered("sys_", np.arange(1, events.height + 1), 8),
            **{name: events[name] for name in ("tenant_id", "event_name", "severity", "metadata", "region")},
            "occurred_at": rows.instants(events["at"].to_numpy()),
        },
    )


def _metadata(key: str, values: pl.Series) -> pl.Series:
    return rows.joined(f'{{"{key}": "', values, '"}')


def _of_syncs(workspaces: Workspaces, integrations: pl.DataFrame, syncs: pl.DataFrame) -> pl.DataFrame:
    """Every sync that ended is told when it did, but for the failures of the planted day."""
    lost = planted("lost_sync_events")
    lost_from = workspaces.history.days_before_end(lost.starts_days_before)
    connection = integrations.select("tenant_id", "region", integration_id="id")
    ended = (
        syncs.filter(pl.col("status") != "running")
        .join(connection, on="integration_id")
        .with_columns(at=pl.col("updated_at").dt.epoch("s"), is_failed=pl.col("status") == "error")
        .filter(~(pl.col("is_failed") & pl.col("at").is_between(lost_from, lost_from + int(lost.size) * DAY, "left")))
    )
    return ended.select(
        "tenant_id", "region", "at",
        event_name=pl.when("is_failed").then(pl.lit("SYNC_FAIL")).otherwise(pl.lit("SYNC_COMPLETE")),
        severity=pl.when("is_failed").then(pl.lit("error")).otherwise(pl.lit("success")),
        metadata=_metadata("integration", ended["integration_id"]),
    )  # fmt: skip


def _of_tenants(
    workspaces: Workspaces, tenant: Ints, at: Ints, name: str, severity: str, metadata: pl.Series
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "tenant_id": rows.pick(workspaces.tenants["id"], tenant),
            "region": rows.pick(workspaces.tenants["region"], tenant),
            "at": at,
            "event_name": rows.texts((name,) * at.size),
            "severity": rows.texts((severity,) * at.size),
            "metadata": metadata,
        }
    )


def _of_sign_ins(workspaces: Workspaces, accounts: Accounts) -> pl.DataFrame:
    who = _metadata("user", workspaces.users["id"].gather(accounts.failed))
    tenant = workspaces.user_tenant[accounts.failed]
    return _of_tenants(workspaces, tenant, accounts.failed_at, "LOGIN_FAIL", "warning", who)


def _of_new_accounts(workspaces: Workspaces) -> pl.DataFrame:
    new = np.flatnonzero(workspaces.user_created >= workspaces.start)
    who = _metadata("user", workspaces.users["id"].gather(new))
    return _of_tenants(workspaces, workspaces.user_tenant[new], workspaces.user_created[new], "USER_ADD", "info", who)


def _of_keys(workspaces: Workspaces, keys: pl.DataFrame) -> pl.DataFrame:
    place = dict(zip(workspaces.tenants["id"], range(len(workspaces)), strict=True))
    over = keys.filter(pl.col("status") == "Expired")
    tenant = over["tenant_id"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
    at = over["expires_at"].dt.epoch("s").to_numpy()
    return _of_tenants(workspaces, tenant, at, "KEY_EXPIRE", "warning", _metadata("key", over["id"]))


def _of_alerts(rng: Random, workspaces: Workspaces) -> pl.DataFrame:
    tenant, at = scattered(rng, workspaces, np.arange(len(workspaces)), 0.25)
    burst = planted("alert_burst")
    first = workspaces.history.days_before_end(burst.starts_days_before)
    crowd = first + between(rng, int(burst.size), 0, burst.lasts_days * DAY).astype(np.int64)
    tenant, at = np.concatenate([tenant, np.zeros(crowd.size, np.int64)]), np.concatenate([at, crowd])
    metric = rows.texts(("latency", "queue_length", "error_rate")).gather(within(rng, np.full(at.size, 3)))
    return _of_tenants(workspaces, tenant, at, "ALERT_THRESHOLD", "critical", _metadata("metric", metric))


def _of_nodes(rng: Random, workspaces: Workspaces) -> pl.DataFrame:
    """Nodes go down now and then and come back minutes later."""
    node = np.repeat(np.arange(len(NODES) * NODES_PER_REGION), rng.poisson(0.5 * WEEKS, len(NODES) * NODES_PER_REGION))
    down = between(rng, node.size, workspaces.start, workspaces.end - DAY).astype(np.int64)
    up = down + between(rng, node.size, 60, 900).astype(np.int64)
    names = rows.joined("worker-", pl.Series(node + 1).cast(pl.String))
    regions = rows.texts(NODES).gather(node // NODES_PER_REGION)
    parts = [
        _of_tenants(workspaces, np.full(node.size, -1), at, name, severity, _metadata("node", names))
        for at, name, severity in ((down, "NODE_DOWN", "error"), (up, "NODE_UP", "info"))
    ]
    return pl.concat(part.with_columns(region=regions) for part in parts)
