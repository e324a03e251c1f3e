"""Macros and runbooks: how much they are used, and whether they go with better outcomes."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.desk import columns, queries
from dashboards.desk.comparisons import METHOD, OUTCOMES, TOO_FEW, put_difference_chart, put_difference_table
from dashboards.desk.drill import linked, put_drill, put_table
from dashboards.desk.scope import Scope
from dashboards.downloads import put_download
from dashboards.html_parts import nothing_here, section

SUBJECTS = {"Macros": ["macro", "any macro"], "Runbooks": ["runbook"]}


def put_guidance(scope: Scope) -> None:
    """The view."""
    guidance = scope.rows(queries.GUIDANCE)
    if guidance.is_empty():
        nothing_here("This source has no macros and no runbooks.")
        return
    left, right = st.columns([1, 3], vertical_alignment="bottom", gap="small")
    which = left.segmented_control("Of", list(SUBJECTS), default="Macros", required=True, key="of", bind="query-params")
    outcome = right.segmented_control(
        "Compared by", list(OUTCOMES), format_func=OUTCOMES.get, default="resolution net of waiting", required=True,
        key="by", bind="query-params",
    )  # fmt: skip
    compared = scope.list(queries.COMPARISONS).filter(pl.col("subject").is_in(SUBJECTS[which]))
    chosen = compared.filter(pl.col("outcome") == outcome)
    told = compared.filter(pl.col("verdict") != TOO_FEW)
    section(
        "Does it help?",
        f"{METHOD} All cases on record, whatever the period. Of {told.height} comparisons of {which.lower()} about one "
        "in twenty would look better or worse by chance alone.",
    )
    chart, table = st.columns([1, 1.2], gap="small")
    with chart.container(border=True, height="stretch"):
        put_difference_chart(
            chosen, OUTCOMES[outcome], "Difference where it was used, with 95 % intervals; left of the line is less."
        )
    with table.container(border=True, height="stretch"):
        put_download(scope.answers, "CSV", "desk_comparisons", lambda: compared, [f"source: {scope.source}", METHOD])
        put_difference_table(chosen, "title")
    section(
        which,
        "Cases of the period on which it was used at any time. A runbook counts where a macro that belongs to it was "
        "used.",
    )
    rows = guidance.filter(pl.col("subject") == SUBJECTS[which][0])
    put_download(scope.answers, "CSV", f"desk_{which.lower()}", lambda: rows, scope.words)
    names = (rows["entity_id"] + " " + rows["title"]).to_list()
    put_table(
        columns.in_words(rows), "guidance", names, "used",
        title="Title", concerns="Concerns", runbook_title="Runbook", owner_team="Kept by", is_active="Active",
        **columns.FIGURES, self_serve_url=st.column_config.LinkColumn("Self-serve page", display_text=r"([^/]+)$"),
    )  # fmt: skip
    things = zip(names, rows["subject"], rows["entity_id"], strict=True)
    put_drill(scope, "used", {name: linked(subject, key) for name, subject, key in things})
