"""Escalations: the ways that cases take, how many reach engineering, and whether customers are kept informed."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.desk import charts as desk_charts
from dashboards.desk import columns, queries
from dashboards.desk.drill import escalated_to, marked, put_drill, put_table
from dashboards.desk.scope import Scope
from dashboards.downloads import put_download
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column
from dashboards.told_by_alerts import put_told_of_cases

PATH = {
    "case_count": number_column("Cases"),
    "share_of_cases": columns.percent_column("Of all"),
    "mttr_median_hours": columns.hours_column("MTTR, median"),
    "breached_count": number_column("Breached"),
    "breached_rate_words": st.column_config.TextColumn("Breached (95 %)"),
}


def put_escalations(scope: Scope) -> None:
    """The view."""
    paths = scope.rows(queries.PATHS).with_columns(columns.with_interval("breached_rate"))
    teams = scope.rows(queries.TEAMS).with_columns(
        columns.with_interval("updates_met_rate"), name=pl.col("level") + ": " + pl.col("to_team")
    )
    levels, ways = paths.filter("is_by_level"), paths.filter(~pl.col("is_by_level"))
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title(
            "Paths of cases",
            "Teams of the desk and whom they escalated to, in order; the ten commonest handed on.",
        )
        drawn = columns.bars(levels.filter(pl.col("level_path").str.contains("→")), "level_path", "case_count", most=10)
        if drawn.is_empty():
            nothing_here("No case of this period was passed on.")
        else:
            charts.show(desk_charts.count_bars(drawn), "Cases by the levels they passed")
    with right.container(border=True, height="stretch"):
        chart_title(
            "Updates on time by team",
            "Windows of the clock Update cadence that were kept, from the escalation to engineering on.",
        )
        dots = rate_dots(
            teams.sort("updates_met_rate", nulls_last=True), "to_team", "updates_met_rate", "updates_decided_count"
        )
        if dots.is_empty():
            nothing_here("No update of this period was due.")
        else:
            charts.show(charts.share_dots(dots), "Share of updates on time by team, with 95 % intervals")

    section("Teams that took escalations", "Dated by the escalation; an update belongs to the newest one before it.")
    if teams.is_empty():
        nothing_here("Nothing was escalated in this period.")
    else:
        put_download(scope.answers, "CSV", "desk_escalation_teams", lambda: teams, scope.words)
        put_table(
            teams, "teams", teams["name"].to_list(), "way",
            level="Level", to_team="Team", escalation_count=number_column("Escalations"),
            case_count=number_column("Cases"), open_count=number_column("Open"),
            forgotten_count=number_column("Never ended", "No end is written down although the case was resolved."),
            acknowledge_median_hours=columns.hours_column("Taken up, median"),
            acknowledge_p90_hours=columns.hours_column("Taken up, p90"),
            updates_decided_count=number_column("Updates due"), updates_breached_count=number_column("Late"),
            updates_met_rate_words="On time (95 %)", routed_count=number_column("To engineering"),
            with_owner_count=number_column("To the owner", "The team that owned the component at that time."),
        )  # fmt: skip
    put_told_of_cases(scope.answers)
    by_level, by_team = st.columns([1, 1.3], gap="small")
    with by_level.container(border=True, height="stretch"):
        chart_title("Paths by level", "All cases of the period.")
        put_table(levels, "levels", levels["level_path"].to_list(), "way", level_path="Path", **PATH)
    with by_team.container(border=True, height="stretch"):
        chart_title("Paths by team", "The hundred commonest.")
        put_download(scope.answers, "CSV", "desk_escalation_paths", lambda: ways, scope.words)
        put_table(ways, "ways", ways["team_path"].to_list(), "way", team_path="Path", **PATH)
    rows = teams.select("name", "level", "to_team").iter_rows()
    put_drill(
        scope,
        "way",
        {
            **{name: escalated_to(level, team, scope.days) for name, level, team in rows},
            **{path: marked("level_path", path) for path in levels["level_path"]},
            **{path: marked("team_path", path) for path in ways["team_path"]},
        },
    )
