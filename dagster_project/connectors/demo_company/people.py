"""The people of the tenants: accounts, customers, and the requesters who open cases.

Requesters stand tenant by tenant, so that a requester is an offset into a tenant. Most requesters are also customers;
some customers have never asked for anything. A person is first seen before their tenant's first case can come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.company import SEATS, SETTLING_IN, Company
from dagster_project.connectors.demo_company.draws import Ints, Random, choose, choose_by_row, happens
from dagster_project.connectors.demo_company.geography import PLACES
from dagster_project.connectors.demo_company.history import History
from dagster_project.connectors.demo_company.names import addresses, full_names
from data_contracts.platform.customers import Customers
from data_contracts.platform.tenancy import Users
from data_contracts.support.cases import Requesters
from data_contracts.vocabulary import CHANNELS

REQUESTERS_PER_CASE = 0.3
SHARE_WITH_PROFILE = 0.88
"""Share of requesters who have a customer profile."""
SILENT_PER_REQUESTER = 0.15
"""Customers who never open a case, for each requester."""

ROLES = ("Admin", "Developer", "Analyst", "Manager", "User")
ROLE_WEIGHTS = (0.15, 0.25, 0.25, 0.10, 0.25)
AUTHENTICATION = ("sso", "password", "api_key", "magic_link")
PERMISSIONS = pl.Series(
    [["workspace:read"], ["workspace:read", "workspace:write"], ["workspace:read", "billing:read"], ["workspace:*"]]
)  # fmt: skip
CHANNEL_WEIGHTS = np.array(
    [
        [0.26, 0.30, 0.10, 0.10, 0.16, 0.06, 0.02],
        [0.30, 0.30, 0.14, 0.06, 0.16, 0.03, 0.01],
        [0.32, 0.34, 0.14, 0.02, 0.16, 0.01, 0.01],
        [0.28, 0.22, 0.20, 0.01, 0.20, 0.06, 0.03],
        [0.35, 0.25, 0.20, 0.00, 0.18, 0.01, 0.01],
    ]
)  # fmt: skip
"""Weights of channels (vocabulary.CHANNELS), one row per segment."""


@dataclass(frozen=True)
class People:
    """Who may open a case: requester ids, and the customer behind each (-1 where there is none).

    start, count: where the requesters of each tenant stand.
    """

    requester_ids: pl.Series
    customer_ids: pl.Series
    customer_of_requester: Ints
    start: Ints
    count: Ints
    requesters: pl.DataFrame
    customers: pl.DataFrame
    users: pl.DataFrame


def meet_people(rng: Random, company: Company, cases: int, history: History) -> People:
    """People for so many cases, shared out by the tenants' sizes."""
    count = np.maximum(2, np.round(cases * REQUESTERS_PER_CASE * company.weight)).astype(np.int64)
    tenant = np.repeat(np.arange(count.size), count)
    total = tenant.size
    first_seen = _first_seen(rng, company, tenant, history)
    has_profile = happens(rng, total, SHARE_WITH_PROFILE)
    customer_of_requester = np.where(has_profile, np.cumsum(has_profile) - 1, -1)
    silent = np.repeat(np.arange(count.size), np.round(count * SILENT_PER_REQUESTER).astype(np.int64))
    requester_ids = rows.numbered("RQ", np.arange(1, total + 1), 7)
    customer_ids = rows.numbered("CU", np.arange(1, has_profile.sum() + silent.size + 1), 7)
    names, handles = full_names(rng, total + silent.size)
    of_all = np.concatenate([tenant, silent])
    emails = addresses(handles, np.arange(of_all.size), company.domains.gather(of_all))
    requesters = rows.frame(
        Requesters,
        {
            "requester_id": requester_ids,
            "tenant_id": company.ids.gather(tenant),
            "customer_id": rows.pick(customer_ids, customer_of_requester),
            "name": names.head(total),
            "email": emails.head(total),
            "role": rows.texts(ROLES).gather(choose(rng, total, ROLE_WEIGHTS)),
            "channel": rows.texts(CHANNELS).gather(choose_by_row(rng, CHANNEL_WEIGHTS, company.segment[tenant])),
            "authentication_method": rows.texts(AUTHENTICATION).gather(choose(rng, total, [0.4, 0.4, 0.08, 0.12])),
            "permissions": PERMISSIONS.gather(choose(rng, total, [0.4, 0.3, 0.15, 0.15])),
            "created_at": rows.instants(first_seen),
            "updated_at": rows.instants(_last_change(rng, first_seen, history)),
        },
    )
    # The same person has the same name and address as requester and as customer.
    person = np.concatenate([np.flatnonzero(has_profile), total + np.arange(silent.size)])
    customers = _customers(rng, company, history, customer_ids, names, emails, of_all, person, first_seen)
    users = _tenant_users(rng, company, cases, history)
    start = np.concatenate([[0], np.cumsum(count)[:-1]])
    return People(requester_ids, customer_ids, customer_of_requester, start, count, requesters, customers, users)


