"""Read a file of rows in chunks: CSV or JSON lines (plain or gzipped), every value as text, or Parquet in its types.

A CSV line that cannot be split into the header's columns is handed on as unreadable, with its number and text,
and becomes a reject; the file as a whole is refused only where it is no CSV, empty, or cut off.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from dagster_project.connectors.json_lines import is_json_lines, json_chunks, json_columns
from dagster_project.ingestion.batches import Chunk
from dagster_project.ingestion.lake import iter_parquet, parquet_columns
from dagster_project.resources.database import literal
from dagster_project.resources.errors import UserError

ROWS_PER_CHUNK = 250_000


def file_fingerprint(file: Path) -> str:
    """A hash of the file's bytes."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def read_chunks(file: Path, may_be_empty: bool = False, columns: list[str] | None = None) -> Iterator[Chunk]:
    """The file's rows. Raises UserError, naming the file and what is wrong with it, where it cannot be read.

    may_be_empty: True where a header without rows is an answer, as in a table that holds nothing.
    columns: read only these; of a Parquet file the others are then not even looked at.
    """
    if not file.exists():
        raise UserError(f"{file}: there is no such file.")
    if file.stat().st_size == 0:
        raise UserError(f"{file}: the file is empty.", "Export it again; nothing was changed.")
    start = _start(file)
    if start.startswith(b"PAR1") or file.suffix == ".parquet":
        chunks = _parquet_chunks(file, columns)
    elif is_json_lines(file):
        chunks = json_chunks(file, ROWS_PER_CHUNK, columns)
    else:
        chunks = _csv_chunks(file, start, columns)
    any_row = False
    for chunk in chunks:
        any_row = any_row or chunk.frame.height > 0
        yield chunk
    if not any_row and not may_be_empty:
        raise UserError(
            f"{file}: under the first line, {_shortened(start)!r}, there is no row that can be read.",
            "A table has a line of column names and rows below it. If this is the right file, export it again; "
            "nothing was changed.",
        )


def column_names(file: Path) -> list[str]:
    """The columns that a file holds, without reading its rows. Raises UserError as read_chunks does."""
    if not file.exists():
        raise UserError(f"{file}: there is no such file.")
    if file.stat().st_size == 0:
        raise UserError(f"{file}: the file is empty.", "Export it again; nothing was changed.")
    start = _start(file)
    if is_json_lines(file):
        return json_columns(file)
    if not (start.startswith(b"PAR1") or file.suffix == ".parquet"):
        return _csv_columns(file, start)
    try:
        return parquet_columns(file)
    except (pa.ArrowInvalid, OSError) as error:
        raise _incomplete_parquet(file, error) from error


def names_as_written(file: Path) -> list[str]:
    """The same as the file writes them: of CSV, two columns of one name are not told apart by a number yet."""
    names = column_names(file)
    start = _start(file)
    if start.startswith(b"PAR1") or file.suffix == ".parquet" or is_json_lines(file):
        return names
    with duckdb.connect() as connection:
        delimiter, quote = connection.execute(
            "select delimiter, quote from sniff_csv(?, header = true, all_varchar = true)", [str(file)]
        ).fetchone() or (",", '"')
    text = start.decode("utf-8-sig", errors="replace")
    if len(delimiter) != 1:
        return names
    quote = quote if len(quote) == 1 and quote != "\x00" else '"'
    written = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote), [])
    # What the reader saw otherwise, as after lines of a preamble, it knows best.
    return written if len(written) == len(names) else names


def column_types(file: Path) -> dict[str, str]:
    """The columns that a file holds with their types; in a file of text every value is text."""
    if file.suffix == ".parquet":
        return {column.name: str(column.type) for column in pq.read_schema(file)}
    return dict.fromkeys(column_names(file), "text")


def _start(file: Path) -> bytes:
    """The first bytes of the file's content, after unpacking."""
    with file.open("rb") as stream:
        start = stream.read(65536)
    if start[:2] != b"\x1f\x8b":
        return start
    try:
        with gzip.open(file) as stream:
            return stream.read(65536)
    except (OSError, EOFError) as error:
        raise UserError(
            f"{file}: the gzip file is damaged or cut off ({error}).", "Copy or export it again."
        ) from error


