"""Driver analysis of any part of the answers, from the published moments; kept for each viewer and release.

The moments that a viewer may see are read once and stay in memory; every choice of filters after that is arithmetic on
them (dagster_project/drivers), and no row is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from dagster_project.drivers.analysis import analyse
from dagster_project.drivers.cells import Cells, Predictor
from dagster_project.drivers.result import DriverAnalysis
from dagster_project.drivers.tables import history_rows, question_of
from dashboards import drivers_queries
from dashboards.answers import KEYS, Answers


@dataclass(frozen=True)
class Part:
    """Which answers are looked at: of one outcome of a source; segments and tenants, all where empty; weeks that begin
    on `since` or later. until: the day that the source is looked at."""

    source: str
    outcome: str
    segments: tuple[str, ...]
    tenants: tuple[str, ...]
    since: date | None
    until: date


PART_KEYS = {**KEYS, Part: repr, Answers: lambda answers: answers.sight.key}


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=PART_KEYS)
def cells_of(answers: Answers, source: str, outcome: str) -> Cells:
    """The moments of an outcome, as the viewer may see them."""
    reader = answers.reader
    moments = reader.sql(drivers_queries.MOMENTS, [source, outcome])
    predictors = reader.sql(drivers_queries.PREDICTORS, [source, outcome]).drop("slot")
    return Cells(moments, [Predictor(*row) for row in predictors.iter_rows()])


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=PART_KEYS)
def analysis_of(answers: Answers, part: Part) -> DriverAnalysis:
    """The drivers of a part."""
    cells = cells_of(answers, part.source, part.outcome)
    counted, control = cells.grouped(cells.places(part.segments, part.tenants, since=part.since))
    return analyse(counted, question_of(cells), control)


@st.cache_data(max_entries=200, show_spinner=False, hash_funcs=PART_KEYS)
def history_of(answers: Answers, part: Part) -> pl.DataFrame:
    """The drivers of a part by week, of weeks that are over; windows reach back before the period."""
    cells = cells_of(answers, part.source, part.outcome)
    last = date.fromordinal(part.until.toordinal() - 7)
    rows = history_rows(cells, *cells.by_week(cells.places(part.segments, part.tenants, until=last)))
    return rows.filter(pl.col("week_start") >= part.since) if part.since else rows
