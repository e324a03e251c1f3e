"""Where in its origin a rejected row stands, where some rows of that origin could not even be split into columns.

A reader learns of those at the end or counts without them, so that rows behind them are first written with too low a
number; once all are known the numbers are put right.
"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import polars as pl


def count_unreadable_rows(rejected: Path, unreadable: list[int]) -> None:
    """Rewrite a file of rejected rows (schema REJECTED): readable rows are renumbered to count the unreadable ones too.

    unreadable: places of the rows that could not be split, counted from 1 among all rows of the origin.
    """
    if not unreadable or not rejected.exists():
        return
    # Before the i-th unreadable row stand so many readable ones; whatever comes after those moves by one.
    readable_before = [place - 1 - earlier for earlier, place in enumerate(sorted(unreadable))]
    rows = pl.read_parquet(rejected)
    was_split = (
        pl.col("record_key").is_not_null()
        | pl.col("reasons").list.eval(pl.element().struct.field("column").is_not_null()).list.any()
    )
    moved = pl.Series("moved", [number + bisect_right(readable_before, number - 1) for number in rows["row_number"]])
    rows = rows.with_columns(row_number=pl.when(was_split).then(moved).otherwise("row_number").cast(pl.UInt64))
    unfinished = rejected.with_suffix(".renumbered")
    rows.write_parquet(unfinished)
    unfinished.rename(rejected)
