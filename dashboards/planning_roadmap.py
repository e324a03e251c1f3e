"""The parts of the page on planning about what is to come: the roadmap, maps of the strategy, and opportunities."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts, planning_charts, planning_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column

SHARE = {"format": "percent"}
MONTH, DAY = "MMM YYYY", "D MMM YYYY"
STATES = ("planning", "proposed", "approved", "active", "completed", "rejected")


def put_roadmap(answers: Answers) -> None:
    """How often and how far items slip, what is overdue, and which maps have gone stale."""
    priorities = answers.sql(planning_queries.PRIORITIES)
    if priorities.is_empty():
        nothing_here("No source of this release has a roadmap.")
    else:
        _put_slips(answers, priorities)
    maps = answers.sql(planning_queries.MAPS)
    if maps.is_empty():
        nothing_here("No source of this release has maps of its strategy.")
    else:
        _put_maps(answers, maps)


def _put_slips(answers: Answers, priorities: pl.DataFrame) -> None:
    section("Roadmap", "A slip is the time from the month that was named first to the one named now.")
    dots = rate_dots(priorities, "priority", "slipped_rate", "item_count")
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Items that slipped", "Share of the items of each priority, with 95 % intervals.")
        charts.show(charts.share_dots(dots), "Share of roadmap items that slipped, by priority")
    with right.container(border=True, height="stretch"):
        chart_title("Mean slip", "Over all items of the priority, those that kept their month included.")
        charts.show(planning_charts.slip_bars(priorities), "Mean slip in months, by priority")
    put_download(answers, "CSV", "roadmap_priorities", lambda: priorities, ["reporting.roadmap_priorities"])
    draw_rows(
        priorities.drop("slipped_rate_low", "slipped_rate_high"),
        {
            "priority": "Priority", "item_count": number_column("Items"), "done_count": number_column("Done"),
            "open_count": number_column("Open"), "overdue_count": number_column("Overdue"),
            "slipped_count": number_column("Slipped"),
            "slipped_rate": st.column_config.NumberColumn("Slipped", **SHARE),
            "mean_slip_months": st.column_config.NumberColumn("Mean slip in months", format="%.1f"),
            "longest_slip_months": number_column("Longest"),
            "kept_count": number_column("Done by the first month"), "dated_count": number_column("of"),
            "kept_rate": st.column_config.NumberColumn("Kept", **SHARE),
        },
    )  # fmt: skip
    items = answers.sql(planning_queries.ITEMS)
    section("Open items that are overdue or have slipped", "The longest overdue first, then the longest slips.")
    if items.is_empty():
        nothing_here("No open item is overdue or has slipped.")
        return
    put_download(answers, "CSV", "roadmap_items", lambda: items, ["reporting.roadmap_items, overdue or slipped"])
    draw_rows(
        items,
        {
            "title": "Item", "priority": "Priority", "status": "Status",
            "first_eta_month": st.column_config.DateColumn("First named", format=MONTH),
            "eta_month": st.column_config.DateColumn("Named now", format=MONTH),
            "slip_month_count": number_column("Slip in months"), "months_overdue": number_column("Months overdue"),
        },
    )  # fmt: skip


def _put_maps(answers: Answers, maps: pl.DataFrame) -> None:
    section("Maps of the strategy", "A draft or a published map is stale after 180 days without a change.")
    by_status = answers.ask(["strategy_maps", "strategy_map_nodes", "strategy_maps_stale"], ["strategy_map__status"])
    left, right = st.columns([2, 5], gap="small")
    with left:
        draw_rows(
            by_status,
            {
                "strategy_map__status": "Status", "strategy_maps": number_column("Maps"),
                "strategy_map_nodes": number_column("Nodes"), "strategy_maps_stale": number_column("Stale"),
            },
        )  # fmt: skip
    with right:
        put_download(answers, "CSV", "strategy_maps", lambda: maps, ["reporting.strategy_maps"])
        draw_rows(
            maps,
            {
                "title": "Map", "status": "Status", "view_mode": "Shown as", "node_count": number_column("Nodes"),
                "updated_on": st.column_config.DateColumn("Last changed", format=DAY),
                "days_since_update": number_column("Days since"), "is_stale": st.column_config.CheckboxColumn("Stale"),
            },
        )  # fmt: skip


def put_opportunities(answers: Answers) -> None:
    """What the platform says opportunities are worth, by status and type."""
    opportunities = answers.sql(planning_queries.OPPORTUNITIES)
    if opportunities.is_empty():
        nothing_here("No source of this release has opportunities.")
        return
    section(
        "Opportunities, as reported", "Amounts are the platform's own; nothing here has been checked against cases."
    )
    sums = answers.ask(
        ["opportunity_amount_reported"], ["reported_opportunity__status", "reported_opportunity__opportunity_type"]
    ).select(
        status="reported_opportunity__status", opportunity_type="reported_opportunity__opportunity_type",
        amount=pl.col("opportunity_amount_reported").cast(pl.Float64),
    )  # fmt: skip
    types = sums["opportunity_type"].unique().sort().to_list()
    with st.container(border=True):
        chart_title("Reported amount by status and type", "From planning to completed or rejected.")
        keys(dict(zip(types, planning_charts.TYPES, strict=False)))
        known = [state for state in STATES if state in set(sums["status"])]
        charts.show(planning_charts.amounts(sums, types, known), "Reported amount by status and type")
    put_download(answers, "CSV", "opportunities", lambda: opportunities, ["reporting.reported_opportunities"])
    draw_rows(
        opportunities,
        {
            "title": "Opportunity", "opportunity_type": "Type", "status": "Status", "tenant_name": "Tenant",
            "reported_impact_usd": st.column_config.NumberColumn("Reported", format="dollar"),
            "updated_on": st.column_config.DateColumn("Last changed", format=DAY),
        },
    )  # fmt: skip
