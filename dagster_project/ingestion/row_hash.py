"""Identity for rows without a key: a hash of what the source said, not of how we read it.

Hashing the original values (every column, as text) keeps a row the same when the mapping changes, so that a log
that is read again with a better mapping replaces its rows instead of standing beside them.
"""

from __future__ import annotations

import duckdb
import polars as pl

ROW_HASH = "row_hash"


def with_row_hash(rows: pl.DataFrame, originals: pl.DataFrame) -> pl.DataFrame:
    """Add the column row_hash: MD5 of the original row, values joined by the unit separator, null marked apart."""
    connection = duckdb.connect()
    try:
        connection.register("originals", originals.to_arrow())
        values = ", ".join(f"""coalesce("{name.replace('"', '""')}"::varchar, chr(30))""" for name in originals.columns)
        hashes = connection.sql(f"select md5(concat_ws(chr(31), {values})) as h from originals").pl()["h"]
    finally:
        connection.close()
    return rows.with_columns(hashes.alias(ROW_HASH))
