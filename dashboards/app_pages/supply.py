"""Which orders are late and whose they are, how full the nodes are, and whether ratings tell the truth."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts, supply_charts, supply_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import share
from dashboards.figures import counted, whole
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.page_end import end_page
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column

APART = 3
"""Places between rating and behaviour from which on a rating is called out."""
PERCENT = {"format": "percent"}

answers = answers_of_page()
suppliers = answers.sql(supply_queries.SUPPLIERS)
nodes = answers.sql(supply_queries.NODES)
if nodes.is_empty():
    nothing_here("No source of this release has suppliers and orders.")
    end_page()
overdue = answers.sql(supply_queries.OVERDUE)
totals = answers.ask(
    ["supply_orders_delivered", "supply_on_time_rate", "supply_on_time_rate_low", "supply_on_time_rate_high",
     "supply_orders_open", "supply_orders_overdue"]
).row(0, named=True)  # fmt: skip
full = nodes.filter(pl.col("is_nearly_full"))
apart = suppliers.filter(pl.col("places_apart") <= -APART)

put_cards(
    [
        Card("On time", share(totals["supply_on_time_rate"]), answers.definition("supply_on_time_rate").description,
             rate=totals["supply_on_time_rate"],
             interval=(totals["supply_on_time_rate_low"], totals["supply_on_time_rate_high"]),
             n=totals["supply_orders_delivered"]),
        Card("Open orders", whole(totals["supply_orders_open"]), answers.definition("supply_orders_open").description),
        Card("Overdue", whole(totals["supply_orders_overdue"]), answers.definition("supply_orders_overdue").description,
             is_alarm=bool(totals["supply_orders_overdue"])),
        Card("Nearly full nodes", whole(full.height), "Nodes with 90 % or more of their capacity in use.",
             note=f"of {counted(nodes.height, 'node')}", is_alarm=not full.is_empty()),
        Card("Ratings too kind", whole(apart.height),
             f"Suppliers that stand {APART} or more places higher by rating than by how they keep their promises.",
             note=", ".join(apart["supplier_name"])),
    ]
)  # fmt: skip

dots = rate_dots(suppliers, "supplier_name", "on_time_rate", "delivered_count")
left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch"):
    chart_title("On time by supplier", "Orders that arrived by the promised day, with 95 % intervals; the worst first.")
    charts.show(charts.share_dots(dots), "Share of orders on time by supplier, with 95 % intervals")
with right.container(border=True, height="stretch"):
    chart_title("Capacity in use by node", "As the platform last reported it; the line is at 90 %.")
    charts.show(
        supply_charts.capacity_bars(nodes.with_columns(capacity=pl.col("capacity_rate").clip(0, 1))),
        "Share of capacity in use by node",
    )

COUNTS = {
    "delivered_count": number_column("Delivered"), "open_count": number_column("Open"),
    "overdue_count": number_column("Overdue"), "on_time_rate": st.column_config.NumberColumn("On time", **PERCENT),
}  # fmt: skip

section(
    "Rating against behaviour",
    "Places from the best on, by the platform's rating and by the share of orders on time. A minus says that the "
    "rating is kinder than the behaviour.",
)
put_download(answers, "CSV", "suppliers", lambda: suppliers, ["reporting.supplier_performance"])
draw_rows(
    suppliers.drop("on_time_rate_low", "on_time_rate_high"),
    {
        "supplier_name": "Supplier", "category": "Category", "status": "Status",
        "rating": st.column_config.NumberColumn("Rating", format="%.1f"),
        "rating_place": number_column("Place by rating"), "on_time_place": number_column("Place by behaviour"),
        "places_apart": number_column("Apart"), **COUNTS,
        "median_days_past_promise": st.column_config.NumberColumn(
            "Median days past promise", format="%.1f", help="Negative is early."
        ),
    },
)  # fmt: skip

section("Nodes", "Where orders come from or pass through; the fullest first.")
put_download(answers, "CSV", "supply_nodes", lambda: nodes, ["reporting.supply_node_performance"])
draw_rows(
    nodes.drop("on_time_rate_low", "on_time_rate_high", "is_nearly_full"),
    {
        "location": "Node", "node_type": "Sort", "supplier_name": "Supplier",
        "capacity_rate": st.column_config.NumberColumn("In use", **PERCENT), **COUNTS,
    },
)  # fmt: skip

section("Overdue orders", "On their way past the promised day; the longest first.")
if overdue.is_empty():
    nothing_here("No order is overdue.")
else:
    put_download(answers, "CSV", "overdue_orders", lambda: overdue, ["reporting.supply_orders, is_overdue"])
    draw_rows(
        overdue,
        {
            "order_id": "Order", "supplier_name": "Supplier", "location": "Node", "sku": "Article",
            "quantity": number_column("Pieces"), "status": "Status",
            "ordered_on": st.column_config.DateColumn("Ordered", format="D MMM YYYY"),
            "promised_on": st.column_config.DateColumn("Promised", format="D MMM YYYY"),
            "days_past_promise": number_column("Days overdue"),
        },
    )  # fmt: skip
