"""How the databases that are connected to the platform do: latency, errors, and queries that take long."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "database_metrics", freshness_hours=None, owner="platform-engineering")
class DatabaseMetrics(Contract):
    """How one database answered over an hour."""

    integration_id: str = column("Database, as its connection is called.")
    tenant_id: str = column(
        "Tenant whose database it is; empty for a shared one.", nullable=True, references="platform.tenants.id"
    )
    avg_latency_ms: float = column(
        "Mean time of a query, in milliseconds.", ge=0, unit="ms", called="avg_latency", read_as="milliseconds"
    )
    p95_latency_ms: float = column(
        "Time within which 95 of 100 queries ended, in milliseconds.",
        ge=0, unit="ms", called="p95_latency", read_as="milliseconds",
    )  # fmt: skip
    throughput: float = column("Queries in the hour.", ge=0, read_as="count")
    error_rate: float = column("Share of the queries that failed, from 0 to 1.", ge=0, le=1, read_as="rate")
    recorded_at: UtcTime = column("End of the hour.", nullable=True)


@contract("platform", "database_query_heatmap", freshness_hours=None, owner="platform-engineering")
class DatabaseQueryHeatmap(Contract):
    """Queries of one sort in one hour of the day: how many, and how long they took."""

    hour: str = column("Hour of the day in UTC, such as 09:00.", str_matches=r"^[0-2][0-9]:00$")
    latency_ms: float = column(
        "Mean time of such a query, in milliseconds.", ge=0, unit="ms", called="latency", read_as="milliseconds"
    )
    volume: int = column("Queries of this sort.", ge=0)
    query_type: str = column("Sort of query, such as Full_Scan.")
    impact: str = column("How bad the platform holds it to be.", isin=("Low", "Medium", "High", "Critical"))
    integration_id: str = column("Database; empty where it counts them all.", nullable=True)
    observed_on: pl.Date = column("Day of the hour.", nullable=True)


@contract("platform", "database_slow_queries", key=["id"], freshness_hours=None, owner="platform-engineering")
class DatabaseSlowQueries(Contract):
    """One query that took longer than its database allows."""

    id: str = column("Identifier of the query's run.")
    integration_id: str = column("Database that ran it.")
    query_type: str = column("Sort of query, such as Full_Scan.")
    query_fingerprint: str = column("The statement without its values.", nullable=True)
    duration_ms: float = column(
        "How long it took, in milliseconds.", ge=0, unit="ms", called="duration", read_as="milliseconds"
    )
    rows_examined: int = column("Rows it read.", nullable=True, ge=0)
    started_at: UtcTime = column("When it began.")
