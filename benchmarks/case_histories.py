"""Cases of the case model with eight state changes each, any number of them: python -m benchmarks.case_histories N DIR

Eighteen months up to 2026-07-01; every case goes New → Triage → In-progress → Waiting-on-customer → In-progress →
On-hold → In-progress → Resolved → Closed, in random times, and gets a first public reply. What would happen after the
end has not happened yet. The desk is open on
workdays, in New York.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl

ENDS = datetime(2026, 7, 1)
SPAN = 546 * 86_400
TENANTS = 200
PATH = ("New", "Triage", "In-progress", "Waiting-on-customer", "In-progress", "On-hold", "In-progress", "Resolved",
        "Closed")  # fmt: skip
MEDIAN_SECONDS = (900, 3_600, 14_400, 43_200, 7_200, 28_800, 10_800, 172_800)


def write_histories(count: int, folder: Path, seed: int = 5) -> None:
    """Write the tables of `support` that the two first clocks need, one Parquet file each."""
    draw = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    case = np.arange(1, count + 1)
    opened = np.sort(draw.integers(0, SPAN - 3_600, count))
    steps = np.stack([median * np.exp(draw.standard_normal(count)) for median in MEDIAN_SECONDS]).astype(np.int64) + 1
    moments = opened + np.cumsum(steps, axis=0)
    priority = draw.choice(["P0", "P1", "P2", "P3"], count, p=(0.05, 0.2, 0.5, 0.25))
    base = pl.DataFrame({"number": case, "tenant": case % TENANTS}).select(
        case_id=pl.format("C{}", "number"), tenant_id=pl.format("T{}", "tenant")
    )
    reached = (moments < SPAN).sum(axis=0)
    cases = base.with_columns(
        channel=pl.lit("email"),
        state=pl.Series(np.array(PATH)[reached]),
        priority=pl.Series(priority),
        sla_tier=pl.Series(draw.choice(["Standard", "Premium", "Enterprise"], count)),
        is_created_privately=pl.lit(False),
        opened_at=_instants(opened),
        updated_at=pl.lit(ENDS).dt.replace_time_zone("UTC"),
    )
    cases.write_parquet(folder / "cases.parquet")
    moves = []
    for step in range(len(MEDIAN_SECONDS)):
        seen = moments[step] < SPAN
        moves.append(
            base.filter(pl.Series(seen)).with_columns(
                transition_id=pl.format("{}-{}", "case_id", pl.lit(step + 1)),
                kind=pl.lit("state_changed"),
                from_state=pl.lit(PATH[step]),
                to_state=pl.lit(PATH[step + 1]),
                actor_kind=pl.lit("agent"),
                occurred_at=_instants(moments[step][seen]),
            )
        )
    pl.concat(moves).write_parquet(folder / "case_state_transitions.parquet")
    replied = opened + (1_800 * np.exp(draw.standard_normal(count))).astype(np.int64)
    seen = replied < SPAN
    base.filter(pl.Series(seen)).with_columns(
        interaction_id=pl.format("{}-R", "case_id"),
        kind=pl.lit("message"),
        author_kind=pl.lit("agent"),
        is_public=pl.lit(True),
        occurred_at=_instants(replied[seen]),
    ).write_parquet(folder / "case_interactions.parquet")
    base.with_columns(
        priority_change_id=pl.format("{}-P", "case_id"),
        to_priority=pl.Series(priority),
        actor_kind=pl.lit("system"),
        occurred_at=_instants(opened),
    ).write_parquet(folder / "case_priority_changes.parquet")
    _write_calendar(folder)


def _write_calendar(folder: Path) -> None:
    began = pl.lit(datetime(2024, 1, 1)).dt.replace_time_zone("UTC")
    pl.DataFrame({"calendar_id": ["desk"], "name": ["Desk"], "time_zone": ["America/New_York"], "version": [1]}).select(
        pl.all(), is_default=pl.lit(True), valid_from=began, updated_at=began
    ).write_parquet(folder / "business_calendars.parquet")
    pl.DataFrame({"weekday": [1, 2, 3, 4, 5]}).select(
        pl.all(), calendar_id=pl.lit("desk"), version=pl.lit(1), opens_at=pl.lit("09:00"), closes_at=pl.lit("17:00"),
    ).write_parquet(folder / "business_hours.parquet")  # fmt: skip


def _instants(seconds: np.ndarray) -> pl.Series:
    microseconds = int((ENDS - datetime(1970, 1, 1)).total_seconds() - SPAN) * 1_000_000 + seconds * 1_000_000
    return pl.Series(microseconds).cast(pl.Datetime("us", "UTC"))


if __name__ == "__main__":
    write_histories(int(sys.argv[1]), Path(sys.argv[2]))
