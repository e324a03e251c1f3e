"""How accounts are guarded: second factors, single sign-on, the settings that force them, and every sign-in.

Days on which an account signs in are drawn one by one; now and then an attempt fails just before. What failed since
the last sign-in is what the platform reports, but for the planted accounts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, between, choose, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.operations.workspaces import RECORDED_DAYS, Workspaces
from data_contracts.platform.access import SsoProviders, SystemSettings, UserSecurity

METHODS = ("sso", "password", "magic_link")
SSO, PASSWORD, MAGIC_LINK = range(3)
DIRECTORIES = ("Okta", "Azure", "Google", "Auth0", "Custom")
ATTACKED, FORCES_FOR_SURE = 2, 1
"""Places of tenants by size."""

# name, value, type, description
DEFAULTS = (
    ("max_api_rps", "100", "global", "Requests per second that one key may make"),
    ("ai_model_default", "small-2", "global", "Model that analyses text unless a tenant chose another"),
    ("retention_days", "365", "tenant", "Days for which feedback is kept"),
    ("enable_mfa_force", "false", "tenant", "Whether every account needs a second factor"),
    ("theme_color", "#0f172a", "tenant", "Main colour of the pages"),
)


@dataclass(frozen=True)
class Accounts:
    """The three tables, and the sign-ins behind them: account (place in users), method, instant.

    failed: account and instant of sign-ins that failed.
    """

    security: pl.DataFrame
    sso_providers: pl.DataFrame
    settings: pl.DataFrame
    signed_in: Ints
    signed_in_by: Ints
    signed_in_at: Ints
    failed: Ints
    failed_at: Ints


def guard_accounts(rng: Random, workspaces: Workspaces) -> Accounts:
    """Settings and providers by tenant, and the sign-ins of every account."""
    forces = happens(rng, len(workspaces), np.where(workspaces.is_on("Enterprise"), 0.6, 0.25))
    forces &= workspaces.is_on("Enterprise") | workspaces.is_on("Pro")
    forces[FORCES_FOR_SURE] = True
    providers, has_sso = _providers(rng, workspaces)
    signed_in, signed_in_at, last = _sign_ins(rng, workspaces)
    failed, failed_at = _failures(rng, workspaces, signed_in, signed_in_at, last)
    return Accounts(
        security=_security(rng, workspaces, forces, last, failed, failed_at),
        sso_providers=providers,
        settings=_settings(rng, workspaces, forces),
        signed_in=signed_in,
        signed_in_by=_methods(rng, workspaces, has_sso, signed_in),
        signed_in_at=signed_in_at,
        failed=failed,
        failed_at=failed_at,
    )


def _providers(rng: Random, workspaces: Workspaces) -> tuple[pl.DataFrame, Flags]:
    """The directories, and which tenants sign in by theirs."""
    has = happens(rng, len(workspaces), np.where(workspaces.is_on("Enterprise"), 0.75, 0.0))
    has |= workspaces.is_on("Pro") & happens(rng, len(workspaces), 0.06)
    has[0] = True
    enabled = has & happens(rng, len(workspaces), 0.85)
    enabled[0] = True
    places = np.flatnonzero(has)
    frame = rows.frame(
        SsoProviders,
        {
            "tenant_id": workspaces.tenants["id"].gather(places),
            "provider_type": rows.texts(DIRECTORIES).gather(choose(rng, places.size, [0.4, 0.3, 0.15, 0.1, 0.05])),
            "entry_point": rows.joined("https://login.", workspaces.domains.gather(places), "/sso"),
            "enabled": enabled[places],
            "updated_at": rows.instants(np.full(places.size, workspaces.start)),
        },
    )
    return frame, enabled


def _settings(rng: Random, workspaces: Workspaces, forces: Flags) -> pl.DataFrame:
    names, values, kinds, meanings = zip(*DEFAULTS, strict=True)
    keeps = np.flatnonzero(workspaces.is_on("Enterprise") & happens(rng, len(workspaces), 0.5))
    forcing = np.flatnonzero(forces)
    tenant = np.concatenate([np.full(len(names), -1), forcing, keeps])
    retention = rows.texts(("90", "730", "1095")).gather(within(rng, np.full(keeps.size, 3)))
    return rows.frame(
        SystemSettings,
        {
            "key": pl.Series([*names, *["enable_mfa_force"] * forcing.size, *["retention_days"] * keeps.size]),
            "value": pl.concat([rows.texts(values), rows.texts(("true",) * forcing.size), retention]),
            "type": pl.Series([*kinds, *["tenant"] * (forcing.size + keeps.size)]),
            "meaning": pl.Series([*meanings, *[meanings[3]] * forcing.size, *[meanings[2]] * keeps.size]),
            "tenant_id": rows.pick(workspaces.tenants["id"], tenant),
            "updated_at": rows.instants(np.full(tenant.size, workspaces.start - 20 * DAY)),
        },
    )


def _sign_ins(rng: Random, workspaces: Workspaces) -> tuple[Ints, Ints, Ints]:
    """Account and instant of each sign-in, in order of time; and the last one of each account as it was reported."""
    count = workspaces.users.height
    is_open = workspaces.users["is_active"].to_numpy()
    is_dormant = happens(rng, count, planted("dormant_accounts").size) & (workspaces.user_tenant >= 0)
    is_dormant[:1] = False
    # Who is dormant, or whose account is closed, was there for the last time 36 days ago or longer.
    stops = np.where(is_dormant | ~is_open, workspaces.end - between(rng, count, 36 * DAY, 150 * DAY), NEVER).astype(
        np.int64
    )
    stops = np.maximum(stops, workspaces.user_created + HOUR)
    rate = np.clip(spread(rng, count, 0.35, 0.5), 0.12, 0.9)
    midnight = workspaces.start + np.arange(RECORDED_DAYS) * DAY
    is_weekend = (midnight // DAY + 3) % 7 >= 5
    comes = rng.random((count, RECORDED_DAYS)) < rate[:, None] * np.where(is_weekend, 0.1, 1.0)
    account, day = np.nonzero(comes)
    at = midnight[day] + between(rng, day.size, 6 * HOUR, 19 * HOUR).astype(np.int64)
    there = (at > workspaces.user_created[account] + HOUR) & (at < stops[account])
    account, at = account[there], at[there]
    order = np.argsort(at, kind="stable")
    account, at = account[order], at[order]
    # Before the record everybody who has an account came now and then.
    before = np.minimum(stops, workspaces.start) - 1
    last = np.where(workspaces.user_created < workspaces.start, np.maximum(before, workspaces.user_created + 60), -1)
    known = at <= workspaces.known
    last[account[known]] = at[known]
    return account, at, last


def _methods(rng: Random, workspaces: Workspaces, has_sso: Flags, account: Ints) -> Ints:
    tenant = workspaces.user_tenant[account]
    # Our own staff sign in by our own directory.
    by_directory = np.where(tenant >= 0, has_sso[tenant], True)
    beside = happens(rng, account.size, planted("password_beside_sso").size) & (tenant >= 0)
    other = np.where(happens(rng, account.size, 0.15), MAGIC_LINK, PASSWORD)
    return np.where(by_directory, np.where(beside, PASSWORD, SSO), other)


def _failures(
    rng: Random, workspaces: Workspaces, signed_in: Ints, signed_in_at: Ints, last: Ints
) -> tuple[Ints, Ints]:
    """Attempts that failed: a minute before some sign-ins, some that nobody followed up, and the attack."""
    slipped = happens(rng, signed_in.size, 0.05)
    gives_up = np.flatnonzero(happens(rng, last.size, 0.08) & (last > 0))
    times = 1 + within(rng, np.full(gives_up.size, 4))
    given_up = np.repeat(gives_up, times)
    given_up_at = last[given_up] + between(rng, given_up.size, HOUR, 9 * HOUR).astype(np.int64)
    attack = planted("credential_attack")
    tries = int(attack.size)
    attacked = workspaces.someone_of(rng, np.full(tries, min(ATTACKED, len(workspaces) - 1)))
    night = workspaces.history.days_before_end(attack.starts_days_before) + DAY * (np.arange(tries) % attack.lasts_days)
    attacked_at = night + between(rng, tries, HOUR, 4 * HOUR).astype(np.int64)
    account = np.concatenate([signed_in[slipped], given_up, attacked])
    at = np.concatenate(
        [signed_in_at[slipped] - between(rng, int(slipped.sum()), 20, 90).astype(np.int64), given_up_at, attacked_at]
    )
    kept = (at >= workspaces.start) & (at < workspaces.end)
    order = np.argsort(at[kept], kind="stable")
    return account[kept][order], at[kept][order]


def _security(
    rng: Random, workspaces: Workspaces, forces: Flags, last: Ints, failed: Ints, failed_at: Ints
) -> pl.DataFrame:
    users = workspaces.users
    count, tenant = users.height, workspaces.user_tenant
    is_admin = (users["role"] == "Admin").to_numpy()
    share = np.where(is_admin, 1 - planted("admins_without_mfa").size, planted("mfa_where_free").size)
    share = np.where((tenant >= 0) & forces[tenant], planted("mfa_where_forced").size, share)
    share = np.where(tenant < 0, 0.97, share)
    counts = (failed_at > last[failed]) & (failed_at <= workspaces.known)
    attempts = np.bincount(failed[counts], minlength=count)
    off = planted("failed_attempts_off")
    is_off = np.arange(count) % round(1 / off.size) == round(1 / off.size) // 2
    locked = np.full(count, False)
    open_accounts = np.flatnonzero(users["is_active"].to_numpy() & (tenant >= 0))
    locked[open_accounts[5 :: max(1, open_accounts.size // 4)][: int(planted("locked_accounts").size)]] = True
    octets = rng.integers(1, 255, (count, 2)).astype(str)
    return rows.frame(
        UserSecurity,
        {
            "user_id": users["id"],
            "two_factor_enabled": happens(rng, count, share),
            "failed_attempts": attempts + 2 * is_off,
            "lockout_until": rows.instants(np.where(locked, workspaces.end + 2 * DAY, NEVER)),
            # Of the addresses that are kept for documentation.
            "last_login_ip": rows.joined("198.51.", pl.Series(octets[:, 0]), ".", pl.Series(octets[:, 1])),
            "last_login_at": rows.instants(np.where(last > 0, last, NEVER)),
            "updated_at": rows.instants(np.full(count, workspaces.known)),
        },
    )
