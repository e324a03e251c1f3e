"""The part of the page on planning that holds projects against their dates and their forecasts."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards import planning_charts, planning_queries
from dashboards.answers import Answers
from dashboards.charts import show
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_rows
from dashboards.durations import share
from dashboards.figures import whole
from dashboards.html_parts import chart_title, keys, nothing_here, section
from dashboards.palette import ACCENT, BREACHED
from dashboards.table_columns import number_column

SHARE = {"format": "percent"}
DAY = "D MMM YYYY"


def put_projects(answers: Answers) -> None:
    """How far running projects are, and how often forecasts held."""
    running, calibration = answers.sql(planning_queries.RUNNING), answers.sql(planning_queries.CALIBRATION)
    ended = answers.ask(
        ["projects_completed", "projects_completed_late", "project_late_rate", "project_late_rate_low",
         "project_late_rate_high", "project_days_late_median"]
    ).row(0, named=True)  # fmt: skip
    if running.is_empty() and calibration.is_empty() and not ended["projects_completed"]:
        nothing_here("No source of this release has projects that run or have ended.")
        return
    section("Projects", _ended_words(ended))
    left, right = st.columns(2, gap="small")
    with left.container(border=True, height="stretch"):
        chart_title("How often forecasts held", "The share of actual values within the range, with 95 % intervals.")
        if calibration.is_empty():
            nothing_here("No forecast can be judged yet.")
        else:
            keys({"held": ACCENT, "confidence stated": BREACHED})
            show(
                planning_charts.rate_against_stated(_bands(calibration)), "Forecasts that held, against what was stated"
            )
    with right.container(border=True, height="stretch"):
        chart_title("Running projects: done, and time over", "The tick is the share of the planned time that is over.")
        if running.is_empty():
            nothing_here("No project is running.")
        else:
            keys(planning_charts.STATES)
            show(planning_charts.progress_bars(running), "Progress of running projects against the time that is over")
    if not running.is_empty():
        _put_running(answers, running)
    _put_misses(answers)


def _ended_words(ended: dict[str, Any]) -> str:
    """How many projects were late, with the interval, and by how much."""
    if not ended["projects_completed"]:
        return "No project has been completed yet."
    low, high = share(ended["project_late_rate_low"], 0), share(ended["project_late_rate_high"], 0)
    words = (
        f"{whole(ended['projects_completed_late'])} of {whole(ended['projects_completed'])} completed projects were "
        f"late: {share(ended['project_late_rate'], 0)} (95 %: {low} to {high})"
    )
    days = ended["project_days_late_median"]
    return f"{words}; half of the late ones by {whole(days)} days or more." if days else f"{words}."


def _bands(calibration: pl.DataFrame) -> pl.DataFrame:
    return calibration.select(
        group="confidence_band", value="in_range_rate", low="in_range_rate_low", high="in_range_rate_high",
        stated="stated_rate",
        label=pl.col("confidence_band") + "\n" + pl.col("verdict") + ", n " + pl.col("forecast_count").cast(pl.String),
    )  # fmt: skip


def _put_running(answers: Answers, running: pl.DataFrame) -> None:
    section(
        "Running projects",
        "By its dates a project is overdue past its day, and behind where progress is a fifth of the whole or more "
        "short of the time that is over. A status is too kind where it says on track all the same.",
    )
    put_download(answers, "CSV", "running_projects", lambda: running, ["reporting.projects, is_open"])
    draw_rows(
        running,
        {
            "title": "Project", "owner": "Owner", "reported_status": "Reported", "status_by_dates": "By its dates",
            "is_status_too_kind": st.column_config.CheckboxColumn("Too kind"),
            "progress_rate": st.column_config.NumberColumn("Done", **SHARE),
            "elapsed_rate": st.column_config.NumberColumn("Time over", **SHARE),
            "progress_gap": st.column_config.NumberColumn("Ahead", **SHARE, help="A minus is behind."),
            "starts_on": st.column_config.DateColumn("From", format=DAY),
            "due_on": st.column_config.DateColumn("Due", format=DAY),
            "days_past_due": number_column("Days past due", "A minus is time left."),
        },
    )  # fmt: skip


def _put_misses(answers: Answers) -> None:
    misses = answers.sql(planning_queries.FORECASTS)
    if misses.is_empty():
        return
    section("Forecasts that did not hold", "The actual value lies outside the range; the most confident first.")
    put_download(answers, "CSV", "forecasts_missed", lambda: misses, ["reporting.project_forecasts, outside the range"])
    number = {"format": "localized"}
    draw_rows(
        misses,
        {
            "project_title": "Project", "metric": "Metric",
            "near_estimate": st.column_config.NumberColumn("Range from", **number),
            "far_estimate": st.column_config.NumberColumn("to", **number),
            "actual": st.column_config.NumberColumn("Actual", **number), "outcome": "Outcome",
            "confidence": st.column_config.NumberColumn("Stated confidence", **SHARE),
            "forecast_on": st.column_config.DateColumn("Forecast on", format=DAY),
        },
    )  # fmt: skip
