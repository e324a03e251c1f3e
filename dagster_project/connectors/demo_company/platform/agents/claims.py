"""Claims of what automation brought: most verified, some disputed, and those are the large ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import choose, spread, within
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.contract import Money
from data_contracts.platform.agents import OutcomeLedger

CLAIMS = 150
STATUSES = ("Verified", "Pending", "Disputed")


def claims(scene: Scene, actions: pl.DataFrame) -> pl.DataFrame:
    """Claims for some of the actions that succeeded, each for one of its own but for the planted ones."""
    rng, history = scene.rng, scene.world.history
    done = actions.filter(
        (pl.col("status") == "success") & (pl.col("started_at").dt.epoch("s") < history.until - 3 * DAY)
    )
    chosen = rng.permutation(done.height)[:CLAIMS]
    twice = int(planted("claimed_twice").size)
    chosen[CLAIMS - twice :] = chosen[:twice]
    of = done[chosen.tolist()]
    status = choose(rng, CLAIMS, [0.6, 0.22, 0.18])
    dollars = spread(rng, CLAIMS, 900.0, 0.9) * np.where(status == 2, planted("disputed_claims").size, 1)
    claimed = of["started_at"].dt.epoch("s").to_numpy() + DAY
    people = scene.world.staff.ids
    return rows.frame(
        OutcomeLedger,
        {
            "revenue_impact_usd": pl.Series(np.round(dollars).astype(np.int64)).cast(Money),
            "operational_hours_saved": np.round(spread(rng, CLAIMS, 4.0, 0.8), 1),
            "verification_status": rows.texts(STATUSES).gather(status),
            "user_id": rows.pick(people, np.where(status == 1, -1, within(rng, np.full(CLAIMS, len(people))))),
            "id": rows.numbered("OUT-", np.arange(1, CLAIMS + 1), 5),
            "tenant_id": of["tenant_id"],
            "action_id": of["id"],
            "claimed_at": rows.instants(claimed),
            "updated_at": rows.instants(claimed + DAY),
        },
    )
