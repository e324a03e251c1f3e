"""Detected cohorts: reference values, clusters that are there, and drafts that fit as they say."""

from __future__ import annotations

import duckdb
import numpy as np
import polars as pl
import pytest

from dagster_project.segments.attributes import KIND_OF_TYPE, Kind, read_attributes
from dagster_project.segments.cohorts.detecting import SCHEMA, detect, features_of
from dagster_project.segments.cohorts.drafting import draft
from dagster_project.segments.cohorts.judging import silhouettes, stability, verdict
from dagster_project.segments.cohorts.kmeans import k_means, nearest
from dagster_project.segments.compiling import compile_definition

CENTRES = np.array([[0.0, 0.0], [8.0, 0.0], [0.0, 8.0]])


def blobs(each: int = 60) -> np.ndarray:
    rng = np.random.default_rng(1)
    return np.concatenate([centre + rng.standard_normal((each, 2)) for centre in CENTRES])


def test_clusters_that_are_there_are_found():
    points = blobs()
    found = k_means(points, 3, np.random.default_rng(2))
    assert np.abs(found[np.lexsort(found.T)] - CENTRES[np.lexsort(CENTRES.T)]).max() < 0.5
    assert sorted(np.bincount(nearest(points, found))) == [60, 60, 60]
    assert np.array_equal(found, k_means(points, 3, np.random.default_rng(2)))


def test_points_that_are_all_alike_break_nothing():
    assert k_means(np.ones((5, 2)), 3, np.random.default_rng(0)).tolist() == [[1, 1]] * 3


def test_silhouettes_by_hand():
    """0 and 1 against 10 and 11: of 0, a = 1 and b = 10.5; of 1, a = 1 and b = 9.5. Alone in a cluster: 0."""
    points = np.array([[0.0], [1.0], [10.0], [11.0]])
    expected = [9.5 / 10.5, 8.5 / 9.5, 8.5 / 9.5, 9.5 / 10.5]
    assert silhouettes(points, np.array([0, 0, 1, 1])) == pytest.approx(expected)
    # Of 1 with 10 and 11: they are 9.5 away in the mean, and 0 is 1 away.
    assert silhouettes(points, np.array([0, 1, 1, 1]))[:2] == pytest.approx([0, (1 - 9.5) / 9.5])


def test_true_clusters_are_stable_and_those_of_noise_are_not():
    rng = np.random.default_rng(3)
    points = blobs()
    assert stability(points, k_means(points, 3, rng), rng).min() > 0.95
    noise = rng.random((150, 2))
    assert stability(noise, k_means(noise, 6, rng), rng).min() < 0.75


@pytest.mark.parametrize(
    ("value", "word"), [(0.75, "stable"), (0.74, "a pattern"), (0.6, "a pattern"), (0.59, "doubtful")]
)
def test_words_for_stability(value, word):
    assert verdict(value) == word


def company(each: int = 80) -> pl.DataFrame:
    """Two kinds of customers: large ones who are content, and small ones who ask a lot and are not."""
    rng = np.random.default_rng(4)
    large = np.arange(2 * each) < each
    told = {
        "source": ["desk"] * 2 * each,
        "customer_id": [f"c{number:04}" for number in range(2 * each)],
        "moment_on": [None] * 2 * each,
        "plan": np.where(large, "Enterprise", "Free").tolist(),
        "segment": rng.choice(["a", "b"], 2 * each).tolist(),
        "arr_usd": np.where(large, 200_000, 2_000) * rng.uniform(0.8, 1.2, 2 * each),
        "health_score": np.clip(np.where(large, 85, 45) + 4 * rng.standard_normal(2 * each), 0, 100).astype(int),
        "cases_90_days": np.where(large, 0, 6) + rng.integers(0, 2, 2 * each),
        "sentiment_90_days": np.where(rng.random(2 * each) < 0.2, np.nan, np.where(large, 0.5, -0.5)),
    }
    types = {Kind.TEXT: pl.String, Kind.NUMBER: pl.Float64, Kind.DATE: pl.Date, Kind.BOOLEAN: pl.Boolean}
    known = pl.DataFrame(told).with_columns(pl.col("sentiment_90_days").fill_nan(None))
    return known.with_columns(
        pl.lit(None, types[a.kind]).alias(a.name) for a in read_attributes().values() if a.name not in told
    )


def test_the_two_kinds_are_told_apart_and_the_drafts_are_as_good_as_they_say():
    customers = company()
    found = detect(customers)
    assert found.schema == SCHEMA
    assert found["customer_id"].sort().to_list() == customers["customer_id"].to_list()
    facts = found.drop("tenant_id", "customer_id").unique().sort("cohort_number")
    assert facts.height == 2
    assert facts["verdict"].to_list() == ["stable", "stable"]
    types = {kind: name for name, kind in reversed(KIND_OF_TYPE.items())}
    columns = ", ".join(f"{a.name}::{types[a.kind]} as {a.name}" for a in read_attributes().values())
    with duckdb.connect() as connection:
        connection.register("told", customers.to_arrow())
        for row in facts.iter_rows(named=True):
            condition = compile_definition(row["definition"]).sql
            met = {
                who for (who,) in connection.execute(
                    f"select customer_id from (select customer_id, {columns}, date '2026-06-30' as moment_on "
                    "from told) "
                    f"as attributes where {condition}"
                ).fetchall()
            }  # fmt: skip
            cohort = set(found.filter(pl.col("cohort_number") == row["cohort_number"])["customer_id"])
            assert len(met) == row["definition_size"]
            assert len(met & cohort) / len(met) == pytest.approx(row["definition_precision"])
            assert len(met & cohort) / len(cohort) == pytest.approx(row["definition_recall"])
            assert min(row["definition_precision"], row["definition_recall"]) > 0.98


def test_the_same_customers_in_another_order_give_the_same_cohorts():
    customers = company()
    shuffled = customers.sample(fraction=1, shuffle=True, seed=9)
    assert detect(customers).sort("customer_id").equals(detect(shuffled).sort("customer_id"))


def test_too_few_customers_have_no_cohorts():
    assert detect(company(20)).is_empty()
    assert detect(company(20)).schema == SCHEMA


def test_what_is_known_of_few_or_the_same_for_all_is_not_clustered():
    assert features_of(company()).names == ("arr_usd", "cases_90_days", "health_score", "sentiment_90_days")


def test_a_draft_names_who_it_should_and_is_none_where_nothing_tells():
    customers = company()
    attributes = [read_attributes()[name] for name in ("plan", "health_score", "segment")]
    members = (customers["plan"] == "Free").to_numpy()
    found = draft(customers, members, attributes)
    assert (found.precision, found.recall, found.size) == (1, 1, 80)
    rng = np.random.default_rng(5)
    alike = pl.DataFrame({"segment": ["a"] * 160, "health_score": [50] * 160, "plan": ["x"] * 160})
    assert draft(alike, rng.random(160) < 0.5, attributes) is None
