"""What pages call topics that have one label."""

from __future__ import annotations

import polars as pl
import pytest

from dashboards.themes_topics import told_labels


@pytest.mark.parametrize(
    ("topics", "told"),
    [
        ([("t1", "Seats", "Billing"), ("t2", "Price", None)], ["Seats", "Price"]),
        ([("t1", "Other", "Billing"), ("t2", "other", "Product"), ("t3", "Seats", "Billing")],
         ["Other · Billing", "other · Product", "Seats"]),
        ([("t1", "Other", "Billing"), ("t2", "Other", "Billing")], ["Other · Billing · t1", "Other · Billing · t2"]),
        ([("t1", "Other", None), ("t2", "Other", "Billing")], ["Other · t1", "Other · Billing"]),
        ([], []),
    ],
)  # fmt: skip
def test_topics_that_are_called_alike_are_told_with_what_is_above(topics, told):
    names = ("topic_id", "topic_label", "parent_label")
    themes = pl.DataFrame(topics, schema=dict.fromkeys(names, pl.String), orient="row")
    assert told_labels(themes) == dict(zip(themes["topic_id"], told, strict=True))
