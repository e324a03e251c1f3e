"""Answers in a terminal: a table where it fits, one value a line where it does not; never names cut to letters."""

from __future__ import annotations

import polars as pl

from dagster_project.commands.tables import SHOWN_RECORDS, SHOWN_ROWS, for_terminal

WIDE = pl.DataFrame({f"a_rather_long_column_name_{number}": ["value"] * 30 for number in range(20)})


def test_what_fits_is_a_table():
    text = for_terminal(pl.DataFrame({"case_id": ["C1"], "priority": [None]}), 80)
    assert "│ case_id ┆ priority │" in text
    assert text.endswith("\n1 row")


def test_what_does_not_fit_is_told_value_by_value():
    text = for_terminal(WIDE, 120)
    assert all(name in text for name in WIDE.columns)
    assert max(map(len, text.splitlines())) <= 120
    assert text.endswith(f"\n30 rows, the first {SHOWN_RECORDS} shown; --format csv has all")


def test_a_long_table_says_what_it_leaves_out():
    text = for_terminal(pl.DataFrame({"n": range(SHOWN_ROWS + 1)}), 80)
    assert text.endswith(f"\n{SHOWN_ROWS + 1} rows, the first {SHOWN_ROWS} shown; --format csv has all")
    assert len(text.splitlines()) == SHOWN_ROWS + 7
