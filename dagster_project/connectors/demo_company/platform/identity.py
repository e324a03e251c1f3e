"""Where else each customer is known: records of other platforms, and how sure the link is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import happens
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.identity import IdentityGraph

# platform, start of its identifiers, share of the customers it knows
PLATFORMS = (("Salesforce", "sf_", 0.7), ("Zendesk", "zen_", 0.5), ("Intercom", "ic_", 0.35), ("HubSpot", "hs_", 0.25))


def create(scene: Scene) -> Iterator[Tables]:
    """One row for each platform that knows a customer. A small part is linked with little confidence."""
    rng, customers, history = scene.rng, scene.world.people.customers, scene.world.history
    for platform, prefix, share in PLATFORMS:
        known = np.flatnonzero(happens(rng, customers.height, share))
        is_doubtful = happens(rng, known.size, planted("doubtful_links").size)
        confidence = np.where(is_doubtful, 0.5 + 0.25 * rng.random(known.size), 0.85 + 0.149 * rng.random(known.size))
        yield {
            IdentityGraph: rows.frame(
                IdentityGraph,
                {
                    "canonical_id": customers["id"].gather(known),
                    "source_platform": rows.texts((platform,)).gather(np.zeros(known.size, dtype=np.int64)),
                    "source_id": rows.numbered(prefix, rng.permutation(known.size) + 1, 7),
                    "confidence": confidence.round(3),
                    "linked_at": rows.instants(np.full(known.size, history.until - 3 * DAY)),
                },
            )
        }


SUBJECT = Subject("identity", (IdentityGraph,), create)
