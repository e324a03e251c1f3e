"""Who opens cases, how often they come back, and what the files they bring go with."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.desk import columns, queries
from dashboards.desk.comparisons import METHOD, put_difference_table
from dashboards.desk.drill import linked, marked, put_drill, put_table
from dashboards.desk.scope import Scope
from dashboards.downloads import put_download
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.palette import ACCENT, PAUSED, QUIET
from dashboards.series import weekly_counts
from dashboards.table_columns import number_column, time_column


def put_requesters(scope: Scope) -> None:
    """The view."""
    left, right = st.columns([1, 1.2], gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("New and returning", "Cases by week. Where records begin, everybody is new.")
        weeks = weekly_counts(
            scope.answers, scope.selection, ["cases_of_known_requesters", "cases_of_new_requesters", "repeat_requests"]
        )
        if weeks.is_empty():
            nothing_here("No requester of this period is known.")
        else:
            colours = dict(zip(weeks["series"].unique(maintain_order=True), (QUIET, ACCENT, PAUSED), strict=True))
            keys(colours)
            charts.show(charts.weekly_lines(weeks, colours), "Cases of known, new and repeating requesters by week")
    with right.container(border=True, height="stretch"):
        chart_title("What early files go with", f"{METHOD} All cases on record.")
        compared = scope.list(queries.COMPARISONS).filter(pl.col("subject") == "any file")
        if compared.is_empty():
            nothing_here("No case has a file.")
        else:
            put_difference_table(compared, "outcome")

    people = scope.list(queries.REQUESTERS)
    section("People", "Who opened the most cases of all on record, at most 500 of them.")
    of_people = [f"person: {key}" for key in people["requester_id"]]
    if people.is_empty():
        nothing_here("This source does not say who opened its cases.")
    else:
        put_download(scope.answers, "CSV", "desk_requesters", lambda: people, [f"source: {scope.source}"])
        put_table(
            people, "people", of_people, "who",
            requester_id="Requester", requester_name="Name", role="Role", tenant_name="Account",
            case_count=number_column("Cases"), recent_case_count=number_column("Last 90 days"),
            repeat_count=number_column("Repeat", "Opened within 30 days of the one before."),
            share_of_tenant=columns.percent_column("Of the account's"), breached_count=number_column("Breached"),
            escalated_count=number_column("Escalated"),
            csat_mean_score=st.column_config.NumberColumn("Mean score", format="%.1f"),
            first_opened_at=time_column("First case"), last_opened_at=time_column("Newest case"),
        )  # fmt: skip
    accounts = scope.rows(queries.TENANTS)
    section("Accounts", "Cases of the period; the people are those of all cases on record.")
    put_download(scope.answers, "CSV", "desk_tenants", lambda: accounts, scope.words)
    of_accounts = [f"account: {name} ({key})" for name, key in accounts.select("tenant_name", "entity_id").iter_rows()]
    put_table(
        columns.in_words(accounts), "accounts", of_accounts, "who",
        tenant_name="Account", requester_count=number_column("People"),
        **{name: column for name, column in columns.FIGURES.items() if name != "tenant_count"},
    )  # fmt: skip
    files = scope.figures("file")
    section("Files by kind", "Cases of the period with at least one such file, whenever it came.")
    of_files = [f"file: {kind}" for kind in files["entity_id"]]
    if files.is_empty():
        nothing_here("No case of this period has a file.")
    else:
        put_table(columns.in_words(files), "files", of_files, "who", entity_id="Kind", **columns.FIGURES)
    things = {
        **{thing: marked("requester_id", key) for thing, key in zip(of_people, people["requester_id"], strict=True)},
        **{thing: marked("tenant_id", key) for thing, key in zip(of_accounts, accounts["entity_id"], strict=True)},
        **{thing: linked("file", kind) for thing, kind in zip(of_files, files["entity_id"], strict=True)},
    }
    put_drill(scope, "who", things)
