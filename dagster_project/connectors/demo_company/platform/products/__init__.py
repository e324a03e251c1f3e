"""The catalogue of products, the cases that are about them, and the platform's monthly judgement of each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.products.case_links import link_cases
from dagster_project.connectors.demo_company.platform.products.catalogue import (
    CONNECTED_TO_NOWHERE,
    CONNECTIONS,
    GONE,
    PRODUCTS,
    SOLD_OUT_FORGOTTEN,
    SOLD_OUT_ON_ORDER,
    WRONG_FORMAT,
    product_id,
)
from dagster_project.connectors.demo_company.platform.products.judgement import judge
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts import Contract
from data_contracts.platform.products import (
    Features,
    ProductChannels,
    ProductConnections,
    ProductIntelligence,
    Products,
    ProductScenes,
    ProductVariants,
    ProductVersions,
)
from data_contracts.support.cases import CaseProducts


def create(scene: Scene) -> Iterator[Tables]:
    """The catalogue, then the links to cases, then what the platform makes of them."""
    history = scene.world.history
    yield _catalogue(history)
    links = link_cases(scene)
    yield {CaseProducts: links.select(*CaseProducts.dtypes()), ProductIntelligence: judge(scene, links)}


def _catalogue(history: History) -> Tables:
    at = {product.name: product_id(product.name) for product in PRODUCTS}
    made = {
        Products: [
            {"id": at[p.name], "name": p.name, "brand": p.brand, "status": p.status, "version": p.shown_version,
             "category": p.category, "created_at": history.days_before_end(p.versions[0][0] + 30)} for p in PRODUCTS
        ],
        ProductVariants: [
            {"product_id": at[p.name], "sku": sku, "differentiator": what, "reorder_level": level,
             "stock_level": 0 if sku in _sold_out() else stock}
            for p in PRODUCTS for sku, what, stock, level, _ in p.variants
        ],
        ProductVersions: [
            {"product_id": at[p.name], "version": name, "changelog": what, "created_at": history.days_before_end(ago)}
            for p in PRODUCTS for ago, name, what in p.versions
        ],
        ProductChannels: [
            {"product_id": at[p.name], "channel": channel, "is_available": there, "priority": place}
            for p in PRODUCTS for place, (channel, there) in enumerate(p.channels, start=1)
        ],
        ProductConnections: [
            {"product_a_id": at[a], "product_b_id": at.get(b, b), "relation_type": why, "score": score}
            for a, b, why, score in (*CONNECTIONS, *_to_nowhere())
        ],
        ProductScenes: [
            {"product_id": at[p.name], "scene_url": f"/3d/{file}", "environment": where, "model_format": _format(file)}
            for p in PRODUCTS for where, file in p.scenes
        ],
        Features: [
            {"product_id": at[p.name], "name": name, "type": sort, "status": status}
            for p in PRODUCTS for name, sort, status in p.features
        ],
    }  # fmt: skip
    for number, variant in enumerate(made[ProductVariants], start=1):
        variant["id"] = f"VAR-{number:03}"
    return {contract: _frame(contract, listed, history) for contract, listed in made.items()}


def _frame(contract: type[Contract], listed: list[dict[str, object]], history: History) -> pl.DataFrame:
    """Rows of plain values as a frame; instants are seconds, and a row's own time is a day before the end."""
    columns = {name: pl.Series([row[name] for row in listed]) for name in listed[0]}
    if "created_at" in columns:
        columns["created_at"] = rows.instants(columns["created_at"].to_numpy())
    if "updated_at" in contract.fields():
        columns["updated_at"] = rows.instants(np.full(len(listed), history.until - DAY))
    return rows.frame(contract, columns)


def _to_nowhere() -> tuple[tuple[str, str, str, float], ...]:
    count = int(planted("connections_to_nowhere").size)
    return tuple((product, GONE, why, score) for product, why, score in CONNECTED_TO_NOWHERE[:count])


def _sold_out() -> tuple[str, ...]:
    on_order, forgotten = int(planted("sold_out_on_order").size), int(planted("sold_out_forgotten").size)
    return SOLD_OUT_ON_ORDER[:on_order] + SOLD_OUT_FORGOTTEN[:forgotten]


def _format(file: str) -> str:
    wrong, said = WRONG_FORMAT
    return said if file == wrong else file.rpartition(".")[2].upper()


SUBJECT = Subject(
    "products",
    (
        Products, ProductVariants, ProductVersions, ProductChannels, ProductConnections, ProductScenes, Features,
        CaseProducts, ProductIntelligence,
    ),
    create,
)  # fmt: skip
