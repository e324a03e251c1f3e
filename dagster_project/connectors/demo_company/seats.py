"""Accounts that fill the seats of two tenants, beside those that everybody has.

Their names come from a stream of each tenant's own, so that nobody else's draws move.
"""

from __future__ import annotations

from uuid import UUID

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.company import PLANS, SEATS, STARTUP, TRIAL, Company
from dagster_project.connectors.demo_company.history import HOUR
from dagster_project.connectors.demo_company.names import addresses, full_names
from dagster_project.connectors.demo_company.planted_effects import planted
from data_contracts.platform.tenancy import Users

SEATS_LEFT = {STARTUP: 1, TRIAL: 0}
"""How many seats stay free at the smallest tenant of these plans that is not closed."""


def seat_fillers(company: Company, users: pl.DataFrame) -> pl.DataFrame:
    """Rows of users for the planted tenants, beside those in `users`."""
    made = []
    for plan, left in list(SEATS_LEFT.items())[: int(planted("full_workspaces").size)]:
        open_ = company.tenants.with_row_index("place").filter(
            (pl.col("plan") == PLANS[plan]) & (pl.col("status") != "closed")
        )
        place = int(open_["place"][-1])
        there = users.filter((pl.col("tenant_id") == company.ids[place]) & pl.col("is_active")).height
        made.append(_accounts(company, place, int(SEATS[plan]) - left - there))
    return pl.concat(made)


def _accounts(company: Company, place: int, count: int) -> pl.DataFrame:
    rng = np.random.default_rng(UUID(company.ids[place]).int)
    count = max(count, 0)
    names, handles = full_names(rng, count)
    numbers = np.arange(1, count + 1)
    here = np.full(count, place)
    created = company.created[here] + np.minimum(numbers, 6) * HOUR // 2
    return rows.frame(
        Users,
        {
            "id": rows.joined(rows.numbered("UX", here, 4), rows.numbered("-", numbers, 3)),
            "tenant_id": company.ids.gather(here),
            "email": addresses(handles, 900_000 + numbers, company.domains.gather(here)),
            "name": names,
            "role": rows.texts(("User",) * count),
            "is_active": np.ones(count, dtype=bool),
            "created_at": rows.instants(created),
            "updated_at": rows.instants(created),
        },
    )
