"""Which product a case is about: for most cases one, by how much it is used and how its version behaves."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Floats, choose_by_row
from dagster_project.connectors.demo_company.history import DAY, LENGTH_DAYS, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.products.catalogue import PRODUCTS, product_id
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.support.cases import Cases

SHARE_ABOUT_A_PRODUCT = 0.7
SELDOM_ABOUT_ONE = {"Billing": 0.2, "Documentation": 0.25}
"""Shares of the cases of a component that are about a product, where they are lower than those of the others."""
TROUBLED = "View Goggles"


def link_cases(scene: Scene) -> pl.DataFrame:
    """The rows of case_products and the day that each case was opened, oldest first."""
    rng, history = scene.rng, scene.world.history
    cases = (
        scene.table(Cases)
        .select("case_id", "tenant_id", "component", "opened_at")
        .sort("opened_at", "case_id")
        .collect()
    )
    share = cases["component"].replace_strict(SELDOM_ABOUT_ONE, default=SHARE_ABOUT_A_PRODUCT, return_dtype=pl.Float64)
    linked = cases.filter(pl.Series(rng.random(cases.height)) < share)
    opened = linked["opened_at"].dt.epoch("s").to_numpy()
    product = choose_by_row(rng, product_weights(history), (opened - history.start) // DAY)
    return linked.select(
        "case_id",
        rows.texts(tuple(product_id(product.name) for product in PRODUCTS)).gather(product).alias("product_id"),
        "tenant_id",
        # Somebody names the product within half an hour.
        rows.instants(np.minimum(opened + rng.integers(60, 1800, opened.size), history.until - 1)).alias("linked_at"),
        opened_on=pl.col("opened_at").dt.date(),
    )


def product_weights(history: History) -> Floats:
    """Odds of each product on each day of the history (shape: days × products)."""
    weights = np.tile([product.weight for product in PRODUCTS], (LENGTH_DAYS, 1)).astype(np.float64)
    day = np.arange(LENGTH_DAYS)
    for place, product in enumerate(PRODUCTS):
        # Nobody asks about what is not out yet.
        weights[day < LENGTH_DAYS - product.versions[0][0], place] = 0
    trouble = planted("goggles_v2_issues")
    troubled = [product.name for product in PRODUCTS].index(TROUBLED)
    weights[day >= LENGTH_DAYS - trouble.starts_days_before, troubled] *= trouble.size
    return weights
