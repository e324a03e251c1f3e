"""Steps suggested for customers and cases, and what became of them. The model is surer of itself than it should be."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import between, choose, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.platform.agents import NextBestActions
from data_contracts.platform.customers import Customers
from data_contracts.support.cases import Cases

SUGGESTION_DAYS = 180
DISCOUNT = "Send a discount code"
REVIEW_CALL = "Offer a review call"
FOR_CUSTOMERS = (DISCOUNT, REVIEW_CALL, "Share the beta invitation", "Propose a larger plan")
FOR_CASES = ("Escalate to engineering", "Link the known incident", "Send the runbook")
SUGGESTIONS = FOR_CUSTOMERS + FOR_CASES
IMPACTS = ("low", "medium", "high", "critical")
SHARE_LEFT_OPEN = 0.12


def suggestions(scene: Scene) -> pl.DataFrame:
    """Of each entity and step one row; more of them the more cases there are."""
    rng, history = scene.rng, scene.world.history
    first = history.until - SUGGESTION_DAYS * DAY
    customers = scene.table(Customers).select("id", "tenant_id").collect()
    cases = (
        scene.table(Cases).filter(pl.col("opened_at").dt.epoch("s") >= first).select("case_id", "tenant_id").collect()
    )
    count = int(np.clip(scene.world.cases * 1.5, 1_200, 20_000))
    step = choose(rng, count, np.ones(len(SUGGESTIONS)))
    is_case = step >= len(FOR_CUSTOMERS)
    of = within(rng, np.where(is_case, cases.height, customers.height))
    # A step is suggested for an entity once.
    _, kept = np.unique(step * 10**8 + of, return_index=True)
    step, of, is_case, count = step[np.sort(kept)], of[np.sort(kept)], is_case[np.sort(kept)], kept.size
    confidence = np.round(np.clip(rng.beta(3.2, 1.6, count), 0.05, 0.99), 2)
    is_discount = step == SUGGESTIONS.index(DISCOUNT)
    chance = confidence * planted("suggestion_overconfidence").size
    chance *= np.where(is_discount, planted("discount_code_refused").size, 1)
    suggested = between(rng, count, first, history.until - HOUR).astype(np.int64)
    decided = suggested + 60 + spread(rng, count, 9 * HOUR, 1.1).astype(np.int64)
    decided = np.where(happens(rng, count, SHARE_LEFT_OPEN) | (decided >= history.until), NEVER, decided)
    answer = np.where(happens(rng, count, chance), "accepted", "rejected")
    # Customers stand first, cases behind them.
    known = pl.concat([customers, cases.rename({"case_id": "id"})])
    place = of + np.where(is_case, customers.height, 0)
    return rows.frame(
        NextBestActions,
        {
            "entity_id": known["id"].gather(place),
            "suggestion": rows.texts(SUGGESTIONS).gather(step),
            "confidence": confidence,
            "impact": rows.texts(IMPACTS).gather(choose(rng, count, [0.3, 0.4, 0.22, 0.08])),
            "tenant_id": known["tenant_id"].gather(place),
            "decision": np.where(decided < NEVER, answer, "open"),
            "suggested_at": rows.instants(suggested),
            "decided_at": rows.instants(decided),
            "updated_at": rows.instants(np.where(decided < NEVER, decided, suggested)),
        },
    )
