"""Subjects that no topic knows and that came up lately, with their texts."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import themes_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.html_parts import nothing_here, section
from dashboards.interval_words import share_words
from dashboards.reporting import ReleaseReader
from dashboards.table_columns import number_column, time_column
from dashboards.themes_scope import Scope

TIMES = {"28 days": True, "before": False}
"""Whether the texts behind are the recent ones."""


def put_emerging(answers: Answers, scope: Scope, found: pl.DataFrame) -> None:
    """Subjects that no topic knows and that came up lately, as the page is narrowed. found: as EMERGING has them."""
    section(
        "Coming up",
        "Subjects of texts that no alias explains and that were given no topic, told more often in the last 28 days "
        "than in the 182 before: log-odds with informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), one-"
        "sided 5 % with Bonferroni's correction; shares with Wilson intervals. They are named by their own words. "
        "They are looked for in the texts of all tenants and segments, as a subject of few texts is not found in parts "
        "of them (z and n of that in the last columns); all other numbers are of the filters above.",
    )
    if found.is_empty():
        nothing_here("Nothing has come up.")
        return
    put_download(
        answers, "CSV", "emerging_topics", lambda: found,
        ["reporting.emerging_topics", "reporting.emerging_topic_texts", *scope.words],
    )  # fmt: skip
    draw_columns(
        found.with_columns(
            share=share_words(found, "recent_count", "recent_total"),
            share_before=share_words(found, "earlier_count", "earlier_total"),
            of_all=pl.format("{} of {}", "recent_count_of_all", "recent_total_of_all"),
            of_all_before=pl.format("{} of {}", "earlier_count_of_all", "earlier_total_of_all"),
        ),
        subject_name=st.column_config.TextColumn("Subject", pinned=True),
        recent_count=number_column("Texts, 28 days"),
        share=st.column_config.TextColumn("Share (95 %, n)"),
        earlier_count=number_column("Texts before"),
        share_before=st.column_config.TextColumn("Share before"),
        customer_count=number_column("Customers"),
        example=st.column_config.TextColumn("As one says it", width="medium"),
        of_all=st.column_config.TextColumn("In all"),
        of_all_before=st.column_config.TextColumn("Before"),
        z_of_all=st.column_config.NumberColumn("z", format="%.1f"),
    )
    with st.expander("The texts behind", icon=":material/list:"):
        left, right = st.columns([1, 1.6], vertical_alignment="bottom", gap="small")
        name = left.selectbox("Subject", found["subject_name"].to_list(), key="subject", bind="query-params")
        when = right.segmented_control(
            "Texts of", list(TIMES), default="28 days", required=True, key="subject_time", bind="query-params"
        )
        rows = emerging_texts(answers, scope, found.row(by_predicate=pl.col("subject_name") == name, named=True), when)
        about = ["reporting.emerging_topic_texts", f"subject: {name}", f"texts of: {when}", *scope.words]
        put_download(answers, "CSV", "emerging_texts", lambda: rows, about)
        put_count(rows, "text")
        draw_columns(
            rows.head(DRAWN),
            occurred_at=time_column("When"), event_type="What", tenant_name="Tenant", customer_id="Customer",
            summary=st.column_config.TextColumn("Words", width="large"),
        )  # fmt: skip


def emerging_texts(answers: Answers | ReleaseReader, scope: Scope, subject: dict, when: str) -> pl.DataFrame:
    """The texts of a subject in what the page is narrowed to, as many as its count of that time (see TIMES) says."""
    asked = [*scope.parameters, subject["subject_number"], TIMES[when]]
    return answers.sql(themes_queries.EMERGING_TEXTS, asked)
