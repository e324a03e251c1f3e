"""Business time counted naively: look at the wall clock of every step and ask whether the calendar is open.

Written from the rules (DESIGN §5 and dbt/DECISIONS.md), not from the models: no opening is turned into UTC here, no
offset is looked for. An opening or closing time is the first instant at which the zone's clock shows it or more;
hence a step is judged by the furthest that the clock has shown so far, which is the clock itself except while it
repeats an hour.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

Blocks = list[tuple[int, int]]
"""Opening and closing, in seconds of the local day."""

REPEATED = 3 * 3600
"""No clock in use is put back by more than this."""


@cache
def zone_rules(zone: str) -> ZoneInfo:
    """A zone by the rules of the tzdata package that is installed with us; the machine's own may be years older."""
    with files("tzdata.zoneinfo").joinpath(*zone.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=zone)


@dataclass
class Version:
    """Opening hours from a moment on: the zone, and blocks by ISO weekday."""

    zone: str
    weekly: dict[int, Blocks]
    valid_from: datetime


@dataclass
class Calendar:
    """A calendar as its owner thinks of it."""

    versions: list[Version]
    holidays: list[tuple[date, date]] = field(default_factory=list)
    date_hours: dict[date, Blocks] = field(default_factory=dict)
    breaks: dict[date, Blocks] = field(default_factory=dict)

    def is_open(self, version: Version, shown: datetime) -> bool:
        """A holiday beats the hours of the date, which beat the hours of the week; breaks are closed in any case."""
        day, second = shown.date(), shown.hour * 3600 + shown.minute * 60 + shown.second
        if any(first <= day <= last for first, last in self.holidays):
            return False
        if any(starts <= second < ends for starts, ends in self.breaks.get(day, [])):
            return False
        blocks = self.date_hours.get(day) or version.weekly.get(shown.isoweekday(), [])
        return any(opens <= second < closes for opens, closes in blocks)

    def rows(self, calendar_id: str) -> dict[str, list[dict]]:
        """The same as rows of the calendar tables."""
        rows: dict[str, list[dict]] = {
            "business_calendars": [
                {
                    "calendar_id": calendar_id, "name": calendar_id, "version": number, "time_zone": version.zone,
                    "is_default": False, "valid_from": version.valid_from, "updated_at": version.valid_from,
                }
                for number, version in enumerate(self.versions, 1)
            ],
            "business_hours": [
                {"calendar_id": calendar_id, "version": number, "weekday": weekday, "opens_at": clock(opens),
                 "closes_at": clock(closes)}
                for number, version in enumerate(self.versions, 1)
                for weekday, blocks in version.weekly.items()
                for opens, closes in blocks
            ],
            "calendar_date_hours": [
                {"calendar_id": calendar_id, "local_date": day, "opens_at": clock(opens), "closes_at": clock(closes)}
                for day, blocks in self.date_hours.items()
                for opens, closes in blocks
            ],
            "calendar_breaks": [
                {"calendar_id": calendar_id, "local_date": day, "starts_at": clock(starts), "ends_at": clock(ends)}
                for day, blocks in self.breaks.items()
                for starts, ends in blocks
            ],
            "calendar_holidays": [
                {"calendar_id": calendar_id, "name": "Holiday", "starts_on": first, "ends_on": last}
                for first, last in self.holidays
            ],
        }  # fmt: skip
        return rows


def clock(second: int) -> str:
    """A second of the day as HH:MM:SS; the end of the day is 24:00:00."""
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


class NaiveCount:
    """Every step of a window looked at once; exact where whatever happens is at a multiple of the step."""

    def __init__(self, calendar: Calendar, first: datetime, last: datetime, step: int) -> None:
        self.first, self.step = int(first.timestamp()), step
        self.open_seconds = [0]
        starts = [int(version.valid_from.timestamp()) for version in calendar.versions]
        zones = [zone_rules(version.zone) for version in calendar.versions]
        furthest: dict[int, datetime] = {}
        for moment in range(self.first - REPEATED, int(last.timestamp()), step):
            number = max(bisect_right(starts, moment) - 1, 0)
            utc = datetime.fromtimestamp(moment, UTC)
            # Every version has a clock of its own; all are watched, since any may come into force while one repeats.
            for other, zone in enumerate(zones):
                shown = utc.astimezone(zone).replace(tzinfo=None, fold=0)
                furthest[other] = max(shown, furthest.get(other, shown))
            if moment >= self.first:
                is_open = calendar.is_open(calendar.versions[number], furthest[number])
                self.open_seconds.append(self.open_seconds[-1] + (step if is_open else 0))

    def before(self, second: int) -> int:
        """Open seconds from the window's start to an instant."""
        steps, rest = divmod(second - self.first, self.step)
        is_open = rest and self.open_seconds[steps + 1] > self.open_seconds[steps]
        return self.open_seconds[steps] + (rest if is_open else 0)

    def between(self, start: int, end: int) -> int:
        """Open seconds between two instants."""
        return self.before(end) - self.before(start)

    def due(self, start: int, target: int) -> int | None:
        """The first instant at which so many seconds have been open since the start; none within the window is None."""
        needed = self.before(start) + target
        place = bisect_left(self.open_seconds, needed)
        if place == len(self.open_seconds):
            return None
        return self.first + place * self.step - (self.open_seconds[place] - needed)


def around(moment: datetime, days: float) -> tuple[datetime, datetime]:
    """A window around a moment, whole hours."""
    half = timedelta(hours=round(days * 12))
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour - half, hour + half
