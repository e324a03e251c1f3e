"""When people work: local time by zone, and sums of working time, for many instants at once.

The desk's pace is kept in working time (09:00 to 18:00, five days a week, in the tenant's zone), and customers answer
in their waking time (07:00 to 21:00 on the same days). Both are straight lines folded into weeks, so that adding
working seconds is arithmetic: map the instant onto the line, add, map back. Holidays are left out on purpose: people
who promise by a calendar that knows holidays sometimes forget them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company.draws import Flags, Ints
from dagster_project.connectors.demo_company.geography import PLACES, ZONES
from dagster_project.connectors.demo_company.history import DAY, HOUR, History

THURSDAY = 3
"""1 January 1970 was a Thursday; days of the week count from 0 for Monday."""


@dataclass(frozen=True)
class WorkingDay:
    """The same hours on five days of the week, in seconds after midnight."""

    opens: int
    length: int


DESK = WorkingDay(9 * HOUR, 9 * HOUR)
AWAKE = WorkingDay(7 * HOUR, 14 * HOUR)


class LocalClock:
    """Local time in every zone of the company, from a table of offsets by zone and hour."""

    def __init__(self, history: History) -> None:
        self._start = history.start
        hours = pl.Series(np.arange(history.start, history.until, HOUR) * 1_000_000).cast(pl.Datetime("us"))
        utc = hours.dt.replace_time_zone("UTC")
        self._offsets = np.stack(
            [
                (utc.dt.convert_time_zone(zone).dt.replace_time_zone(None) - hours).dt.total_seconds().to_numpy()
                for zone in ZONES
            ]
        )
        # A week that begins on Sunday is handled as one day later, so that it too begins on Monday.
        self._week_shift = np.array([place.week_begins * DAY for place in PLACES])

    def local(self, instant: Ints, zone: Ints) -> Ints:
        """Seconds of local time since 1970, with the working week moved to Monday to Friday."""
        hour = np.clip((instant - self._start) // HOUR, 0, self._offsets.shape[1] - 1)
        return instant + self._offsets[zone, hour] + self._week_shift[zone]

    def _utc(self, local: Ints, zone: Ints) -> Ints:
        guess = local - self._offsets[zone, 0] - self._week_shift[zone]
        hour = np.clip((guess - self._start) // HOUR, 0, self._offsets.shape[1] - 1)
        return local - self._offsets[zone, hour] - self._week_shift[zone]

    def add_working(self, instant: Ints, seconds: Ints, zone: Ints, day: WorkingDay = DESK) -> Ints:
        """The instant so many working seconds later, in the zone's week. At least one second passes."""
        local = self.local(instant, zone)
        week, weekday = np.divmod(local // DAY + THURSDAY, 7)
        worked = np.clip(local % DAY - day.opens, 0, day.length)
        line = (week * 5 + np.minimum(weekday, 5)) * day.length + np.where(weekday < 5, worked, 0)
        working_days, rest = np.divmod(line + seconds, day.length)
        week, weekday = np.divmod(working_days, 5)
        later = self._utc((week * 7 + weekday - THURSDAY) * DAY + day.opens + rest, zone)
        return np.maximum(later, instant + 1)

    def add(self, instant: Ints, seconds: Ints, zone: Ints, in_working_time: Flags) -> Ints:
        """The instant so many seconds later: working seconds where asked for, else around the clock."""
        return np.where(in_working_time, self.add_working(instant, seconds, zone), instant + seconds)
