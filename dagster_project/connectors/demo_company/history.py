"""The span that is simulated: the 18 months before a UTC midnight. Instants are whole seconds since 1970, in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

DAY = 86_400
HOUR = 3_600
LENGTH_DAYS = 548
NEVER = 10**11
"""An instant after every history: what never happens. Adding any duration to it is still never."""


@dataclass(frozen=True)
class History:
    """From `start` on and before `until`, in seconds since 1970."""

    start: int
    until: int

    @classmethod
    def ending(cls, until: datetime) -> History:
        """The history before a UTC midnight."""
        end = int(until.timestamp())
        return cls(end - LENGTH_DAYS * DAY, end)

    def days_before_end(self, days: int) -> int:
        """The instant so many days before the end."""
        return self.until - days * DAY

    def date_of(self, instant: int) -> date:
        """The UTC date of an instant."""
        return datetime.fromtimestamp(instant, UTC).date()


def next_midnight(as_of: datetime) -> datetime:
    """The first UTC midnight that is not before as_of, so that all runs of a day simulate the same history."""
    moment = as_of.astimezone(UTC)
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight == moment else midnight + timedelta(days=1)
