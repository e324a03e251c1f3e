"""Hours at which somebody is not disturbed, on the clock on their wall.

A span may reach over midnight ("22:00-07:00"); whole days may be quiet too. Where the clock is put forward over the end
of a span, it ends at the moment of the change; where an hour comes twice, it ends when that hour comes first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SPAN = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST = 15
"""Days that are looked ahead for an hour that is not quiet."""


@dataclass(frozen=True)
class QuietHours:
    """zone: whose clock. starts, ends: of each day's span, none where equal. days: quiet as a whole, 0 is Monday."""

    zone: ZoneInfo
    starts: time = time(0)
    ends: time = time(0)
    days: frozenset[int] = frozenset()

    @classmethod
    def of(cls, zone: ZoneInfo, span: str, days: list[str]) -> QuietHours:
        """From "22:00-07:00" (or "", for no hours) and ["sat", "sun"]. Raises ValueError with what cannot be read."""
        if not span:
            starts = ends = time(0)
        else:
            match = SPAN.match(span)
            if match is None:
                raise ValueError(span)
            first, second, third, fourth = (int(part) for part in match.groups())
            starts, ends = time(first, second), time(third, fourth)
        for day in days:
            if day not in DAYS:
                raise ValueError(day)
        if len(set(days)) == len(DAYS):
            raise ValueError("every day of the week")
        return cls(zone, starts, ends, frozenset(DAYS.index(day) for day in days))

    def until(self, now: datetime) -> datetime | None:
        """When the quiet ends that holds at this moment (in UTC); None where none holds."""
        moment = now
        while (end := self._end_of_spell(moment)) is not None and end - now < timedelta(days=LONGEST):
            moment = end
        return None if moment == now else moment

    def _end_of_spell(self, moment: datetime) -> datetime | None:
        local = moment.astimezone(self.zone)
        if local.weekday() in self.days:
            return self._moment(local.date() + timedelta(days=1), time(0))
        clock = local.time()
        if self.starts < self.ends and self.starts <= clock < self.ends:
            return self._after(moment, local.date())
        if self.starts > self.ends:
            if clock >= self.starts:
                return self._after(moment, local.date() + timedelta(days=1))
            if clock < self.ends:
                return self._after(moment, local.date())
        return None

    def _after(self, moment: datetime, day: date) -> datetime:
        """The end of the span on that day; where the hour that came first is over, the one that came again."""
        end = self._moment(day, self.ends)
        return end if end > moment else self._moment(day, self.ends, fold=1)

    def _moment(self, day: date, clock: time, fold: int = 0) -> datetime:
        """A wall-clock time in UTC; one that the day leaves out is the moment of the change."""
        local = datetime.combine(day, clock, self.zone).replace(fold=fold)
        moment = local.astimezone(UTC)
        if moment.astimezone(self.zone).replace(tzinfo=None) == local.replace(tzinfo=None):
            return moment
        # Left out: what both readings of the time have between them is the change itself.
        earlier, later = local.replace(fold=1).astimezone(UTC), local.replace(fold=0).astimezone(UTC)
        return _change_between(min(earlier, later), max(earlier, later), self.zone)


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the zone's offset changes between the two."""
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
