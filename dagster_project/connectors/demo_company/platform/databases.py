"""Databases of the platform and of its two largest tenants: hours, sorts of query, and the log of slow ones.

Six weeks, until the last day that is over at any time of the run. Everything comes from one array of queries by
database, hour and sort of query: an hour's figures are the sums of its sorts, and the sorts that are slow by nature
have a row in the log for each run. What the heatmap counts differs from the log in the planted rows only.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Floats, Ints, Random, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, HOUR
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.databases import DatabaseMetrics, DatabaseQueryHeatmap, DatabaseSlowQueries

DAYS = 42

# name, queries in a usual hour, share of them that fails, factor on latency; the last two are a tenant's own
DATABASES = (
    ("orders-primary", 42_000, 0.0002, 1.0), ("orders-replica", 85_000, 0.00008, 0.6),
    ("search-index", 30_000, 0.0004, 0.8), ("reports-warehouse", 1_800, 0.002, 7.0),
    ("tenant-vault-1", 6_000, 0.0003, 1.2), ("tenant-vault-2", 3_500, 0.0003, 1.5),
)  # fmt: skip
SLOW_HOUR, SLOW_HOUR_DATABASE, FAILING_DATABASE = 2, "orders-primary", "search-index"

# sort, share of the queries, median milliseconds, how the platform rates it; the first two have their share in a log
SORTS = (
    ("Slow_JOIN", 0.00004, 1_400.0), ("Full_Scan", 0.00002, 2_600.0), ("Normal", 0.62, 14.0), ("Index_Hit", 0.38, 3.0),
)  # fmt: skip
LOGGED = 2
"""Sorts whose every run is slow, and so logged."""
STATEMENTS = (
    ("select … from orders join order_lines on … where customer_id = ?",
     "select … from tickets join events on … group by week",
     "select … from accounts join invoices on … where due_on < ?"),
    ("select … from audit_log where detail like ?", "select count(*) from sessions where is_open = ?"),
)  # fmt: skip


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    rng, until = scene.rng, scene.world.history.until - DAY
    shape = (len(DATABASES), DAYS * 24, len(SORTS))
    begins = until - DAYS * DAY + np.arange(DAYS * 24) * HOUR
    hour_of_day = begins % DAY // HOUR
    busy = 1 + 0.55 * np.sin((hour_of_day - 8) / 24 * 2 * np.pi)
    usual = np.array([database[1] for database in DATABASES], dtype=np.float64)
    share = np.array([sort[1] for sort in SORTS])
    queries = rng.poisson(usual[:, None, None] * busy[None, :, None] * share * _noise(rng, shape, 0.08))
    pace = np.array([database[3] for database in DATABASES])[:, None] * (0.8 + 0.2 * busy) * _noise(rng, shape[:2], 0.1)
    pace[_place(SLOW_HOUR_DATABASE), hour_of_day == SLOW_HOUR] *= planted("database_slow_hour").size
    medians = np.array([sort[2] for sort in SORTS])
    latency = medians * pace[:, :, None] * _noise(rng, shape, 0.05)
    log = _slow_queries(rng, queries, latency, begins)
    # The mean of a logged sort is that of its runs.
    logged = np.zeros(shape)
    np.add.at(logged, (log["database"], log["hour"], log["sort"]), log["duration"])
    latency = np.where(logged > 0, logged / np.maximum(queries, 1), latency)
    yield {
        DatabaseMetrics: _metrics(scene, queries, latency, begins),
        DatabaseQueryHeatmap: _heatmap(rng, queries, latency, begins),
        DatabaseSlowQueries: _log_rows(log),
    }


def _noise(rng: Random, shape: tuple[int, ...], sigma: float) -> Floats:
    return spread(rng, int(np.prod(shape)), 1.0, sigma).reshape(shape)


def _place(name: str) -> int:
    return [database[0] for database in DATABASES].index(name)


def _slow_queries(rng: Random, queries: Ints, latency: Floats, begins: Ints) -> dict[str, np.ndarray]:
    """One element per logged run, in the order of time."""
    counts = queries[:, :, :LOGGED].ravel()
    database, hour, sort = (
        np.repeat(index.ravel(), counts) for index in np.indices((*queries.shape[:2], LOGGED))
    )  # fmt: skip
    started = begins[hour] + within(rng, np.full(hour.size, HOUR))
    duration = np.round(np.maximum(spread(rng, hour.size, latency[database, hour, sort], 0.35), 500), 1)
    order = np.lexsort((database, started))
    log = {"database": database, "hour": hour, "sort": sort, "started": started, "duration": duration}
    return {
        **{name: values[order] for name, values in log.items()},
        "examined": (spread(rng, hour.size, 400_000.0, 0.9) * (1 + 4 * sort)).astype(np.int64)[order],
        "statement": within(rng, np.array([len(some) for some in STATEMENTS])[sort])[order],
    }


def _metrics(scene: Scene, queries: Ints, latency: Floats, begins: Ints) -> pl.DataFrame:
    rng, total = scene.rng, queries.sum(axis=2)
    failing = np.array([database[2] for database in DATABASES])[:, None] * np.ones(begins.size)
    effect = planted("database_failing_queries")
    since = scene.world.history.days_before_end(effect.starts_days_before)
    failing[_place(FAILING_DATABASE), begins >= since] *= effect.size
    failed = rng.binomial(total, failing)
    mean = (queries * latency).sum(axis=2) / total
    p95 = mean * spread(rng, total.size, 4.0, 0.1).reshape(total.shape)
    database, hour = (index.ravel() for index in np.indices(total.shape))
    owner = pl.Series([None] * (len(DATABASES) - 2) + scene.world.company.ids[:2].to_list(), dtype=pl.String)
    return rows.frame(
        DatabaseMetrics,
        {
            "integration_id": _names().gather(database),
            "tenant_id": owner.gather(database),
            "avg_latency_ms": mean.ravel(),
            "p95_latency_ms": np.round(p95.ravel(), 1),
            "throughput": total.ravel().astype(np.float64),
            "error_rate": (failed / total).ravel(),
            "recorded_at": rows.instants(begins[hour] + HOUR),
        },
    )


def _heatmap(rng: Random, queries: Ints, latency: Floats, begins: Ints) -> pl.DataFrame:
    database, hour, sort = (index.ravel() for index in np.indices(queries.shape))
    volume, mean = queries.ravel(), latency.ravel()
    off = happens(rng, volume.size, planted("heatmap_miscounted").size) & (sort < LOGGED) & (volume > 0)
    reported = volume + np.where(off, rng.integers(1, 3, volume.size), 0)
    is_there = volume > 0
    total = volume * mean
    impact = np.select([total >= 2_000_000, total >= 200_000, total >= 20_000], [3, 2, 1], 0)
    columns = {
        "hour": rows.joined(pl.Series(begins[hour] % DAY // HOUR).cast(pl.String).str.zfill(2), ":00"),
        "latency_ms": pl.Series(mean),
        "volume": pl.Series(reported),
        "query_type": rows.texts(tuple(sort[0] for sort in SORTS)).gather(sort),
        "impact": rows.texts(("Low", "Medium", "High", "Critical")).gather(impact),
        "integration_id": _names().gather(database),
        "observed_on": rows.dates(begins[hour], np.ones(hour.size, dtype=bool)),
    }
    return rows.frame(
        DatabaseQueryHeatmap, {name: column.filter(pl.Series(is_there)) for name, column in columns.items()}
    )


def _log_rows(log: dict[str, np.ndarray]) -> pl.DataFrame:
    fingerprints = rows.texts(tuple(text for statements in STATEMENTS for text in statements))
    return rows.frame(
        DatabaseSlowQueries,
        {
            "id": rows.numbered("SQ-", np.arange(1, log["started"].size + 1), 7),
            "integration_id": _names().gather(log["database"]),
            "query_type": rows.texts(tuple(sort[0] for sort in SORTS)).gather(log["sort"]),
            "query_fingerprint": fingerprints.gather(log["sort"] * len(STATEMENTS[0]) + log["statement"]),
            "duration_ms": log["duration"],
            "rows_examined": log["examined"],
            "started_at": rows.instants(log["started"]),
        },
    )


def _names() -> pl.Series:
    return rows.texts(tuple(database[0] for database in DATABASES))


SUBJECT = Subject("databases", (DatabaseMetrics, DatabaseQueryHeatmap, DatabaseSlowQueries), create)
