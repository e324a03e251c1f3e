"""Customers by the band of their health score, and how they fared in the last 90 days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.durations import share
from dashboards.html_parts import section
from dashboards.table_columns import number_column

BANDS = ("at risk (0–39)", "to watch (40–69)", "healthy (70–100)", "not scored")
RATES = ("customer_asking_rate", "customer_breached_rate")


def put_customer_health(
    answers: Answers, where: Mapping[str, Sequence[str]] | None = None, about: Sequence[str] = ()
) -> None:
    """A row per band; nothing where a release has no customers. where: the filters of the page; about: their words."""
    bounds = [f"{rate}{end}" for rate in RATES for end in ("", "_low", "_high")]
    bands = answers.ask(["customers", "customers_asking", "customer_cases", *bounds], ["health_band"], where)
    if bands.is_empty():
        return
    bands = bands.sort(pl.col("health_band").cast(pl.Enum(BANDS))).with_columns(
        pl.struct(rate, f"{rate}_low", f"{rate}_high").map_elements(_interval, return_dtype=pl.String).alias(rate)
        for rate in RATES
    )
    section(
        "Customers by health",
        "The platform's own score, beside what is associated with it in the 90 days before the run, whatever period is "
        "chosen; with 95 % intervals.",
    )
    put_download(answers, "CSV", "customers_by_health", lambda: bands, ["reporting.customer_health_bands", *about])
    columns = {
        "health_band": "Health", "customers": number_column("Customers"),
        "customers_asking": number_column("Opened a case"),
        "customer_asking_rate": st.column_config.TextColumn(
            "Share", help=answers.definition("customer_asking_rate").description
        ),
        "customer_cases": number_column("Cases"),
        "customer_breached_rate": st.column_config.TextColumn(
            "Promise broken", help=answers.definition("customer_breached_rate").description
        ),
    }  # fmt: skip
    draw_columns(bands, **columns)


def _interval(rates: dict[str, float | None]) -> str | None:
    value, low, high = rates.values()
    if value is None or low is None or high is None:
        return None
    return f"{share(value)} ({share(low).removesuffix(' %')}–{share(high)})"
