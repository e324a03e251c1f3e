"""Integrations and their syncs, accounts and keys, the audit log, webhooks and system events.

Flow: tenants and accounts → how they are guarded → sign-ins, kept and failed → keys → integrations and syncs → what
the audit log and the system events tell of all these. The record covers the last 91 days of the history. What the
platform reports of a state (attempts that failed, an integration's status) is as of a day before the end of the
history, which is over at any time of the run.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.connectors.demo_company.platform.operations.accounts import guard_accounts
from dagster_project.connectors.demo_company.platform.operations.audit import audit_rows, team_rows
from dagster_project.connectors.demo_company.platform.operations.events import event_rows, webhook_rows
from dagster_project.connectors.demo_company.platform.operations.integrations import connect_products
from dagster_project.connectors.demo_company.platform.operations.keys import key_rows
from dagster_project.connectors.demo_company.platform.operations.workspaces import open_workspaces
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.access import (
    ApiKeys,
    AuditLogs,
    PlatformTeam,
    SsoProviders,
    SystemSettings,
    UserSecurity,
)
from data_contracts.platform.integrations import Integrations, SyncHistory, SystemEvents, Webhooks


def create(scene: Scene) -> Iterator[Tables]:
    """The ten tables."""
    rng = scene.rng
    workspaces = open_workspaces(scene)
    accounts = guard_accounts(rng, workspaces)
    keys = key_rows(rng, workspaces)
    integrations, syncs = connect_products(rng, workspaces)
    yield {
        UserSecurity: accounts.security,
        SsoProviders: accounts.sso_providers,
        SystemSettings: accounts.settings,
        ApiKeys: keys,
        PlatformTeam: team_rows(workspaces),
        AuditLogs: audit_rows(rng, workspaces, accounts, keys),
        Integrations: integrations,
        SyncHistory: syncs,
        Webhooks: webhook_rows(rng, workspaces),
        SystemEvents: event_rows(rng, workspaces, accounts, keys, integrations, syncs),
    }


SUBJECT = Subject(
    "operations",
    (
        UserSecurity, SsoProviders, SystemSettings, ApiKeys, PlatformTeam, AuditLogs, Integrations, SyncHistory,
        Webhooks, SystemEvents,
    ),
    create,
)  # fmt: skip
