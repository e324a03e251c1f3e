"""What customers say of products and their versions, what they cost, what is in stock, and what the catalogue lacks."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import polars as pl
import streamlit as st

from dashboards import product_catalogue, product_prices, product_quality, products_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.durations import share
from dashboards.figures import counted, whole
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page

LAST_DAYS = 90

answers = answers_of_page()
products = answers.sql(products_queries.PRODUCTS)
if products.is_empty():
    nothing_here("No source of this release has products.")
    end_page()
versions = answers.sql(products_queries.VERSIONS)
books = answers.sql(products_queries.BOOKS)
faults = answers.sql(products_queries.PRICE_FAULTS).filter(pl.col("is_current"))
stock = answers.sql(products_queries.STOCK)
problems = answers.sql(products_queries.PROBLEMS)

on_sale = products.filter(pl.col("status") == "active")
worse = versions.filter(pl.col("verdict") == "more issues")
suspect = books.filter(pl.col("is_suspect"))
sold_out = stock.filter(pl.col("is_short") & (pl.col("stock_state") == "out of stock"))
forgotten = sold_out.filter(pl.col("supply_state") == "nothing ordered")
first_day = answers.info.as_of.date() - timedelta(days=LAST_DAYS - 1)
issues = answers.ask(["product_issues"], since=first_day).item() or 0
defects = answers.ask(
    ["product_defect_rate", "product_defect_rate_low", "product_defect_rate_high", "product_issues_with_cause"]
).row(0, named=True)
interval = (defects["product_defect_rate_low"], defects["product_defect_rate_high"])

put_cards(
    [
        Card("Issues", whole(issues), answers.definition("product_issues").description,
             note=f"in the last {LAST_DAYS} days, {counted(on_sale.height, 'product')} on sale"),
        Card("By a defect", share(defects["product_defect_rate"]),
             answers.definition("product_defect_rate").description, rate=defects["product_defect_rate"],
             interval=None if interval[0] is None else interval, n=defects["product_issues_with_cause"] or 0),
        Card("Versions with more issues", whole(worse.height),
             "Versions since which issues rose more than those of other products, by the 95 % interval.",
             note=", ".join(f"{r['product_name']} {r['version']}" for r in worse.iter_rows(named=True)),
             is_alarm=not worse.is_empty()),
        Card("Prices in doubt", whole(faults.height),
             "Prices of articles on sale that are tied, missing, contradictory, or less than half of the next book's.",
             note=", ".join(f"{name} goes before others" for name in suspect["price_book"]),
             is_alarm=not faults.is_empty()),
        Card("Out of stock", whole(sold_out.height), "Variants of products on sale with no piece in stock.",
             note=f"{whole(forgotten.height)} with nothing ordered", is_alarm=not sold_out.is_empty()),
        Card("Catalogue", counted(problems.height, "fault"),
             "What is not as it should be in channels, connections, features, prices, scenes, stock and versions.",
             is_alarm=not problems.is_empty()),
    ]
)  # fmt: skip

SECTIONS = {
    "Quality": partial(product_quality.put_quality, answers, products, versions),
    "Prices": partial(product_prices.put_prices, answers, books),
    "Stock and channels": partial(product_catalogue.put_stock_and_channels, answers, stock),
    "Catalogue": partial(product_catalogue.put_catalogue, answers, problems),
}
shown = st.segmented_control(
    "Look into", list(SECTIONS), default="Quality", required=True, key="section", bind="query-params"
)
SECTIONS[shown]()
