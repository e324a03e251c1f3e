"""Parts of the page on drivers: the answers behind its figures, and how the figures were made."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dagster_project.drivers.cells import Cells
from dagster_project.drivers.result import DriverAnalysis
from dashboards import drivers_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.drivers_analysis import Part
from dashboards.figures import MISSING, counted
from dashboards.html_parts import section
from dashboards.table_columns import number_column, time_column

PREDICTORS = (
    "Predictors are topics that an answer names (for a support score, those of the messages that opened its case; for "
    "a recommendation, those that the customer named in the 90 days before) and setbacks that came before it: a "
    "promise broken, a handover, a reopening, a day of waiting on the customer. Differences between kinds of answer "
    "are taken out of all but means. Below 100 answers, or 30 with a predictor, nothing is given. The sign turns where "
    "the association alone has the other sign within segments and kinds (Simpson 1951). Trends compare windows that do "
    "not overlap, by least squares with a constant for each segment and kind."
)


ALL = ""
"""Stands for no predictor, where answers are chosen by one."""


def put_answers_behind(
    answers: Answers, part: Part, cells: Cells, rows: pl.DataFrame, outcome: str, about: Sequence[str]
) -> None:
    """The answers of a part, or those that name a predictor, as many as the figures count. rows: predictors (name,
    label), by rank."""
    section("Answers behind the figures", "The newest first; as many as the figures count.")
    slots = {predictor.predictor: place for place, predictor in enumerate(cells.predictors)}
    labels = {ALL: "All", **dict(rows.select("name", "label").iter_rows())}
    left, right = st.columns([2, 3], vertical_alignment="bottom", gap="small")
    behind = left.selectbox("Answers", list(labels), format_func=labels.get, key="behind", bind="query-params")
    sort = right.segmented_control(
        "that", ["name it", "do not"], default="name it", required=True, key="sort", bind="query-params"
    )
    bit = 0 if behind == ALL else 1 << slots[behind]
    chosen = [list(part.segments), list(part.tenants), part.since]
    found = answers.sql(drivers_queries.ROWS, [part.source, part.outcome, bit, sort == "name it", *chosen])
    put_download(answers, "CSV", "driver_answers", lambda: found, [*about, f"answers: {labels[behind]}, {sort}"])
    put_count(found, "answer")
    draw_columns(
        found.head(DRAWN),
        occurred_at=time_column("When"), outcome_value=st.column_config.NumberColumn(outcome, format="%.2f"),
        kind="What", tenant_name="Tenant", segment="Segment",
        words=st.column_config.TextColumn("Words", width="large"), case_id="Case", answer_id="Answer",
    )  # fmt: skip


EVERY = (
    ("weight", "Weight", "Johnson's relative weight, a part of R² (Johnson 2000); bootstrap of weeks", ".4f"),
    ("lmg", "LMG", "Shapley value of R² (Lindeman, Merenda and Gold 1980)", ".4f"),
    (
        "effect",
        "Points",
        "Adjusted, per answer with it: least squares with a constant for each segment and kind",
        "+.3f",
    ),
    ("adjusted_impact", "Impact, adjusted", "Points × share of answers with it", "+.3f"),
    ("leave_out_impact", "Impact, leave-out", "Mean of all answers less the mean of those without it", "+.3f"),
    ("outcome_with", "Mean with it", "Mean outcome of the answers with it", ".2f"),
    ("coefficient", "Beta", "Standardised coefficient, all predictors together", "+.3f"),
    ("correlation", "r", "Correlation with the outcome, alone", "+.3f"),
)
"""Figures with an interval: column, what it is called, its method, how it is written."""
PLAIN = (
    ("share", "Of R²", "Weight over R²", ".1%"),
    ("rank_stability", "Same rank", "Share of draws with this rank", ".0%"),
    ("vif", "VIF", "Variance inflation: how far others determine it", ".2f"),
    ("noise_weight", "Noise", "Weight that a random predictor stays below in 95 % of draws", ".4f"),
    ("reported_impact_score", "Impact, reported", "The platform's own figure", "+.2f"),
)


def put_every_figure(answers: Answers, figures: pl.DataFrame, analysis: DriverAnalysis, about: Sequence[str]) -> None:
    """All figures of one predictor, one under the other, each with its interval, n and method."""
    with st.expander("Every figure of a predictor, with its method", icon=":material/info:"):
        labels = dict(figures.filter(pl.col("rank").is_not_null()).select("name", "label").iter_rows())
        name = st.selectbox(
            "Predictor", list(labels), format_func=labels.get, key="every_figure", bind="query-params", width=420
        )
        row = figures.row(by_predicate=pl.col("name") == name, named=True)
        told = []
        for column, label, method, form in EVERY:
            value, low, high = (row[f"{column}{end}"] for end in ("", "_low", "_high"))
            interval = "" if low is None or high is None else f"{low:{form}} to {high:{form}}"
            n = row["mentions"] if column == "outcome_with" else analysis.n
            told.append((label, MISSING if value is None else f"{value:{form}}", interval, n, method))
        for column, label, method, form in PLAIN:
            value = row[column]
            told.append((label, MISSING if value is None else f"{value:{form}}", "", analysis.n, method))
        told.append(("Trend, reported", row["reported_trend"] or MISSING, "", None, "The platform's own figure"))
        told.append(("Warnings", row["warning_words"] or "none", "", analysis.n, "See Method and sources"))
        table = pl.DataFrame(told, schema=["figure", "value", "interval", "n", "method"], orient="row")
        put_download(answers, "CSV", "driver_figures", lambda: table, [*about, f"predictor: {labels[name]}"])
        draw_columns(
            table, figure="Figure", value=st.column_config.TextColumn("Value", alignment="right"), interval="95 %",
            n=number_column("n"), method=st.column_config.TextColumn("Method", width="large"),
        )  # fmt: skip


def put_method(answers: Answers, part: Part, analysis: DriverAnalysis) -> None:
    """How the figures were made, and where they stand published."""
    published = answers.sql(drivers_queries.PUBLISHED, [part.source, part.outcome])
    turns = answers.sql(drivers_queries.TURNS, [part.source, part.outcome])
    with st.expander("Method and sources"):
        st.markdown(f"{analysis.method} {PREDICTORS}")
        st.caption(
            f"Of the latest 52 weeks, {counted(published['figure_count'].sum(), 'predictor')} of all answers stand in "
            f"reporting.experience_drivers, beside those of segments and tenants; {counted(turns.height, 'window')} of "
            "reporting.driver_history changed by more than chance."
        )
