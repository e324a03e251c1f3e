"""What the first sentences may claim of a week's numbers."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.exports.review.headlines import SCHEMA, SHOWN
from dagster_project.exports.review.in_short import _clear_changes
from dagster_project.exports.review.tables import Table

RATE = {
    "measure": "csat", "label": "CSAT", "unit": "share", "value": 0.5, "n": 12,
    "verdict": "within chance of the week before",
}  # fmt: skip
COUNT = {"measure": "cases_opened", "label": "Cases opened", "unit": "count", "value": 9.0, "week_count": 12}


def _sentences(*rows: dict[str, object]) -> list[str]:
    told = [{**dict.fromkeys(SCHEMA), "tone": "", **row} for row in rows]
    return list(_clear_changes(Table("headlines", "", pl.DataFrame(told, SCHEMA, orient="row"), SHOWN, "")))


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("as in the weeks before", "no count left the range of the 12 weeks before."),
        ("the week is not over", "counts are held against no other week, as this one is not over."),
        ("", "there are too few weeks before to hold counts against."),
    ],
)
def test_where_nothing_stands_out_no_more_is_claimed_than_was_looked_at(verdict: str, said: str) -> None:
    (sentence,) = _sentences(RATE, {**COUNT, "verdict": verdict})
    assert sentence == f"No rate changed by more than chance since the week before; {said}"


def test_a_count_that_left_its_range_is_what_is_told() -> None:
    (sentence,) = _sentences(RATE, {**COUNT, "verdict": "above each of the weeks before", "median_12_weeks": 4.0})
    assert sentence == "Cases opened: 9, above each of the weeks before (median of 12 weeks: 4)."
