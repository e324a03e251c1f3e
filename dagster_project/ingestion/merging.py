"""From the lake to raw: bring `raw_<source>` up to what the lake says, whatever order batches came in.

For each table the batches that the ledger does not hold yet are merged, oldest first, each in one transaction
with its line in the ledger; a crash between the lake and here is therefore mended by the next run, and a lost
warehouse file is rebuilt by it. Rules of a merge:

- a row is known by source and the contract's key, or by row hash and its ordinal among identical rows of a batch;
- the version with the newest source time wins, whichever came first; of two with the same time the later landed;
- a row whose content is unchanged is left alone, so that loading the same rows again changes nothing;
- a batch that is the whole truth for its source (replaces_source) removes the rows that are not in it.

The rejects of an origin are replaced when that origin is landed again, and a reject goes when its key is accepted from
another one. Rows without a key are known by their content, so that one which was mended in another file is another
row to us: its old self stays among the rejects until the file that held it is landed again.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import polars as pl

from dagster_project.ingestion.lake import BatchNote, Lake, parquet_columns
from dagster_project.ingestion.records import note_ingest
from dagster_project.ingestion.row_hash import ROW_HASH
from dagster_project.ingestion.source_schema import SchemaChange, schema_changes
from dagster_project.resources.database import literal, quoted
from data_contracts import Contract
from data_contracts.column_types import duckdb_type
from data_contracts.rendering.dbt_sources import LOAD_COLUMNS, ROW_IDENTITY

LEDGER = """
create table if not exists ingestion.batches (
    batch_id varchar, source varchar, contract_source varchar, table_name varchar, origin varchar,
    fingerprint varchar, contract_version varchar, replaces_source boolean,
    rows_read bigint, rows_accepted bigint, rows_rejected bigint, rows_changed bigint, committed_at timestamptz
)
"""


SCHEMA_CHANGES = """
create table if not exists ingestion.schema_changes (
    batch_id varchar, source varchar, contract_source varchar, table_name varchar, column_name varchar,
    change varchar, type_before varchar, type_after varchar, effect varchar, detected_at timestamptz
)
"""


@dataclass(frozen=True)
class Merged:
    """What merging a table did: batches taken up, rows that were added, replaced or removed, and changed columns."""

    batches: int
    rows_changed: int
    schema_changes: tuple[SchemaChange, ...] = ()


def merge_table(connection: duckdb.DuckDBPyConnection, contract: type[Contract], lake: Lake) -> Merged:
    """Bring one raw table, its rejects and its part of the ledger up to the lake."""
    create_ledger(connection)
    table = RawTable(contract)
    table.create_or_rebuild(connection)
    facts = contract.facts()
    held = {
        batch_id
        for (batch_id,) in connection.execute(
            "select batch_id from ingestion.batches where contract_source = ? and table_name = ?",
            [facts.source, facts.table],
        ).fetchall()
    }
    notes = lake.notes(contract)
    pending = [note for note in notes if note.batch_id not in held]
    last_truth = {note.source: note.batch_id for note in pending if note.replaces_source}
    changed, schema = 0, []
    for note in pending:
        is_superseded = note.batch_id < last_truth.get(note.source, "")
        connection.execute("begin")
        try:
            count = 0 if is_superseded else table.merge(connection, note, lake)
            connection.execute(
                "insert into ingestion.batches values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    note.batch_id, note.source, note.contract_source, note.table, note.origin, note.fingerprint,
                    note.contract_version, note.replaces_source, note.rows_read, note.rows_accepted,
                    note.rows_rejected, count, note.committed_at,
                ],
            )  # fmt: skip
            found = _changes_of_schema(contract, notes, note)
            _note_changes(connection, note, found)
            connection.execute("commit")
        except BaseException:
            connection.execute("rollback")
            raise
        changed += count
        schema += found
    if pending:
        note_ingest(connection)
    return Merged(len(pending), changed, tuple(schema))


def _changes_of_schema(contract: type[Contract], notes: list[BatchNote], note: BatchNote) -> list[SchemaChange]:
    """What is other than in the batch before of the same source."""
    if not note.source_columns:
        return []
    earlier = [n for n in notes if n.source == note.source and n.batch_id < note.batch_id and n.source_columns]
    return schema_changes(contract, earlier[-1].source_columns if earlier else {}, note.source_columns)


def _note_changes(connection: duckdb.DuckDBPyConnection, note: BatchNote, changes: list[SchemaChange]) -> None:
    for change in changes:
        connection.execute(
            "insert into ingestion.schema_changes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                note.batch_id, note.source, note.contract_source, note.table, change.column, change.change,
                change.type_before, change.type_after, change.effect, note.committed_at,
            ],
        )  # fmt: skip


def held_rows(
    connection: duckdb.DuckDBPyConnection, contract: type[Contract], lake: Lake, source: str, columns: list[str]
) -> pl.DataFrame:
    """What a source has landed in a table so far, in some of its columns."""
    merge_table(connection, contract, lake)
    listed = ", ".join(map(quoted, columns))
    rows = f"select {listed} from {RawTable(contract).name} where source = {literal(source)}"
    return connection.sql(rows).pl()


def create_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    """The ledger of batches, and of what changed in their sources' columns; empty where there is none yet."""
    connection.execute("create schema if not exists ingestion")
    connection.execute(LEDGER)
    connection.execute(SCHEMA_CHANGES)


