"""Accounts of another source are nobody to compare with, though tenants of all sources are in one list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl

from dagster_project.outcomes.forecasts import FrozenForecast
from dagster_project.outcomes.warehouse import measured_rows

FIX = date(2026, 1, 5)


def cases_of(source: str, tenants: list[str]) -> pl.DataFrame:
    """Of each tenant a case a week for 40 weeks, 20 on either side of the fix."""
    rows = [
        {"source": source, "opportunity_key": "theme:t", "case_id": f"{tenant}{week}", "tenant_id": tenant,
         "opened_on": FIX + timedelta(weeks=week), "handling_minutes": 10.0, "cost_usd": 8.0}
        for tenant in tenants
        for week in range(-20, 20)
    ]  # fmt: skip
    return pl.DataFrame(rows)


def test_the_comparison_is_of_the_source_of_the_forecast():
    here = [f"a{number}" for number in range(12)]
    there = [f"b{number}" for number in range(30)]
    forecast = FrozenForecast(
        "FRC-1", "one", "theme:t", FIX, 1.0, 2.0, 3.0, None, None, None, "m", "R1", tuple(here[:6]), "", "ann",
        datetime(2025, 12, 1, tzinfo=UTC),
    )  # fmt: skip
    cases = pl.concat([cases_of("one", here), cases_of("two", there)])
    # Of the source's own tenants one has no row in the list, and a case all the same.
    accounts = {"one": here[:-1], "two": there}
    as_of = datetime(2026, 6, 1, tzinfo=UTC)
    row = measured_rows([("frozen here", forecast)], cases, accounts, {"one": as_of, "two": as_of}, {}, [])
    assert (row["treated_accounts"].item(), row["comparison_accounts"].item()) == (6, 6)
    assert row["comparison_series"].to_list()[0][0] == 6
