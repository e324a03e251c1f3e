"""Rows drawn as a table, the same on every page: as high as they need up to a point, with one sign for no value."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboards.figures import MISSING
from dashboards.table_columns import table_height


def draw_rows(rows: pl.DataFrame, columns: Mapping[str, object]) -> None:
    """Draw every column of the rows; columns: name → label or configuration, of those that need one."""
    st.dataframe(
        rows, column_config=dict(columns), hide_index=True, height=table_height(rows.height), placeholder=MISSING
    )


def draw_columns(rows: pl.DataFrame, /, **columns: object) -> None:
    """Draw these columns alone, in this order; columns: name → label or configuration."""
    draw_rows(rows.select(list(columns)), columns)
