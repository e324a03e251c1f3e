"""The engine that Splink computes on. DuckDB in memory today; another one is chosen here and nowhere else.

Splink has a Spark backend as well (`SparkAPI`): a backend for it names the same two functions in Spark's words, and
gives a `SparkAPI(spark_session=...)`. Nothing else of this package knows an engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Backend:
    """Splink's door to an engine, and what the engine calls the functions that comparisons need.

    similarity: Jaro-Winkler, 0 to 1; edits: Damerau-Levenshtein, a count.
    """

    dialect: str
    similarity: str
    edits: str
    api: Any


@contextmanager
def open_backend(memory_limit: str | None = None, threads: int | None = None) -> Iterator[Backend]:
    """DuckDB in memory, within these limits; closed at the end, so that nothing stays of the names it has seen."""
    import duckdb
    from splink import DuckDBAPI

    connection = duckdb.connect(":memory:")
    try:
        if memory_limit:
            connection.execute("set memory_limit = ?", [memory_limit])
        if threads:
            connection.execute("set threads = ?", [threads])
        yield Backend("duckdb", "jaro_winkler_similarity", "damerau_levenshtein", DuckDBAPI(connection=connection))
    finally:
        connection.close()
