"""The published tables: the moments of the warehouse in, `experience_drivers` and `driver_history` out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta

import numpy as np
import polars as pl

from dagster_project.drivers.analysis import Question, analyse
from dagster_project.drivers.cells import Cells, Predictor
from dagster_project.drivers.history import History, driver_history
from dagster_project.drivers.result import NONE, Driver, DriverAnalysis, Interval, flat

PERIOD_WEEKS = 52
"""The latest period that experience_drivers tells of."""

PART_DRAWS = 200
"""Fewer draws for a segment or a tenant than for all, and no interval of LMG: there are many of them."""

WHERE = {"source": pl.String, "outcome": pl.String, "scope": pl.String, "tenant_id": pl.String, "segment": pl.String}
WHAT = {"predictor": pl.String, "label": pl.String, "kind": pl.String, "topic_id": pl.String}


def cells_by_outcome(cells: pl.DataFrame, predictors: pl.DataFrame) -> dict[tuple[str, str], Cells]:
    """(source, outcome) → its cells, from the tables driver_moments and driver_predictors."""
    known = {
        key: [Predictor(*row) for row in part.sort("slot").select(list(WHAT)).iter_rows()]
        for key, part in predictors.partition_by("source", "outcome", as_dict=True).items()
    }
    return {
        key: Cells(part, known[key])
        for key, part in sorted(cells.partition_by("source", "outcome", as_dict=True).items())
        if key in known
    }


def first_week(as_of: date, weeks: int) -> date:
    """Monday of the week that a period of so many weeks up to a day begins in: weeks are counted whole, or not."""
    day = as_of - timedelta(weeks=weeks)
    return day - timedelta(days=day.weekday())


def question_of(cells: Cells, **settings: int) -> Question:
    """The question that the cells answer."""
    names = [p.predictor for p in cells.predictors]
    return Question(names, [True] * len(names), leaves_out_rare=True, **settings)


def experience_drivers(cells: pl.DataFrame, predictors: pl.DataFrame, as_of: Mapping[str, date]) -> pl.DataFrame:
    """Drivers of each outcome in the latest period, of all, of each segment and of each tenant with enough answers.

    as_of: source → the day that it is looked at. Figures below the floors are left empty; their rows say so.
    """
    rows = []
    for (source, outcome), part in cells_by_outcome(cells, predictors).items():
        first = first_week(as_of[source], PERIOD_WEEKS)
        for scope, analysis in _scopes(part, first):
            period = {"period_start": first, "period_end": as_of[source]}
            rows += analysis_rows(part, analysis, {"source": source, "outcome": outcome, **scope, **period})
    return pl.DataFrame(rows, schema={**WHERE, "period_start": pl.Date, "period_end": pl.Date, **FIGURES})


def _scopes(cells: Cells, since: date) -> Iterator[tuple[dict[str, str | None], DriverAnalysis]]:
    few = question_of(cells, draws=PART_DRAWS, lmg_draws=0)
    parts = [("all", None, None), *(("segment", None, name) for name in cells.segments)]
    parts += [("tenant", tenant, None) for tenant in cells.tenants]
    for scope, tenant, segment in parts:
        places = cells.places([segment] if segment else [], [tenant] if tenant else [], since=since)
        question = question_of(cells) if scope == "all" else few
        if cells.answers(places) < question.floor_rows:
            if scope == "tenant":
                continue
            # Nothing of it is published but how many there are.
            question = question_of(cells, draws=2, lmg_draws=0)
        counted, control = cells.grouped(places)
        yield {"scope": scope, "tenant_id": tenant, "segment": segment}, analyse(counted, question, control)


TYPES = {
    "int": pl.Int64, "int | None": pl.Int64, "float | None": pl.Float64, "bool": pl.Boolean, "str": pl.String,
    "tuple[str, ...]": pl.List(pl.String),
}  # fmt: skip


def _figure_types() -> dict[str, pl.DataType]:
    """The columns of a driver's figures, in order: an interval is three."""
    types: dict[str, pl.DataType] = {}
    for field in fields(Driver)[1:]:
        names = (field.name, f"{field.name}_low", f"{field.name}_high") if field.type == "Interval" else (field.name,)
        types |= dict.fromkeys(names, pl.Float64 if field.type == "Interval" else TYPES[field.type])
    return types


