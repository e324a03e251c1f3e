"""What the page on drivers says of a sign, and where it writes names."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from dagster_project.drivers.result import Driver, Interval
from dashboards.drivers_charts import DIRECTIONS, PLACES
from dashboards.drivers_frames import direction, quadrant_rows, sign_words

LOWER, HIGHER, EITHER = DIRECTIONS
NONE = Interval(None, None, None)
DRIVER = Driver(
    name="connectors", mentions=86, weight=Interval(0.01, 0.0, 0.02), share=0.1, lmg=NONE, coefficient=NONE,
    correlation=NONE, vif=1.0, rank=1, rank_low=1, rank_high=1, rank_stability=1.0, top_3=1.0, noise_weight=0.001,
    is_above_noise=False, effect=NONE, adjusted_impact=NONE, leave_out_impact=NONE, outcome_with=NONE, turned_strata=0,
    judged_strata=4, status="not_above_noise", warnings=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        (Interval(-0.11, -0.30, 0.11), EITHER), (Interval(-0.11, -0.30, -0.01), LOWER),
        (Interval(0.2, 0.1, 0.3), HIGHER), (Interval(0.2, 0.0, 0.3), EITHER), (Interval(0.2, None, None), EITHER),
    ],
)  # fmt: skip
def test_a_predictor_is_coloured_by_the_interval_of_its_adjusted_points(effect, told):
    assert direction(effect) == told


@pytest.mark.parametrize(
    ("correlation", "effect", "told"),
    [
        (Interval(0.022, -0.04, 0.12), Interval(-0.11, -0.30, 0.11), "turns, maybe by chance"),
        (Interval(0.1, 0.05, 0.15), Interval(-0.2, -0.3, -0.1), "turns, beyond chance"),
        (Interval(-0.1, -0.2, -0.05), Interval(-0.2, -0.3, -0.1), ""),
        (NONE, Interval(-0.2, -0.3, -0.1), ""),
    ],
)
def test_a_sign_that_turns_is_told(correlation, effect, told):
    assert sign_words(replace(DRIVER, correlation=correlation, effect=effect)) == told


def test_a_sign_that_turns_within_segments_is_told_as_such():
    assert sign_words(replace(DRIVER, warnings=("simpson",), turned_strata=3)) == "turns in 3 of 4 segments"


def crowd(*dots: tuple[str, float, float, bool]) -> pl.DataFrame:
    """Rows as driver_rows has them, of dots with short intervals: name, outcome, weight, is_above_noise."""
    return pl.DataFrame(
        [
            {
                "label": name, "rank": place, "is_above_noise": is_above, "outcome_with": at,
                "outcome_with_low": at - 0.1, "outcome_with_high": at + 0.1,
                "weight": weight, "weight_low": weight - 0.01, "weight_high": weight + 0.01,
            }
            for place, (name, at, weight, is_above) in enumerate(dots, 1)
        ]
    )  # fmt: skip


def test_no_name_is_a_number_and_noise_without_room_has_none():
    dots = [(f"Noise of a long name {n}", 3.5 + n / 1000, 0.01, False) for n in range(30)]
    rows = quadrant_rows(crowd(("Late data", 2.6, 0.3, True), *dots), mean=3.5, even=0.1)
    assert rows["shown"][0] == "Late data"
    told = [name for name in rows["shown"][1:] if name]
    assert 0 < len(told) < len(PLACES)
    assert set(told) <= {name for name, *_ in dots}
