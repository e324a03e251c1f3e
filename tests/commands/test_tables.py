"""Answers in a terminal: a table where it fits, one value a line where it does not; never names cut to letters."""

from __future__ import annotations

import polars as pl
import pytest

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


@pytest.mark.parametrize("width", [160, 1])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (37.34272828584241, "37.343"), (0.960352422907489, "0.96035"), (107114.23456, "107114.23"), (40.0, "40.0"),
        (999.99999, "1000.0"), (-2.0 / 3, "-0.66667"), (None, None), (float("nan"), "NaN"),
    ],
)  # fmt: skip
def test_a_person_gets_as_many_digits_as_they_read(width, value, shown):
    """As a table, and as one value a line where that is too wide."""
    text = for_terminal(pl.DataFrame({"n": [1], "share": [value]}, schema={"n": pl.Int64, "share": pl.Float64}), width)
    if shown is None:
        assert "0." not in text
    else:
        assert shown.lower() in text.lower()
    assert max(sum(letter.isdigit() for letter in word) for word in text.split()) <= 8
