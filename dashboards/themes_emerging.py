"""Subjects that no topic knows and that came up lately, with their texts."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.themes.emerging import holds
from dashboards import themes_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.html_parts import nothing_here, section
from dashboards.reporting import ReleaseReader
from dashboards.table_columns import number_column, time_column

PERCENT = {"format": "percent"}


def put_emerging(answers: Answers, source: str) -> None:
    """Subjects that no topic knows and that came up lately."""
    section(
        "Coming up",
        "Subjects of texts that no alias explains and that were given no topic, told more often in the last 28 days "
        "than in the 182 before: log-odds with informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), one-"
        "sided 5 % with Bonferroni's correction. They are named by their own words. Of all tenants and segments: a "
        "subject of few texts is not looked for in parts of them.",
    )
    found = answers.sql(themes_queries.EMERGING, [source])
    if found.is_empty():
        nothing_here("Nothing has come up.")
        return
    put_download(answers, "CSV", "emerging_topics", lambda: found, ["reporting.emerging_topics"])
    draw_columns(
        found,
        subject_name="Subject",
        recent_count=number_column("Texts, 28 days"),
        recent_total=number_column("of"),
        recent_rate=st.column_config.NumberColumn("Share", **PERCENT),
        recent_rate_low=st.column_config.NumberColumn("95 % from", **PERCENT),
        recent_rate_high=st.column_config.NumberColumn("to", **PERCENT),
        earlier_count=number_column("Texts before"),
        earlier_total=number_column("of "),
        customer_count=number_column("Customers"),
        z=st.column_config.NumberColumn("z", format="%.1f"),
        example=st.column_config.TextColumn("As one says it", width="large"),
    )
    with st.expander("The texts behind", icon=":material/list:"):
        name = st.selectbox("Subject", found["subject_name"].to_list(), key="subject", bind="query-params", width=420)
        rows = emerging_texts(answers, source, found.row(by_predicate=pl.col("subject_name") == name, named=True))
        put_download(answers, "CSV", "emerging_texts", lambda: rows, [f"subject: {name}"])
        put_count(rows, "text")
        draw_columns(
            rows.head(DRAWN),
            occurred_at=time_column("When"), event_type="What", tenant_name="Tenant", customer_id="Customer",
            summary=st.column_config.TextColumn("Words", width="large"),
        )  # fmt: skip


def emerging_texts(answers: Answers | ReleaseReader, source: str, subject: dict) -> pl.DataFrame:
    """The recent texts that a subject was found in, as many as its count says."""
    rows = answers.sql(themes_queries.UNTOLD, [source])
    terms = subject["terms"].split(", ")
    return rows.filter(pl.Series([holds(text, terms) for text in rows["summary"]], dtype=pl.Boolean))
