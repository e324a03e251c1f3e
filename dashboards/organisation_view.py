"""The part of the page on knowledge that shows the organisation: its tree with what it holds, and what is wrong."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.answers import Answers
from dashboards.charts import share_dots, show
from dashboards.durations import share
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.knowledge_views import put_table
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column

INDENT = "\N{EM SPACE}"


def put_organisation(answers: Answers, units: pl.DataFrame, problems: pl.DataFrame) -> None:
    """The tree rolled up at every level, broken promises by unit, and every problem with its cases."""
    if units.is_empty():
        nothing_here("No source of this release has units of an organisation.")
        return
    tree = units.with_columns(
        unit=pl.concat_str(pl.lit(INDENT).repeat_by(2 * pl.col("depth").fill_null(0)).list.join(""), "unit_name"),
        breached=pl.struct("breached_rate", "breached_rate_low", "breached_rate_high").map_elements(
            _interval, return_dtype=pl.String
        ),
    )
    section(
        "The tree, rolled up",
        "People and cases of each unit with all units below it, each once; beside them those of the unit itself. Cases "
        "belong to the unit of whoever holds them. Units outside the tree stand at the end.",
    )
    put_table(
        answers, tree, "org_units", "reporting.org_units",
        {
            "unit": st.column_config.TextColumn("Unit", width="medium"), "standing": "Standing",
            "depth": number_column("Level"), "reported_level": number_column("Reported level"),
            "user_count": number_column("People"), "own_user_count": number_column("Own people"),
            "case_count": number_column("Cases"), "own_case_count": number_column("Own cases"),
            "open_case_count": number_column("Open"),
            "breached": st.column_config.TextColumn(
                "Promise broken", help="Share of the cases with a promised response or resolution, with 95 % interval."
            ),
            "promised_case_count": number_column("n"),
        },
        "",
    )  # fmt: skip
    left, right = st.columns([3, 2], gap="small")
    with right.container(border=True, height="stretch"):
        chart_title("Promises broken", "By unit with all below it, with 95 % intervals; the worst first.")
        dots = rate_dots(
            units.filter(pl.col("promised_case_count") > 0).sort("breached_rate", descending=True),
            "unit_name",
            "breached_rate",
            "promised_case_count",
        )
        if dots.is_empty():
            nothing_here("No unit's people hold a case with a promise.")
        else:
            show(share_dots(dots), "Share of cases with a broken promise by unit, with 95 % intervals")
    with left.container(border=True, height="stretch"):
        chart_title(
            "What is wrong",
            "Units that do not reach the top or stand on another level than reported, differences between units and "
            "hierarchy nodes, and people without one primary unit. Cases are those held there.",
        )
        put_table(
            answers, problems, "org_problems", "reporting.org_problems",
            {"entity_type": "What", "entity_name": "Which", "problem": "Problem", "detail": "Detail",
             "case_count": number_column("Cases")},
            "The organisation is a tree, and everybody has one place in it.",
        )  # fmt: skip


def _interval(rates: dict[str, float | None]) -> str | None:
    if rates["breached_rate"] is None:
        return None
    low, high = (share(rates[f"breached_rate_{side}"]).removesuffix(" %") for side in ("low", "high"))
    return f"{share(rates['breached_rate'])} ({low}–{high} %)"
