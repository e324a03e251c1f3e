"""What the pipeline writes down for dbt to read: which sources there are, what was promised, what was refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import duckdb

from dagster_project.connectors.connector import SourceFacts
from dagster_project.resources.database import literal, quoted
from data_contracts import Contract


def note_ingest(connection: duckdb.DuckDBPyConnection) -> None:
    """Write down that what dbt reads has changed now: a build that began earlier knows nothing of it."""
    connection.execute("create schema if not exists ingestion")
    connection.execute("create or replace table ingestion.last_ingest as select ?::timestamptz as ended_at",
                       [datetime.now(UTC)])  # fmt: skip


def last_ingest(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """When what dbt reads was last changed; None where nothing was ever ingested."""
    exists = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'ingestion' and table_name = 'last_ingest'"
    ).fetchone()
    if not exists:
        return None
    (ended_at,) = connection.execute("select ended_at from ingestion.last_ingest").fetchone()
    return ended_at


def record_sources(connection: duckdb.DuckDBPyConnection, sources: Iterable[SourceFacts], as_of: datetime) -> None:
    """ingestion.sources: one row per configured source, with the time at which it is looked at."""
    connection.execute("create schema if not exists ingestion")
    connection.execute(
        "create or replace table ingestion.sources (source varchar, source_type varchar, description varchar, "
        "carries varchar[], tables varchar[], is_as_of_last_event boolean, as_of timestamptz)"
    )
    for facts in sources:
        connection.execute(
            "insert into ingestion.sources values (?, ?, ?, ?, ?, ?, ?)",
            [
                facts.name, facts.type, facts.description, list(facts.carries), list(facts.tables),
                facts.as_of_last_event, as_of,
            ],
        )  # fmt: skip
    note_ingest(connection)


def record_contracts(connection: duckdb.DuckDBPyConnection, contracts: Iterable[type[Contract]]) -> None:
    """ingestion.contracts: one row per contract, with its promises."""
    connection.execute("create schema if not exists ingestion")
    connection.execute(
        "create or replace table ingestion.contracts (contract_source varchar, table_name varchar, owner varchar, "
        "description varchar, freshness_hours integer, event_time varchar, allowed_reject_share double)"
    )
    for contract in contracts:
        facts = contract.facts()
        connection.execute(
            "insert into ingestion.contracts values (?, ?, ?, ?, ?, ?, ?)",
            [
                facts.source, facts.table, facts.owner, contract.description(), facts.freshness_hours,
                facts.event_time, facts.allowed_reject_share,
            ],
        )  # fmt: skip


def record_rejects(connection: duckdb.DuckDBPyConnection, contracts: Iterable[type[Contract]]) -> None:
    """ingestion.rejected_rows: the rejects of every table in one view."""
    connection.execute("create schema if not exists ingestion")
    parts = [
        f"select batch_id, record_key, source, {literal(facts.source)} as contract_source, "
        f"{literal(facts.table)} as table_name, origin, record, row_number, reasons, rejected_at "
        f"from rejected.{quoted(f'{facts.source}__{facts.table}')}"
        for facts in (contract.facts() for contract in contracts)
    ]
    connection.execute(f"create or replace view ingestion.rejected_rows as {' union all '.join(parts)}")