class RawTable:
    """One table of raw, its rejects, and the SQL that merges a batch into them."""

    def __init__(self, contract: type[Contract]) -> None:
        facts = contract.facts()
        self.contract = contract
        self.name = f"raw_{facts.source}.{quoted(facts.table)}"
        self.rejects = f"rejected.{quoted(f'{facts.source}__{facts.table}')}"
        self.columns = {name: duckdb_type(dtype) for name, dtype in contract.dtypes().items()}
        self.identity = ["source", *(facts.key or ROW_IDENTITY)]
        if not facts.key:
            self.columns |= {name: kind for name, (kind, _) in ROW_IDENTITY.items()}

    def create_or_rebuild(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the tables that are missing; one whose contract changed is emptied and merged again from the lake."""
        facts = self.contract.facts()
        wanted = {**self.columns, **{name: kind for name, (kind, _) in LOAD_COLUMNS.items()}}
        held = self._held_columns(connection)
        if held and (list(held), [_plain(t) for t in held.values()]) != (
            list(wanted),
            [_plain(_canonical(connection, t)) for t in wanted.values()],
        ):
            connection.execute(f"drop table {self.name}")
            connection.execute(f"drop table {self.rejects}")
            for ledger in ("batches", "schema_changes"):
                connection.execute(
                    f"delete from ingestion.{ledger} where contract_source = ? and table_name = ?",
                    [facts.source, facts.table],
                )
        connection.execute(f"create schema if not exists raw_{facts.source}")
        connection.execute("create schema if not exists rejected")
        listed = ", ".join(f"{quoted(name)} {kind}" for name, kind in wanted.items())
        connection.execute(f"create table if not exists {self.name} ({listed})")
        connection.execute(
            f"create table if not exists {self.rejects} (row_number ubigint, record_key varchar, "
            'reasons struct("column" varchar, "value" varchar, expected varchar)[], record varchar, '
            "source varchar, origin varchar, batch_id varchar, rejected_at timestamptz)"
        )

    def _held_columns(self, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
        """The columns of the table that is there, with their types; none where there is no table yet.

        The list of all columns (duckdb_columns) tells the same, and takes longer than the merge of a small table.
        """
        try:
            described = connection.execute(f"select name, type from pragma_table_info({literal(self.name)})")
        except duckdb.CatalogException:
            return {}
        return dict(described.fetchall())

    def merge(self, connection: duckdb.DuckDBPyConnection, note: BatchNote, lake: Lake) -> int:
        """Take up one batch; returns the number of rows added, replaced or removed."""
        self._replace_rejects(connection, note, lake)
        file = lake.accepted_file(note)
        if not file.exists():
            return self._delete_all(connection, note) if note.replaces_source else 0
        connection.execute(f"create or replace temp view arrived as {self._arrived(note, file)}")
        if note.replaces_source:
            removed = self._delete_all(connection, note)
            return max(removed, self._insert_newest(connection))
        self._forget_mended_rejects(connection, note)
        if not self._holds(connection, note.source):
            return self._insert_newest(connection)
        return self._merge_newest(connection)

    def _arrived(self, note: BatchNote, file: object) -> str:
        """The batch's rows in the raw table's columns; a column younger than the file is null."""
        present = set(parquet_columns(file))
        listed = [
            f"{quoted(name)}::{kind} as {quoted(name)}" if name in present else f"null::{kind} as {quoted(name)}"
            for name, kind in self.columns.items()
            if name != "row_ordinal"
        ]
        if "row_ordinal" in self.columns:
            listed.append(f"row_number() over (partition by {ROW_HASH}) as row_ordinal")
        return (
            f"select {', '.join(listed)}, {literal(note.source)} as source, {literal(note.batch_id)} as batch_id, "
            f"{literal(note.committed_at)}::timestamptz as loaded_at from read_parquet({literal(str(file))})"
        )

    def _newest(self, connection: duckdb.DuckDBPyConnection) -> str:
        """A query for the arrived rows, of each identity the newest one."""
        keys = ", ".join(map(quoted, self.identity))
        repeated = connection.execute(f"select 1 from arrived group by {keys} having count(*) > 1 limit 1").fetchone()
        if not repeated:
            return "select * from arrived"
        order = self._version("arrived") if self.contract.facts().newest_by else "1"
        # Rows of the same time differ in nothing but content; any fixed order of it makes the choice repeatable.
        content = ", ".join(quoted(name) for name in self.columns)
        return (
            "select * from arrived qualify row_number() over "
            f"(partition by {keys} order by {order} desc, {content}) = 1"
        )

    def _version(self, alias: str) -> str:
        newest_by = self.contract.facts().newest_by
        return f"coalesce({alias}.{quoted(newest_by)}, timestamptz 'epoch')" if newest_by else "0"

    def _insert_newest(self, connection: duckdb.DuckDBPyConnection) -> int:
        return connection.execute(f"insert into {self.name} by name {self._newest(connection)}").fetchone()[0]

    def _merge_newest(self, connection: duckdb.DuckDBPyConnection) -> int:
        on = " and ".join(f"held.{quoted(k)} = newest.{quoted(k)}" for k in self.identity)
        content = [name for name in self.columns if name not in self.identity]
        differs = " or ".join(f"held.{quoted(c)} is distinct from newest.{quoted(c)}" for c in content) or "false"
        newer = f"{self._version('newest')} >= {self._version('held')}"
        assignments = ", ".join(f"{quoted(c)} = newest.{quoted(c)}" for c in [*content, "batch_id", "loaded_at"])
        names = ", ".join(map(quoted, [*self.columns, *LOAD_COLUMNS]))
        values = ", ".join(f"newest.{quoted(c)}" for c in [*self.columns, *LOAD_COLUMNS])
        return connection.execute(
            f"merge into {self.name} as held using ({self._newest(connection)}) as newest on ({on}) "
            f"when matched and {newer} and ({differs}) then update set {assignments} "
            f"when not matched then insert ({names}) values ({values})"
        ).fetchone()[0]

    def _holds(self, connection: duckdb.DuckDBPyConnection, source: str) -> bool:
        return bool(connection.execute(f"select 1 from {self.name} where source = ? limit 1", [source]).fetchone())

    def _delete_all(self, connection: duckdb.DuckDBPyConnection, note: BatchNote) -> int:
        return connection.execute(f"delete from {self.name} where source = ?", [note.source]).fetchone()[0]

    def _forget_mended_rejects(self, connection: duckdb.DuckDBPyConnection, note: BatchNote) -> None:
        """A row that an earlier batch had refused and this one accepts, from whatever origin, is no reject any more."""
        key = " || ' / ' || ".join(f"{quoted(k)}::varchar" for k in self.identity[1:] if k != "row_ordinal")
        connection.execute(
            f"delete from {self.rejects} where source = ? and batch_id <> ? "
            f"and record_key in (select {key} from arrived)",
            [note.source, note.batch_id],
        )

    def _replace_rejects(self, connection: duckdb.DuckDBPyConnection, note: BatchNote, lake: Lake) -> None:
        where = "source = ?" if note.replaces_source else "source = ? and origin = ?"
        given = [note.source] if note.replaces_source else [note.source, note.origin]
        file = lake.rejected_file(note)
        if not file.exists():
            connection.execute(f"delete from {self.rejects} where {where}", given)
            return
        if not self.contract.facts().key:
            # The same row was accepted under an earlier mapping; what is rejected now is not in raw.
            connection.execute(
                f"delete from {self.name} where source = ? and {ROW_HASH} in "
                f"(select record_key from read_parquet({literal(str(file))}))",
                [note.source],
            )
        # A row that is refused again for the same reasons was first seen when it was refused first.
        connection.execute(
            f"insert into {self.rejects} select now.row_number, now.record_key, now.reasons, now.record, ?, ?, ?, "
            "coalesce(before.rejected_at, ?::timestamptz) "
            f"from read_parquet({literal(str(file))}) as now left join ("
            f"select record_key, reasons, min(rejected_at) as rejected_at from {self.rejects} where {where} "
            "group by record_key, reasons) as before "
            "on now.record_key is not distinct from before.record_key and now.reasons = before.reasons",
            [note.source, note.origin, note.batch_id, note.committed_at, *given],
        )
        connection.execute(f"delete from {self.rejects} where {where} and batch_id <> ?", [*given, note.batch_id])


def _canonical(connection: duckdb.DuckDBPyConnection, kind: str) -> str:
    return connection.execute(f"select typeof(null::{kind})").fetchone()[0]


def _plain(kind: str) -> str:
    """A type's name without the differences of spelling that DuckDB has for the same type."""
    return kind.lower().replace(" ", "").replace('"', "")
