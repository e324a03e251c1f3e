"""Rows drawn as a table, the same on every page: as high as they need up to a point, with one sign for no value."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboards.figures import MISSING, counted, whole
from dashboards.table_columns import table_height

DRAWN = 500
"""Rows of a list that are drawn; more than anyone scrolls through, and quick to send."""


def draw_rows(rows: pl.DataFrame, columns: Mapping[str, object]) -> None:
    """Draw every column of the rows; columns: name → label or configuration, of those that need one."""
    st.dataframe(
        rows, column_config=dict(columns), hide_index=True, height=table_height(rows.height), placeholder=MISSING
    )


def put_count(rows: pl.DataFrame, thing: str, place: str = "newest") -> None:
    """How many rows there are, where no more than the first DRAWN are drawn. place: what those are, in a word."""
    more = f", the {place} {whole(DRAWN)} drawn; the download has all" if rows.height > DRAWN else ""
    st.caption(counted(rows.height, thing) + more)


def draw_columns(rows: pl.DataFrame, /, **columns: object) -> None:
    """Draw these columns alone, in this order; columns: name → label or configuration."""
    draw_rows(rows.select(list(columns)), columns)
