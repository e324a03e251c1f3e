"""Answers as text for a terminal: a table where it fits, else one value a line, as psql's \\x auto does.

A table that is squeezed until it fits cuts names and values to a few letters, and nobody can read it.
"""

from __future__ import annotations

import polars as pl

LONGEST_VALUE = 60
DIGITS = 5
"""Of a number below 1000; a larger one has two decimals. CSV and JSON have all."""
SHOWN_ROWS = 200
SHOWN_RECORDS = 20
UNLIMITED = 65_535


def for_terminal(frame: pl.DataFrame, width: int) -> str:
    """The rows for a terminal of so many letters, and a last line with their number."""
    frame = _readable(frame)
    table = _table(frame)
    if frame.is_empty() or max(map(len, table.splitlines())) <= width:
        return f"{table}\n{_count(frame, SHOWN_ROWS)}"
    return f"{_records(frame)}\n{_count(frame, SHOWN_RECORDS)}"


def _readable(frame: pl.DataFrame) -> pl.DataFrame:
    """Numbers with as many digits as a person reads."""
    return frame.with_columns(
        pl.when(pl.col(name).abs() < 1000).then(pl.col(name).round_sig_figs(DIGITS)).otherwise(pl.col(name).round(2))
        for name, dtype in frame.schema.items()
        if dtype == pl.Float64
    )


def _table(frame: pl.DataFrame) -> str:
    with pl.Config(
        tbl_rows=-1,
        tbl_cols=-1,
        fmt_str_lengths=LONGEST_VALUE,
        tbl_width_chars=UNLIMITED,
        tbl_hide_dataframe_shape=True,
    ):
        return str(frame.head(SHOWN_ROWS))


def _records(frame: pl.DataFrame) -> str:
    longest = max(map(len, frame.columns))
    blocks = []
    for number, row in enumerate(frame.head(SHOWN_RECORDS).iter_rows(named=True), 1):
        values = [f"{name:<{longest}}  {'' if value is None else value}" for name, value in row.items()]
        blocks.append("\n".join([f"── {number} {'─' * longest}", *values]))
    return "\n".join(blocks)


def _count(frame: pl.DataFrame, shown: int) -> str:
    count = f"{frame.height:,} row{'' if frame.height == 1 else 's'}"
    return f"{count}, the first {shown} shown; --format csv has all" if frame.height > shown else count
