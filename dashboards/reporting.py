"""The only reader of releases. Dashboards, the command line, exports and alerts all ask here.

A reader opens the current release read-only and puts a guard before it: an in-memory database of the warehouse's
name, with a view for each table that this viewer may see, already cut to the viewer's tenants and with personal
data masked. Questions in SQL and metrics by name both run against the guard, so that no page has to remember to.
External access is off and the configuration locked: SQL can read nothing but the release, and write nothing at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.publishing.release_files import current_release_id, release_file
from dagster_project.resources.database import literal, quoted
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.metrics import MetricCatalog, MetricQuestion, answer_to, is_time
from dashboards.query_guard import refuse_beyond

CATALOG = "warehouse"
"""Name under which the semantic layer's SQL knows the database."""

MASK = "•••"

TABLES = f"select * from (show all tables) where database = '{CATALOG}'"
"""The views that a viewer asks, without the tables behind them."""


@dataclass(frozen=True)
class Viewer:
    """Who is looking. tenants: the tenants they may see, None for all. sees_personal_data: False masks PII columns."""

    name: str = "everyone on this machine"
    tenants: frozenset[str] | None = None
    sees_personal_data: bool = True

    @property
    def is_restricted(self) -> bool:
        """True for one who may not see everything."""
        return self.tenants is not None or not self.sees_personal_data


@dataclass(frozen=True)
class ReleaseInfo:
    """Which release is being read: its id, when it was published, and the time its sources are looked at."""

    release_id: str
    published_at: datetime
    as_of: datetime


