"""Write, audit, publish: copy the schema `reporting` into a release of its own and put it in force.

In: the built warehouse and dbt's own results. Out: `releases/<id>.duckdb`, with these schemas:

- reporting: every table of the schema;
- release: info and audit (one row each), checks (those of the audit), sources, columns (meaning and PII class),
  semantic_manifest (the metrics).

Readers have the old release open meanwhile and keep it until they next ask; nobody waits for anybody.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dagster_project.ingestion.records import last_ingest
from dagster_project.publishing.audit import CheckResult, audit, refuse_unbuilt
from dagster_project.publishing.metric_definitions import refuse_misfit_metrics
from dagster_project.publishing.release_files import make_current, release_file, release_ids
from dagster_project.resources.database import literal, open_warehouse, quoted
from dagster_project.resources.environment import Environment
from dagster_project.resources.paths import Home

KEPT_RELEASES = 5


@dataclass(frozen=True)
class Published:
    """What was published: the release's id, the moment its sources are looked at, its checks, and rows per table."""

    release_id: str
    as_of: datetime
    checks: int
    rows: dict[str, int]


def publish(environment: Environment) -> Published:
    """Publish what is built. Raises UserError where the audit forbids it; nothing changes then."""
    home = Home(environment.home)
    refuse_unbuilt(home.dbt_target)
    release_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}{time.time_ns() % 1_000_000_000 // 1_000_000:03d}"
    unfinished = home.releases / f"{release_id}.unfinished"
    try:
        with open_warehouse(environment) as connection:
            checks = audit(home.dbt_target, last_ingest(connection))
            connection.execute(f"attach {literal(str(unfinished))} as published")
            rows = _copy_reporting(connection, release_id)
            refuse_misfit_metrics(connection, home.dbt_target / "semantic_manifest.json")
            _write_release_facts(connection, home.dbt_target, release_id, checks)
            (as_of,) = connection.execute("select as_of from published.release.info").fetchone()
            connection.execute("detach published")
        unfinished.rename(release_file(home, release_id))
    finally:
        unfinished.unlink(missing_ok=True)
    make_current(home, release_id)
    _remove_old(home, keep=release_id)
    return Published(release_id, as_of, len(checks), rows)


def _copy_reporting(connection: duckdb.DuckDBPyConnection, release_id: str) -> dict[str, int]:
    """Copy every table. A column release_id, which nobody could know before, is filled in."""
    connection.execute("create schema published.reporting")
    tables = connection.execute(
        "select table_name, bool_or(column_name = 'release_id') from information_schema.columns "
        "where table_catalog = current_database() and table_schema = 'reporting' group by 1 order by 1"
    ).fetchall()
    rows = {}
    for table, names_release in tables:
        columns = f"* replace ({literal(release_id)} as release_id)" if names_release else "*"
        rows[table] = connection.execute(
            f"create table published.reporting.{quoted(table)} as select {columns} from reporting.{quoted(table)}"
        ).fetchone()[0]
    return rows


def _write_release_facts(
    connection: duckdb.DuckDBPyConnection, target: Path, release_id: str, checks: list[CheckResult]
) -> None:
    connection.execute("create schema published.release")
    connection.execute(
        "create table published.release.info as select ? as release_id, ?::timestamptz as published_at, "
        "max(as_of) as as_of from ingestion.sources",
        [release_id, datetime.now(UTC)],
    )
    connection.execute(
        "create table published.release.sources as select source, source_type, description, as_of "
        "from intermediate.int_sources"
    )
    connection.execute(
        "create table published.release.checks (name varchar, description varchar, status varchar, failures bigint, "
        "message varchar)"
    )
    if checks:
        connection.executemany(
            "insert into published.release.checks values (?, ?, ?, ?, ?)",
            [[c.name, c.description, c.status, c.failures, c.message] for c in checks],
        )
    connection.execute(
        "create table published.release.audit as select count(*) as check_count, "
        "count(case when status = 'pass' then 1 end) as passed_count, "
        "count(case when status <> 'pass' then 1 end) as warning_count from published.release.checks"
    )
    connection.execute(
        "create table published.release.columns "
        "(table_name varchar, column_name varchar, description varchar, pii varchar)"
    )
    columns = _documented_columns(target)
    if columns:
        connection.executemany("insert into published.release.columns values (?, ?, ?, ?)", columns)
    manifest = (target / "semantic_manifest.json").read_text()
    connection.execute("create table published.release.semantic_manifest as select ?::varchar as manifest", [manifest])


def _documented_columns(target: Path) -> list[list[str]]:
    nodes = json.loads((target / "manifest.json").read_text())["nodes"].values()
    return [
        [node["alias"], name, column["description"], column.get("config", {}).get("meta", {}).get("pii", "none")]
        for node in nodes
        if node["resource_type"] == "model" and node["schema"] == "reporting"
        for name, column in node["columns"].items()
    ]


def _remove_old(home: Home, keep: str) -> None:
    for release_id in release_ids(home)[KEPT_RELEASES:]:
        if release_id != keep:
            release_file(home, release_id).unlink()
