"""From a number to its rows: which group and which outcome is looked into.

A group is written as in the address, `priority: P1`, so that a link to a drill works; a click on a chart sets the
same. The rows come from the definition of the count that is chosen, so they are as many as the count says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from dashboards.figures import day
from dashboards.filters import Selection

ALL = "all"
WEEK_OF = "week of"
OUTCOMES = {"Decided": "sla_decided", "Met": "sla_met", "Breached": "sla_breached"}


def group_name(dimension: str, value: object) -> str:
    """A group as it is written in the list and in the address."""
    return f"{dimension}: {value}"


def week_name(monday: date) -> str:
    """A week as it is written in the list and in the address."""
    return group_name(WEEK_OF, day(monday))


def pick_from_chart(chart: str, dimension: str) -> None:
    """When a dot is clicked, look into its group; when the click is taken back, into all."""
    picked = st.session_state[chart]["selection"].get("pick") or []
    st.session_state["group"] = group_name(dimension, picked[0]["group"]) if picked else ALL


def put_drill(groups: Sequence[str]) -> tuple[str, str]:
    """The two choices of the drill: the group, and the outcome as a metric's name."""
    left, right = st.columns([1, 1], vertical_alignment="bottom", gap="small")
    group = left.selectbox("Rows of", [ALL, *groups], key="group", bind="query-params")
    outcome = right.segmented_control(
        "that are", list(OUTCOMES), default="Decided", required=True, key="outcome", bind="query-params"
    )
    return group, OUTCOMES[outcome]


def narrowed(
    chosen: Selection, where: dict[str, tuple[str, ...]], group: str, weeks: Sequence[date]
) -> tuple[dict[str, tuple[str, ...]], date | None, date]:
    """The filters and the period of a group: what the drill asks instead of the page's own."""
    if group == ALL:
        return where, chosen.since, chosen.until
    dimension, _, value = group.partition(": ")
    if dimension != WEEK_OF:
        return {**where, dimension: (value,)}, chosen.since, chosen.until
    monday = next(week for week in weeks if week_name(week) == group)
    first = max(monday, chosen.since) if chosen.since else monday
    return where, first, min(monday + timedelta(days=6), chosen.until)
