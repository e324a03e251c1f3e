"""Precision and recall on labelled records that others made: FEBRL 1 to 4, with and without the insurance number."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import pytest
from identity.febrl import febrl

from dagster_project.identity.accuracy import Accuracy, measure
from dagster_project.identity.linking import link_records
from dagster_project.identity.roles import choose_columns


@dataclass(frozen=True)
class Expected:
    """A set, its records and true pairs, and floors a little below what was measured."""

    name: str
    records: int
    true_pairs: int
    recall: float
    precision: float = 0.999
    with_number: bool = True


@pytest.mark.parametrize(
    "expected",
    [
        Expected("1", 1000, 500, recall=0.994),
        Expected("2", 5000, 1934, recall=0.995),
        Expected("3", 5000, 6538, recall=0.995),
        Expected("4", 10_000, 5000, recall=0.998),
        # Nothing that is nearly unique: names, addresses and dates of birth alone.
        Expected("1", 1000, 500, recall=0.99, with_number=False),
        Expected("3", 5000, 6538, recall=0.985, with_number=False),
    ],
    ids=lambda e: f"{e.name}{'' if e.with_number else '-without-number'}",
)
def test_precision_and_recall_on_febrl(expected):
    accuracy = linked(expected.name, expected.with_number)
    assert (accuracy.records, accuracy.true) == (expected.records, expected.true_pairs)
    assert accuracy.precision >= expected.precision
    assert accuracy.recall >= expected.recall


def linked(name: str, with_number: bool) -> Accuracy:
    records = febrl(name).with_columns(source=pl.lit("febrl"), source_id=pl.col("rec_id"))
    roles = choose_columns(records.columns, besides=("source", "source_id", "rec_id", "label"))
    if not with_number:
        del roles["soc_sec_id"]
    result = link_records(records, roles, memory_limit="700MB", threads=2)
    assert result.method == "trained"
    return measure(result.members.join(records.select("source_id", "label"), on="source_id"))
