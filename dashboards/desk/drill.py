"""From a number of the desk to its cases: which thing, and which of its cases.

The cases are chosen by the same marks that the figures count (reporting.desk_cases), so they are as many as the
figures say. A thing is chosen in the list, by a click on its row in a table, or by a link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dagster_project.resources.database import literal
from dashboards.case_tables import CASE_SELECT, put_rows
from dashboards.desk.scope import Scope
from dashboards.figures import MISSING
from dashboards.html_parts import section
from dashboards.table_columns import table_height

EVERY = "all cases"
DRAWN = ("link", "tenant", "priority", "state", "opened_at", "resolved_at", "segment", "sla_tier", "arr_usd", "subject")
OUTCOMES = {
    "Opened": "true", "Resolved": "desk.is_timed", "Breached": "desk.is_breached", "Escalated": "desk.is_escalated",
    "Engineering": "desk.reaches_engineering", "Reopened": "desk.is_reopened", "Surveyed": "desk.is_answered",
    "Satisfied": "desk.is_satisfied", "With files": "desk.file_count > 0", "Repeat": "desk.is_repeat_request",
    "New": "desk.is_first_request",
}  # fmt: skip
"""What a count counts → the mark of a case that says so."""


@dataclass(frozen=True)
class Member:
    """The cases that belong to a thing, as a condition; is_dated: it says itself from when on they are."""

    condition: str
    is_dated: bool = False


def linked(subject: str, entity_id: str) -> Member:
    """Cases with a link to an incident, a resource, a macro, a runbook or a kind of file."""
    return Member(
        "(desk.source, desk.case_id) in (select (source, case_id) from reporting.desk_case_links "
        f"where subject = {literal(subject)} and entity_id = {literal(entity_id)})"
    )


def marked(column: str, value: str) -> Member:
    """Cases with a value in a column of reporting.desk_cases."""
    return Member(f"desk.{column} = {literal(value)}")


def escalated_to(level: str, team: str, days: int | None) -> Member:
    """Cases with an escalation to a team; the period is that of the escalation."""
    since = f" and escalated_days_ago < {days}" if days else ""
    return Member(
        "(desk.source, desk.case_id) in (select (source, case_id) from reporting.desk_escalations "
        f"where level = {literal(level)} and to_team = {literal(team)}{since})",
        is_dated=True,
    )


def cases_of(scope: Scope, member: Member | None, outcome: str) -> str:
    """The SQL of the cases of a thing."""
    conditions = [f"desk.source = {literal(scope.source)}", OUTCOMES[outcome]]
    if scope.days and not (member and member.is_dated):
        conditions.append(f"desk.opened_days_ago < {scope.days}")
    if member:
        conditions.append(member.condition)
    return (
        "select cases.* from reporting.cases as cases join reporting.desk_cases as desk using (source, case_id) "
        f"where {' and '.join(conditions)}"
    )


def put_table(rows: pl.DataFrame, key: str, things: Sequence[str], drill: str, **columns: object) -> None:
    """Draw rows whose click looks into their cases. things: of each row; drill: the key of the list of things."""

    def look_into() -> None:
        picked = st.session_state[key]["selection"]["rows"]
        st.session_state[drill] = things[picked[0]] if picked else EVERY

    st.dataframe(
        rows.select(list(columns)), column_config=columns, hide_index=True, height=table_height(rows.height),
        placeholder=MISSING, key=key, on_select=look_into, selection_mode="single-row",
    )  # fmt: skip


def put_drill(scope: Scope, key: str, things: Mapping[str, Member]) -> None:
    """Draw the choice of thing and outcome, and the cases. key: its name in the address."""
    section(
        "Cases behind a number",
        "Choose a thing, or click on the row of a table above, and what its cases have in common.",
        anchor="rows",
    )
    left, right = st.columns([1, 2.2], vertical_alignment="bottom", gap="small")
    thing = left.selectbox("Cases of", [EVERY, *things], key=key, bind="query-params")
    outcome = right.segmented_control(
        "that are", list(OUTCOMES), default="Opened", required=True, key="outcome", bind="query-params"
    )
    put_rows(
        scope.answers,
        CASE_SELECT,
        cases_of(scope, things.get(thing), outcome),
        "opened_at desc",
        DRAWN,
        f"cases_{key}",
        [*scope.words, f"cases of: {thing}", f"that are: {outcome}"],
        "case",
    )
