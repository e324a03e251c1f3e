"""How a polars type is called elsewhere: DuckDB, the Open Data Contract Standard, and in words for people."""

from __future__ import annotations

import polars as pl


def duckdb_type(dtype: pl.DataType) -> str:
    """The DuckDB type that holds this polars type without loss. Raises TypeError for one not in use here."""
    if isinstance(dtype, pl.List):
        return f"{duckdb_type(dtype.inner)}[]"
    if isinstance(dtype, pl.Struct):
        members = ", ".join(f'"{f.name}" {duckdb_type(f.dtype)}' for f in dtype.fields)
        return f"struct({members})"
    if isinstance(dtype, pl.Decimal):
        return f"decimal({dtype.precision}, {dtype.scale})"
    if isinstance(dtype, pl.Datetime):
        return "timestamptz" if dtype.time_zone else "timestamp"
    names = {
        pl.String: "varchar",
        pl.Int64: "bigint",
        pl.Int32: "integer",
        pl.Float64: "double",
        pl.Boolean: "boolean",
        pl.Date: "date",
    }
    for kind, name in names.items():
        if dtype == kind:
            return name
    raise TypeError(f"no DuckDB type is known for {dtype}; add it to data_contracts/column_types.py")


def odcs_logical_type(dtype: pl.DataType) -> str:
    """The logicalType of the Open Data Contract Standard for this polars type."""
    if isinstance(dtype, pl.List):
        return "array"
    if isinstance(dtype, pl.Struct):
        return "object"
    if isinstance(dtype, pl.Datetime):
        return "timestamp"
    if isinstance(dtype, pl.Decimal) or dtype == pl.Float64:
        return "number"
    if dtype.is_integer():
        return "integer"
    if dtype == pl.Boolean:
        return "boolean"
    if dtype == pl.Date:
        return "date"
    return "string"


def in_words(dtype: pl.DataType) -> str:
    """What a person should write into a column of this type, for error messages."""
    if isinstance(dtype, pl.List):
        return "a JSON list"
    if isinstance(dtype, pl.Struct):
        return "a JSON object"
    if isinstance(dtype, pl.Datetime):
        return "a time such as 2026-03-01T09:30:00Z"
    if isinstance(dtype, pl.Decimal):
        return f"a number with at most {dtype.scale} decimals"
    if dtype == pl.Float64:
        return "a number"
    if dtype.is_integer():
        return "a whole number"
    if dtype == pl.Boolean:
        return "true or false"
    if dtype == pl.Date:
        return "a date such as 2026-03-01"
    return "text"
