"""The tree of topics, one leaf for each theme of the product, and other words for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.product import THEMES
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.taxonomy import TaxonomyTopics, TopicAliases

PARENTS = ("Access", "Reliability", "Billing", "Experience", "Knowledge")
# Theme: label, parent, weight, other words
LEAVES = {
    "login": ("Signing in", 0, 1.0, ("sign in", "sign-on", "signing in", "password", "locked", "second factor")),
    "ingestion_delays": ("Late data", 1, 1.2, ("hours behind", "ingestion", "records missing", "late data",
                                               "records go missing", "data arrives")),
    "billing_limits": ("Bill and limits", 2, 1.0, ("invoice", "seats", "seat", "limit of our plan", "price", "plan")),
    "ui_glitches": ("Pages", 3, 0.8, ("tiles", "filters", "labels overlap", "dark mode", "dashboard on my phone")),
    "exports": ("Exports", 1, 1.0, ("export", "exports")),
    "integrations": ("Connectors", 3, 1.0, ("connector", "webhook", "api", "field mapping")),
    "performance": ("Speed and results", 1, 1.1, ("search takes", "slow", "slower", "faster", "scores", "crawls")),
    "docs_questions": ("Guide", 4, 0.6, ("documentation", "guide", "docs", "example for", "query language",
                                         "custom field")),
}  # fmt: skip


def topic_ids() -> tuple[str, ...]:
    """Identifiers of the leaves, in the order of THEMES."""
    return tuple(f"tax_{len(PARENTS) + 1 + place:03}" for place in range(len(THEMES)))


def create(scene: Scene) -> Iterator[Tables]:
    """Topics and aliases."""
    leaves = [LEAVES[theme] for theme in THEMES]
    count = len(PARENTS) + len(leaves)
    aliases = [(place, alias) for place, (*_, words) in enumerate(leaves) for alias in words]
    yield {
        TaxonomyTopics: rows.frame(
            TaxonomyTopics,
            {
                "id": rows.numbered("tax_", np.arange(1, count + 1), 3),
                "label": rows.texts((*PARENTS, *(label for label, *_ in leaves))),
                "parent_id": rows.texts(
                    (*(None for _ in PARENTS), *(f"tax_{parent + 1:03}" for _, parent, *_ in leaves))
                ),
                "weight": np.array([*(1.0 for _ in PARENTS), *(weight for _, _, weight, _ in leaves)]),
                "updated_at": rows.instants(np.full(count, scene.world.history.start - 30 * DAY)),
            },
        ),
        TopicAliases: rows.frame(
            TopicAliases,
            {
                "topic_id": rows.texts(topic_ids()).gather([place for place, _ in aliases]),
                "alias": rows.texts(tuple(alias for _, alias in aliases)),
            },
        ),
    }


SUBJECT = Subject("taxonomy", (TaxonomyTopics, TopicAliases), create)
