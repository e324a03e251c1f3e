"""Incidents: the cases they caused, and what was promised afterwards."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.desk import charts as desk_charts
from dashboards.desk import columns, queries
from dashboards.desk.drill import linked, put_drill, put_table
from dashboards.desk.scope import Scope
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.table_columns import number_column, time_column

DAY = {"format": "D MMM YYYY"}


def put_incidents(scope: Scope) -> None:
    """The view."""
    incidents = scope.rows(queries.INCIDENTS).with_columns(name=pl.col("entity_id") + " " + pl.col("title"))
    if incidents.is_empty():
        nothing_here("This source has no incidents.")
        return
    left, right = st.columns([1, 1.25], gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("Cases by incident", "Cases that agents linked to it; the dozen with the most.")
        drawn = columns.bars(incidents, "name", "case_count")
        if drawn.is_empty():
            nothing_here("No case of this period is linked to an incident.")
        else:
            charts.show(desk_charts.count_bars(drawn), "Cases linked to each incident")
    with right.container(border=True, height="stretch"):
        _put_actions(scope)
    section("Incidents", "The newest first, with the cases of the period that are linked to them.")
    put_download(scope.answers, "CSV", "desk_incidents", lambda: incidents, scope.words)
    names = incidents["name"].to_list()
    put_table(
        columns.in_words(incidents), "incidents", names, "incident",
        entity_id="Incident", title="What", severity="Severity", status="Status", started_at=time_column("Began"),
        lasted_hours=columns.hours_column("Lasted"), **columns.FIGURES, action_count=number_column("Actions"),
        overdue_action_count=number_column("Overdue"), commander="Commander",
    )  # fmt: skip
    ids = incidents["entity_id"].to_list()
    put_drill(scope, "incident", {name: linked("incident", key) for name, key in zip(names, ids, strict=True)})


def _put_actions(scope: Scope) -> None:
    actions = scope.list(queries.ACTIONS)
    chart_title(
        "Corrective actions",
        "Promised after incidents, in any period; overdue from the day after the promised one.",
    )
    if actions.is_empty():
        nothing_here("No corrective action was promised.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        shown = st.segmented_control(
            "Which", ["Not done", "All"], default="Not done", required=True, key="actions", bind="query-params",
            label_visibility="collapsed",
        )  # fmt: skip
        put_download(scope.answers, "CSV", "corrective_actions", lambda: actions, [f"source: {scope.source}"])
    rows = actions.filter(pl.col("standing").is_in(["overdue", "open"])) if shown == "Not done" else actions
    if rows.is_empty():
        nothing_here("Every action is done.")
        return
    draw_rows(
        rows.select("standing", "due_on", "days_past_due", "action_title", "action_owner", "incident_id",
                    "incident_title", "completed_on"),
        {
            "standing": "Standing", "due_on": st.column_config.DateColumn("Due", **DAY),
            "days_past_due": number_column("Days past due", "Negative while there is time."),
            "action_title": "Action", "action_owner": "Owner", "incident_id": "Incident", "incident_title": "What",
            "completed_on": st.column_config.DateColumn("Done", **DAY),
        },
    )  # fmt: skip
