"""The tables of a review as CSV: every row with raw values, under a head that says what they are."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC

import polars as pl

from dagster_project.exports.review.content import Review
from dagster_project.exports.review.tables import Table
from dashboards.figures import whole

FORMULA = r"^[=+\-@\t\r]"
"""How a text begins that a spreadsheet would run."""


def csv_of(review: Review, table: Table) -> str:
    """A table. Shares are 0 to 1, durations seconds, amounts US dollars, times UTC; lists are joined by `; `."""
    head = [
        f"Loompin Warehouse, weekly ops review {review.week}: {table.title}",
        review.provenance,
        *([table.note] if table.note else []),
        *([table.empty] if table.rows.is_empty() else []),
        f"rows: {whole(table.rows.height)}",
        "shares are 0 to 1, durations seconds, amounts US dollars, times UTC; text that a spreadsheet would run as a "
        "formula has an apostrophe before it",
    ]
    lines = "".join(f"# {' '.join(line.split())}\n" for line in head)
    return lines + (_flat(table.rows).write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ") if table.rows.width else "")


def csv_files(review: Review) -> dict[str, str]:
    """File name → text, for every table of the review."""
    return {f"{table.name}.csv": csv_of(review, table) for table in review.tables}


def zip_of(review: Review) -> bytes:
    """All of them in one file, dated by the release: equal reviews give equal bytes."""
    buffer = io.BytesIO()
    dated = review.published_at.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in csv_files(review).items():
            packed.writestr(zipfile.ZipInfo(f"{review.file_name}/{name}", dated), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _flat(rows: pl.DataFrame) -> pl.DataFrame:
    nested = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.List)]
    rows = rows.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join("; ", ignore_nulls=False) for name in nested
    )
    text = pl.col(pl.String)
    return rows.with_columns(pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text).name.keep())
