"""A/B tests, and what their users did.

Every test has so many converting users per variant as its rates say, to the user: what is planted is there at any size,
and a test without a difference has none. Who they are and when they convert is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Floats, Ints, Random, between
from dagster_project.connectors.demo_company.history import DAY, HOUR, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.experiments import AbEvents, AbTests


@dataclass(frozen=True)
class Plan:
    """One test. begins, ends: days before the end of the history; a test that ends 0 days before it still runs.

    rate_a, lift: share of the users of A that convert, and by how much that of B is higher.
    split_off: how far the real share of A is from the planned one.
    """

    name: str
    a: str
    b: str
    per_cent_a: float
    status: str
    winner: str | None
    begins: int
    ends: int
    rate_a: float
    lift: float
    split_off: float = 0.0


def plans() -> tuple[Plan, ...]:
    """The tests, the oldest first."""
    real, none, wrong, overlooked, split_off = (
        planted(name).size
        for name in ("ab_real_lift", "ab_no_lift", "ab_wrong_winner", "ab_overlooked_lift", "ab_split_off")
    )
    return (
        Plan("Button colour", "Green", "Blue", 50, "Completed", "Blue", 470, 442, 0.12, real),
        Plan("Feed layout", "List", "Grid", 50, "Completed", "Grid", 430, 409, 0.14, none),
        Plan("Pricing tiers side by side", "Three", "Four", 50, "Failed", None, 400, 392, 0.06, 0.002),
        Plan("Checkout steps", "Three", "One", 50, "Completed", "One", 352, 331, 0.21, 0.03, split_off),
        Plan("Help widget", "Right edge", "Lower edge", 50, "Completed", "Lower edge", 301, 280, 0.18, wrong),
        Plan("Tone of invoice reminders", "Formal", "Friendly", 30, "Completed", None, 260, 218, 0.33, 0.004),
        Plan("Trial reminder", "E-mail", "In the product", 50, "Completed", None, 205, 184, 0.10, overlooked),
        Plan("Search ranking", "By date", "By use", 50, "Completed", "By date", 150, 122, 0.26, -0.05),
        Plan("Onboarding checklist", "Short", "Long", 50, "Completed", "Short", 118, 97, 0.19, -0.012),
        Plan("Landing copy", "Short", "Long", 50, "In-Progress", None, 31, 0, 0.08, 0.006),
        Plan("Reply suggestions", "Model 1", "Model 2", 40, "Active", None, 17, 0, 0.41, 0.021),
        Plan("Dark mode by default", "Off", "On", 80, "Active", None, 9, 0, 0.16, 0.0),
    )  # fmt: skip


def create(scene: Scene) -> Iterator[Tables]:
    """The tests and their events."""
    history, every = scene.world.history, plans()
    users = int(np.clip(0.6 * scene.world.cases, 3_600, 18_000))
    parts = [_events(scene.rng, history, number, plan, users) for number, plan in enumerate(every, start=1)]
    events = pl.concat(parts).sort("at", "user", "type")
    yield {
        AbTests: _tests(history, every),
        AbEvents: rows.frame(
            AbEvents,
            {
                "id": rows.numbered("EVT-", np.arange(1, events.height + 1), 7),
                "test_id": rows.numbered("ABT-", events["test"].to_numpy(), 3),
                "user_id": rows.numbered("V", events["user"].to_numpy(), 7),
                "variant": events["variant"],
                "event_type": events["type"],
                "occurred_at": rows.instants(events["at"].to_numpy()),
            },
        ),
    }


def _tests(history: History, every: tuple[Plan, ...]) -> pl.DataFrame:
    begins, ends = (
        history.until - np.array([getattr(plan, name) for plan in every]) * DAY for name in ("begins", "ends")
    )
    return rows.frame(
        AbTests,
        {
            "id": rows.numbered("ABT-", np.arange(1, len(every) + 1), 3),
            "name": pl.Series([plan.name for plan in every]),
            "variant_a_pct": np.array([plan.per_cent_a for plan in every], dtype=np.float64),
            "status": pl.Series([plan.status for plan in every]),
            "winner": pl.Series([plan.winner for plan in every]),
            "variant_a_name": pl.Series([plan.a for plan in every]),
            "variant_b_name": pl.Series([plan.b for plan in every]),
            "started_at": rows.instants(begins),
            "ended_at": rows.instants(ends, history.until),
            "updated_at": rows.instants(np.where(ends < history.until, ends + 3 * HOUR, begins)),
        },
    )


def _events(rng: Random, history: History, number: int, plan: Plan, users: int) -> pl.DataFrame:
    begins, ends = history.until - plan.begins * DAY, history.until - plan.ends * DAY
    is_a = _exactly(rng, np.ones(users, dtype=bool), plan.per_cent_a / 100 + plan.split_off)
    shown = between(rng, users, begins + 2 * HOUR, ends - 2 * DAY).astype(np.int64)
    converts = _exactly(rng, is_a, plan.rate_a) | _exactly(rng, ~is_a, plan.rate_a + plan.lift)
    converted = shown + between(rng, users, 5 * 60, 36 * HOUR).astype(np.int64)
    early = _exactly(rng, ~converts, planted("ab_converted_before").size)
    # A few come back when the test is over; that is not the test's doing any more.
    late = _exactly(rng, ~converts & ~early, 0.004 if ends + DAY < history.until else 0)
    again = _exactly(rng, np.ones(users, dtype=bool), 0.3)
    both = _exactly(rng, np.ones(users, dtype=bool), planted("ab_seen_both").size)
    second = shown + between(rng, users, 60, 40 * HOUR).astype(np.int64)
    parts = (
        (np.ones(users, dtype=bool), shown, is_a, "exposure"),
        (again & ~both, second, is_a, "exposure"),
        (both, second, ~is_a, "exposure"),
        (converts, converted, is_a, "conversion"),
        (early, shown - HOUR, is_a, "conversion"),
        (late, ends + between(rng, users, HOUR, 20 * HOUR).astype(np.int64), is_a, "conversion"),
    )
    user = number * 100_000 + np.arange(users)
    return pl.concat(_part(number, user, *part) for part in parts)


def _part(number: int, user: Ints, happens: Flags, at: Ints, is_a: Flags, kind: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "test": np.full(int(happens.sum()), number),
            "user": user[happens],
            "variant": np.where(is_a[happens], "A", "B"),
            "type": np.full(int(happens.sum()), kind),
            "at": at[happens],
        }
    )


def _exactly(rng: Random, among: Flags, share: float) -> Flags:
    """So large a share of those that are among them, rounded to a whole number of users; which of them is drawn."""
    order: Floats = np.where(among, rng.random(among.size), np.inf)
    chosen = np.zeros(among.size, dtype=bool)
    chosen[np.argsort(order, kind="stable")[: round(int(among.sum()) * share)]] = True
    return chosen


SUBJECT = Subject("experiments", (AbTests, AbEvents), create)
