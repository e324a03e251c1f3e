"""A batch: the rows that stand or fall together on their way in (a file, a query, a window of an API)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from data_contracts import Contract

PROBLEMS = {"row": pl.UInt32, "column": pl.String, "value": pl.String, "expected": pl.String}
"""Schema of a frame of problems: row within the chunk, and what was found instead of what was expected."""


def no_problems() -> pl.DataFrame:
    """An empty frame of problems."""
    return pl.DataFrame(schema=PROBLEMS)


@dataclass
class Shaped:
    """A chunk in the contract's columns and types, row for row, and what could not be brought into them."""

    frame: pl.DataFrame
    problems: pl.DataFrame = field(default_factory=no_problems)


@dataclass(frozen=True)
class Chunk:
    """Some consecutive rows as the source has them; first_row counts data rows from 1.

    unreadable: rows that could not be split into columns: (place among all the origin's rows from 1, what is wrong,
    the row's text); first_row counts without them.
    """

    frame: pl.DataFrame
    first_row: int
    unreadable: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class Batch:
    """What a connector offers for one table.

    source: name of the configured source the rows come from.
    origin: where exactly, in words a person can follow: a file's path, a query's window.
    fingerprint: equal fingerprints promise equal rows, so that a batch already landed is not read again.
    chunks: reads the rows, each chunk small enough for memory.
    shape: brings a chunk into the contract's columns; the cast to its types comes after it.
    replaces_source: True where the batch is the whole truth, so that rows of this source not in it go.
    source_columns: the columns that the source has just now, with their types there; empty where it has no schema.
    """

    source: str
    contract: type[Contract]
    origin: str
    fingerprint: str
    chunks: Callable[[], Iterator[Chunk]]
    shape: Callable[[pl.DataFrame], Shaped] = Shaped
    replaces_source: bool = False
    source_columns: Mapping[str, str] = field(default_factory=dict)