def _first_seen(rng: Random, company: Company, tenant: Ints, history: History) -> Ints:
    """Within hours of the tenant's own beginning, or at any time before the history."""
    created = company.created[tenant]
    latest = np.maximum(history.start, created + SETTLING_IN) - 1
    return created + ((latest - created) * rng.random(tenant.size)).astype(np.int64)


def _last_change(rng: Random, created: Ints, history: History) -> Ints:
    # A third were never changed after they were made.
    changed = np.where(happens(rng, created.size, 0.67), rng.random(created.size), 0.0)
    return created + ((history.until - created) * changed).astype(np.int64)


def _customers(
    rng: Random, company: Company, history: History, ids: pl.Series, names: pl.Series, emails: pl.Series,
    of_all: Ints, person: Ints, first_seen: Ints,
) -> pl.DataFrame:  # fmt: skip
    tenant = of_all[person]
    # Requesters stand first; those who never ask were seen at a time of their own.
    asks = person < first_seen.size
    created = np.concatenate([first_seen[person[asks]], _first_seen(rng, company, tenant[~asks], history)])
    health = np.clip(np.round(72 + 16 * rng.standard_normal(person.size)), 0, 100).astype(np.int64)
    return rows.frame(
        Customers,
        {
            "id": ids,
            "tenant_id": company.ids.gather(tenant),
            "email": emails.gather(person),
            "name": names.gather(person),
            "country": rows.texts(tuple(place.country for place in PLACES)).gather(company.zone[tenant]),
            "health_score": rows.where(health, ~happens(rng, person.size, 0.05)),
            "created_at": rows.instants(created),
            "updated_at": rows.instants(_last_change(rng, created, history)),
        },
    )


def _tenant_users(rng: Random, company: Company, cases: int, history: History) -> pl.DataFrame:
    wanted = np.round(cases * 0.05 * company.weight).astype(np.int64)
    count = np.minimum(np.clip(wanted, 1, 200), SEATS[company.plan])
    tenant = np.repeat(np.arange(count.size), count)
    total = tenant.size
    is_first = np.concatenate([[True], tenant[1:] != tenant[:-1]])
    names, handles = full_names(rng, total)
    created = _first_seen(rng, company, tenant, history)
    role = rows.texts(ROLES).gather(np.where(is_first, 0, choose(rng, total, ROLE_WEIGHTS)))
    return rows.frame(
        Users,
        {
            "id": rows.numbered("US", np.arange(1, total + 1), 6),
            "tenant_id": company.ids.gather(tenant),
            "email": addresses(handles, np.arange(total), company.domains.gather(tenant)),
            "name": names,
            "role": role,
            "is_active": ~happens(rng, total, 0.06),
            "created_at": rows.instants(created),
            "updated_at": rows.instants(_last_change(rng, created, history)),
        },
    )  # fmt: skip
