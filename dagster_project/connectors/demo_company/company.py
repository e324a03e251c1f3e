"""The tenants and their plans: who they are, how big, where, what they pay for.

Sizes are Zipf-like: the largest tenant opens several per cent of all cases, most open few. Large tenants are on
large plans, with a spread; segment, support tier and revenue follow the plan.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import (
    Floats,
    Ints,
    Random,
    between,
    choose,
    choose_by_row,
    happens,
    spread,
)
from dagster_project.connectors.demo_company.geography import PLACE_BY_RANK, PLACES, REGIONS, ZONES
from dagster_project.connectors.demo_company.history import DAY, HOUR, LENGTH_DAYS, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import GROUPS
from dagster_project.connectors.demo_company.words import COMPANY_STEMS, COMPANY_TRADES
from data_contracts.contract import Money
from data_contracts.platform.tenancy import Plans, Tenants
from data_contracts.vocabulary import SLA_TIERS

PLANS = ("Free", "Pro", "Enterprise", "Startup", "Trial")
SEATS = np.array([5, 25, 999, 10, 2])
PRICES = ("0.00", "49.00", "499.00", "19.00", "0.00")
FEATURES = (
    ["basic_dash"],
    ["ai_analytics", "integrations"],
    ["sso", "dedicated_infra", "custom_nlp"],
    ["basic_ai"],
    ["all_features"],
)
FREE, PRO, ENTERPRISE, STARTUP, TRIAL = range(5)

SEGMENTS = ("Enterprise", "Mid-market", "Small business", "Startup", "Trial")

# One row per plan, in the order of PLANS.
SEGMENT_WEIGHTS = np.array(
    [[0, 0, 0.6, 0.4, 0], [0, 0.5, 0.5, 0, 0], [0.8, 0.2, 0, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]]
)
TIER_WEIGHTS = np.array([[1, 0, 0], [0.6, 0.4, 0], [0, 0.15, 0.85], [0.93, 0.07, 0], [1, 0, 0]])
# One row per fifth of the tenants, the largest first.
PLAN_WEIGHTS = np.array(
    [
        [0.02, 0.28, 0.65, 0.05, 0.00],
        [0.05, 0.55, 0.25, 0.12, 0.03],
        [0.15, 0.50, 0.08, 0.20, 0.07],
        [0.25, 0.38, 0.02, 0.25, 0.10],
        [0.35, 0.25, 0.00, 0.25, 0.15],
    ]
)  # fmt: skip
MEDIAN_ARR_USD = np.array([140_000.0, 26_000.0, 4_500.0, 1_600.0, 0.0])
"""By segment, for a tenant that pays."""

ENTITLEMENTS = pl.Series(
    [[], ["priority_queue"], ["priority_queue", "named_agent"], ["audit_log"], ["sandbox", "audit_log"]]
)
SETTLING_IN = 6 * HOUR
"""After so long the people of a new tenant have their accounts; cases come from then on."""


@dataclass(frozen=True)
class Company:
    """Tenants, the largest first. Arrays hold one element per tenant: indices into ZONES, SEGMENTS, SLA_TIERS.

    weight: share of the cases, adding up to 1. created: when it signed up.
    """

    ids: pl.Series
    domains: pl.Series
    weight: Floats
    zone: Ints
    region: Ints
    plan: Ints
    segment: Ints
    tier: Ints
    created: Ints
    tenants: pl.DataFrame
    plans: pl.DataFrame


def found_company(rng: Random, cases: int, history: History) -> Company:
    """A company with a number of tenants that suits so many cases: from 38 at 1,000 to 1,200 at 1,000,000."""
    count = int(np.clip(1.2 * cases**0.5, 12, 1500))
    rank = np.arange(count)
    weight = (rank + 4.0) ** -0.9
    weight /= weight.sum()
    zone = choose(rng, count, [place.share for place in PLACES])
    zone[: len(PLACE_BY_RANK)] = [ZONES.index(name) for name in PLACE_BY_RANK]
    plan = choose_by_row(rng, PLAN_WEIGHTS, rank * 5 // count)
    # Every plan is there at every size.
    plan[0], plan[-4:] = ENTERPRISE, (PRO, STARTUP, FREE, TRIAL)
    segment = choose_by_row(rng, SEGMENT_WEIGHTS, plan)
    tier = choose_by_row(rng, TIER_WEIGHTS, plan)
    # The largest tenants, one in each zone, were there before the history; of the others a fifth signed up in it.
    is_new = happens(rng, count, 0.2) & (rank >= len(PLACE_BY_RANK))
    created = history.start + np.where(
        is_new,
        between(rng, count, 0, 0.85 * LENGTH_DAYS * DAY),
        -between(rng, count, 30 * DAY, 1800 * DAY),
    ).astype(np.int64)
    ids = pl.Series([str(uuid.UUID(bytes=rng.bytes(16), version=4)) for _ in range(count)])
    stems, trades = np.divmod(rng.permutation(len(COMPANY_STEMS) * len(COMPANY_TRADES))[:count], len(COMPANY_TRADES))
    stem, trade = rows.texts(COMPANY_STEMS).gather(stems), rows.texts(COMPANY_TRADES).gather(trades)
    region = np.array([place.region for place in PLACES])[zone]
    return Company(
        ids=ids,
        domains=rows.joined(stem.str.to_lowercase(), "-", trade.str.to_lowercase(), ".example"),
        weight=weight, zone=zone, region=region, plan=plan, segment=segment, tier=tier, created=created,
        tenants=_tenants(rng, history, ids, rows.joined(stem, " ", trade), zone, region, plan, segment, tier, created),
        plans=_plans(history),
    )  # fmt: skip


def _tenants(
    rng: Random, history: History, ids: pl.Series, names: pl.Series, zone: Ints, region: Ints, plan: Ints,
    segment: Ints, tier: Ints, created: Ints,
) -> pl.DataFrame:  # fmt: skip
    count = len(ids)
    pays = (plan != FREE) & (plan != TRIAL)
    arr = np.round(spread(rng, count, MEDIAN_ARR_USD[segment], 0.5), -1) * pays
    billing = np.where(happens(rng, count, 0.04), "overdue", "paid").astype("U8")
    billing[plan == FREE], billing[plan == TRIAL] = "free", "trial"
    is_small = np.arange(count) > count // 2
    status = np.where(is_small & happens(rng, count, 0.03), "suspended", "active").astype("U9")
    status[is_small & happens(rng, count, 0.02)] = "closed"
    updated = created + ((history.until - created) * rng.random(count)).astype(np.int64)
    return rows.frame(
        Tenants,
        {
            "id": ids,
            "name": names,
            "plan": rows.texts(PLANS).gather(plan),
            "status": status,
            "region": _workspace_regions(zone),
            "segment": rows.texts(SEGMENTS).gather(segment),
            "support_tier": rows.texts(SLA_TIERS).gather(tier),
            "billing_status": billing,
            "data_residency": rows.texts(tuple(place.residency for place in PLACES)).gather(zone),
            "escalation_team": rows.texts(GROUPS[: len(REGIONS)]).gather(region),
            "entitlements": ENTITLEMENTS.gather(choose(rng, count, [0.6, 0.15, 0.1, 0.1, 0.05])),
            "arr_usd": pl.Series(arr.astype(np.int64)).cast(Money),
            "created_at": rows.instants(created),
            "updated_at": rows.instants(updated),
        },
    )


def _workspace_regions(zone: Ints) -> pl.Series:
    """The cloud region of each tenant's workspace: that of its place, but for the planted one."""
    regions = rows.texts(tuple(place.cloud_region for place in PLACES)).gather(zone)
    abroad = int(np.flatnonzero(zone == ZONES.index("Europe/Madrid"))[0])
    return regions.scatter(list(range(abroad, abroad + int(planted("workspace_abroad").size))), "us-east-1")


def _plans(history: History) -> pl.DataFrame:
    return rows.frame(
        Plans,
        {
            "name": rows.texts(PLANS),
            "price_monthly": pl.Series([Decimal(price) for price in PRICES], dtype=Money),
            "max_users": SEATS,
            "features": pl.Series(FEATURES),
            "updated_at": rows.instants(np.full(len(PLANS), history.start - 400 * DAY)),
        },
    )
