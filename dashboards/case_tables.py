"""Lists of cases and clocks as people read them: links to the case, durations in words, shares as bars.

A list on a page may be long; what is not drawn is said, and the download beside it has every row.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN
from dashboards.durations import clock_time
from dashboards.figures import MISSING, counted, whole
from dashboards.html_parts import nothing_here
from dashboards.table_columns import money_column, number_column, table_height, time_column

# The address of the case page, seen from any other page. DuckDB's url_encode keeps odd ids in one piece.
LINK = "'case?source=' || url_encode(source) || '&case_id=' || url_encode(case_id) as link"

CASE_COLUMNS = {
    "link": st.column_config.LinkColumn("Case", display_text=r"case_id=(.*)$", width=110, pinned=True),
    "tenant": st.column_config.TextColumn("Tenant", width="medium"),
    "priority": st.column_config.TextColumn("Priority", width="small"),
    "segment": st.column_config.TextColumn("Segment"),
    "sla_tier": st.column_config.TextColumn("Tier"),
    "state": st.column_config.TextColumn("State"),
    "status": st.column_config.TextColumn("Status", width="small"),
    "subject": st.column_config.TextColumn("Subject", width="large"),
    "remaining": st.column_config.TextColumn("Remaining", alignment="right"),
    "target": st.column_config.TextColumn("Target", alignment="right"),
    "elapsed": st.column_config.TextColumn("Elapsed", alignment="right"),
    "used": st.column_config.ProgressColumn(
        "Target used", format="percent", min_value=0, max_value=1, help="Elapsed as a share of the target."
    ),
    "arr_usd": money_column("ARR", "Annual recurring revenue of the tenant."),
    "probability": st.column_config.ProgressColumn(
        "Will breach",
        format="%.0f %%",
        min_value=0,
        max_value=100,
        help="Probability of a breach, from history; how good it is stands below the list.",
    ),
    "expected_arr": money_column(
        "ARR × probability", "Not to be added up: a tenant's ARR stands on each of its clocks."
    ),
    "similar_count": number_column("Based on", "Looks at past clocks that the probability rests on."),
    "stopped_at": time_column("Ended"),
    "due_at": time_column("Due"),
    "breached_at": time_column("Breached"),
    "decided_at": time_column("Decided"),
    "opened_at": time_column("Opened"),
    "resolved_at": time_column("Resolved"),
}

CLOCK_SELECT = f"""
    select
        {LINK},
        coalesce(cases.tenant_name, clocks.tenant_id) as tenant, clocks.priority, clocks.segment, clocks.sla_tier,
        clocks.status, clocks.remaining_seconds as remaining, clocks.elapsed_seconds as elapsed,
        clocks.target_seconds as target, clocks.target_used_share as used,
        clocks.due_at, clocks.breached_at, clocks.stopped_at, clocks.decided_at, clocks.arr_usd, cases.subject
    from ({{rows}}) as clocks
    left join reporting.cases as cases using (source, case_id)
"""
"""A list of clock windows; {rows} is a select of rows of reporting.sla_clocks."""

CASE_SELECT = f"""
    select
        {LINK},
        coalesce(tenant_name, tenant_id) as tenant, priority, segment, sla_tier, state, opened_at, resolved_at,
        arr_usd, subject
    from ({{rows}}) as cases
"""
"""A list of cases; {rows} is a select of rows of reporting.cases."""


def put_rows(
    answers: Answers,
    select: str,
    rows: str,
    order: str,
    columns: Sequence[str],
    file_name: str,
    about: Sequence[str],
    thing: str = "row",
) -> int:
    """Draw a list with its count and a download of all its rows. Returns how many there are.

    rows: the select that the list is of; select: what is drawn of them; columns: in this order.
    """
    total = answers.sql(f"select count(*) from ({rows})").item()
    if not total:
        nothing_here(f"No {thing}.")
        return 0
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        first = f", the first {whole(DRAWN)} shown; the download has all" if total > DRAWN else ""
        st.markdown(f"**{counted(total, thing)}**{first}", width="content")
        put_download(
            answers, "CSV", file_name, lambda: answers.reader.sql(f"select * from ({rows}) order by all"), about
        )
    drawn = answers.sql(f"{select.format(rows=rows)} order by {order} limit {DRAWN}").select(columns)
    st.dataframe(
        in_words(drawn),
        column_config=CASE_COLUMNS,
        hide_index=True,
        height=table_height(total),
        placeholder=MISSING,
    )
    return total


def in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """Seconds as durations in words."""
    seconds = [
        name for name in ("remaining", "target", "elapsed", "target_after", "elapsed_after") if name in rows.columns
    ]
    return rows.with_columns(pl.col(name).map_elements(clock_time, return_dtype=pl.String) for name in seconds)
