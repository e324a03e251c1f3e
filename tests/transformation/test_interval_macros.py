"""Bounds of means, as the macros write them: none of too few answers, wide where all are alike, never off the scale."""

from __future__ import annotations

import re

import duckdb
import jinja2
import pytest

from dagster_project.resources.paths import DBT_PROJECT

STATISTICS = DBT_PROJECT / "macros" / "statistics"
MACROS = jinja2.Template((STATISTICS / "mean_bound.sql").read_text()).module
DIFFERENCES = jinja2.Template((STATISTICS / "mean_difference_bound.sql").read_text()).module


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
    bound = DIFFERENCES.mean_difference_bound("a", "b", "-")
    assert (duckdb.sql(f"select {bound} from ({row})").fetchall()[0][0] is not None) == is_given


# Of the tables of Student's t, two-sided 95 %.
STUDENT = {1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764, 5: 2.5706, 7: 2.3646, 10: 2.2281, 15: 2.1314, 30: 2.0423,
           100: 1.9840, 1000: 1.9623}  # fmt: skip


@pytest.mark.parametrize(("freedom", "quantile"), STUDENT.items())
def test_students_t_is_that_of_the_tables(freedom, quantile):
    ((told,),) = duckdb.execute(f"select {DIFFERENCES.student_t(freedom)}").fetchall()
    assert told == pytest.approx(quantile, rel=1.3e-3)


@pytest.mark.parametrize("freedom", [1 + place / 20 for place in range(80)])
def test_students_t_falls_with_the_degrees_of_freedom(freedom):
    told = duckdb.execute(f"select {DIFFERENCES.student_t(freedom)}, {DIFFERENCES.student_t(freedom + 0.05)}")
    more, less = told.fetchall()[0]
    assert more > less


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Alike in number and scatter: 8 degrees of freedom, 2.3060 times the root of 2.5 / 5 + 2.5 / 5.
        ([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], -1 - 2.3060, -1 + 2.3060),
        # One of them does not scatter: the degrees of freedom are those of the other, 3; t is 3.1824.
        ([5, 5, 5], [1, 2, 3, 4], 2.5 - 3.1824 * (5 / 3 / 4) ** 0.5, 2.5 + 3.1824 * (5 / 3 / 4) ** 0.5),
    ],
)
def test_a_difference_of_means_is_welchs(one, other, low, high):
    columns = ", ".join(
        f"list_avg({name}) as {name}_mean, list_stddev_samp({name}) as {name}_sd, len({name}) as {name}_count"
        for name in "ab"
    )
    bounds = ", ".join(DIFFERENCES.mean_difference_bound("a", "b", side) for side in "-+")
    told = duckdb.execute(
        f"with given as (select $a::double[] as a, $b::double[] as b), told as (select {columns} from given) "
        f"select {bounds} from told",
        {"a": one, "b": other},
    ).fetchall()[0]
    assert told == pytest.approx((low, high), abs=3e-3)


def test_no_model_clips_a_bound_by_itself():
    """greatest(1, null) is 1 to DuckDB and Spark: a bound that is not known would come back as the end of the scale."""
    clipped = re.compile(r"(greatest|least)\([^()]*\{\{\s*\w*_bound")
    files = [file for folder in ("models", "macros") for file in (DBT_PROJECT / folder).rglob("*.sql")]
    assert len(files) > 100
    assert [file.name for file in files if clipped.search(file.read_text())] == []
