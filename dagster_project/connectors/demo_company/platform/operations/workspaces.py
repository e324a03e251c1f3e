"""The tenants that are open, their accounts, and the days that the record covers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company.company import PLANS
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, within
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.platform.tenancy import Tenants, Users

RECORDED_DAYS = 91
WEEKS = RECORDED_DAYS // 7


@dataclass(frozen=True)
class Workspaces:
    """Tenants that are not closed, the largest first, and everybody's accounts.

    plan: index into company.PLANS. created, user_created: seconds since 1970.
    user_tenant: place of the account's tenant, -1 for our own staff. first_user, user_count: where the accounts of
    each tenant stand in `users`.
    start, end: the days of the record. known: when the platform last reported its states.
    """

    history: History
    tenants: pl.DataFrame
    domains: pl.Series
    plan: Ints
    created: Ints
    users: pl.DataFrame
    user_tenant: Ints
    user_created: Ints
    first_user: Ints
    user_count: Ints

    @property
    def start(self) -> int:
        return self.history.until - RECORDED_DAYS * DAY

    @property
    def end(self) -> int:
        return self.history.until

    @property
    def known(self) -> int:
        return self.history.until - DAY

    def __len__(self) -> int:
        return self.tenants.height

    def someone_of(self, rng: Random, tenant: Ints) -> Ints:
        """For each element a random account of that tenant (place in users)."""
        return self.first_user[tenant] + within(rng, self.user_count[tenant])

    def is_on(self, plan: str) -> Flags:
        """Which tenants are on the plan of that name."""
        return self.plan == PLANS.index(plan)


def open_workspaces(scene: Scene) -> Workspaces:
    """The tenants with the accounts that were simulated for them."""
    company = scene.world.company
    everyone = scene.table(Tenants).collect().with_columns(domain=company.domains, plan_place=pl.Series(company.plan))
    tenants = everyone.filter(pl.col("status") != "closed")
    place = pl.DataFrame({"tenant_id": tenants["id"], "place": np.arange(tenants.height)})
    users = (
        scene.table(Users)
        .collect()
        .join(place, on="tenant_id", how="left")
        .filter(pl.col("place").is_not_null() | pl.col("tenant_id").is_null())
        .with_columns(pl.col("place").fill_null(-1))
        .sort("place", "id")
    )
    user_tenant = users["place"].to_numpy()
    return Workspaces(
        history=scene.world.history,
        tenants=tenants.drop("domain", "plan_place"),
        domains=tenants["domain"],
        plan=tenants["plan_place"].to_numpy(),
        created=_seconds(tenants["created_at"]),
        users=users.drop("place"),
        user_tenant=user_tenant,
        user_created=_seconds(users["created_at"]),
        first_user=np.searchsorted(user_tenant, np.arange(tenants.height)),
        user_count=np.bincount(user_tenant[user_tenant >= 0], minlength=tenants.height),
    )


def _seconds(instants: pl.Series) -> Ints:
    return instants.dt.epoch("s").to_numpy()


def scattered(rng: Random, workspaces: Workspaces, tenants: Ints, per_week: np.ndarray | float) -> tuple[Ints, Ints]:
    """Moments of the record at these tenants, so many a week on average: the tenant and the instant of each."""
    counts = rng.poisson(np.broadcast_to(per_week, tenants.shape) * WEEKS)
    tenant = np.repeat(tenants, counts)
    at = np.maximum(workspaces.start, workspaces.created[tenant])
    return tenant, at + ((workspaces.end - at) * rng.random(tenant.size)).astype(np.int64)
