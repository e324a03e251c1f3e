"""Why rows were rejected, in sentences for a person: what was found where, what was expected, first in which row."""

from __future__ import annotations

import duckdb
import polars as pl

from dashboards.figures import counted

SHOWN_REASONS = 5
LONGEST_VALUE = 60
ALL_REJECTS = "all of them: page Data health, or reporting.rejected_rows with `loompin sql`, once a run has published"


def commonest_reasons(rejects: pl.DataFrame, shown: int = SHOWN_REASONS) -> list[str]:
    """One line per column and what it should have held, commonest first; the values differ, the fault is one.

    rejects: rows as they lie in the lake, each with its number and its reasons.
    """
    reasons = (
        rejects.explode("reasons")
        .unnest("reasons")
        .sort("row_number")
        .group_by("column", "expected", maintain_order=True)
        .agg(
            rows=pl.len(),
            first=pl.col("row_number").first(),
            value=pl.col("value").first(),
            values=pl.col("value").n_unique(),
        )
        .sort("rows", "first", descending=[True, False])
    )
    lines = [_line(**row) for row in reasons.head(shown).iter_rows(named=True)]
    hidden = reasons["rows"][shown:].sum()
    return [*lines, f"{hidden:,} × other reasons"] if hidden else lines


def standing_rejects(connection: duckdb.DuckDBPyConnection, shown: int = 3) -> list[str]:
    """What stands rejected in the warehouse, file by file with its commonest reasons, whenever it was landed."""
    rejects = connection.sql(
        "select source, origin, row_number, reasons from ingestion.rejected_rows order by source, origin"
    ).pl()
    lines = []
    for (source, origin), rows in rejects.group_by("source", "origin", maintain_order=True):
        lines.append(f"{source}, {origin}: {counted(rows.height, 'row')}")
        lines += [f"  {reason}" for reason in commonest_reasons(rows, shown)]
    return lines


def _line(column: str | None, expected: str, rows: int, first: int, value: str | None, values: int) -> str:
    others = f" (and {values - 1:,} other value{'s' if values > 2 else ''})" if column and values > 1 else ""
    return f"{rows:,} × {reason_in_words(column, value, expected, others)} (first in row {first:,})"


def reason_in_words(column: str | None, value: str | None, expected: str, others: str = "") -> str:
    """One reason as a sentence part: which column held what, and what was expected."""
    if column is None:
        return f"the row breaks the rule: {expected}"
    short = value if value is None or len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"
    held = "is empty" if value is None else f"is {short!r}"
    return f"{column} {held}{others}, expected {expected}"
