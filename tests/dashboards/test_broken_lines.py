"""Lines over time do not run through periods whose score is not drawn."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from dashboards.voice_charts import with_runs


@pytest.mark.parametrize(
    ("grain", "days", "runs"),
    [
        ("month", [date(2025, 1, 1), date(2025, 4, 1), date(2025, 5, 1)], [[0], [1, 2]]),
        ("month", [date(2025, 12, 1), date(2026, 1, 1)], [[0, 1]]),
        ("quarter", [date(2025, 10, 1), date(2026, 1, 1), date(2026, 7, 1)], [[0, 1], [2]]),
        ("week", [date(2025, 12, 22), date(2025, 12, 29), date(2026, 1, 5), date(2026, 1, 19)], [[0, 1, 2], [3]]),
    ],
)
def test_a_gap_begins_another_run(grain, days, runs):
    found = with_runs(pl.DataFrame({"month": days}).with_row_index(), grain)
    parts = found.group_by("run", maintain_order=True).agg("index")["index"].to_list()
    assert parts == runs
    assert found["is_alone"].to_list() == [len(run) == 1 for run in runs for _ in run]
