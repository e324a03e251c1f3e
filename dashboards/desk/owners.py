"""Component owners: the cases of what they own, how many breach a promise, how many come to them."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.desk import columns, queries
from dashboards.desk.drill import marked, put_drill, put_table
from dashboards.desk.scope import Scope
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import time_column

TEAM, COMPONENT = "team", "component"


def put_owners(scope: Scope) -> None:
    """The view."""
    teams, components = scope.figures("owner"), scope.figures("component")
    owners = scope.list(queries.OWNERS)
    if teams.is_empty() and components.is_empty():
        nothing_here("This source names no components.")
        return
    rates = (
        ("Breached", "breached_rate", "Cases with any breached SLA clock."),
        ("Escalated", "escalated_rate", "Cases escalated to anybody."),
        ("Satisfied", "csat", "Survey answers of 4 or 5."),
    )
    for column, (title, rate, note) in zip(st.columns(3, gap="small"), rates, strict=True):
        with column.container(border=True, height="stretch"):
            chart_title(f"{title} by owner", f"{note} 95 % intervals.")
            count = "answered_count" if rate == "csat" else "case_count"
            rows = rate_dots(teams.sort(rate, descending=True, nulls_last=True), "entity_id", rate, count)
            if rows.is_empty():
                nothing_here("No case of this period has an owner.")
            else:
                charts.show(charts.share_dots(rows), f"{title} by owner, with 95 % intervals")
    section("By owner", "A case belongs to the team that owned its component when the case was opened.")
    put_download(scope.answers, "CSV", "desk_owners", lambda: teams, scope.words)
    of_teams = [f"{TEAM}: {name}" for name in teams["entity_id"]]
    put_table(columns.in_words(teams), "owners", of_teams, "owner", entity_id="Team", **columns.FIGURES)
    section("By component", "The owner beside it is that of now.")
    present = owners.filter("is_present").select("component", "team", "owner_name", "escalation_channel")
    rows = components.join(present, left_on="entity_id", right_on="component", how="left", maintain_order="left")
    put_download(scope.answers, "CSV", "desk_components", lambda: rows, scope.words)
    of_components = [f"{COMPONENT}: {name}" for name in rows["entity_id"]]
    put_table(
        columns.in_words(rows), "components", of_components, "owner",
        entity_id="Component", team="Owner", owner_name="Answers for it", escalation_channel="Channel",
        **columns.FIGURES,
    )  # fmt: skip
    moved = owners.filter(pl.col("component").is_in(owners.filter(~pl.col("is_present"))["component"].implode()))
    if not moved.is_empty():
        section("Components that changed hands")
        draw_rows(
            moved.select("component", "team", "valid_from", "valid_to"),
            {
                "component": "Component", "team": "Owner", "valid_from": time_column("From"),
                "valid_to": time_column("Until"),
            },
        )  # fmt: skip
    put_drill(
        scope,
        "owner",
        {
            **{name: marked("owner_team", name.partition(": ")[2]) for name in of_teams},
            **{name: marked("component", name.partition(": ")[2]) for name in of_components},
        },
    )
