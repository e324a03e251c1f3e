"""Outcomes in the warehouse: frozen forecasts and cases in, one measured row per forecast out, for one dbt model.

Lists in a row (weeks, placebos, decisions) are laid out in tables of their own by dbt.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import numpy as np
import polars as pl

from dagster_project.outcomes.checks import placebos_pass
from dagster_project.outcomes.decisions import Decision
from dagster_project.outcomes.forecasts import FrozenForecast
from dagster_project.outcomes.measuring import Cases, Groups, Measured, measure, why_not_yet, window

SHARED = 0.2
"""A subject of whose cases more than this part are also about what was fixed is no placebo."""

_TEXT, _REAL, _WHOLE, _FLAG, _DAY = pl.String, pl.Float64, pl.Int64, pl.Boolean, pl.Date
SCHEMA: dict[str, Any] = {
    "forecast_id": _TEXT, "source": _TEXT, "opportunity_key": _TEXT, "origin": _TEXT, "fix_on": _DAY,
    "low_cases": _REAL, "likely_cases": _REAL, "high_cases": _REAL, "low_usd": _REAL, "likely_usd": _REAL,
    "high_usd": _REAL, "forecast_method": _TEXT, "release_id": _TEXT, "note": _TEXT, "frozen_by": _TEXT,
    "frozen_at": pl.Datetime("us", "UTC"),
    "treated_accounts": _WHOLE, "comparison_accounts": _WHOLE, "why_not_measured": _TEXT, "method": _TEXT,
    "weeks_before": _WHOLE, "weeks_after": _WHOLE, "treated_cases": _WHOLE, "comparison_cases": _WHOLE,
    "effect": _REAL, "effect_low": _REAL, "effect_high": _REAL, "baseline": _REAL, "observed": _REAL,
    "hours_per_case": _REAL, "usd_per_case": _REAL,
    "trend_slope": _REAL, "trend_low": _REAL, "trend_high": _REAL, "trend_passed": _FLAG,
    "dates_passed": _FLAG, "segments_passed": _FLAG, "finding": _TEXT, "is_supported": _FLAG,
    "week_starts": pl.List(_DAY), "treated_series": pl.List(_REAL), "comparison_series": pl.List(_REAL),
    "placebo_kinds": pl.List(_TEXT), "placebo_names": pl.List(_TEXT), "placebo_values": pl.List(_REAL),
    "placebo_lows": pl.List(_REAL), "placebo_highs": pl.List(_REAL),
    "decided_status": pl.List(_TEXT), "decided_by": pl.List(_TEXT), "decided_reason": pl.List(_TEXT),
    "decided_at": pl.List(_TEXT),
}  # fmt: skip
"""Columns of measured_rows. effect: cases a week of all treated accounts, as treated_series is."""


def platform_forecasts(rows: pl.DataFrame) -> list[FrozenForecast]:
    """Rows of the platform's table as forecasts."""
    return [
        FrozenForecast(
            forecast_id=row["forecast_id"], source=row["source"], opportunity_key=row["opportunity_key"],
            fix_on=row["fix_on"], low_cases=row["low_cases"], likely_cases=row["likely_cases"],
            high_cases=row["high_cases"], low_usd=None, likely_usd=None, high_usd=None, method=row["method"],
            release_id=row["release_id"] or "", account_ids=tuple(row["account_ids"] or ()), note=row["note"] or "",
            frozen_by=row["frozen_by"] or "", frozen_at=row["frozen_at"],
        )
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip


def measured_rows(
    forecasts: list[tuple[str, FrozenForecast]], cases: pl.DataFrame, accounts: Mapping[str, Collection[str]],
    as_of: Mapping[str, datetime], leaves: Mapping[str, str], decisions: list[Decision],
) -> pl.DataFrame:  # fmt: skip
    """One row per forecast. forecasts: each with its origin, of sources that as_of names; others are left out.

    cases: source, opportunity_key, case_id, tenant_id, opened_on, handling_minutes, cost_usd. accounts: source →
    its tenants; others that have a case of it are added, nobody of another source is.
    leaves: themes without further ones below them, key → name, which serve as placebos.
    """
    rows = [
        {
            **_forecast_columns(origin, forecast),
            **_measured_columns(
                forecast, cases, accounts.get(forecast.source, ()), as_of[forecast.source].date(), leaves
            ),
            **_decision_columns(forecast.forecast_id, decisions),
        }
        for origin, forecast in forecasts
        if forecast.source in as_of
    ]
    return pl.DataFrame(rows, schema=SCHEMA).sort("source", "fix_on", "forecast_id")


def _forecast_columns(origin: str, forecast: FrozenForecast) -> dict[str, Any]:
    told = asdict(forecast)
    told["forecast_method"] = told.pop("method")
    told.pop("account_ids")
    return {"origin": origin, **told}


def _decision_columns(entry: str, decisions: list[Decision]) -> dict[str, Any]:
    own = [decision for decision in decisions if decision.entry_id == entry]
    return {
        "decided_status": [d.status for d in own], "decided_by": [d.decided_by for d in own],
        "decided_reason": [d.reason for d in own], "decided_at": [d.decided_at for d in own],
    }  # fmt: skip


def _measured_columns(
    forecast: FrozenForecast, cases: pl.DataFrame, tenants: Collection[str], as_of: date, leaves: Mapping[str, str]
) -> dict[str, Any]:
    here = cases.filter(pl.col("source") == forecast.source)
    accounts = {*tenants, *here["tenant_id"].drop_nulls()}
    got_it = set(forecast.account_ids) & accounts if forecast.account_ids else accounts
    groups = Groups(len(got_it), len(accounts - got_it))
    columns: dict[str, Any] = dict.fromkeys(SCHEMA.keys() - _forecast_columns("", forecast).keys())
    columns |= {"treated_accounts": groups.treated, "comparison_accounts": groups.others}
    first = here["opened_on"].min()
    before, after = window(forecast.fix_on, first, as_of) if first else (0, 0)
    if reason := why_not_yet(before, after):
        return columns | {"why_not_measured": reason}
    own = here.filter(pl.col("opportunity_key") == forecast.opportunity_key)
    if own.is_empty():
        return columns | {"why_not_measured": "this release has no cases of it"}
    others = {
        name: _cases(found, forecast.fix_on, got_it)
        for key, name in leaves.items()
        if key != forecast.opportunity_key
        and (found := here.filter(pl.col("opportunity_key") == key)).height
        and found["case_id"].is_in(own["case_id"].implode()).mean() <= SHARED
    }
    measured = measure(forecast.fix_on, _cases(own, forecast.fix_on, got_it), groups, before, after, others)
    past = own.filter((pl.col("opened_on") < forecast.fix_on) & pl.col("tenant_id").is_in(list(got_it)))
    return columns | _result_columns(measured) | {
        "treated_cases": int(measured.treated.sum()),
        "comparison_cases": _count(own, forecast.fix_on, got_it, before, after) if groups.can_compare else None,
        "hours_per_case": (past["handling_minutes"].mean() or 0) / 60 if past.height else None,
        "usd_per_case": past["cost_usd"].cast(pl.Float64).mean() if past.height else None,
    }  # fmt: skip


def _cases(rows: pl.DataFrame, fix_on: date, got_it: set[str]) -> Cases:
    day = rows.select((pl.col("opened_on") - pl.lit(fix_on)).dt.total_days()).to_series()
    return Cases(day.to_numpy().astype(np.int64), rows["tenant_id"].is_in(list(got_it)).to_numpy())


def _count(own: pl.DataFrame, fix_on: date, got_it: set[str], before: int, after: int) -> int:
    """Cases of the other accounts in the weeks that are looked at."""
    cases = _cases(own, fix_on, got_it)
    inside = (cases.day >= -7 * before) & (cases.day < 7 * after) & ~cases.is_treated
    return int(inside.sum())


def _result_columns(measured: Measured) -> dict[str, Any]:
    effect, trend = measured.effect, measured.trend
    placebos = [("date", p) for p in measured.dates] + [("segment", p) for p in measured.segments]
    return {
        "method": effect.method, "weeks_before": effect.weeks_before, "weeks_after": effect.weeks_after,
        "effect": effect.value, "effect_low": effect.low, "effect_high": effect.high,
        "baseline": float(measured.treated[: effect.weeks_before].mean()),
        "observed": float(measured.treated[effect.weeks_before :].mean()),
        "trend_slope": trend.slope if trend else None, "trend_low": trend.low if trend else None,
        "trend_high": trend.high if trend else None, "trend_passed": trend.passed if trend else None,
        "dates_passed": placebos_pass(measured.dates), "segments_passed": placebos_pass(measured.segments),
        "finding": measured.finding, "is_supported": not measured.failures,
        "week_starts": measured.week_starts, "treated_series": measured.treated.tolist(),
        "comparison_series": None if measured.comparison is None else measured.comparison.tolist(),
        "placebo_kinds": [kind for kind, _ in placebos], "placebo_names": [p.name for _, p in placebos],
        "placebo_values": [p.effect.value for _, p in placebos], "placebo_lows": [p.effect.low for _, p in placebos],
        "placebo_highs": [p.effect.high for _, p in placebos],
    }  # fmt: skip
