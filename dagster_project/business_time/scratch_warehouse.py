"""A warehouse of its own in a temporary folder: rows are landed, merged and built as those of any source are.

It is the same lake, the same contracts and the same dbt project; only the data folder is another one.
"""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.connectors.connector import SourceFacts
from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.ingestion.merging import create_ledger, merge_table
from dagster_project.ingestion.records import record_contracts, record_rejects, record_sources
from dagster_project.resources.database import open_warehouse
from dagster_project.resources.environment import Environment, child_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.transformation.dbt_project import DBT, dbt_places
from data_contracts import Contract, all_contracts
from data_contracts.vocabulary import EVENT_KINDS

Rows = dict[str, list[dict]]


def build_scratch(
    environment: Environment, sources: dict[str, tuple[Rows, datetime]], select: str
) -> duckdb.DuckDBPyConnection:
    """Build the selected models from rows of the support tables; returns the warehouse, open for reading.

    sources: name → (rows by table, as_of). Raises UserError where a row breaks its contract.
    """
    lake = Lake(Home(environment.home).create().lake)
    with open_warehouse(environment) as connection:
        create_ledger(connection)
        for contract in all_contracts():
            if contract.facts().source == "support":
                for name, (rows, _) in sources.items():
                    _land(name, contract, rows.get(contract.facts().table, []), lake)
            merge_table(connection, contract, lake)
        _record(connection, sources)
    _run_dbt(environment, select)
    warehouse = duckdb.connect(Home(environment.home).warehouse, read_only=True)
    warehouse.execute("set TimeZone = 'UTC'")
    return warehouse


def _land(source: str, contract: type[Contract], rows: list[dict], lake: Lake) -> None:
    if not rows:
        return
    table = contract.facts().table
    frame = pl.DataFrame(rows, infer_schema_length=None)
    batch = Batch(source, contract, f"{source} {table}", f"{source} {table}", lambda: iter([Chunk(frame, 1)]))
    landed = land(batch, lake)
    if landed.note.rows_rejected:
        rejected = pl.read_parquet(lake.rejected_file(landed.note)).row(0, named=True)
        raise UserError(
            f"{table}: {rejected['record']} breaks its contract: "
            + "; ".join(f"{r['column'] or 'row'}: expected {r['expected']}" for r in rejected["reasons"]),
            "Mend the case that it comes from.",
        )


def _record(connection: duckdb.DuckDBPyConnection, sources: dict[str, tuple[Rows, datetime]]) -> None:
    carries = tuple(kind for kind in EVENT_KINDS if kind != "state_repeated")
    facts = [SourceFacts(name, "support", carries, False, "Business-time cases.") for name in sources]
    record_sources(connection, facts, max(as_of for _, as_of in sources.values()))
    # A run looks at all its sources as of one moment; here each has its own.
    for name, (_, as_of) in sources.items():
        connection.execute("update ingestion.sources set as_of = ? where source = ?", [as_of, name])
    record_contracts(connection, all_contracts())
    record_rejects(connection, all_contracts())


def _run_dbt(environment: Environment, select: str) -> None:
    finished = subprocess.run(
        [DBT, "--no-use-colors", "build", *dbt_places(environment), "--select", *select.split(),
         "--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"],
        env=child_environment(environment), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if finished.returncode != 0:
        raise RuntimeError(f"dbt cannot build the models:\n{Path(DBT).name}: {finished.stdout[-3000:]}")
