"""Receipts: what a clock's number is made of, read from the release and laid out for people.

The numbers are the release's own; nothing is computed here but the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from dashboards.durations import clock_time
from dashboards.reporting import ReleaseReader

KINDS = {
    "counted": "counted",
    "paused": "paused",
    "cancelled": "not counted (deleted or merged)",
    "no_target": "not counted (no target)",
}


@dataclass(frozen=True)
class ClockReceipt:
    """One window of one clock: its row of reporting.sla_clocks, and its segments in order."""

    clock: dict[str, Any]
    segments: list[dict[str, Any]]

    def lines(self, drawing: Iterable[str] = ()) -> Iterator[str]:
        """The receipt as text, a line each, with the sum underneath. drawing: lines between promise and stretches."""
        c = self.clock
        unit = f"in opening hours of calendar {c['calendar_id']}" if c["calendar_id"] else "around the clock"
        yield f"{c['clock']}, window {c['window_number']}: {c['status'].upper()}"
        target = clock_time(c["target_seconds"], exact=True)
        yield f"  target   {target} {unit} (policy {c['policy_id']}, {c['priority']})"
        for name in ("due_at", "breached_at", "stopped_at"):
            if c[name]:
                yield f"  {name:8} {c[name]:%Y-%m-%d %H:%M:%S}"
        yield ""
        yield from (*drawing, "") if drawing else ()
        yield f"  {'from':19}  {'to':19}  {'counted':>16}  {'closed':>16}  {'so far':>16}  kind"
        for s in self.segments:
            counted, closed, so_far = (
                clock_time(s[seconds], exact=True)
                for seconds in ("counted_seconds", "closed_seconds", "elapsed_seconds_after")
            )
            yield (
                f"  {s['segment_started_at']:%Y-%m-%d %H:%M:%S}  {s['segment_ended_at']:%Y-%m-%d %H:%M:%S}"
                f"  {counted:>16}  {closed:>16}  {so_far:>16}  {KINDS[s['kind']]}"
            )
        yield f"  {'elapsed':40}  {clock_time(c['elapsed_seconds'], exact=True):>16}  = {c['elapsed_seconds']:,} s"

    def rows(self) -> pl.DataFrame:
        """The segments as rows, with the seconds that add up to the clock's."""
        return pl.DataFrame(self.segments, infer_schema_length=None)

    def facts(self) -> list[str]:
        """What the receipt is of, a line each, as it heads a download."""
        c = self.clock
        return [
            f"receipt: {c['source']}, case {c['case_id']}, {c['clock']}, window {c['window_number']}: {c['status']}",
            f"target: {c['target_seconds']} s (policy {c['policy_id']}, {c['priority']}, "
            f"calendar {c['calendar_id'] or 'none, around the clock'})",
            f"elapsed: {c['elapsed_seconds']} s, the sum of counted_seconds",
        ]


@dataclass(frozen=True)
class CaseReceipts:
    """Every clock of a case, and the clocks that its source cannot tell of."""

    source: str
    case_id: str
    as_of: datetime
    clocks: list[ClockReceipt]
    not_measured: list[str]


def read_receipts(reader: ReleaseReader, case_id: str, source: str | None = None) -> CaseReceipts | None:
    """The receipts of a case; of the first source by name where several have one. None where there is no such case."""
    found = reader.sql(
        "select source, as_of, missing_target_reason from reporting.cases "
        "where case_id = $1 and ($2 is null or source = $2) order by source limit 1",
        [case_id, source],
    ).to_dicts()
    if not found:
        return None
    source = found[0]["source"]
    clocks = reader.sql(
        "select * from reporting.sla_clocks where source = $1 and case_id = $2 "
        "order by started_at, clock, window_number",
        [source, case_id],
    ).to_dicts()
    segments = reader.sql(
        "select * from reporting.sla_clock_segments where source = $1 and case_id = $2 "
        "order by clock, window_number, segment_number",
        [source, case_id],
    ).to_dicts()
    not_measured = reader.sql(
        "select label, note from reporting.sla_measurability where source = $1 and not is_measured", [source]
    ).to_dicts()
    notes = [f"{row['label']}: not measured ({row['note']})" for row in not_measured]
    if found[0]["missing_target_reason"]:
        notes.append(f"No target: {found[0]['missing_target_reason']}")
    return CaseReceipts(
        source,
        case_id,
        found[0]["as_of"],
        [
            ClockReceipt(
                clock,
                [s for s in segments if (s["clock"], s["window_number"]) == (clock["clock"], clock["window_number"])],
            )
            for clock in clocks
        ],
        notes,
    )
