"""What it costs to let customer events in: python -m benchmarks.customer_events [N]

N customer events (ten million where no number is given) are written to one Parquet file, then to one CSV file; each is
ingested into an empty data folder by the code of `loompin ingest`: read, cast, validated, written to the lake, merged
into raw. The floor is a process in which DuckDB reads the same file into a table, types and all.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.process import Measured, measure
from dagster_project.resources.environment import Environment, child_environment

ROWS = 10_000_000
MEMORY_LIMIT = "1GB"
FORMATS = ("parquet", "csv")

EVENTS = """
    select
        printf('evt_%010d', i) as id,
        printf('%08d-0000-4000-8000-000000000000', part(i, 0, 997)) as tenant_id,
        ['support_ticket', 'survey_response', 'intercom_chat', 'app_store_review', 'tweet_mention'][1 + part(i, 1, 5)]
            as event_type,
        part(i, 2, 2001) / 1000.0 - 1 as sentiment_score,
        printf('Answer %d of a customer on ', part(i, 3, 100000))
            || ['billing', 'the app', 'delivery'][1 + part(i, 4, 3)] as summary,
        printf('cust_%d', part(i, 5, 400000)) as customer_id,
        ['email', 'chat', 'web', 'phone'][1 + part(i, 6, 4)] as channel,
        case when part(i, 7, 5) = 0 then printf('CASE-%d', part(i, 8, 1000000)) end as case_id,
        null::varchar as product_id,
        case when part(i, 9, 5) = 0 then printf('res_%d', i) end as response_id,
        timestamptz '2025-01-01 00:00:00+00' + to_seconds(i * 3) as occurred_at,
        timestamptz '2025-01-01 00:00:00+00' + to_seconds(i * 3 + 60) as updated_at
    from range({rows}) as numbers (i)
"""
PART = "create macro part(i, salt, n) as cast(hash(i, salt) % n as bigint)"


def write_events(rows: int, file: Path) -> None:
    """So many events, the same ones for the same number, as Parquet or CSV by the file's ending."""
    form = "format parquet, compression zstd" if file.suffix == ".parquet" else "format csv, header true"
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "preserve_insertion_order": "false"}) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(PART)
        connection.execute(f"copy ({EVENTS.format(rows=rows)}) to '{file}' ({form})")


def read_into_a_table(file: Path) -> None:
    """The floor: DuckDB's own reader, and a table."""
    with duckdb.connect(file.with_suffix(".duckdb"), config={"memory_limit": MEMORY_LIMIT}) as connection:
        connection.execute("set preserve_insertion_order = false")
        reader = "read_parquet" if file.suffix == ".parquet" else "read_csv"
        connection.execute(f"create table customer_events as select * from {reader}('{file}')")


def ingest_file(folder: Path) -> None:
    """The table's asset, as a run would execute it, on a folder with the one file."""
    from types import SimpleNamespace

    from dagster_project.connectors.table_folder.folder import TableFolder
    from dagster_project.connectors.table_groups import TABLE_GROUPS
    from dagster_project.connectors.table_source import TableSource
    from dagster_project.ingestion.assets import ingest
    from dagster_project.ingestion.lake import Lake
    from dagster_project.resources.database import open_warehouse
    from data_contracts.platform.customer_events import CustomerEvents

    group = TABLE_GROUPS["platform"]
    reader = TableFolder("platform", group, folder / "files", {}, lambda contract: False)
    with open_warehouse(_environment(folder)) as warehouse:
        run = SimpleNamespace(
            connectors=[TableSource("platform", group, reader, False)],
            lake=Lake(folder / "lake"),
            warehouse=warehouse,
        )
        print({key: value for key, value in ingest(CustomerEvents, run).metadata.items() if key.startswith("rows")})


def measure_format(rows: int, form: str) -> tuple[Measured, Measured]:
    """Floor and ingestion of one file format."""
    folder = Path(tempfile.mkdtemp(prefix="loompin-bench-"))
    try:
        (folder / "files").mkdir()
        file = folder / "files" / f"customer_events.{form}"
        write_events(rows, file)
        variables = child_environment(_environment(folder))
        module = [sys.executable, "-m", "benchmarks.customer_events"]
        return measure([*module, "floor", str(file)], variables), measure([*module, "ingest", str(folder)], variables)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Both formats, and the table for benchmarks/README.md."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    print("| file | rows | floor s | floor rows/s | ingest s (×) | ingest rows/s | floor peak GB | ingest peak GB |")
    print("|---|---|---|---|---|---|---|---|")
    for form in FORMATS:
        floor, done = measure_format(rows, form)
        print(
            f"| {form} | {rows:,} | {floor.wall:.1f} | {rows / floor.wall:,.0f} | {done.wall:.1f} "
            f"({done.wall / floor.wall:.1f}) | {rows / done.wall:,.0f} | {floor.peak_gb:.2f} | {done.peak_gb:.2f} |",
            flush=True,
        )


def _environment(folder: Path) -> Environment:
    return Environment(folder, folder / "loompin.toml", MEMORY_LIMIT, 2, 8501)


if __name__ == "__main__":
    if sys.argv[1:2] == ["floor"]:
        read_into_a_table(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["ingest"]:
        ingest_file(Path(sys.argv[2]))
    else:
        main()
