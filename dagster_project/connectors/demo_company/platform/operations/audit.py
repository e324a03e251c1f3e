"""Our operators, and the audit log: sign-ins, keys, what tenants' people do, and what our operators do there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random, between, choose, happens
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.operations.accounts import METHODS, Accounts
from dagster_project.connectors.demo_company.platform.operations.workspaces import Workspaces, scattered
from data_contracts.platform.access import AuditLogs, PlatformTeam

# name in the address, access, status
TEAM = (
    ("ops", "SuperAdmin", "active"), ("support.lead", "Admin", "active"), ("dev.ops", "Write", "active"),
    ("analyst", "Read", "active"), ("trainee", "ViewOnly", "onboarding"), ("night.shift", "Write", "active"),
    ("former.admin", "Admin", "inactive"), ("auditor", "Read", "active"),
)  # fmt: skip
EXPORTER, READER, LEFT = 1, 3, 6
"""Places in TEAM."""

# action, sort of thing, times a week in a workspace of one account
BY_TENANTS = (
    ("DATA_EXPORT", "CUSTOMERS", 0.25), ("SYNC_START", "INTEGRATIONS", 0.2), ("POLICY_UPDATE", "GOVERNANCE", 0.06),
    ("SETTINGS_UPDATE", "SETTINGS", 0.08), ("ROLE_CHANGED", "USERS", 0.04), ("PLAN_UPGRADE", "TENANTS", 0.005),
)  # fmt: skip
# action, sort of thing, plans, share of their tenants, times a week
BY_FEATURE = (
    ("ANALYSIS_RUN", "AI_ANALYTICS", ("Pro", "Enterprise", "Trial"), 0.75, 2.0),
    ("MODEL_TRAINED", "NLP_MODELS", ("Enterprise",), 0.55, 0.3),
)


@dataclass(frozen=True)
class Entries:
    """Some entries of the log: who (an identifier), where (place of the tenant, -1 for none), what, when."""

    who: pl.Series
    tenant: Ints
    at: Ints
    action: str
    entity_type: str
    entity: pl.Series | None = None
    method: pl.Series | None = None


def team_rows(workspaces: Workspaces) -> pl.DataFrame:
    """Rows of platform_team."""
    names, levels, states = zip(*TEAM, strict=True)
    left = np.full(len(TEAM), NEVER)
    left[LEFT] = _left_at(workspaces)
    return rows.frame(
        PlatformTeam,
        {
            "id": rows.numbered("plt_", np.arange(1, len(TEAM) + 1), 3),
            "email": rows.joined(rows.texts(names), "@loompin.example"),
            "access_level": rows.texts(levels),
            "status": rows.texts(states),
            "left_at": rows.instants(left),
            "updated_at": rows.instants(np.where(left < NEVER, left, workspaces.start)),
        },
    )


def audit_rows(rng: Random, workspaces: Workspaces, accounts: Accounts, keys: pl.DataFrame) -> pl.DataFrame:
    """Rows of audit_logs, in order of time."""
    entries = [
        Entries(
            workspaces.users["id"].gather(accounts.signed_in), workspaces.user_tenant[accounts.signed_in],
            accounts.signed_in_at, "USER_LOGIN", "ACCOUNT",
            method=rows.texts(METHODS).gather(accounts.signed_in_by),
        ),
        *_of_keys(workspaces, keys), *_of_tenants(rng, workspaces), *_of_team(rng, workspaces),
    ]  # fmt: skip
    nothing = pl.Series([None], dtype=pl.String)
    frames = [
        pl.DataFrame(
            {
                "tenant_id": rows.pick(workspaces.tenants["id"], part.tenant),
                "user_id": part.who,
                "action": rows.texts((part.action,) * part.at.size),
                "entity_type": rows.texts((part.entity_type,) * part.at.size),
                "entity_id": nothing.new_from_index(0, part.at.size) if part.entity is None else part.entity,
                "sign_in_method": nothing.new_from_index(0, part.at.size) if part.method is None else part.method,
                "at": part.at,
            }
        )
        for part in entries
    ]
    log = pl.concat(frames).filter(pl.col("at").is_between(workspaces.start, workspaces.end, "left"))
    log = log.sort("at", maintain_order=True)
    return rows.frame(
        AuditLogs,
        {
            "id": rows.numbered("aud_", np.arange(1, log.height + 1), 8),
            **{name: log[name] for name in log.columns if name != "at"},
            "occurred_at": rows.instants(log["at"].to_numpy()),
        },
    )


def _of_keys(workspaces: Workspaces, keys: pl.DataFrame) -> list[Entries]:
    place = dict(zip(workspaces.tenants["id"], range(len(workspaces)), strict=True))
    parts = []
    for column, action in (("created_at", "KEY_CREATED"), ("revoked_at", "KEY_REVOKED")):
        some = keys.filter(pl.col(column).is_not_null())
        parts.append(
            Entries(
                some["created_by"], some["tenant_id"].replace_strict(place, return_dtype=pl.Int64).to_numpy(),
                some[column].dt.epoch("s").to_numpy(), action, "API_KEYS", entity=some["id"],
            )
        )  # fmt: skip
    return parts


def _of_tenants(rng: Random, workspaces: Workspaces) -> list[Entries]:
    """What tenants' own people do: some of it anywhere, some only where a feature is in use."""
    tenants = np.arange(len(workspaces))
    parts = []
    for action, entity_type, per_week in BY_TENANTS:
        tenant, at = scattered(rng, workspaces, tenants, per_week * (1 + 0.2 * workspaces.user_count))
        parts.append(_by_someone(rng, workspaces, tenant, at, action, entity_type))
    for action, entity_type, plans, share, per_week in BY_FEATURE:
        on = np.any([workspaces.is_on(plan) for plan in plans], axis=0) & happens(rng, len(workspaces), share)
        parts.append(
            _by_someone(rng, workspaces, *scattered(rng, workspaces, tenants[on], per_week), action, entity_type)
        )
    may = workspaces.tenants["entitlements"].list.contains("audit_log").to_numpy() & happens(rng, len(workspaces), 0.6)
    tenant, at = scattered(rng, workspaces, tenants[may], 0.5)
    parts.append(_by_someone(rng, workspaces, tenant, at, "AUDIT_EXPORT", "AUDIT_LOGS"))
    is_new = (workspaces.user_tenant >= 0) & (workspaces.user_created >= workspaces.start)
    invited = np.flatnonzero(is_new)
    tenant = workspaces.user_tenant[invited]
    host = workspaces.users["id"].gather(workspaces.first_user[tenant])
    invited_at = workspaces.user_created[invited]
    parts.append(
        Entries(host, tenant, invited_at, "USER_INVITED", "USERS", entity=workspaces.users["id"].gather(invited))
    )
    return parts


