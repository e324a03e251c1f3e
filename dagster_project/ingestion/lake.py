"""The lake: accepted and rejected rows as Parquet, append-only, and one note per batch that makes it count.

Layout, under `lake/`::

    support/cases/<batch id>.parquet              accepted rows in the contract's types
    rejected/support/cases/<batch id>.parquet     rejected rows with their reasons and original records
    batches/support/cases/<batch id>.json         the note: written last, by one rename

A batch without its note does not exist, so a crash half-way leaves nothing that anybody reads. The lake is the
truth: raw tables, their rejects and the ledger are built from these notes and files, in the order of batch ids.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.ingestion.tenant_aliases import aliases_version
from dagster_project.resources.whole_files import write_whole
from data_contracts import Contract

REJECTED = {
    "row_number": pl.UInt64,
    "record_key": pl.String,
    "reasons": pl.List(pl.Struct({"column": pl.String, "value": pl.String, "expected": pl.String})),
    "record": pl.String,
}
"""Schema of a file of rejected rows. row_number counts the origin's data rows from 1; record is the
row as it came, as JSON or as the line's text."""

FEW_VALUES = 10
"""A column repeats its values where there are this many times as many rows, in the first chunk of a file."""


@dataclass(frozen=True)
class BatchNote:
    """What is written down of a batch when it is committed. Counts are rows; read = accepted + rejected.

    source_columns: the columns that its source had then, with their types there.
    """

    batch_id: str
    source: str
    contract_source: str
    table: str
    origin: str
    fingerprint: str
    contract_version: str
    replaces_source: bool
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    committed_at: str
    source_columns: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.rows_read != self.rows_accepted + self.rows_rejected:
            raise ValueError(
                f"batch {self.batch_id}: {self.rows_read} read, but {self.rows_accepted} + "
                f"{self.rows_rejected} accounted for"
            )


class Lake:
    """Reads and writes the lake's folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def accepted_file(self, note: BatchNote) -> Path:
        """Where a batch's accepted rows lie; the file is absent where there are none."""
        return self.root / note.contract_source / note.table / f"{note.batch_id}.parquet"

    def rejected_file(self, note: BatchNote) -> Path:
        """Where a batch's rejected rows lie; the file is absent where there are none."""
        return self.root / "rejected" / note.contract_source / note.table / f"{note.batch_id}.parquet"

    def notes(self, contract: type[Contract]) -> list[BatchNote]:
        """Every committed batch of a table, oldest first."""
        return [BatchNote(**json.loads(file.read_text())) for file in sorted(self._notes(contract).glob("*.json"))]

    def has(self, source: str, contract: type[Contract], fingerprint: str, version: str) -> bool:
        """Whether this very content was landed under this version of the demands, and nothing replaced it since."""
        for note in reversed([note for note in self.notes(contract) if note.source == source]):
            if (note.fingerprint, note.contract_version) == (fingerprint, version):
                return True
            if note.replaces_source:
                return False
        return False

    def commit(self, note: BatchNote) -> None:
        """Make a batch count. Its files must be complete; the rename is the moment it exists."""
        file = self.root / "batches" / note.contract_source / note.table / f"{note.batch_id}.json"
        write_whole(file, json.dumps(dataclasses.asdict(note), indent=1).encode())

    def _notes(self, contract: type[Contract]) -> Path:
        return self.root / "batches" / contract.facts().source / contract.facts().table


class PartFile:
    """A Parquet file that grows chunk by chunk; nothing of it stays where it is not finished.

    A chunk is packed and written by a thread while the next one is read and judged. At most one waits, so that memory
    holds two chunks and no more.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self._unfinished = path.with_suffix(".unfinished")
        self._writer: pq.ParquetWriter | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._written: Future[None] | None = None

    def append(self, frame: pl.DataFrame) -> None:
        """Add rows; the first chunk sets the schema. Raises what went wrong with the chunk before."""
        if frame.is_empty():
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1)
        self._wait()
        self._written = self._thread.submit(self._write, frame)
        self.rows += frame.height

    def finish(self) -> None:
        """Close the file and give it its name; without rows there is no file."""
        self._wait()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
            self._unfinished.rename(self.path)
        self._end_thread()

    def discard(self) -> None:
        """Remove whatever was written."""
        self._end_thread()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._unfinished.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    def _write(self, frame: pl.DataFrame) -> None:
        table = frame.to_arrow()
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(
                self._unfinished, table.schema, compression="zstd", compression_level=1,
                use_dictionary=_worth_a_dictionary(frame),
            )  # fmt: skip
        self._writer.write_table(table.cast(self._writer.schema))

    def _wait(self) -> None:
        written, self._written = self._written, None
        if written is not None:
            written.result()

    def _end_thread(self) -> None:
        if self._thread is not None:
            self._thread.shutdown(wait=True)
            self._thread = None


def _worth_a_dictionary(frame: pl.DataFrame) -> list[str]:
    """Columns whose values repeat; for the others a dictionary is begun and thrown away, in time and in bytes."""
    return [
        name
        for name, dtype in frame.schema.items()
        if not dtype.is_nested() and frame[name].n_unique() * FEW_VALUES <= frame.height
    ]


def new_batch_id() -> str:
    """An identifier that sorts by time and is never given twice by one process."""
    nanoseconds = time.time_ns()
    moment = datetime.fromtimestamp(nanoseconds // 1_000_000_000, UTC)
    return f"{moment:%Y%m%dT%H%M%S}{nanoseconds % 1_000_000_000:09d}"


def contract_version(contract: type[Contract], rules: str = "") -> str:
    """A short hash of what is demanded; it changes when a row could be judged or read differently.

    rules: the version of the source's own validation rules for the table; empty where it has none.
    """
    schema = contract.to_schema()
    demands = [
        (name, str(column.dtype), column.nullable, sorted(f"{c.name}{c.statistics}" for c in column.checks))
        for name, column in schema.columns.items()
    ]
    demands.append(("", "", False, sorted(str(check.name) for check in schema.checks)))
    told = repr((contract.facts().key, demands)) + aliases_version(contract) + rules
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def parquet_columns(file: Path) -> list[str]:
    """Names of the columns in a Parquet file."""
    return pq.read_schema(file).names


def iter_parquet(file: Path, rows: int, columns: list[str] | None = None) -> Iterator[pl.DataFrame]:
    """The file's rows, so many at a time, in all columns or the named ones.

    Raises pyarrow.ArrowInvalid where it is no complete Parquet file.
    """
    with pq.ParquetFile(file) as parquet:
        for record_batch in parquet.iter_batches(batch_size=rows, columns=columns):
            yield pl.DataFrame(pl.from_arrow(pa.Table.from_batches([record_batch])))
