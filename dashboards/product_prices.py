"""The price in force on a day, how it came about, the books behind it, and where it is in doubt."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import streamlit as st

from dashboards import products_charts, products_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.figures import day
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.table_columns import number_column

RULE = (
    "Of the books that are switched on and hold on the day, the one with the highest priority sets the price; a group "
    "of customers has the books for everyone and its own."
)
DRAWN_BEFORE, DRAWN_AFTER = timedelta(days=365), timedelta(days=60)
AMOUNT = {"format": "%,.2f"}
DAY = {"format": "D MMM YYYY"}
CHANGE = {"format": "percent"}


def put_prices(answers: Answers, books: pl.DataFrame) -> None:
    """Choices of day, currency and customers; the prices, their history, the books, and what is in doubt."""
    choices = answers.sql(products_queries.CURRENCIES)
    if choices.is_empty():
        nothing_here("No source of this release has a price.")
        return
    today = answers.info.as_of.date()
    with st.container(horizontal=True):
        when = st.date_input("Price on", today, key="price_day", width=160)
        currency = st.selectbox(
            "Currency", choices["currency"].unique(maintain_order=True).to_list(), key="currency", width=120
        )
        groups = choices.filter(pl.col("currency") == currency)["customer_group"].to_list()
        group = st.selectbox("Customers", groups, key="customer_group", width=180)
    _put_list(answers, when, currency, group)
    _put_history(answers, today, currency, group)
    _put_books(answers, books)
    _put_faults(answers)


def _put_list(answers: Answers, when: date, currency: str, group: str) -> None:
    prices = answers.sql(products_queries.PRICES, [currency, group, when])
    section(f"Prices on {day(when)}, {currency}, {group}", RULE)
    if prices.is_empty():
        nothing_here("No article has a price in this currency on that day.")
        return
    about = [f"day: {when}", f"currency: {currency}", f"customers: {group}"]
    put_download(answers, "CSV", "prices", lambda: prices, about)
    draw_rows(
        prices,
        {
            "product_name": "Product", "differentiator": "Variant", "sku": "Article",
            "amount": st.column_config.NumberColumn("Price", **AMOUNT), "price_book": "Book",
            "previous_amount": st.column_config.NumberColumn("Before", **AMOUNT),
            "change_rate": st.column_config.NumberColumn("Change", **CHANGE),
            "valid_from": st.column_config.DateColumn("From", **DAY),
            "valid_to": st.column_config.DateColumn("To", **DAY), "is_tied": "Tie", "product_status": "Product is",
        },
    )  # fmt: skip


def _put_history(answers: Answers, today: date, currency: str, group: str) -> None:
    names = answers.sql(products_queries.PRICED_PRODUCTS, [currency, group])["product_name"].to_list()
    first, last = today - DRAWN_BEFORE, today + DRAWN_AFTER
    with st.container(border=True):
        chart_title(
            "Price by day",
            "In the currency and for the customers chosen above, a year back and 60 days ahead as the books stand; "
            "where there is no line there is no price.",
        )
        name = st.selectbox("Product", names, key="priced_product", width=260)
        steps = answers.sql(
            products_queries.PRICE_STEPS, [first, first, last, last, name, currency, group, first, last]
        ).with_columns(pl.col("amount").cast(pl.Float64))
        articles = steps["article"].unique(maintain_order=True).to_list()
        keys(dict(zip(articles, products_charts.ARTICLES, strict=False)))
        show(products_charts.price_steps(steps, articles), f"Price of {name} by day")


def _put_books(answers: Answers, books: pl.DataFrame) -> None:
    section(
        "Price books",
        "How many prices in force each book sets, in how many of them it goes before another one, and how far below "
        "that one's they lie in the median. A book for everyone at half price or less is suspect.",
    )
    put_download(answers, "CSV", "price_books", lambda: books, ["reporting.price_books"])
    draw_rows(
        books,
        {
            "price_book": "Book", "currency": "Currency", "customer_group": "Customers",
            "priority": number_column("Priority"), "standing": "Stands", "price_count": number_column("Sets prices"),
            "outranking_count": number_column("Before another"), "far_below_count": number_column("Below half"),
            "median_change_to_next_rate": st.column_config.NumberColumn("Median to the next", **CHANGE),
            "is_suspect": "Suspect", "valid_from": st.column_config.DateColumn("From", **DAY),
            "valid_to": st.column_config.DateColumn("To", **DAY), "entry_count": number_column("Entries"),
        },
    )  # fmt: skip


def _put_faults(answers: Answers) -> None:
    faults = answers.sql(products_queries.PRICE_FAULTS)
    section(
        "Prices in doubt",
        "Of articles on sale: ties of two books, dated entries of one book that overlap, days without a price, and "
        "prices below half of the next book's. Those that go on come first.",
    )
    if faults.is_empty():
        nothing_here("No price is in doubt.")
        return
    put_download(answers, "CSV", "price_faults", lambda: faults, ["reporting.price_faults"])
    draw_rows(
        faults,
        {
            "fault": "Fault", "product_name": "Product", "sku": "Article", "currency": "Currency",
            "customer_group": "Customers", "price_book": "Book",
            "amount": st.column_config.NumberColumn("Price", **AMOUNT), "other_price_book": "Against",
            "other_amount": st.column_config.NumberColumn("Its price", **AMOUNT), "is_current": "Goes on",
            "day_count": number_column("Days"), "valid_from": st.column_config.DateColumn("From", **DAY),
            "valid_to": st.column_config.DateColumn("To", **DAY),
        },
    )  # fmt: skip
