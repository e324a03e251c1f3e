"""A receipt cut for drawing: the stretches of a clock's window, and the opening hours that decide what counts.

Counted time on a calendar is what lies inside an opening block, so a counted segment is drawn as closed over its
whole length with the open pieces on top. The pieces' lengths add up to counted_seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import polars as pl


class Asked(Protocol):
    """What answers a select: a page's Answers, or a reader of a release."""

    def sql(self, query: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """The rows of a select."""


PIECES = """
    with segments as (
        select * from reporting.sla_clock_segments where source = $1 and case_id = $2
    )

    select clock, window_number, segment_number, 0 as layer, segment_started_at as started_at,
        segment_ended_at as ended_at,
        case when kind = 'counted' and calendar_id is not null then 'closed' else kind end as piece
    from segments
    union all
    select segments.clock, segments.window_number, segments.segment_number, 1 as layer,
        greatest(blocks.opens_at, segments.segment_started_at) as started_at,
        least(blocks.closes_at, segments.segment_ended_at) as ended_at, 'counted' as piece
    from segments
    inner join reporting.calendar_opening_blocks as blocks
        on segments.source = blocks.source and segments.calendar_id = blocks.calendar_id
        and blocks.opens_at < segments.segment_ended_at and blocks.closes_at > segments.segment_started_at
    where segments.kind = 'counted'
    order by clock, window_number, layer, started_at
"""

OPENINGS = """
    select clocks.clock, clocks.window_number, blocks.calendar_name,
        greatest(blocks.opens_at, clocks.started_at) as opens_at,
        least(blocks.closes_at, clocks.until) as closes_at
    from (
        select source, clock, window_number, calendar_id, started_at,
            coalesce(stopped_at, greatest(as_of, coalesce(due_at, as_of))) as until
        from reporting.sla_clocks
        where source = $1 and case_id = $2
    ) as clocks
    inner join reporting.calendar_opening_blocks as blocks
        on clocks.source = blocks.source and clocks.calendar_id = blocks.calendar_id
        and blocks.opens_at < clocks.until and blocks.closes_at > clocks.started_at
    order by clock, window_number, opens_at
"""


def read_pieces(answers: Asked, source: str, case_id: str) -> pl.DataFrame:
    """Stretches of all clocks of a case, those on top last (clock, window_number, started_at, ended_at, piece)."""
    return answers.sql(PIECES, [source, case_id])


def read_openings(answers: Asked, source: str, case_id: str) -> pl.DataFrame:
    """Opening blocks of each clock's last calendar, from its start to its end; to its due time where it is open."""
    return answers.sql(OPENINGS, [source, case_id])


def of_window(rows: pl.DataFrame, clock: str, window_number: int) -> pl.DataFrame:
    """The rows of one window."""
    return rows.filter((pl.col("clock") == clock) & (pl.col("window_number") == window_number))
