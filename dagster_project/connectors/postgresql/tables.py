"""The reader of a group of tables in a PostgreSQL schema.

A table whose contract names the source's time of a row's version (newest_by: `_fivetran_synced`, `updated_at`) is
read incrementally: the rows from the last batch's newest time on, less an overlap for rows that were committed late;
a row read twice changes nothing. Where there is no such column, where rows have gone, or where the contract, the
validation rules or the address have changed, the table is read whole and replaces what was held. How far the last run
got stands in the fingerprint of its batch in the lake: it is committed with the rows, so that the two cannot disagree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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

OVERLAP = timedelta(hours=1)
"""So far back a run reads again: a load that was committed late has older times than one seen before it."""

TYPES_AS_THEY_ARE = {
    "int2", "int4", "int8", "float4", "float8", "bool", "text", "varchar", "date", "timestamp", "timestamptz",
}  # fmt: skip
"""Of these Arrow has the same; every other type (numeric, uuid, jsonb, an enum, ...) is read as its text."""


@dataclass(frozen=True)
class Position:
    """How far a table has been read: its rows then, and the newest time among them.

    place: hash of where it was read, so that another database or table is not taken for the same one.
    """

    place: str
    rows: int
    newest: str | None

    @classmethod
    def parse(cls, fingerprint: str) -> Position | None:
        """From a batch's fingerprint; None for one that is not ours."""
        try:
            return cls(**json.loads(fingerprint))
        except (ValueError, TypeError):
            return None

    def fingerprint(self) -> str:
        """As it is written into the lake."""
        return json.dumps({"place": self.place, "rows": self.rows, "newest": self.newest})


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
        table = f"{quoted(self.schema)}.{quoted(self._name(contract))}"
        columns = self._known_columns(contract)
        cursor = contract.facts().newest_by
        cursor = cursor if cursor in columns else None
        rows, newest = self._extent(table, cursor)
        place = f"{self._place} {self._name(contract)}"
        # Without a cursor nothing says whether the rows are the same, so that each run reads them.
        now = Position(place, rows, newest if cursor else datetime.now(UTC).isoformat())
        since = self._since(contract, now) if cursor else None
        origin = f"PostgreSQL schema {self.schema}, table {self._name(contract)}"
        yield Batch(
            source=self.source,
            contract=contract,
            origin=origin if since is None else f"{origin}, {cursor} from {since} on",
            fingerprint=now.fingerprint(),
            chunks=lambda: self._chunks(table, columns, cursor, since),
            replaces_source=since is None,
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
                "select table_name::text, column_name::text, udt_name::text from information_schema.columns "
                f"where table_schema = {literal(self.schema)} order by table_name, ordinal_position"
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

    def _extent(self, table: str, cursor: str | None) -> tuple[int, str | None]:
        newest = f"max({quoted(cursor)})::timestamptz::text" if cursor else "null::text"
        return self._snapshot.rows(f"select count(*), {newest} from {table}")[0]

    def _since(self, contract: type[Contract], now: Position) -> str | None:
        """From which time on to read; None to read the table whole."""
        notes = [note for note in self._lake.notes(contract) if note.source == self.source]
        last = Position.parse(notes[-1].fingerprint) if notes else None
        if last is None or last.newest is None:
            return None
        if notes[-1].contract_version != contract_version(
            contract, rule_book(self._lake, self.source).version(contract)
        ):
            return None
        if last.place != now.place or now.rows < last.rows:
            return None
        return (datetime.fromisoformat(last.newest) - OVERLAP).isoformat()

    def _chunks(self, table: str, columns: dict[str, str], cursor: str | None, since: str | None) -> Iterator[Chunk]:
        listed = ", ".join(
            quoted(name) if kind in TYPES_AS_THEY_ARE else f"{quoted(name)}::text as {quoted(name)}"
            for name, kind in columns.items()
        )
        # A row without a time of its own might be a new one, so it is read each time.
        where = (
            f" where {quoted(cursor)}::timestamptz >= {literal(since)}::timestamptz or {quoted(cursor)} is null"
            if since and cursor
            else ""
        )
        first_row = 1
        for frame in self._snapshot.frames(f"select {listed} from {table}{where}"):
            yield Chunk(frame, first_row)
            first_row += frame.height