class ReleaseReader:
    """One open release, as one viewer may see it. Close it, or use it in a with block."""

    def __init__(self, file: Path, viewer: Viewer) -> None:
        self.viewer = viewer
        self._connection = duckdb.connect(":memory:", config={"memory_limit": "1GB", "threads": "2"})
        self._connection.execute("set TimeZone = 'UTC'")
        self._connection.execute(f"attach {literal(str(file))} as published (read_only)")
        self._connection.execute(f"attach ':memory:' as {CATALOG}")
        self._put_guard()
        self._connection.execute(f"use {CATALOG}.reporting")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")
        self._read_facts()

    def _read_facts(self) -> None:
        row = self._connection.execute("select release_id, published_at, as_of from release.info").fetchone()
        self.info = ReleaseInfo(*row)
        manifest = self._connection.execute("select manifest from release.semantic_manifest").fetchone()[0]
        self.metrics = MetricCatalog.of(manifest)

    def __enter__(self) -> ReleaseReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the release."""
        self._connection.close()

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """The rows of one select on the release. Raises UserError for anything else, and for SQL that does not run."""
        self._refuse_all_but_select(query)
        if query.strip(" \n;").lower() == "show all tables":
            query = TABLES
        try:
            return self._rows(query, parameters)
        except duckdb.Error as error:
            raise UserError(f"The query did not run: {error}", 'Tables: `loompin sql "show tables"`.') from error

    def ask(self, question: MetricQuestion) -> pl.DataFrame:
        """The values of metrics, by name, through their one definition; groups come first, under the names asked.

        Raises UserError for an unknown name.
        """
        parts = self.metrics.parts(question)
        answer = _side_by_side([self._answer(part) for part in parts], question)
        if len(parts) == 1:
            return answer
        # Each part was answered whole and in no order.
        order = [name.removeprefix("-") for name in question.order]
        ordered = answer.sort(order, descending=[n.startswith("-") for n in question.order]) if order else answer
        return ordered.head(question.limit) if question.limit else ordered

    def _answer(self, question: MetricQuestion) -> pl.DataFrame:
        """The answer in the columns that were asked for, under the names they were asked by."""
        try:
            answer = _tidy(self._rows(self.metrics.render(question), ()))
        except duckdb.Error as error:
            raise UserError(
                f"The definition of {', '.join(question.metrics)} does not fit this release: {_one_line(error)}",
                "Mend the measure in dbt/models/semantic/ and publish again with `loompin run`.",
            ) from error
        groups = [name for name in answer.columns if name not in question.metrics]
        asked = {answer_to(name, groups): name for name in question.by}
        answer = answer.select(*asked, *question.metrics).rename(asked)
        # A case that was never resolved has no time of resolution; such rows belong to no period.
        for name in question.by:
            if name.startswith("metric_time"):
                answer = answer.filter(pl.col(name).is_not_null())
        return answer

    def _rows(self, query: str, parameters: Sequence[object]) -> pl.DataFrame:
        # A cursor of its own for each question: pages ask from several threads.
        with self._connection.cursor() as cursor:
            cursor.execute(f"use {CATALOG}.reporting")
            return cursor.sql(query, params=list(parameters)).pl() if parameters else cursor.sql(query).pl()

    def _refuse_all_but_select(self, query: str) -> None:
        try:
            statements = duckdb.extract_statements(query)
        except duckdb.Error as error:
            raise UserError(f"This is not SQL: {error}") from error
        allowed = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
        if len(statements) != 1 or statements[0].type not in allowed:
            raise UserError("Only a single select can be asked of a release.", "Releases are read-only.")
        if self.viewer.is_restricted:
            with self._connection.cursor() as cursor:
                refuse_beyond(CATALOG, cursor.execute("select json_serialize_sql(?)", [query]).fetchone()[0])

    def _put_guard(self) -> None:
        tables = self._connection.execute(
            "select schema_name, table_name, list(column_name order by column_index) from duckdb_columns() "
            "where database_name = 'published' group by all"
        ).fetchall()
        masked = set()
        if not self.viewer.sees_personal_data:
            masked = set(
                self._connection.execute(
                    "select table_name, column_name from published.release.columns where pii <> 'none'"
                ).fetchall()
            )
        for schema in {"reporting", *(schema for schema, _, _ in tables)}:
            self._connection.execute(f"create schema {CATALOG}.{quoted(schema)}")
        for schema, table, columns in tables:
            masked |= {(table, column) for column in self._whose_tenant_is_unknown(columns)}
            listed = ", ".join(
                f"case when {quoted(c)} is not null then '{MASK}' end as {quoted(c)}"
                if (table, c) in masked
                else quoted(c)
                for c in columns
            )
            self._connection.execute(
                f"create view {CATALOG}.{quoted(schema)}.{quoted(table)} as "
                f"select {listed} from published.{quoted(schema)}.{quoted(table)}{self._tenant_filter(columns)}"
            )

    def _tenant_filter(self, columns: list[str]) -> str:
        if self.viewer.tenants is None:
            return ""
        allowed = ", ".join(literal(tenant) for tenant in sorted(self.viewer.tenants)) or "null"
        if "tenant_id" in columns:
            return f" where tenant_id in ({allowed})"
        if {"source", "case_id"} <= set(columns):
            # Parts of a case that do not repeat its tenant, such as the segments of a clock.
            return (
                " where (source, case_id) in "
                f"(select (source, case_id) from published.reporting.cases where tenant_id in ({allowed}))"
            )
        return ""

    def _whose_tenant_is_unknown(self, columns: list[str]) -> set[str]:
        """Columns with the content of a refused row: nobody can say whose it is, so one tenant's viewer sees none."""
        if self.viewer.tenants is None or "tenant_id" in columns:
            return set()
        return {"record", "record_key", "found_value"} & set(columns)


def open_release(home: Home, viewer: Viewer | None = None, release_id: str | None = None) -> ReleaseReader:
    """The current release, or the one named. Raises UserError where there is none."""
    release_id = release_id or current_release_id(home)
    file = release_file(home, release_id)
    if not file.exists():
        raise UserError(f"{home.releases}: there is no release {release_id}.")
    try:
        return ReleaseReader(file, viewer or Viewer())
    except duckdb.Error as error:
        raise UserError(
            f"{file}: this release cannot be read: {error}", "Publish a new one with `loompin run`."
        ) from error


def _one_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _side_by_side(answers: list[pl.DataFrame], question: MetricQuestion) -> pl.DataFrame:
    """Answers to the parts of a question as one; a group that one of them does not have has no value there."""
    joined = answers[0]
    for answer in answers[1:]:
        if question.by:
            joined = joined.join(answer, on=list(question.by), how="full", coalesce=True, nulls_equal=True)
        else:
            joined = pl.concat([joined, answer], how="horizontal")
    return joined.select(*question.by, *question.metrics)


def _tidy(answer: pl.DataFrame) -> pl.DataFrame:
    """Whole counts as whole numbers, periods as dates."""
    return answer.with_columns(
        *(
            pl.col(name).cast(pl.Int64)
            for name, dtype in answer.schema.items()
            if isinstance(dtype, pl.Decimal) and dtype.scale == 0
        ),
        *(pl.col(name).dt.date() for name in answer.columns if is_time(name)),
    )
