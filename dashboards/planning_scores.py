"""The parts of the page on planning about simulation runs and the scores of the executive view."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import planning_charts, planning_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.figures import whole
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.palette import ACCENT, BREACHED
from dashboards.table_columns import number_column, time_column

SHARE = {"format": "percent"}
POINTS = {"format": "%.1f"}


def put_simulations(answers: Answers) -> None:
    """How often a scenario comes out the same, against how sure its runs are."""
    scenarios = answers.sql(planning_queries.SCENARIOS)
    if scenarios.is_empty():
        nothing_here("No source of this release has simulation runs.")
        return
    section("Simulation runs", "A scenario that comes out one way and then another is no ground for a decision.")
    dots = scenarios.select(
        group="scenario_name", value="usual_rate", low="usual_rate_low", high="usual_rate_high",
        stated="mean_confidence",
        label=pl.col("scenario_name") + "\n" + pl.col("usual_outcome") + ", n " + pl.col("run_count").cast(pl.String),
    )  # fmt: skip
    with st.container(border=True):
        chart_title("Runs with the usual outcome", "The share of each scenario's runs, with 95 % intervals.")
        keys({"usual outcome": ACCENT, "mean confidence stated": BREACHED})
        show(planning_charts.rate_against_stated(dots), "Share of runs with the usual outcome, by scenario")
    put_download(answers, "CSV", "simulation_scenarios", lambda: scenarios, ["reporting.simulation_scenarios"])
    draw_rows(
        scenarios.drop("usual_rate_low", "usual_rate_high"),
        {
            "scenario_name": "Scenario", "run_count": number_column("Runs"), "usual_outcome": "Usual outcome",
            "usual_count": number_column("So often"), "outcome_count": number_column("Outcomes"),
            "usual_rate": st.column_config.NumberColumn("Share", **SHARE),
            "mean_confidence": st.column_config.NumberColumn("Mean confidence", **SHARE),
            "is_over_confident": st.column_config.CheckboxColumn("Over-confident"),
            "median_seconds": st.column_config.NumberColumn("Median seconds", **POINTS),
            "longest_seconds": st.column_config.NumberColumn("Longest", **POINTS),
            "last_ran_at": time_column("Last run"),
        },
    )  # fmt: skip
    runs = answers.sql(planning_queries.RUNS)
    if runs.is_empty():
        return
    section("Runs that came out otherwise", "The newest first.")
    put_download(answers, "CSV", "simulation_runs", lambda: runs, ["reporting.simulation_runs, not the usual outcome"])
    draw_rows(
        runs,
        {
            "ran_at": time_column("When"), "scenario_name": "Scenario", "outcome": "Outcome", "usual_outcome": "Usual",
            "confidence": st.column_config.NumberColumn("Confidence", **SHARE),
            "seconds": st.column_config.NumberColumn("Seconds", **POINTS),
        },
    )  # fmt: skip


def put_scores(answers: Answers) -> None:
    """Reported scores and trends beside those that follow from the inputs."""
    scores = answers.sql(planning_queries.SCORES)
    if scores.is_empty():
        nothing_here("No source of this release has scores of an executive view.")
        return
    counts = answers.ask(
        ["executive_scores_computed", "executive_scores_differing", "executive_trends_differing"]
    ).row(0, named=True)  # fmt: skip
    section(
        "Executive scores",
        "Computed from the figures behind each area, of the 90 days before. Of "
        f"{whole(counts['executive_scores_computed'])} scores that can be computed, "
        f"{whole(counts['executive_scores_differing'])} differ by more than five points; "
        f"{whole(counts['executive_trends_differing'])} trends are reported otherwise than they are.",
    )
    by_day = answers.sql(planning_queries.SCORES_BY_DAY)
    keys(planning_charts.SERIES)
    columns = st.columns(3, gap="small")
    for place, row in enumerate(scores.iter_rows(named=True)):
        area, value = row["category"], row["computed_score"]
        with columns[place % 3].container(border=True):
            chart_title(area, f"computed {value:.0f}" if value is not None else "no figures here to compute it from")
            of_area = by_day.filter(pl.col("category") == area)
            show(planning_charts.score_lines(of_area), f"Reported and computed scores of {area} over time")
    put_download(answers, "CSV", "executive_scores", lambda: scores, ["reporting.executive_scores, the newest day"])
    draw_rows(
        scores,
        {
            "category": "Area", "title": "Heading",
            "reported_score": st.column_config.NumberColumn("Reported", **POINTS),
            "computed_score": st.column_config.NumberColumn("Computed", **POINTS),
            "difference": st.column_config.NumberColumn("Difference", **POINTS), "score_verdict": "Score",
            "reported_trend": "Trend reported", "computed_trend": "Trend computed", "trend_verdict": "Trend",
            "narrative": st.column_config.TextColumn("What is said", width="medium"),
            "score_date": st.column_config.DateColumn("Day", format="D MMM YYYY"),
        },
    )  # fmt: skip
    inputs = answers.sql(planning_queries.INPUTS)
    if inputs.is_empty():
        return
    section(
        "What the newest scores are made of",
        "From 0 points at the worst share to 100 at the best, by seeds/executive_score_definitions.csv.",
    )
    put_download(answers, "CSV", "executive_score_inputs", lambda: inputs, ["reporting.executive_score_inputs"])
    draw_rows(
        inputs,
        {
            "category": "Area", "label": "Input", "value_rate": st.column_config.NumberColumn("Share", **SHARE),
            "value_rate_low": st.column_config.NumberColumn("95 % from", **SHARE),
            "value_rate_high": st.column_config.NumberColumn("95 % to", **SHARE), "fact_count": number_column("n"),
            "worst_value": st.column_config.NumberColumn("Worst", **SHARE),
            "best_value": st.column_config.NumberColumn("Best", **SHARE),
            "points": st.column_config.NumberColumn("Points", **POINTS),
            "weight": st.column_config.NumberColumn("Weight", format="%.1f"),
            "meaning": st.column_config.TextColumn("What it is a share of", width="large"),
        },
    )  # fmt: skip
