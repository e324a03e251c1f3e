"""Price books and the prices in them: standard ones in three currencies, sales, and books for groups of customers.

Every product on sale but one has a price in each standard book; half of the dollar prices rose once. What is wrong is
planted: a book that goes before all others, two books of one priority, days without a price, and prices that overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.products.catalogue import (
    CARE_PLAN_USD,
    PRODUCTS,
    Product,
    product_id,
)
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.prices import PriceBooks, PriceEntries

UNPRICED = "Desk Dock"
GAP_PRODUCT, OVERLAP_SKU, TIED_PRODUCT = "Smart Lock", "Z-UB-S-512", "Noise Buds"
EMPLOYEE_BOOK = "Employee Free"
STANDARD = {"Standard USD": 1.0, "Standard EUR": 0.93, "Standard GBP": 0.8}
"""Book, and its prices as a factor on those in dollars."""
RISE, RISE_DAYS_BEFORE = 1.05, 200
YEN_PER_DOLLAR = 128
"""What partners are charged."""

# name, currency, whether it is switched on, priority, customers, first and last day (days before the end)
BOOKS = (
    ("Standard USD", "USD", True, 0, None, None, None),
    ("Standard EUR", "EUR", True, 0, None, None, None),
    ("Standard GBP", "GBP", True, 0, None, None, None),
    ("Clearance", "USD", True, 30, None, 90, None),
    ("Spring Sale", "USD", True, 100, None, 70, 41),
    ("Summer Sale", "USD", False, 100, None, 20, -30),
    ("VIP Euro", "EUR", True, 10, "VIP", None, None),
    ("Partner JPY", "JPY", True, 50, "Partners", None, None),
    ("Loyalty Days", "EUR", True, 20, None, planted("price_ties").starts_days_before, -20),
    ("Music Weeks", "EUR", True, 20, None, planted("price_ties").starts_days_before, -20),
    (EMPLOYEE_BOOK, "USD", True, 999, None, planted("employee_book_for_all").starts_days_before, None),
)

# book, products, factor on the dollar price
OFFERS = (
    ("Clearance", ("Phone 14",), 0.7),
    ("Spring Sale", ("Phone 15", "Active Watch", "Solar Charger", "Smart Lock"), 0.85),
    ("Summer Sale", ("Phone 15", "View Goggles"), 0.8),
    ("VIP Euro", ("Phone 15", "Ultra Book Pro", "View Goggles", "Tablet 11", "Noise Buds"), 0.93 * 0.9),
    ("Loyalty Days", (TIED_PRODUCT,), 0.93 * 0.8),
    ("Music Weeks", (TIED_PRODUCT,), 0.93 * 0.7),
    (EMPLOYEE_BOOK, ("Phone 15", "Ultra Book Pro", "Active Watch", "Noise Buds", "Tablet 11", "Home Hub"),
     planted("employee_book_for_all").size),
)  # fmt: skip

VARIANT_IDS = {
    variant[0]: f"VAR-{number:03}"
    for number, variant in enumerate((v for product in PRODUCTS for v in product.variants), start=1)
}


def create(scene: Scene) -> Iterator[Tables]:
    """Both tables."""
    history = scene.world.history
    end = history.date_of(history.until)
    listed = [*_standard(end), *_offers(), *_partner_prices()]
    updated = rows.instants(np.full(len(listed), history.until - DAY))
    names, currencies, states, priorities, groups, first, last = zip(*BOOKS, strict=True)
    yield {
        PriceBooks: rows.frame(
            PriceBooks,
            {
                "name": rows.texts(names), "currency": rows.texts(currencies), "is_active": pl.Series(states),
                "priority": pl.Series(priorities), "customer_group": rows.texts(groups),
                "valid_from": _days(end, first), "valid_to": _days(end, last), "updated_at": updated.head(len(names)),
            },
        ),
        PriceEntries: rows.frame(
            PriceEntries,
            {
                "id": rows.numbered("PRC-", np.arange(1, len(listed) + 1), 4),
                **{
                    name: pl.Series([entry.get(name) for entry in listed], dtype=dtype)
                    for name, dtype in PriceEntries.dtypes().items()
                    if name not in ("id", "updated_at")
                },
                "updated_at": updated,
            },
        ),
    }  # fmt: skip


def _standard(end: date) -> list[dict[str, object]]:
    """Prices of the standard books: one for the product, and one for each variant that costs something else."""
    gap, overlap = planted("price_gap"), planted("price_overlap")
    entries = []
    for book, factor in STANDARD.items():
        for place, product in enumerate(p for p in PRODUCTS if p.status != "draft" and p.name != UNPRICED):
            for sku, price in _prices(product):
                entry = _entry(book, product, sku, price * factor)
                if book == "Standard GBP" and product.name == GAP_PRODUCT:
                    begins = end - timedelta(days=gap.starts_days_before)
                    entries += [
                        {**entry, "valid_to": begins - timedelta(days=1)},
                        {**_entry(book, product, sku, price * factor * RISE),
                         "valid_from": begins + timedelta(days=gap.lasts_days)},
                    ]  # fmt: skip
                elif book == "Standard GBP" and sku == OVERLAP_SKU:
                    begins = end - timedelta(days=overlap.starts_days_before)
                    entries += [
                        {**entry, "valid_to": begins + timedelta(days=overlap.lasts_days - 1)},
                        {**_entry(book, product, sku, price * factor * RISE), "valid_from": begins},
                    ]
                else:
                    entries.append(entry)
                    if book == "Standard USD" and place % 2 == 0:
                        risen = _entry(book, product, sku, price * RISE)
                        entries.append({**risen, "valid_from": end - timedelta(days=RISE_DAYS_BEFORE)})
    return entries


def _prices(product: Product) -> list[tuple[str | None, int]]:
    """Dollar prices: the product's own (no article number) first, then those of the variants that differ."""
    if not product.variants:
        return [(None, CARE_PLAN_USD)]
    common = product.variants[0][4]
    skus = {sku: price for sku, *_, price in product.variants}
    if OVERLAP_SKU in skus:
        return list(skus.items())
    return [(None, common), *((sku, price) for sku, price in skus.items() if price != common)]


def _offers() -> list[dict[str, object]]:
    """Prices of the books that go before the standard ones."""
    by_name = {product.name: product for product in PRODUCTS}
    return [
        _entry(book, by_name[name], sku, price * factor)
        for book, names, factor in OFFERS
        for name in names
        for sku, price in _prices(by_name[name])
    ]


def _partner_prices() -> list[dict[str, object]]:
    on_sale = [p for p in PRODUCTS if p.status == "active" and p.variants and p.name != UNPRICED]
    return [
        _entry("Partner JPY", product, sku, round(price * YEN_PER_DOLLAR / 100) * 100)
        for product in on_sale
        for sku, price in _prices(product)
    ]


def _entry(book: str, product: Product, sku: str | None, price: float) -> dict[str, object]:
    return {
        "price_book": book, "product_id": product_id(product.name), "variant_id": sku and VARIANT_IDS[sku],
        "amount": Decimal(round(price)),
    }  # fmt: skip


def _days(end: date, days_before: tuple[int | None, ...]) -> pl.Series:
    return pl.Series([None if d is None else end - timedelta(days=d) for d in days_before], dtype=pl.Date)


SUBJECT = Subject("prices", (PriceBooks, PriceEntries), create)
