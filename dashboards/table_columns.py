"""Columns of drawn tables that several pages share."""

from __future__ import annotations

from typing import Any

import streamlit as st

FITS = 13
"""Rows up to which a table is shown in full height; a longer one scrolls."""


def time_column(label: str, *, seconds: bool = False, width: int | None = None) -> dict[str, Any]:
    """A column of instants in UTC, to the minute or to the second."""
    form = "D MMM YYYY HH:mm:ss" if seconds else "D MMM YYYY HH:mm"
    width = width or 150 + 20 * seconds
    return st.column_config.DatetimeColumn(f"{label} (UTC)", format=form, timezone="UTC", width=width)


def number_column(label: str, meaning: str = "", *, width: int | None = None) -> dict[str, Any]:
    """A column of whole numbers with thousands separators."""
    return st.column_config.NumberColumn(label, format="%,.0f", help=meaning or None, width=width)


def money_column(label: str, meaning: str = "", *, width: int | None = None) -> dict[str, Any]:
    """A column of whole US dollars."""
    return st.column_config.NumberColumn(label, format="$%,.0f", help=meaning or None, width=width)


def interval_columns(name: str, label: str, **look: Any) -> dict[str, Any]:
    """Columns of a figure and of its interval's bounds in <name>_low and <name>_high. look: format, of all three."""
    headings = {name: label, f"{name}_low": "95 % from", f"{name}_high": "to"}
    return {column: st.column_config.NumberColumn(heading, **look) for column, heading in headings.items()}


def table_height(rows: int) -> int | str:
    """The height of a table of so many rows."""
    return "content" if rows <= FITS else 430
