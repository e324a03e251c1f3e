"""Where else each customer is known: records of other platforms, and which customer each is held to be.

A link that is not doubtful is right; of the doubtful ones a part names somebody else. Records of strangers and of
namesakes are in no link.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import identity_records as written
from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, happens
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.names import addresses, full_names
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.identity import IdentityGraph, IdentityRecords

# platform, start of its identifiers, share of the customers it knows, whether people sign up there themselves
PLATFORMS = (
    ("Salesforce", "sf_", 0.7, False), ("Zendesk", "zen_", 0.5, True), ("Intercom", "ic_", 0.35, True),
    ("HubSpot", "hs_", 0.25, False),
)  # fmt: skip


def create(scene: Scene) -> Iterator[Tables]:
    """For each platform its records, and a link for each that is a customer's."""
    rng, customers, history = scene.rng, scene.world.people.customers, scene.world.history
    phones, city_draws = written.phone_numbers(rng, customers.height), rng.random(customers.height)
    for platform, prefix, share, may_be_short in PLATFORMS:
        known = np.flatnonzero(happens(rng, customers.height, share))
        is_doubtful = happens(rng, known.size, planted("doubtful_links").size)
        confidence = np.where(is_doubtful, 0.5 + 0.25 * rng.random(known.size), 0.85 + 0.149 * rng.random(known.size))
        is_wrong = is_doubtful & happens(rng, known.size, planted("wrong_links").size)
        held_to_be = np.where(is_wrong, (known + 1) % customers.height, known)
        of_others = _others(rng, known.size, customers)
        ids = rows.numbered(prefix, rng.permutation(known.size + of_others.height) + 1, 7)
        named = rows.texts((platform,))
        yield {
            IdentityGraph: rows.frame(
                IdentityGraph,
                {
                    "canonical_id": customers["id"].gather(held_to_be),
                    "source_platform": named.gather(np.zeros(known.size, dtype=np.int64)),
                    "source_id": ids.head(known.size),
                    "confidence": confidence.round(3),
                    "linked_at": rows.instants(np.full(known.size, history.until - 3 * DAY)),
                },
            ),
        }
        is_moved = happens(rng, known.size, planted("identity_moved").size)
        people = pl.concat([_of_customers(rng, customers, known, phones, city_draws, is_moved), of_others])
        moved = np.concatenate([is_moved, np.zeros(of_others.height, dtype=bool)])
        yield {
            IdentityRecords: rows.frame(
                IdentityRecords,
                {
                    "source_platform": named.gather(np.zeros(people.height, dtype=np.int64)),
                    "source_id": ids,
                    "tenant_id": people["tenant_id"],
                    "name": written.written_names(rng, people["name"], may_be_short),
                    "email": written.written_emails(rng, people["email"], moved),
                    "phone": written.written_phones(rng, people["phone"].to_numpy(), people["country"]),
                    "city": rows.where(people["city"], ~happens(rng, people.height, 0.2)),
                    "country": people["country"],
                    "updated_at": rows.instants(
                        history.until - 1 - (rng.random(people.height) * 400 * DAY).astype(np.int64)
                    ),
                },
            )
        }


def _of_customers(
    rng: Random, customers: pl.DataFrame, known: Ints, phones: Ints, city_draws: np.ndarray, is_moved: Flags
) -> pl.DataFrame:
    people = customers[known].select("tenant_id", "name", "email", "country")
    draws = np.where(is_moved, rng.random(known.size), city_draws[known])
    return people.with_columns(
        pl.Series("phone", np.where(is_moved, written.phone_numbers(rng, known.size), phones[known])),
        written.cities(draws, people["country"]),
    )


def _others(rng: Random, known: int, customers: pl.DataFrame) -> pl.DataFrame:
    """Strangers, and namesakes of customers, at the tenants of customers; at least one of each."""
    strangers, namesakes = (
        max(1, round(known * planted(name).size)) for name in ("identity_strangers", "identity_namesakes")
    )
    beside = customers[rng.integers(0, customers.height, strangers + namesakes)]
    names, handles = full_names(rng, strangers + namesakes)
    domains = beside["email"].str.split("@").list.last()
    number = 70_000_000 + rng.permutation(strangers + namesakes)
    is_namesake = pl.Series(np.arange(strangers + namesakes) >= strangers)
    return pl.select(
        beside["tenant_id"],
        pl.when(is_namesake).then(beside["name"]).otherwise(names).alias("name"),
        # A namesake writes from an address of their own.
        addresses(handles, number, domains).alias("email"),
        beside["country"],
        pl.Series("phone", written.phone_numbers(rng, strangers + namesakes)),
        written.cities(rng.random(strangers + namesakes), beside["country"]),
    )


SUBJECT = Subject("identity", (IdentityGraph, IdentityRecords), create)
