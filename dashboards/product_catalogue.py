"""What is in stock and where products are sold; what goes with what, and what the catalogue lacks."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import products_charts, products_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.table_columns import number_column, table_height

DAY = {"format": "D MMM YYYY"}


def put_stock_and_channels(answers: Answers, stock: pl.DataFrame) -> None:
    """The stock of every article with what is under way, and where each product can be bought."""
    section(
        "Stock",
        "Pieces in stock beside those that supply orders have under way by article number; what is short first. "
        "Missing is what would still lack to the reorder level if every order arrived.",
    )
    if stock.is_empty():
        nothing_here("No product has a variant, and no order names an article.")
    else:
        put_download(answers, "CSV", "product_stock", lambda: stock, ["reporting.product_stock"])
        draw_rows(
            stock,
            {
                "product_name": "Product", "differentiator": "Variant", "sku": "Article",
                "stock_level": number_column("In stock"), "reorder_level": number_column("Reorder at"),
                "stock_state": "Stock", "supply_state": "Supply", "open_order_count": number_column("Orders"),
                "overdue_order_count": number_column("Overdue"), "quantity_under_way": number_column("Under way"),
                "quantity_missing": number_column("Missing"),
                "next_promised_on": st.column_config.DateColumn("Next promised", **DAY),
                "last_arrived_on": st.column_config.DateColumn("Last arrived", **DAY), "product_status": "Product is",
                "is_short": "Short",
            },
        )  # fmt: skip
    channels = answers.sql(products_queries.CHANNELS)
    if channels.is_empty():
        nothing_here("No product has a channel.")
        return
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Where products are sold", "Each channel that a product is meant for.")
        keys(products_charts.SOLD)
        names = channels.sort("priority", "channel")["channel"].unique(maintain_order=True).to_list()
        show(products_charts.channel_tiles(channels, names), "Channels by product")
    with right.container(border=True, height="stretch"):
        found = channels.filter(pl.col("finding").is_not_null())
        chart_title("Channels that are not as they should be", "Sold nowhere, first choice closed, withdrawn and sold.")
        if found.is_empty():
            nothing_here("Every product on sale can be bought where it should be.")
        else:
            st.dataframe(
                found.select("product_name", "product_status", "channel", "finding"),
                column_config={
                    "product_name": "Product", "product_status": "Is", "channel": "Channel", "finding": "Finding",
                },
                hide_index=True, height=table_height(found.height),
            )  # fmt: skip
        put_download(answers, "CSV", "product_channels", lambda: channels, ["reporting.product_channels"])


def put_catalogue(answers: Answers, problems: pl.DataFrame) -> None:
    """All faults of the catalogue, then connections, features and scenes."""
    section("Faults", "Whatever is not as it should be, by what it is about.")
    if problems.is_empty():
        nothing_here("Nothing is wrong in the catalogue.")
    else:
        put_download(answers, "CSV", "product_problems", lambda: problems, ["reporting.product_problems"])
        draw_rows(
            problems,
            {
                "area": "About", "product_name": "Product", "problem": "Fault", "detail": "With",
                "product_status": "Product is",
            },
        )  # fmt: skip
    connections = answers.sql(products_queries.CONNECTIONS)
    section(
        "Connections",
        "What is shown beside a product, and why. A cross-sell or a bundle should lead both ways; a requirement to "
        "something that can be bought. Those with a finding first, then by type, the strongest first.",
    )
    if connections.is_empty():
        nothing_here("No product is connected to another.")
    else:
        put_download(answers, "CSV", "product_connections", lambda: connections, ["reporting.product_connections"])
        draw_rows(
            connections,
            {
                "shown": "Product", "relation_type": "Why", "beside": "Shown beside it",
                "score": st.column_config.NumberColumn("Strength", format="%.2f"),
                "score_back": st.column_config.NumberColumn("The other way", format="%.2f"),
                "place_in_type": number_column("Place in type"), "finding": "Finding",
            },
        )  # fmt: skip
    _put_content(answers)


def _put_content(answers: Answers) -> None:
    """Features by status, and 3D scenes."""
    features, scenes = answers.sql(products_queries.FEATURES), answers.sql(products_queries.SCENES)
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Features by status", "A square is a feature; a draft of a product on sale is a fault.")
        if features.is_empty():
            nothing_here("No product has a feature.")
        else:
            keys(products_charts.STAGES)
            show(products_charts.feature_marks(features), "Features by product and status")
            put_download(answers, "CSV", "product_features", lambda: features, ["reporting.product_features"])
    with right.container(border=True, height="stretch"):
        chart_title("3D scenes", "Products on sale without one, and files of another format than is said, first.")
        if scenes.is_empty():
            nothing_here("No product has a 3D scene, and none on sale lacks one.")
        else:
            draw_rows(
                scenes,
                {
                    "product_name": "Product", "scene_url": "File",
                    "environment": "Surroundings", "model_format": "Format", "finding": "Finding",
                },
            )  # fmt: skip
            put_download(answers, "CSV", "product_scenes", lambda: scenes, ["reporting.product_scenes"])
