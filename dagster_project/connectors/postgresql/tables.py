"""The reader of a group of tables in a PostgreSQL schema.

A table whose contract names the source's time of a row's version (newest_by: `_fivetran_synced`, `updated_at`) is
read incrementally: the rows from the last batch's newest time on, less an overlap for rows that were committed late;
a row read twice changes nothing. A partitioned table is read by partition: one that has not changed is left alone, and
one that was archived keeps its rows. Where there is no such column, where rows have gone, or where the contract, the
validation rules or the address have changed, the table is read whole and replaces what was held. How far the last run
got stands in the fingerprint of its batch in the lake: it is committed with the rows, so that the two cannot disagree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from dagster_project.connectors.postgresql.position import Extent, Position
from dagster_project.connectors.postgresql.snapshot import Snapshot
from dagster_project.connectors.table_groups import TableGroup
from dagster_project.connectors.unread import Unread
from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.ingestion.lake import Lake, contract_version
from dagster_project.ingestion.validation_rules.book import rule_book
from dagster_project.resources.database import literal, quoted
from dagster_project.resources.errors import UserError
from data_contracts import Contract
from data_contracts.contract import arriving_names

TYPES_AS_THEY_ARE = {
    "int2", "int4", "int8", "float4", "float8", "bool", "text", "varchar", "date", "timestamp", "timestamptz",
}  # fmt: skip
"""Of these Arrow has the same; every other type (numeric, uuid, jsonb, an enum, ...) is read as its text."""


_IN_CATALOG = (
    "select part.relname::text from pg_catalog.pg_class as part "
    "inner join pg_catalog.pg_namespace as space on part.relnamespace = space.oid where true"
)


class PostgresqlTables:
    """The tables of one group in one schema. tables: our name of a table → its name there, where it differs."""

    def __init__(
        self, source: str, group: TableGroup, url: str, schema: str, tables: Mapping[str, str], lake: Lake
    ) -> None:
        self.source = source
        self.group = group
        self.schema = schema
        self._names = tables
        self._lake = lake
        self._place = hashlib.sha256(f"{url} {schema}".encode()).hexdigest()[:12]
        self._snapshot = Snapshot(url, f"[sources.{source}], schema {schema}")
        self._held: dict[str, dict[str, str]] | None = None
        self._split: set[str] | None = None

    def check(self) -> Unread:
        """Look at the names of tables and columns. Raises UserError for a required one that is missing."""
        held, columns = self._tables(), []
        names = {self._name(contract): contract for contract in self.group.contracts()}
        for name, contract in names.items():
            if self._is_there(contract):
                columns += [f"{name}.{c}" for c in held[name] if c not in self._known_columns(contract)]
        return Unread(tuple(sorted(set(held) - set(names))), tuple(columns))

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        """What is new in the table since the last run as one batch, or the table whole."""
        if not self._is_there(contract):
            return
        columns = self._known_columns(contract)
        cursor = contract.facts().newest_by
        cursor = cursor if cursor in columns else None
        now = self._position(contract, cursor)
        since = now.since(self._last_position(contract)) if cursor else None
        yield Batch(
            source=self.source,
            contract=contract,
            origin=self._origin(contract, cursor, since),
            fingerprint=now.fingerprint(),
            chunks=lambda: self._chunks(contract, columns, cursor, since),
            replaces_source=since is None,
            source_columns=self._tables()[self._name(contract)],
        )

    def close(self) -> None:
        """End the snapshot."""
        self._snapshot.close()

    def _name(self, contract: type[Contract]) -> str:
        return self._names.get(contract.facts().table, contract.facts().table)

    def _tables(self) -> dict[str, dict[str, str]]:
        """Name of each table or view of the schema → its columns and their types."""
        if self._held is None:
            found = self._snapshot.rows(
                "select table_name::text, column_name::text, udt_name::text from information_schema.columns as held "
                f"where table_schema = {literal(self.schema)} and not exists ({_IN_CATALOG} and part.relispartition "
                "and space.nspname = held.table_schema and part.relname = held.table_name) "
                "order by table_name, ordinal_position"
            )
            self._held = {}
            for table, column, kind in found:
                self._held.setdefault(table, {})[column] = kind
        return self._held

    def _is_there(self, contract: type[Contract]) -> bool:
        """Whether the table can be read; raises UserError where it must be and cannot."""
        name, facts, held = self._name(contract), contract.facts(), self._tables()
        where = f"[sources.{self.source}]: PostgreSQL schema {self.schema!r}"
        if not held:
            raise UserError(f"{where} is empty, or its user may not see it.", "Look at schema and at its rights.")
        if name not in held:
            if facts.table not in self.group.required and facts.table not in self._names:
                return False
            raise UserError(
                f"{where} has no table {name!r}; it has {', '.join(list(held)[:40])}.",
                f'If it is called otherwise, say so: tables = {{{facts.table} = "..."}}.',
            )
        names = arriving_names(contract)
        for column, field in contract.fields().items():
            if not field.nullable and not set(names[column]) & set(held[name]):
                raise UserError(
                    f"{where}, table {name!r}: column {column!r} is missing (it holds {', '.join(held[name])}).",
                    f"{facts.source}.{facts.table} needs it: {field.description}",
                )
        return True

    def _known_columns(self, contract: type[Contract]) -> dict[str, str]:
        known = {name for names in arriving_names(contract).values() for name in names}
        return {c: kind for c, kind in self._tables()[self._name(contract)].items() if c in known}

    def _position(self, contract: type[Contract], cursor: str | None) -> Position:
        """How far the table goes now; one query, whatever the number of its partitions."""
        name, held = self._name(contract), self._tables()[self._name(contract)]
        place = f"{self._place} {name} {_hash(sorted(self._known_columns(contract)))}"
        if cursor is None:
            # Nothing says whether the rows are the same, so that each run reads them.
            return Position(place, _hash(held), {"": Extent(0, datetime.now(UTC).isoformat())})
        newest, table = f"max({quoted(cursor)})::timestamptz::text", self._table(name)
        if name not in self._partitioned():
            parts = [("", *self._snapshot.rows(f"select count(*), {newest} from {table}")[0])]
        else:
            parts = self._snapshot.rows(
                f"select format('%I.%I', space.nspname, part.relname), count(*), {newest} from {table} as held "
                "inner join pg_catalog.pg_class as part on held.tableoid = part.oid "
                "inner join pg_catalog.pg_namespace as space on part.relnamespace = space.oid group by 1 order by 1"
            )
        return Position(place, _hash(held), {part: Extent(rows, newest) for part, rows, newest in parts})

    def _last_position(self, contract: type[Contract]) -> Position | None:
        """How far the last run got; None where its rows were judged by other demands than today's."""
        notes = [note for note in self._lake.notes(contract) if note.source == self.source]
        rules = rule_book(self._lake, self.source).version(contract)
        if not notes or notes[-1].contract_version != contract_version(contract, rules):
            return None
        return Position.parse(notes[-1].fingerprint)

    def _origin(self, contract: type[Contract], cursor: str | None, since: Mapping[str, str | None] | None) -> str:
        origin = f"PostgreSQL schema {self.schema}, table {self._name(contract)}"
        if not since:
            return origin if since is None else f"{origin}, nothing new"
        parts = [
            (f"{part} " if part else "") + (f"{cursor} from {time} on" if time else "whole")
            for part, time in since.items()
        ]
        return f"{origin}, {'; '.join(parts)}"

    def _chunks(
        self, contract: type[Contract], columns: dict[str, str], cursor: str | None,
        since: Mapping[str, str | None] | None,
    ) -> Iterator[Chunk]:  # fmt: skip
        listed = ", ".join(
            quoted(name) if kind in TYPES_AS_THEY_ARE else f"{quoted(name)}::text as {quoted(name)}"
            for name, kind in columns.items()
        )
        table, first_row = self._name(contract), 1
        for part, time in ({"": None} if since is None else since).items():
            # A row without a time of its own might be a new one, so it is read each time.
            where = (
                f" where {quoted(cursor)}::timestamptz >= {literal(time)}::timestamptz or {quoted(cursor)} is null"
                if time and cursor
                else ""
            )
            for frame in self._snapshot.frames(f"select {listed} from {part or self._table(table)}{where}"):
                yield Chunk(frame, first_row)
                first_row += frame.height

    def _table(self, name: str) -> str:
        return f"{quoted(self.schema)}.{quoted(name)}"

    def _partitioned(self) -> set[str]:
        """Names of the schema's partitioned tables."""
        if self._split is None:
            found = self._snapshot.rows(
                f"{_IN_CATALOG} and part.relkind = 'p' and space.nspname = {literal(self.schema)}"
            )
            self._split = {name for (name,) in found}
        return self._split


def _hash(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]
