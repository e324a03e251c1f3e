"""Prices in force of the demo company: worked out again by hand for many days, and what is planted is found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.prices import (
    EMPLOYEE_BOOK,
    GAP_PRODUCT,
    OVERLAP_SKU,
    TIED_PRODUCT,
    UNPRICED,
)

AS_OF = date(2026, 6, 30)
FIRST, LAST = date.min, date.max


@pytest.fixture(scope="module")
def tables(demo_warehouse) -> dict[str, list[dict[str, Any]]]:
    """The raw rows of what prices depend on."""
    with duckdb.connect(demo_warehouse.home / "warehouse.duckdb", read_only=True) as connection:
        return {
            table: connection.sql(f"select * from raw_platform.{table}").pl().to_dicts()
            for table in ("price_books", "price_entries", "products", "product_variants")
        }


def holds(row: dict[str, Any], day: date) -> bool:
    return (row["valid_from"] or FIRST) <= day <= (row["valid_to"] or LAST)


def price_by_hand(tables: dict, product: str, variant: str | None, currency: str, group: str, day: date):
    """The winner among all books of the day, by the rule as DECISIONS.md tells it."""
    offers = []
    for book in tables["price_books"]:
        if not (book["is_active"] and holds(book, day) and book["currency"] == currency):
            continue
        if (book["customer_group"] or group) != group:
            continue
        entries = [
            entry
            for entry in tables["price_entries"]
            if entry["price_book"] == book["name"] and entry["product_id"] == product and holds(entry, day)
            and entry["variant_id"] in (None, variant)
        ]  # fmt: skip
        if entries:
            best = max(entries, key=lambda e: (e["variant_id"] is not None, e["valid_from"] or FIRST, -e["amount"]))
            offers.append((book["priority"], book["valid_from"] or FIRST, -best["amount"], book["name"]))
    if not offers:
        return None
    _, _, amount, name = max(offers)
    return -amount, name


def test_prices_are_those_worked_out_by_hand_on_many_days(demo_release, tables):
    history = demo_release.sql("select * from reporting.product_price_history").to_dicts()
    variants = {p["id"]: [v["id"] for v in tables["product_variants"] if v["product_id"] == p["id"]] or [None]
                for p in tables["products"]}  # fmt: skip
    spells: dict[tuple, list] = {}
    for row in history:
        key = (row["product_id"], row["variant_id"], row["currency"], row["customer_group"])
        spells.setdefault(key, []).append(row)
    compared = 0
    for day in (AS_OF - timedelta(days=back) for back in (-40, -21, 0, 1, 19, 20, 29, 30, 41, 46, 47, 60, 61, 91, 400)):
        for (product, variant, currency, group), rows in spells.items():
            told = [row for row in rows if holds(row, day)]
            assert len(told) <= 1
            answer = (told[0]["amount"], told[0]["price_book"]) if told and told[0]["amount"] is not None else None
            assert answer == price_by_hand(tables, product, variant, currency, group, day), (product, variant, day)
            compared += answer is not None
    assert compared > 900
    # Where there is no row there is no price: of everyone, in every currency.
    for product, articles in variants.items():
        for variant in articles:
            for currency in ("USD", "EUR", "GBP", "JPY"):
                if (product, variant, currency, "everyone") not in spells:
                    assert price_by_hand(tables, product, variant, currency, "everyone", AS_OF) is None


def test_spells_follow_each_other_without_a_hole(demo_release):
    history = demo_release.sql("select * from reporting.product_price_history").sort("valid_from", nulls_last=False)
    for _, article in history.group_by("item_id", "currency", "customer_group", maintain_order=True):
        for row, after in zip(article.to_dicts(), article.to_dicts()[1:], strict=False):
            assert after["valid_from"] == row["valid_to"] + timedelta(days=1)
            assert (row["amount"], row["price_book"], row["is_tied"]) != (
                after["amount"], after["price_book"], after["is_tied"],
            )  # fmt: skip


def test_the_prices_in_force_are_the_history_of_the_day(demo_release):
    columns = "item_id, currency, customer_group, amount, price_book"
    on_the_day = demo_release.sql(
        f"select {columns} from reporting.product_price_history where date '{AS_OF}' between "
        "coalesce(valid_from, date '0001-01-01') and coalesce(valid_to, date '9999-12-31') order by all"
    )
    assert demo_release.sql(f"select {columns} from reporting.product_prices order by all").equals(on_the_day)


def test_the_book_that_wrongly_goes_before_all_others_is_the_suspect(demo_release):
    suspects = demo_release.sql("select * from reporting.price_books where is_suspect")
    assert suspects["price_book"].to_list() == [EMPLOYEE_BOOK]
    far_below = demo_release.sql("select * from reporting.price_faults where fault = 'far below the next book'")
    assert set(far_below["price_book"]) == {EMPLOYEE_BOOK}
    assert far_below.height == suspects["price_count"].item() > 10
    effect = planted("employee_book_for_all")
    assert set(far_below["amount"]) == {effect.size}
    assert set(far_below["day_count"]) == {effect.starts_days_before}


def test_ties_gaps_and_overlaps_are_those_planted_and_no_others(demo_release):
    faults = demo_release.sql("select * from reporting.price_faults where fault <> 'far below the next book'")
    ties, gaps, overlaps = (faults.filter(pl.col("fault") == fault) for fault in ("tie", "gap", "overlap"))
    assert ties.height == planted("price_ties").size
    assert set(ties["product_name"]) == {TIED_PRODUCT}
    assert ties["is_current"].all()
    assert (ties["amount"] < ties["other_amount"]).all()
    assert set(gaps["product_name"]) == {GAP_PRODUCT}
    assert set(gaps["day_count"]) == {planted("price_gap").size}
    assert overlaps["sku"].to_list() == [OVERLAP_SKU]
    assert overlaps["day_count"].to_list() == [planted("price_overlap").size]


def test_a_product_on_sale_without_any_price_is_found(demo_release):
    unpriced = demo_release.sql("select product_name from reporting.product_problems where area = 'Prices'")
    assert unpriced["product_name"].to_list() == [UNPRICED]
