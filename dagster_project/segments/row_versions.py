"""ingestion.customer_versions and tenant_versions: what rows said at which time, read from the lake.

The raw tables hold the newest row alone. Who belonged to a segment some weeks ago depends on the rows of then, and the
lake has them all: so history is the same however often runs were made, and whether or not the warehouse was lost.
A version holds from the time that its source gives for the change, or else from when it reached us; the first reaches
back. The newest one is the row that raw holds, by the same order (merging.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import duckdb

from dagster_project.ingestion.lake import BatchNote, Lake, parquet_columns
from dagster_project.resources.database import literal, quoted
from data_contracts import Contract
from data_contracts.column_types import duckdb_type
from data_contracts.platform.customers import Customers
from data_contracts.platform.tenancy import Tenants

KEPT: Mapping[str, tuple[type[Contract], tuple[str, ...]]] = {
    "customer_versions": (Customers, ("tenant_id", "country", "health_score", "created_at")),
    "tenant_versions": (
        Tenants,
        ("name", "plan", "status", "region", "segment", "support_tier", "billing_status", "data_residency", "arr_usd"),
    ),
}
"""Table → contract, and the columns in which a change makes a version. No name or address of a person is among them."""


def record_versions(connection: duckdb.DuckDBPyConnection, lake: Lake, sources: Sequence[str], as_of: datetime) -> None:
    """Write both tables anew. sources: names of the sources of this run; as_of: the moment at which it looks."""
    connection.execute("create schema if not exists ingestion")
    for table, (contract, columns) in KEPT.items():
        notes = [note for note in lake.notes(contract) if note.source in sources and lake.accepted_file(note).exists()]
        rows = _landed(contract, columns, notes, lake)
        connection.execute(f"create or replace table ingestion.{table} as {_versions(columns, rows)}", {"as_of": as_of})


def _landed(contract: type[Contract], columns: Sequence[str], notes: Sequence[BatchNote], lake: Lake) -> str:
    """A query for every row that was ever accepted, with its batch. A column younger than a file is null."""
    types = contract.dtypes()
    wanted = {name: duckdb_type(types[name]) for name in ("id", *columns, "updated_at")}
    if not notes:
        empty = ", ".join(f"null::{kind} as {quoted(name)}" for name, kind in wanted.items())
        return f"select ''::varchar as source, ''::varchar as batch_id, now() as landed_at, {empty} where false"
    # Files with the same columns are read in one go: there may be one for every day of years.
    groups: dict[frozenset[str], list[BatchNote]] = {}
    for note in notes:
        present = frozenset(parquet_columns(lake.accepted_file(note))) & set(wanted)
        groups.setdefault(present, []).append(note)
    parts = []
    for present, group in groups.items():
        listed = ", ".join(
            f"{f'rows.{quoted(name)}' if name in present else 'null'}::{kind} as {quoted(name)}"
            for name, kind in wanted.items()
        )
        files = ", ".join(literal(str(lake.accepted_file(note))) for note in group)
        batches = ", ".join(
            f"({literal(str(lake.accepted_file(note)))}, {literal(note.source)}, {literal(note.batch_id)}, "
            f"{literal(note.committed_at)}::timestamptz)"
            for note in group
        )
        parts.append(
            f"select batches.source, batches.batch_id, batches.landed_at, {listed} "
            f"from read_parquet([{files}], filename = true) as rows "
            f"inner join (values {batches}) as batches (file, source, batch_id, landed_at) "
            "on rows.filename = batches.file"
        )
    return " union all ".join(parts)


def _versions(columns: Sequence[str], landed: str) -> str:
    listed = ", ".join(map(quoted, columns))
    order = "order by coalesce(updated_at, timestamptz 'epoch'), batch_id"
    changed = " or ".join(f"{quoted(name)} is distinct from lag({quoted(name)}) over of_row" for name in columns)
    return f"""
        with landed as ({landed}),
        compared as (
            select *, row_number() over of_row = 1 or {changed} as is_new
            from landed
            window of_row as (partition by source, id {order})
        ),
        numbered as (
            select *,
                row_number() over (partition by source, id {order}) as number,
                -- What the newest row says is said now, even where its time is still to come.
                least(coalesce(updated_at, landed_at), $as_of::timestamptz) as told_at
            from compared where is_new
        )
        select source, id, {listed},
            case when number > 1 then told_at end as valid_from,
            lead(told_at) over (partition by source, id order by number) as valid_to
        from numbered
    """
