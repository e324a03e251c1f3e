"""Agents on the page on monitoring: what their cases say of them, beside what the platform reports."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import monitoring_queries
from dashboards.answers import Answers
from dashboards.cards import FEW, Card, put_cards
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import duration
from dashboards.figures import MISSING, counted, whole
from dashboards.grid_charts import value_dots
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.table_columns import number_column, table_height

DRAWN = 20
"""Agents that a chart shows: those with most answers or cases."""
FEWEST_ANSWERS = 5
SCORE, SECONDS = {"format": "%.2f"}, {"format": "%,.0f s"}


def put_agents(answers: Answers) -> None:
    """The part on agents."""
    agents = answers.sql(monitoring_queries.AGENTS)
    if agents.is_empty():
        nothing_here("No source of this release says how long agents spend on cases.")
        return
    months = answers.sql(monitoring_queries.AGENT_MONTHS_APART)
    desk = answers.sql(monitoring_queries.DESK_FIGURES_APART)
    unresolved = answers.sql(monitoring_queries.UNRESOLVED)
    _put_cards(agents, months, desk, unresolved)
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        rated = agents.filter(pl.col("answer_count") >= FEWEST_ANSWERS)
        chart_title(
            "Satisfaction by agent",
            f"Mean score with its 95 % interval, of those with {FEWEST_ANSWERS} answers or more; the tick is the desk. "
            "Agents get different cases: a difference is associated with the agent, not caused by them.",
        )
        dots = rated.sort("answer_count", descending=True).head(DRAWN).sort("csat", descending=True).select(
            group="agent_name", value="csat", low="csat_low", high="csat_high", before="desk_csat", n="answer_count",
            is_marked=(pl.col("csat_high") < pl.col("desk_csat")).fill_null(False),
            label=pl.format("{}\nn {}{}", "agent_name", "answer_count", _few("answer_count")),
        )  # fmt: skip
        show(value_dots(dots, ".1f", title="Score"), "Satisfaction by agent, with 95 % intervals")
    with right.container(border=True, height="stretch"):
        chart_title(
            "Time per case by agent",
            "Mean minutes that an agent spent on a case, with 95 % intervals; the tick is the median.",
        )
        minutes = agents.sort("case_count", descending=True).head(DRAWN).sort("avg_handle_seconds").select(
            group="agent_name", value=pl.col("avg_handle_seconds") / 60, low=pl.col("avg_handle_low_seconds") / 60,
            high=pl.col("avg_handle_high_seconds") / 60, before=pl.col("median_handle_seconds") / 60, n="case_count",
            is_marked=pl.lit(False), label=pl.format("{}\nn {}{}", "agent_name", "case_count", _few("case_count")),
        )  # fmt: skip
        show(value_dots(minutes, ",.1f", title="Minutes", zero=True), "Time per case by agent, with 95 % intervals")
    _put_tables(answers, agents, months, desk, unresolved)


def _few(n: str) -> pl.Expr:
    return pl.when(pl.col(n) < FEW).then(pl.lit(", few")).otherwise(pl.lit(""))


def _put_cards(agents: pl.DataFrame, months: pl.DataFrame, desk: pl.DataFrame, unresolved: pl.DataFrame) -> None:
    overstated = agents.filter(pl.col("reported_case_count") > pl.col("counted_case_count"))
    put_cards(
        [
            Card("Agents", whole(agents.height), "Agents who spent time on a case in the last twelve whole months.",
                 note=f"median of {duration(agents['median_handle_seconds'].median())} a case"),
            Card("Months that differ", whole(months.height),
                 "Monthly figures of an agent that the platform reports otherwise than the cases give: volume, "
                 "handling time to the second, or satisfaction to the hundredth.", note="months of an agent",
                 is_alarm=not months.is_empty()),
            Card("Volume overstated", whole(overstated.height),
                 "Agents who are reported with more cases than they had.",
                 note=", ".join(overstated["agent_name"].head(3)), is_alarm=not overstated.is_empty()),
            Card("Desk figures that differ", whole(desk.height),
                 "Monthly figures of the desk that the platform reports otherwise than the cases give.",
                 note=", ".join(desk["metric_name"].unique().sort()), is_alarm=not desk.is_empty()),
            Card("Names without an account", whole(unresolved["agent_name"].n_unique()),
                 "Reported names that no account of ours has, or several.",
                 note=", ".join(unresolved["agent_name"].unique().sort().head(3)), is_alarm=not unresolved.is_empty()),
        ]
    )  # fmt: skip


def _put_tables(
    answers: Answers, agents: pl.DataFrame, months: pl.DataFrame, desk: pl.DataFrame, unresolved: pl.DataFrame
) -> None:
    section(
        "Agents",
        "The last twelve whole months. A case is an agent's if the agent spent time on it; an answer is about who held "
        "the case when the survey was sent.",
    )
    put_download(answers, "CSV", "agents", lambda: agents, ["reporting.agent_performance"])
    draw_rows(
        agents.drop("desk_csat", "avg_handle_low_seconds", "avg_handle_high_seconds"),
        {
            "agent_name": "Agent", "team": "Team", "case_count": number_column("Cases"),
            "avg_handle_seconds": st.column_config.NumberColumn("Time per case", **SECONDS),
            "median_handle_seconds": st.column_config.NumberColumn("Median", **SECONDS),
            "answer_count": number_column("Answers"), "csat": st.column_config.NumberColumn("Score", **SCORE),
            "csat_low": st.column_config.NumberColumn("95 % from", **SCORE),
            "csat_high": st.column_config.NumberColumn("95 % to", **SCORE), "reported_status": "Status reported",
            "reported_case_count": number_column("Reported volume", "Of all whole months with a report."),
            "counted_case_count": number_column("Counted volume", "Of the same months; a case counts in each."),
            "differing_month_count": number_column("Months that differ"),
            "reported_month_count": number_column("Months reported"),
        },
    )  # fmt: skip
    section("Reports that do not agree", "Months of an agent, and of the desk, beside what the cases give.")
    month = st.column_config.DateColumn("Month", format="MMM YYYY")
    if months.is_empty() and desk.is_empty() and unresolved.is_empty():
        nothing_here("Every report agrees with the cases.")
    if months.height:
        put_download(answers, f"CSV, {counted(months.height, 'month')}", "agent_differences", lambda: months,
                     ["reporting.agent_months"])  # fmt: skip
        draw_rows(
            months.drop("answer_count"),
            {
                "period_month": month, "agent_name": "Agent", "case_count": number_column("Cases"),
                "reported_case_count": number_column("Reported"),
                "avg_handle_seconds": st.column_config.NumberColumn("Time per case", **SECONDS),
                "reported_avg_handle_seconds": st.column_config.NumberColumn("Reported", **SECONDS),
                "csat": st.column_config.NumberColumn("Score", **SCORE),
                "reported_csat": st.column_config.NumberColumn("Reported", **SCORE),
            },
        )  # fmt: skip
    left, right = st.columns(2, gap="small")
    if desk.height:
        left.dataframe(
            desk,
            column_config={
                "period_month": month, "metric_name": "Desk's figure", "tenant": "Tenant",
                "reported_value": st.column_config.NumberColumn("Reported", format="%.2f"),
                "computed_value": st.column_config.NumberColumn("Computed", format="%.2f"),
                "case_count": number_column("Cases"),
            },
            hide_index=True, height=table_height(desk.height), placeholder=MISSING,
        )  # fmt: skip
    if unresolved.height:
        right.dataframe(
            unresolved,
            column_config={"agent_name": "Name without an account", "reason": "Why", "period_month": month,
                           "reported_case_count": number_column("Cases reported")},
            hide_index=True, height=table_height(unresolved.height), placeholder=MISSING,
        )  # fmt: skip
