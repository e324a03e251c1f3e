"""Bounds of means, as the macros write them: none of too few answers, wide where all are alike, never off the scale."""

from __future__ import annotations

import re

import duckdb
import jinja2
import pytest

from dagster_project.resources.paths import DBT_PROJECT

MACROS = jinja2.Template((DBT_PROJECT / "macros" / "statistics" / "mean_bound.sql").read_text()).module


def bounds(macro: str, values: list[float], *scale: object) -> tuple[float | None, float | None]:
    low, high = (getattr(MACROS, macro)("m", "s", "n", side, *scale) for side in "-+")
    return duckdb.execute(
        f"with v as (select unnest($v::double[]) as x), c as (select avg(x) as m, stddev_samp(x) as s, count(x) as n "
        f"from v) select {low}, {high} from c",
        {"v": values},
    ).fetchall()[0]


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([], None, None),
        ([100], None, None),
        ([100, 100], None, None),
        ([100, -100] * 4 + [0], None, None),
        # Ten promoters: Wilson's bound of a share of 10 in 10 is 0.7225 (Wilson 1927); the rest may be detractors.
        ([100] * 10, 100 - 200 * (1 - 0.72246), 100),
        ([0] * 10, -100 * (1 - 0.72246), 100 * (1 - 0.72246)),
        ([100, -100] * 5, -1.95996 * (10_000 * 10 / 9 / 10) ** 0.5, 1.95996 * (10_000 * 10 / 9 / 10) ** 0.5),
        ([100] * 9 + [-100], 80 - 1.95996 * 20, 100),
    ],
)
def test_a_bound_on_a_scale(values, low, high):
    assert bounds("scale_mean_bound", values, -100, 100) == pytest.approx((low, high), abs=1e-2)


@pytest.mark.parametrize(
    ("values", "is_given"), [([], False), ([1], False), ([1, 1, 1], False), ([1, 2], True)]
)  # fmt: skip
def test_a_bound_without_a_scale_says_nothing_of_values_that_are_alike(values, is_given):
    assert [bound is not None for bound in bounds("mean_bound", values)] == [is_given, is_given]


@pytest.mark.parametrize(
    ("values", "is_given"), [([0.1], False), ([0.1] * 7, False), ([0.0, 0.0], False), ([0.1, 0.3], True)]
)  # fmt: skip
def test_a_bound_of_sums_says_the_same(values, is_given):
    low, high = (MACROS.mean_bound_of_sums("n", "t", "q", side) for side in "-+")
    totals = "select count(x) as n, sum(x) as t, sum(x * x) as q from (select unnest($v::double[]) as x)"
    told = duckdb.execute(f"select {low}, {high} from ({totals})", {"v": values}).fetchall()[0]
    assert told == pytest.approx(bounds("mean_bound", values)) if is_given else told == (None, None)


@pytest.mark.parametrize(("one", "other", "is_given"), [(0, 0, False), (0, 1, True), (1, 1, True)])
def test_a_difference_of_what_does_not_scatter_has_no_interval(one, other, is_given):
    row = f"select 3 as a_mean, {one} as a_sd, 9 as a_count, 2 as b_mean, {other} as b_sd, 9 as b_count"
    bound = MACROS.mean_difference_bound("a", "b", "-")
    assert (duckdb.sql(f"select {bound} from ({row})").fetchall()[0][0] is not None) == is_given


def test_no_model_clips_a_bound_by_itself():
    """greatest(1, null) is 1 to DuckDB and Spark: a bound that is not known would come back as the end of the scale."""
    clipped = re.compile(r"(greatest|least)\([^()]*\{\{\s*\w*_bound")
    files = [file for folder in ("models", "macros") for file in (DBT_PROJECT / folder).rglob("*.sql")]
    assert len(files) > 100
    assert [file.name for file in files if clipped.search(file.read_text())] == []
