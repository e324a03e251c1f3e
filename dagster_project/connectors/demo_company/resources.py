"""Services and resources that cases are about: one of each component in each region, and some tenants' own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.company import Company
from dagster_project.connectors.demo_company.draws import Ints, Random, between, choose, within
from dagster_project.connectors.demo_company.geography import REGIONS
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.incidents import Incidents
from dagster_project.connectors.demo_company.product import COMPONENT_NAMES, COMPONENTS
from data_contracts.support.escalations import AffectedResources

SHARED = len(COMPONENTS) * len(REGIONS)
REGION_NAMES = ("eu-central-1", "us-east-1", "ap-northeast-1")
VERSIONS = ("4.11.2", "4.12.0", "4.12.1", "5.0.0")
CONFIGURATIONS = (
    '{"replicas": 3, "timeout_seconds": 30}',
    '{"replicas": 6, "timeout_seconds": 30}',
    '{"replicas": 6, "timeout_seconds": 60, "read_only": false}',
)


@dataclass(frozen=True)
class Resources:
    """Resource ids: the shared ones first, component by component, region by region; then tenants' own.

    own: by tenant, the place of its own resource, -1 where it has none.
    """

    ids: pl.Series
    own: Ints
    frame: pl.DataFrame

    def shared(self, component: Ints, region: Ints) -> Ints:
        """Places of the shared resource of a component in a region."""
        return component * len(REGIONS) + region


def observe_resources(rng: Random, cases: int, company: Company, incidents: Incidents, history: History) -> Resources:
    """From 40 resources at 1,000 cases to 196 at 1,000,000; tenants' own belong to the largest."""
    owned = min(int(np.clip(SHARED + 0.16 * cases**0.5, 40, 200)) - SHARED, len(company.ids))
    count = SHARED + owned
    shared_components, shared_regions = np.divmod(np.arange(SHARED), len(REGIONS))
    component = np.concatenate([shared_components, within(rng, np.full(owned, len(COMPONENTS)))])
    region = np.concatenate([shared_regions, company.region[:owned]])
    tenant = np.concatenate([np.full(SHARED, -1), np.arange(owned)])
    own = np.full(len(company.ids), -1)
    own[:owned] = SHARED + np.arange(owned)
    ids = rows.numbered("RES-", np.arange(1, count + 1), 4)
    base = rows.texts(tuple(part.resource for part in COMPONENTS)).gather(component)
    owner = pl.Series(np.where(tenant < 0, "", "-t")) + pl.Series(np.where(tenant < 0, "", (tenant + 1).astype("U4")))
    is_hit = np.isin(component, sorted(incidents.open_components(history.until - 1)))
    health = np.where(is_hit, 2, choose(rng, count, [0.86, 0.12, 0.02]))
    observed = history.until - 60 - between(rng, count, 0, 0.5 * DAY).astype(np.int64)
    region_name = rows.texts(REGION_NAMES).gather(region)
    frame = rows.frame(
        AffectedResources,
        {
            "resource_id": ids,
            "tenant_id": rows.pick(company.ids, tenant),
            "name": rows.joined(base, "-", region_name, owner),
            "resource_type": rows.texts(tuple(part.resource_type for part in COMPONENTS)).gather(component),
            "component": rows.texts(COMPONENT_NAMES).gather(component),
            "region": region_name,
            "version": rows.texts(VERSIONS).gather(choose(rng, count, [0.1, 0.3, 0.5, 0.1])),
            "config_snapshot": rows.texts(CONFIGURATIONS).gather(choose(rng, count, [0.4, 0.4, 0.2])),
            "health": rows.texts(("green", "amber", "red")).gather(health),
            "observed_at": rows.instants(observed),
        },
    )
    return Resources(ids, own, frame)
