"""Cost drivers, daily usage of every tenant, and monthly invoices.

Usage is kept for the last 92 days. The cost that the platform reports is quantity × price of the day, rounded half up
to the cent, but for the planted rows. An invoice is a twelfth of the tenant's yearly revenue, on the first of each
month of the history.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, happens, spread
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.contract import Money
from data_contracts.platform.billing import CostDrivers, Invoices, TenantUsageDaily

USAGE_DAYS = 92
TERMS_DAYS = 30

# driver, category, price of a unit, unit, median units a day of a tenant with 10,000 dollars a year
DRIVERS = (
    ("ai.input.1k", "AI", "0.000500", "1k tokens", 9_000),
    ("ai.output.1k", "AI", "0.001500", "1k tokens", 2_500),
    ("infra.compute.sec", "Infra", "0.000040", "sec", 60_000),
    ("infra.storage.gb", "Infra", "0.023000", "GB", 120),
    ("infra.egress.gb", "Infra", "0.080000", "GB", 9),
    ("telecom.sms.seg", "Telecom", "0.007500", "segment", 90),
)
CHEAPER = "ai.output.1k"


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    tenants = scene.world.company.tenants.filter(pl.col("status") != "closed")
    # The last day that is over at any time of the run.
    last_day = scene.world.history.date_of(scene.world.history.until - 2 * DAY)
    yield {
        CostDrivers: _drivers(last_day),
        TenantUsageDaily: _usage(scene.rng, tenants, last_day),
        Invoices: _invoices(scene.rng, tenants, scene.world.history.date_of(scene.world.history.start), last_day),
    }


def _drivers(last_day: date) -> pl.DataFrame:
    keys, categories, prices, units, _ = zip(*DRIVERS, strict=True)
    cut = planted("output_price_cut")
    old = Decimal(prices[keys.index(CHEAPER)])
    new = old * (1 + Decimal(str(cut.size)))
    since = last_day - timedelta(days=cut.starts_days_before)
    place = keys.index(CHEAPER)
    return rows.frame(
        CostDrivers,
        {
            "driver_key": pl.Series([*keys, CHEAPER]),
            "category": pl.Series([*categories, categories[place]]),
            "unit_cost": pl.Series([*map(Decimal, prices), new]),
            "unit_label": pl.Series([*units, units[place]]),
            "valid_from": pl.Series([None] * len(keys) + [since], dtype=pl.Date),
        },
    )


def _usage(rng: Random, tenants: pl.DataFrame, last_day: date) -> pl.DataFrame:
    days = [last_day - timedelta(days=USAGE_DAYS - 1 - number) for number in range(USAGE_DAYS)]
    # Who pays more uses more, though not in proportion; who pays nothing uses a little.
    size = 0.3 * (tenants["arr_usd"].cast(pl.Float64).to_numpy() / 10_000 + 0.002) ** 0.85
    size[_smallest_payer(tenants)] *= planted("heavy_user").size
    shape = (len(size), USAGE_DAYS, len(DRIVERS))
    medians = np.array([driver[4] for driver in DRIVERS], dtype=np.float64)
    growth = np.linspace(1, planted("usage_growth").size, USAGE_DAYS)
    taste = spread(rng, shape[0] * shape[2], 1.0, 0.6).reshape(shape[0], 1, shape[2])
    noise = spread(rng, int(np.prod(shape)), 1.0, 0.2).reshape(shape)
    quantity = np.round(size[:, None, None] * growth[None, :, None] * medians * taste * noise, 3)
    tenant, day, driver = (index.ravel() for index in np.indices(shape))
    cut = planted("output_price_cut")
    price = np.array([float(driver[2]) for driver in DRIVERS])[driver]
    is_cheaper = np.array([key[0] == CHEAPER for key in DRIVERS])[driver]
    days_after_cut = day - (USAGE_DAYS - 1 - cut.starts_days_before)
    known_from = planted("old_price_billed").size
    price = np.where(is_cheaper & (days_after_cut >= known_from), price * (1 + cut.size), price)
    cents = [
        int((Decimal(str(q)) * Decimal(str(round(p, 6))) * 100).quantize(Decimal(1), ROUND_HALF_UP))
        for q, p in zip(quantity.ravel(), price, strict=True)
    ]
    off = happens(rng, len(cents), planted("cost_off").size) & ~(is_cheaper & (days_after_cut < known_from))
    reported = np.array(cents) + np.where(off, rng.integers(1, 10, len(cents)), 0)
    return rows.frame(
        TenantUsageDaily,
        {
            "tenant_id": tenants["id"].gather(tenant),
            "usage_date": pl.Series(days).gather(day),
            "driver_key": rows.texts(tuple(driver[0] for driver in DRIVERS)).gather(driver),
            "quantity": pl.Series(quantity.ravel()).round(3).cast(pl.Decimal(18, 3)),
            "cost": _dollars(reported),
        },
    )


def _invoices(rng: Random, tenants: pl.DataFrame, first_day: date, last_day: date) -> pl.DataFrame:
    months = pl.date_range(first_day.replace(day=1), last_day, "1mo", eager=True)[1:]
    payers = tenants.filter(pl.col("arr_usd") > 0).select("id", "arr_usd", "billing_status", "created_at")
    billed = payers.join(pl.DataFrame({"date": months}), how="cross").filter(
        pl.col("created_at").dt.date() < pl.col("date")
    )
    late = pl.Series(happens(rng, billed.height, 0.08))
    days = pl.Series(rng.integers(2, TERMS_DAYS, billed.height)) + late.cast(pl.Int64) * pl.Series(
        rng.integers(5, 45, billed.height)
    )
    billed = billed.with_columns(
        due_on=pl.col("date") + pl.duration(days=TERMS_DAYS), paid_on=pl.col("date") + pl.duration(days=days)
    )
    # Who is overdue has not paid the last three months; what is paid after the history has not been paid yet.
    unpaid = planted("unpaid")
    forgotten = pl.lit(pl.Series(happens(rng, billed.height, unpaid.size))) & (
        pl.col("date") > last_day - timedelta(days=unpaid.starts_days_before)
    )
    owes = forgotten | ((pl.col("billing_status") == "overdue") & (pl.col("date") > last_day - timedelta(days=100)))
    billed = billed.with_columns(
        paid_on=pl.when(owes | (pl.col("paid_on") > last_day)).then(None).otherwise(pl.col("paid_on"))
    ).sort("date", "id")
    cents = (billed["arr_usd"].cast(pl.Float64) * 100 / 12).round(0).cast(pl.Int64)
    return rows.frame(
        Invoices,
        {
            "id": rows.numbered("INV-", np.arange(1, billed.height + 1), 6),
            "tenant_id": billed["id"],
            "date": billed["date"],
            "amount": _dollars(cents.to_numpy()),
            "status": billed.select(
                pl.when(pl.col("paid_on").is_not_null())
                .then(pl.lit("Paid"))
                .when(pl.col("due_on") < last_day)
                .then(pl.lit("Overdue"))
                .otherwise(pl.lit("Pending"))
            ).to_series(),
            "due_on": billed["due_on"],
            "paid_on": billed["paid_on"],
        },
    )


def _smallest_payer(tenants: pl.DataFrame) -> int:
    revenue = tenants["arr_usd"].cast(pl.Float64).to_numpy()
    return int(np.argmin(np.where(revenue > 0, revenue, np.inf)))


def _dollars(cents: np.ndarray) -> pl.Series:
    """Whole cents as dollars, exactly."""
    text = pl.Series(cents).cast(pl.String).str.zfill(3)
    return (text.str.head(-2) + "." + text.str.tail(2)).str.to_decimal(scale=2).cast(Money)


SUBJECT = Subject("billing", (CostDrivers, TenantUsageDaily, Invoices), create)
