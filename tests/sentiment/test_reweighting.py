"""Scores weighted back to those who were asked."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.sentiment.reweighting import FLOOR, reweighted, with_scores


def groups(*rows: tuple[int, int, float]) -> pl.DataFrame:
    """Groups of asked, answered and satisfied; points of 0 and 1 are their own squares."""
    return pl.DataFrame(
        [
            {"asked": asked, "answered": answered, "points": points, "squares": points}
            for asked, answered, points in rows
        ]
    )


def test_groups_count_by_their_share_of_those_asked():
    found = reweighted(groups((100, 40, 40.0), (100, 10, 0.0)))
    assert found.plain.value == pytest.approx(0.8)
    assert found.reweighted.value == pytest.approx(0.5)
    assert found.largest_share_difference == pytest.approx(0.3)


def test_a_group_without_answers_is_stood_in_for_and_told():
    found = reweighted(groups((60, 30, 15.0), (40, 0, 0.0)))
    assert found.covered_share == pytest.approx(0.6)
    assert found.reweighted.value == found.plain.value == pytest.approx(0.5)


def test_nothing_is_scored_below_the_floor():
    few = groups((100, FLOOR - 1, 10.0))
    assert reweighted(few).plain is None
    assert with_scores(few, 0, 1)["score"].to_list() == [None]
    assert with_scores(groups((100, FLOOR, 15.0)), 0, 1)["score"].to_list() == [0.5]
    assert reweighted(groups((0, 0, 0.0))) is None


def test_intervals_stay_on_the_scale():
    scored = with_scores(groups((100, 30, 29.0)), 0, 1).row(0, named=True)
    assert 0 <= scored["score_low"] < scored["score"] < scored["score_high"] == 1


def test_answers_that_are_all_alike_are_not_sure_to_the_last_digit():
    scored = with_scores(groups((100, 30, 30.0)), 0, 1).row(0, named=True)
    assert scored["score"] == scored["score_high"] == 1
    assert scored["score_low"] == pytest.approx(30 / (30 + 1.959964**2), abs=1e-6)
