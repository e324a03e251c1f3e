"""How computed tones agree with given ones, of the events of a query."""

from __future__ import annotations

import duckdb
import pytest

from dashboards.sentiment_queries import AGREEMENT

ROWS = """
    select 'desk' as source, '{kind}' as event_type, case when {alike} then 0.5 else n / 20.0 end
        as given_sentiment_score, n / 40.0 as computed_sentiment_score
    from range(1, {n} + 1) as of_numbers (n)
"""


@pytest.mark.parametrize(
    ("n", "alike", "r_is_told", "difference_is_told"),
    [(1, False, False, False), (2, False, False, False), (9, False, False, False), (10, False, True, True),
     (10, True, False, True)],
)  # fmt: skip
def test_nothing_is_said_of_fewer_than_ten_events_nor_of_tones_that_are_all_alike(
    n, alike, r_is_told, difference_is_told
):
    rows = ROWS.format(kind="tweet", alike=alike, n=n)
    found = duckdb.sql(AGREEMENT.format(rows=rows)).pl().row(1, named=True)
    assert (found["event_type"], found["event_count"]) == ("tweet", n)
    assert (found["correlation"] is not None) == r_is_told
    assert (
        (found["mean_difference"] is not None) == (found["mean_absolute_difference"] is not None) == difference_is_told
    )
    assert (found["mean_difference_low"] is not None) == difference_is_told
