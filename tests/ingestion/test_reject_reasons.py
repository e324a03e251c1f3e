"""Reasons of rejected rows in sentences: one for each fault, however many values show it."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.ingestion.reject_reasons import commonest_reasons


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(7, "state", "Lost", "a state")], ["1 × state is 'Lost', expected a state (first in row 7)"]),
        (
            [(3, "time", "2/3", "a time"), (2, "time", "1/3", "a time"), (4, "time", "1/3", "a time")],
            ["3 × time is '1/3' (and 1 other value), expected a time (first in row 2)"],
        ),
        ([(1, "case", None, "a value")], ["1 × case is empty, expected a value (first in row 1)"]),
        ([(1, None, None, "opens < closes")], ["1 × the row breaks the rule: opens < closes (first in row 1)"]),
        ([(1, "note", "x" * 500, "less")], [f"1 × note is '{'x' * 60}…', expected less (first in row 1)"]),
    ],
)
def test_a_fault_is_told_once_with_its_first_row(rows, told):
    assert commonest_reasons(rejected(rows)) == told


def test_what_is_not_shown_is_counted():
    rows = [(number, f"column_{number}", "x", "y") for number in range(1, 9)]
    lines = commonest_reasons(rejected(rows), shown=5)
    assert len(lines) == 6
    assert lines[-1] == "3 × other reasons"


def rejected(rows: list[tuple]) -> pl.DataFrame:
    """Rejects as the lake holds them, of (row, column, value, expected)."""
    return pl.DataFrame(
        [
            {"row_number": number, "reasons": [{"column": column, "value": value, "expected": expected}]}
            for number, column, value, expected in rows
        ],
        schema_overrides={
            "reasons": pl.List(pl.Struct({"column": pl.String, "value": pl.String, "expected": pl.String}))
        },
    )
