"""Deals of the history: those that brought a tenant, and those that were lost, with who else was in them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.company import MEDIAN_ARR_USD, SEGMENTS
from dagster_project.connectors.demo_company.draws import choose, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, LENGTH_DAYS
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.contract import Money
from data_contracts.platform.win_loss import WinLossAnalytics

COMPETITORS = ("None", "Hollis CX", "Nordwell Insights", "Tessera Desk", "Quillon")
COMPETITOR_WEIGHTS = (0.3, 0.25, 0.2, 0.15, 0.1)
STRONG = COMPETITORS.index("Tessera Desk")
REASONS = ("Pricing", "Integrations", "Insight", "Support", "Ease of setup")
WON_WEIGHTS, LOST_WEIGHTS = (0.1, 0.2, 0.35, 0.2, 0.15), (0.4, 0.3, 0.1, 0.05, 0.15)


def create(scene: Scene) -> Iterator[Tables]:
    """Some hundred deals, more for larger companies."""
    rng, company, history = scene.rng, scene.world.company, scene.world.history
    count = int(np.clip(scene.world.cases // 20, 400, 5_000))
    competitor = choose(rng, count, COMPETITOR_WEIGHTS)
    share = np.where(competitor == STRONG, planted("won_against_strongest").size, planted("won_elsewhere").size)
    is_won = happens(rng, count, share)
    segment = choose(rng, count, (0.2, 0.3, 0.3, 0.2, 0.0))
    # A deal that was won is with a tenant of that segment, where there is one.
    tenant = np.full(count, -1)
    for kind in range(len(SEGMENTS)):
        those, deals = np.flatnonzero(company.segment == kind), np.flatnonzero(is_won & (segment == kind))
        if those.size:
            tenant[deals] = those[within(rng, np.full(deals.size, those.size))]
    reason = np.where(is_won, choose(rng, count, WON_WEIGHTS), choose(rng, count, LOST_WEIGHTS))
    tone = np.where(is_won, choose(rng, count, (0.8, 0.2, 0.0)), choose(rng, count, (0.05, 0.35, 0.6)))
    amount = np.round(spread(rng, count, MEDIAN_ARR_USD[segment], 0.5), -1).astype(np.int64)
    closed = history.start + (LENGTH_DAYS * DAY * np.sort(rng.random(count))).astype(np.int64)
    yield {
        WinLossAnalytics: rows.frame(
            WinLossAnalytics,
            {
                "deal_id": rows.numbered("opp_", np.arange(1, count + 1), 5),
                "outcome": np.where(is_won, "WON", "LOST"),
                "competitor": rows.texts(COMPETITORS).gather(competitor),
                "reason_category": rows.texts(REASONS).gather(reason),
                "sentiment": rows.texts(("positive", "neutral", "negative")).gather(tone),
                "tenant_id": rows.pick(company.ids, tenant),
                "segment": rows.texts(SEGMENTS).gather(segment),
                "amount_usd": pl.Series(amount).cast(Money),
                "closed_on": rows.dates(np.minimum(closed, history.until - DAY), np.ones(count, dtype=bool)),
            },
        )
    }


SUBJECT = Subject("win_loss", (WinLossAnalytics,), create)
