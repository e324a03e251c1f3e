"""Precision, recall and F1 by hand."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.identity.accuracy import interval, measure


@pytest.mark.parametrize(
    ("people", "labels", "precision", "recall", "f1"),
    [
        ("aab", "xxy", 1.0, 1.0, 1.0),
        ("aaa", "xxy", 1 / 3, 1.0, 0.5),
        ("abc", "xxy", None, 0.0, 0.0),
        ("abc", "xyz", None, None, None),
        # Who has no label does not count: the third record could be anybody.
        ("aaa", "xx ", 1.0, 1.0, 1.0),
    ],
)
def test_pairs_are_counted(people, labels, precision, recall, f1):
    labelled = pl.DataFrame({"canonical_id": list(people), "label": [label.strip() or None for label in labels]})
    found = measure(labelled)
    assert (found.precision, found.recall, found.f1) == (precision, recall, f1)


def test_the_interval_is_wilsons():
    low, high = interval(8, 10)
    # Wilson 1927, as in Newcombe 1998, Statistics in Medicine 17:857.
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    assert interval(0, 0) == (0.0, 1.0)
