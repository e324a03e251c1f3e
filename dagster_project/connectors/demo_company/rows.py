"""From arrays to rows in exactly a contract's columns and types, so that the cast at the door costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company.draws import Flags, Ints
from dagster_project.connectors.demo_company.history import NEVER
from data_contracts import Contract
from data_contracts.contract import UtcTime

Tables = dict[type[Contract], pl.DataFrame]


@cache
def _dtypes(contract: type[Contract]) -> dict[str, pl.DataType]:
    return contract.dtypes()


def frame(contract: type[Contract], columns: Mapping[str, pl.Series | np.ndarray]) -> pl.DataFrame:
    """The columns as a frame of the contract. One that is not given is empty; the first one must be given.

    Raises ValueError for a column that the contract does not have.
    """
    dtypes = _dtypes(contract)
    unknown = sorted(set(columns) - set(dtypes))
    if unknown:
        raise ValueError(f"{contract.__name__} has no column {unknown[0]!r}")
    height = len(next(iter(columns.values())))
    series = []
    for name, dtype in dtypes.items():
        if name in columns:
            given = columns[name]
            column = given if isinstance(given, pl.Series) else pl.Series(given)
            series.append(column.cast(dtype).alias(name))
        else:
            series.append(pl.Series(name, [None], dtype=dtype).new_from_index(0, height))
    return pl.DataFrame(series)


def empty(contract: type[Contract]) -> pl.DataFrame:
    """A frame of the contract without rows."""
    return pl.DataFrame(schema=_dtypes(contract))


def where(values: pl.Series | np.ndarray, present: Flags) -> pl.Series:
    """The values, empty where not present."""
    series = values if isinstance(values, pl.Series) else pl.Series(values)
    return series.set(pl.Series(~present), None)


def instants(seconds: Ints, before: Ints | int = NEVER) -> pl.Series:
    """Seconds since 1970 as UTC instants, empty where they are not before the given ones."""
    return where(seconds * 1_000_000, seconds < before).cast(UtcTime)


def dates(seconds: Ints, present: Flags) -> pl.Series:
    """The UTC dates of instants, empty where not present."""
    return where(seconds // 86_400, present).cast(pl.Int32).cast(pl.Date)


def pick(words: pl.Series, index: Ints) -> pl.Series:
    """The words at these places; empty where the index is negative."""
    with_nothing = words.extend_constant(None, 1)
    return with_nothing.gather(np.where(index < 0, len(words), index))


def texts(words: tuple[str | None, ...]) -> pl.Series:
    """A tuple of words as a series to pick from."""
    return pl.Series(words, dtype=pl.String)


def numbered(prefix: str, numbers: Ints, digits: int) -> pl.Series:
    """Identifiers such as C0000042."""
    text = pl.Series("number", numbers).cast(pl.String).str.zfill(digits)
    return joined(prefix, text)


def joined(*parts: str | pl.Series) -> pl.Series:
    """Texts joined row by row; a plain text is the same in every row."""
    columns = {str(i): part for i, part in enumerate(parts) if isinstance(part, pl.Series)}
    pieces = [pl.col(str(i)) if str(i) in columns else pl.lit(part) for i, part in enumerate(parts)]
    return pl.DataFrame(columns).select(pl.concat_str(pieces).alias("joined")).to_series()