def _parquet_chunks(file: Path, columns: list[str] | None) -> Iterator[Chunk]:
    first_row = 1
    try:
        for frame in iter_parquet(file, ROWS_PER_CHUNK, columns):
            yield Chunk(frame, first_row)
            first_row += frame.height
    except (pa.ArrowInvalid, OSError) as error:
        raise _incomplete_parquet(file, error) from error


def _incomplete_parquet(file: Path, error: Exception) -> UserError:
    return UserError(
        f"{file}: this is not a complete Parquet file ({_first_sentence(error)}).",
        "It may have been cut off while it was copied; copy it again. Nothing was changed.",
    )


def _csv_columns(file: Path, start: bytes) -> list[str]:
    _refuse_what_is_no_text(file, start)
    with duckdb.connect() as connection:
        try:
            return connection.sql(f"{_csv_query(file)} limit 0").columns
        except duckdb.Error as error:
            raise _no_csv(file, error) from error


def _csv_chunks(file: Path, start: bytes, columns: list[str] | None) -> Iterator[Chunk]:
    _refuse_what_is_no_text(file, start)
    connection = duckdb.connect()
    try:
        reader = connection.sql(_csv_query(file)).to_arrow_reader(ROWS_PER_CHUNK)
        first_row = 1
        frame = pl.DataFrame(schema=dict.fromkeys(columns or reader.schema.names, pl.String))
        for table in _in_chunks(reader):
            frame = pl.DataFrame(pl.from_arrow(table, rechunk=True))
            frame = frame if columns is None else frame.select(columns)
            yield Chunk(frame, first_row)
            first_row += frame.height
        unreadable = connection.execute(
            "select line, any_value(error_message), any_value(csv_line) from reject_errors group by line order by line"
        ).fetchall()
    except duckdb.Error as error:
        _refuse_cut_off(file)
        raise _no_csv(file, error) from error
    finally:
        connection.close()
    if unreadable:
        yield Chunk(
            pl.DataFrame(schema=frame.schema),
            first_row,
            tuple(
                # The line of column names is no row.
                (line - 1, f"a line with the header's columns: {_first_sentence(what)}", text)
                for line, what, text in unreadable
            ),
        )


def _in_chunks(reader: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """DuckDB's CSV reader hands on a buffer at a time, however many rows are asked for; a chunk is several of them."""
    gathered: list[pa.RecordBatch] = []
    for record_batch in reader:
        gathered.append(record_batch)
        if sum(batch.num_rows for batch in gathered) >= ROWS_PER_CHUNK:
            yield pa.Table.from_batches(gathered)
            gathered = []
    if gathered:
        yield pa.Table.from_batches(gathered)


def _refuse_cut_off(file: Path) -> None:
    """Raise UserError where a gzip file does not unpack to its end: DuckDB would blame the CSV in it."""
    with file.open("rb") as stream:
        if stream.read(2) != b"\x1f\x8b":
            return
    try:
        with gzip.open(file) as stream:
            while stream.read(1 << 20):
                pass
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(
            f"{file}: the gzip file is damaged or cut off ({error}).", "Copy or export it again. Nothing was changed."
        ) from error


def _shortened(start: bytes) -> str:
    line = start.decode("utf-8-sig", errors="replace").splitlines()[0]
    return line if len(line) <= 60 else line[:60] + "…"


def _refuse_what_is_no_text(file: Path, start: bytes) -> None:
    if b"\x00" in start:
        raise UserError(f"{file}: this is neither CSV nor Parquet (it holds binary data).")
    try:
        start.decode("utf-8-sig", errors="strict") if len(start) < 65536 else start[:-4].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            f"{file}, near byte {error.start:,}: the text is not UTF-8.",
            "Save it as CSV in UTF-8 and try again.",
        ) from None


def _csv_query(file: Path) -> str:
    with file.open("rb") as stream:
        compression = ", compression = 'gzip'" if stream.read(2) == b"\x1f\x8b" else ""
    return (
        f"select * from read_csv({literal(str(file))}, header = true, all_varchar = true, sample_size = 20480, "
        f"store_rejects = true, null_padding = false, rejects_limit = 0{compression})"
    )


def _no_csv(file: Path, error: Exception) -> UserError:
    return UserError(
        f"{file}: this cannot be read as CSV ({_first_sentence(error)}).",
        "It needs a header line and one separator (comma, semicolon or tab) throughout. Nothing was changed.",
    )


def _first_sentence(error: object) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
    return text.split(": ", 1)[-1].rstrip(".")