FIGURES = {
    "n": pl.Int64, "group_count": pl.Int64, "draw_count": pl.Int64, "outcome_mean": pl.Float64,
    "outcome_mean_low": pl.Float64, "outcome_mean_high": pl.Float64, "r_squared": pl.Float64,
    "r_squared_low": pl.Float64, "r_squared_high": pl.Float64, "adjusted_r_squared": pl.Float64, **WHAT,
    **_figure_types(),
}  # fmt: skip


def analysis_rows(cells: Cells, analysis: DriverAnalysis, about: Mapping[str, object]) -> list[dict[str, object]]:
    """One row per predictor; figures that do not reach the floors are left empty."""
    known = {p.predictor: p for p in cells.predictors}
    whole: dict[str, object] = {"n": analysis.n, "group_count": analysis.groups, "draw_count": analysis.draws}
    for name in ("outcome_mean", "r_squared"):
        figure: Interval = NONE if analysis.is_below_floor else getattr(analysis, name)
        whole |= {name: figure.value, f"{name}_low": figure.low, f"{name}_high": figure.high}
    whole["adjusted_r_squared"] = None if analysis.is_below_floor else analysis.adjusted_r_squared
    rows = []
    for driver in analysis.drivers:
        what = known[driver.name]
        figures = flat(driver)
        if driver.status == "below_floor":
            kept = {"mentions": driver.mentions, "status": driver.status, "is_above_noise": False, "warnings": []}
            figures = dict.fromkeys(figures) | kept
        figures.pop("name")
        rows.append({**about, **whole, **{name: getattr(what, name) for name in WHAT}, **figures})
    return rows


HISTORY = {
    "week_start": pl.Date, "window_weeks": pl.Int64, **WHAT, "n": pl.Int64, "mentions": pl.Int64, "weight": pl.Float64,
    "effect": pl.Float64, "effect_low": pl.Float64, "effect_high": pl.Float64, "impact": pl.Float64,
    "impact_low": pl.Float64, "impact_high": pl.Float64, "change": pl.Float64, "change_low": pl.Float64,
    "change_high": pl.Float64, "trend": pl.String,
}  # fmt: skip


def history_table(cells: pl.DataFrame, predictors: pl.DataFrame, as_of: Mapping[str, date]) -> pl.DataFrame:
    """The history of each outcome's drivers, of all and of each segment, for weeks that are over."""
    parts = []
    for (source, outcome), part in cells_by_outcome(cells, predictors).items():
        until = as_of[source] - timedelta(days=7)
        for scope, segments in (("all", []), *(("segment", [name]) for name in part.segments)):
            places = part.places(segments=segments, until=until)
            about = {"source": source, "outcome": outcome, "scope": scope, "tenant_id": None}
            frame = history_rows(part, *part.by_week(places))
            where = {**about, "segment": segments[0] if segments else None}
            parts.append(frame.select(*(pl.lit(where[n], dtype=t).alias(n) for n, t in WHERE.items()), pl.all()))
    return pl.concat(parts) if parts else pl.DataFrame(schema={**WHERE, **HISTORY})


def history_rows(cells: Cells, weeks: list[date], by_week: np.ndarray, control: np.ndarray) -> pl.DataFrame:
    """One row per week and predictor that reach the floors."""
    if not weeks:
        return pl.DataFrame(schema=HISTORY)
    history = driver_history(by_week, control)
    count, p = history.mentions.shape
    columns: dict[str, object] = {
        "week_start": np.repeat(np.array(weeks, dtype="datetime64[D]"), p),
        "window_weeks": np.full(count * p, history.weeks),
        **{name: [getattr(what, name) for what in cells.predictors] * count for name in WHAT},
        "n": np.repeat(history.n.round().astype(np.int64), p),
        "mentions": history.mentions.round().astype(np.int64).ravel(),
        "weight": _or_none(history.weight, history.is_known),
        **_bounded("effect", history, history.is_known),
        **_bounded("impact", history, history.is_known),
        **_bounded("change", history, history.is_judged),
        "trend": history.trend.ravel(),
    }
    return pl.DataFrame(columns, schema=HISTORY).filter(pl.Series(history.is_known.ravel()))


def _bounded(name: str, history: History, known: np.ndarray) -> dict[str, pl.Series]:
    value, margin = getattr(history, name), getattr(history, f"{name}_margin")
    with np.errstate(invalid="ignore"):
        bounds = {name: value, f"{name}_low": value - margin, f"{name}_high": value + margin}
    return {key: _or_none(numbers, known) for key, numbers in bounds.items()}


def _or_none(values: np.ndarray, known: np.ndarray) -> pl.Series:
    return pl.Series(np.where(known, values, np.nan).ravel()).fill_nan(None)
