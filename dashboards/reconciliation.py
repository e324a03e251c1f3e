"""Reported figures beside those computed from the other tables: how many agree, and the ones that do not."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import health_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_rows
from dashboards.figures import counted, whole
from dashboards.html_parts import nothing_here, section
from dashboards.table_columns import number_column


def put_reconciliation(answers: Answers) -> None:
    """The table of measures, and the rows of one of them that do not agree."""
    section(
        "Reconciliation",
        "Where a source reports a figure that its other tables give too, both are kept. What is published elsewhere is "
        "the computed one.",
    )
    measures = answers.sql(health_queries.RECONCILIATIONS)
    if measures.is_empty():
        nothing_here("No source of this release reports a figure that can be computed.")
        return
    draw_rows(
        measures.drop("disagreeing_count"),
        {
            "measure": "Reported figure", "source": "Source", "figure_count": number_column("Figures"),
            "agreeing_count": number_column("Agree"), "differing_count": number_column("Differ"),
            "one_sided_count": number_column("One side only"),
            "reported_total": st.column_config.NumberColumn("Sum reported", format="localized"),
            "computed_total": st.column_config.NumberColumn("Sum computed", format="localized"),
            "largest_difference": st.column_config.NumberColumn("Largest difference", format="localized"),
        },
    )  # fmt: skip
    differing = dict(
        measures.filter(pl.col("disagreeing_count") > 0).select("measure", "disagreeing_count").iter_rows()
    )
    if not differing:
        nothing_here("Every reported figure agrees with the computed one.")
        return
    measure = st.selectbox("Figures that do not agree", list(differing), key="measure", bind="query-params")
    rows = answers.sql(f"{health_queries.DIFFERENCES} limit {DRAWN}", [measure])
    count = differing[measure]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        first = f", the first {whole(DRAWN)} shown; the download has all" if count > DRAWN else ""
        st.markdown(f"**{counted(count, 'figure')}**{first}", width="content")
        put_download(
            answers, "CSV", "reconciliation_differences",
            lambda: answers.reader.sql(health_queries.DIFFERENCES, [measure]), [f"measure: {measure}"],
        )  # fmt: skip
    draw_rows(
        rows.drop("measure"),
        {
            "tenant_name": "Tenant", "entity_id": "Of",
            "period_date": st.column_config.DateColumn("Day", format="D MMM YYYY"),
            "reported_value": st.column_config.NumberColumn("Reported", format="localized"),
            "computed_value": st.column_config.NumberColumn("Computed", format="localized"),
            "difference": st.column_config.NumberColumn("Difference", format="localized"), "verdict": "Verdict",
        },
    )  # fmt: skip