def _by_someone(rng: Random, workspaces: Workspaces, tenant: Ints, at: Ints, action: str, entity_type: str) -> Entries:
    someone = workspaces.someone_of(rng, tenant)
    return Entries(workspaces.users["id"].gather(someone), tenant, at, action, entity_type)


def _of_team(rng: Random, workspaces: Workspaces) -> list[Entries]:
    """Operators enter workspaces, the large ones more often, and change what their access lets them change."""
    ids = rows.numbered("plt_", np.arange(1, len(TEAM) + 1), 3)
    levels = np.array([level for _, level, _ in TEAM])
    counts = rng.poisson(np.where(levels == "ViewOnly", 8, 40), len(TEAM))
    member = np.repeat(np.arange(len(TEAM)), counts)
    tenant = choose(rng, member.size, (np.arange(len(workspaces)) + 4.0) ** -0.9)
    at = between(rng, member.size, workspaces.start, workspaces.end).astype(np.int64) // DAY * DAY
    at += between(rng, member.size, 7 * HOUR, 18 * HOUR).astype(np.int64)
    there = (at >= workspaces.created[tenant]) & ((member != LEFT) | (at < _left_at(workspaces)))
    member, tenant, at = member[there], tenant[there], at[there]
    may_write = np.isin(levels, ["SuperAdmin", "Admin", "Write"])[member] & happens(rng, member.size, 0.2)
    may_export = np.isin(levels, ["SuperAdmin", "Admin"])[member] & happens(rng, member.size, 0.06)
    parts = [
        Entries(ids.gather(member), tenant, at, "WORKSPACE_ACCESS", "TENANTS"),
        Entries(ids.gather(member[may_write]), tenant[may_write], at[may_write] + 300, "SETTINGS_UPDATE", "SETTINGS"),
        Entries(ids.gather(member[may_export]), tenant[may_export], at[may_export] + 600, "DATA_EXPORT", "CUSTOMERS"),
    ]
    for effect, who, action, entity_type, where in (
        ("left_operator_acts", LEFT, "WORKSPACE_ACCESS", "TENANTS", 0),
        ("reader_writes", READER, "SETTINGS_UPDATE", "SETTINGS", 2),
        ("export_burst", EXPORTER, "DATA_EXPORT", "CUSTOMERS", 1),
    ):
        count = int(planted(effect).size)
        first = workspaces.history.days_before_end(planted(effect).starts_days_before)
        within_days = planted(effect).lasts_days or 20
        at = first + (np.arange(count) * within_days * DAY * 0.6 / count).astype(np.int64) + 8 * HOUR
        parts.append(Entries(ids.gather(np.full(count, who)), np.full(count, where), at, action, entity_type))
    return parts


def _left_at(workspaces: Workspaces) -> int:
    return workspaces.history.days_before_end(planted("left_operator_acts").starts_days_before) - 5 * DAY
