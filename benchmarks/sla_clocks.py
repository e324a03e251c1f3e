"""The SLA clocks, of Zendesk tickets and of cases with long histories: python -m benchmarks.sla_clocks [N ...]

For each number of tickets the whole process `dbt build` of sla_clocks, its receipt segments and all they need, without
tests, beside the floor: a process that copies the same raw tables. Then the last days of history come to light, with
about 1 % of all events, and dbt goes on from the first build; its time in SQL is compared with that of building
everything. At the end the same of a million cases with eight state changes each.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

import duckdb

from benchmarks.case_histories import write_histories
from benchmarks.process import Measured, measure
from benchmarks.zendesk_tickets import ENDS, write_tickets
from dagster_project.resources.environment import Environment, child_environment
from dagster_project.transformation.dbt_project import DBT, dbt_places

SIZES = (10_000, 100_000, 300_000)
LOOMPIN = str(Path(sys.executable).with_name("loompin"))
CLOCKS = ["--select", "+reporting_sla_clocks", "+reporting_sla_clock_segments"]
UNTESTED = ["--exclude-resource-type", "test", "unit_test"]
NEWEST = timedelta(days=5)
HISTORIES = 1_000_000
MEMORY_LIMIT = "700MB"


@dataclass(frozen=True)
class Result:
    """One size: the floor, the build of everything, and the one that goes on; sql: seconds that dbt spent in models."""

    tickets: int
    clocks: int
    floor: Measured
    full: Measured
    full_sql: float
    onward: Measured
    onward_sql: float
    touched: int
    new_events_share: float


def measure_size(tickets: int) -> Result:
    """Build the clocks of so many tickets in a folder of its own, which is removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="loompin-bench-"))
    environment = Environment(home, home / "loompin.toml", MEMORY_LIMIT, 2, 8501)
    variables = child_environment(environment)
    try:
        write_tickets(tickets, home / "zendesk")
        measure([LOOMPIN, "import", str(home / "zendesk"), "--as", "zendesk_fivetran"], variables)
        _look_at(ENDS - NEWEST, variables)
        build = [DBT, "build", *dbt_places(environment), *CLOCKS, *UNTESTED]
        # The project is parsed once; a build of every day finds it parsed.
        measure([DBT, "parse", *dbt_places(environment)], variables)
        full = measure(build, variables)
        full_sql = _seconds_in_sql(home)
        floor = measure([sys.executable, "-m", "benchmarks.sla_clocks", "floor", str(home)], variables)
        # What a build goes on from is noted at the end of a whole one.
        measure([DBT, "build", *dbt_places(environment), "--select", "+case_build_batches", *UNTESTED], variables)
        _look_at(ENDS, variables)
        onward = measure(build, variables)
        with duckdb.connect(home / "warehouse.duckdb", read_only=True) as connection:
            touched, clocks = connection.execute(
                "select (select count(*) from intermediate.int_touched_cases), "
                "(select count(*) from reporting.sla_clocks)"
            ).fetchone()
            share = connection.execute(
                "select avg(case when occurred_second > ? then 1 else 0 end) from intermediate.int_case_events",
                [int((ENDS - NEWEST).replace(tzinfo=UTC).timestamp())],
            ).fetchone()[0]
        return Result(tickets, clocks, floor, full, full_sql, onward, _seconds_in_sql(home), touched, share)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def measure_histories(cases: int) -> str:
    """The clocks of so many cases with eight state changes each, in a sentence."""
    home = Path(tempfile.mkdtemp(prefix="loompin-bench-"))
    environment = Environment(home, home / "loompin.toml", MEMORY_LIMIT, 2, 8501)
    variables = child_environment(environment)
    try:
        write_histories(cases, home / "support")
        measure([LOOMPIN, "import", str(home / "support"), "--as", "support"], variables)
        _look_at(ENDS, variables)
        measure([DBT, "parse", *dbt_places(environment)], variables)
        full = measure([DBT, "build", *dbt_places(environment), *CLOCKS, *UNTESTED], variables)
        with duckdb.connect(home / "warehouse.duckdb", read_only=True) as connection:
            changes, clocks = connection.execute(
                "select (select count(*) from intermediate.int_case_events where kind = 'state_changed'), "
                "(select count(*) from reporting.sla_clocks)"
            ).fetchone()
        return (
            f"{cases:,} cases with {changes:,} state changes: {clocks:,} rows of sla_clocks, dbt build "
            f"{full.wall:.1f} s, of it SQL {_seconds_in_sql(home):.1f} s, peak {full.peak_gb:.2f} GB"
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _look_at(moment, variables: dict[str, str]) -> None:
    measure([LOOMPIN, "ingest", "--as-of", f"{moment.isoformat()}Z"], variables)


def _seconds_in_sql(home: Path) -> float:
    results = json.loads((home / "dbt" / "run_results.json").read_text())["results"]
    return sum(result["execution_time"] for result in results)


def copy_raw(home: Path) -> None:
    """The floor: every raw Zendesk table is copied into another DuckDB file."""
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "preserve_insertion_order": "false"}) as connection:
        connection.execute(f"attach '{home / 'warehouse.duckdb'}' as warehouse (read_only)")
        connection.execute(f"attach '{home / 'floor.duckdb'}' as copied")
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'warehouse' "
            "and schema_name = 'raw_zendesk_fivetran'"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f'create table copied."{table}" as from warehouse.raw_zendesk_fivetran."{table}"')


def report(results: list[Result]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| tickets | rows of sla_clocks | floor s | dbt build s (×) | of it SQL s | peak GB | build that goes on s "
        "| of it SQL s (share) | new events | cases computed |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.tickets:,} | {r.clocks:,} | {r.floor.wall:.1f} | {r.full.wall:.1f} ({r.full.wall / r.floor.wall:.1f}) "
        f"| {r.full_sql:.1f} | {r.full.peak_gb:.2f} | {r.onward.wall:.1f} "
        f"| {r.onward_sql:.1f} ({r.onward_sql / r.full_sql:.0%}) | {r.new_events_share:.1%} "
        f"| {r.touched:,} ({r.touched / r.tickets:.1%}) |"
        for r in results
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:2] == ["floor"]:
        copy_raw(Path(sys.argv[2]))
    else:
        sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
        print(report([measure_size(size) for size in sizes]))
        print(measure_histories(HISTORIES))
