"""The opening hours of a case: read from the file, and written as rows of the calendar tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dagster_project.business_time.parts import Part
from data_contracts.vocabulary import TIME_OF_DAY, TIME_OF_DAY_OR_MIDNIGHT, TIME_ZONES

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Blocks = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Schedule:
    """Opening hours, as the file has them. time_zone None stands for no calendar: around the clock.

    weekly: ISO weekday → blocks. date_hours and breaks: local date → blocks. All hashable, so that cases with the
    same hours share one calendar.
    """

    time_zone: str | None
    weekly: tuple[tuple[int, Blocks], ...] = ()
    holidays: tuple[date, ...] = ()
    date_hours: tuple[tuple[date, Blocks], ...] = ()
    breaks: tuple[tuple[date, Blocks], ...] = ()

    def rows(self, calendar_id: str) -> dict[str, list[dict]]:
        """The calendar as rows of the tables that a source of type `support` gives."""
        first = "1900-01-01"
        calendar = {
            "calendar_id": calendar_id, "name": calendar_id, "time_zone": self.time_zone, "version": 1,
            "is_default": False, "valid_from": first, "updated_at": first,
        }  # fmt: skip
        hours = [
            {"calendar_id": calendar_id, "version": 1, "weekday": weekday, "opens_at": opens, "closes_at": closes}
            for weekday, blocks in self.weekly
            for opens, closes in blocks
        ]
        # A date whose own hours are none at all is closed: to the tables that is a holiday.
        closed = [*self.holidays, *(day for day, blocks in self.date_hours if not blocks and day not in self.holidays)]
        return {
            "business_calendars": [calendar],
            "business_hours": hours,
            "calendar_holidays": [
                {"calendar_id": calendar_id, "name": "closed", "starts_on": day, "ends_on": day} for day in closed
            ],
            "calendar_date_hours": [
                {"calendar_id": calendar_id, "local_date": day, "opens_at": opens, "closes_at": closes}
                for day, blocks in self.date_hours
                for opens, closes in blocks
            ],
            "calendar_breaks": [
                {"calendar_id": calendar_id, "local_date": day, "starts_at": starts, "ends_at": ends}
                for day, blocks in self.breaks
                for starts, ends in blocks
            ],
        }


def read_schedule(part: Part) -> Schedule:
    """A schedule of the file; none at all is around the clock."""
    if part.value is None:
        return Schedule(None)
    zone = part.need("time_zone").text()
    if zone not in TIME_ZONES:
        raise part.get("time_zone").wrong(f"{zone!r} is no zone of the IANA database", "Such as Europe/Berlin.")
    weekly = []
    for day, blocks in part.get("weekly", {}).members():
        if day not in WEEKDAYS:
            raise blocks.wrong(f"{day!r} is none of {', '.join(WEEKDAYS)}")
        weekly.append((WEEKDAYS.index(day) + 1, _blocks(blocks)))
    return Schedule(
        zone,
        tuple(sorted(weekly)),
        tuple(sorted({item.date() for item in part.get("holidays", []).items()})),
        _dated(part.get("date_hours", {})),
        _dated(part.get("breaks", {})),
    )


def _dated(part: Part) -> tuple[tuple[date, Blocks], ...]:
    return tuple(sorted((Part(day, blocks.place).date(), _blocks(blocks)) for day, blocks in part.members()))


def _blocks(part: Part) -> Blocks:
    """Blocks of a day. Of several that open at the same time the longest says all that the others say."""
    closings: dict[str, str] = {}
    for item in part.items():
        opens, closes = (side.text() for side in item.pair())
        for side, text, form in ((0, opens, TIME_OF_DAY), (1, closes, TIME_OF_DAY_OR_MIDNIGHT)):
            if not re.match(form, text):
                raise item.items()[side].wrong(f"{text!r} is no local time", "Write it as HH:MM, from 00:00 to 24:00.")
        opens, closes = (text if len(text) > 5 else f"{text}:00" for text in (opens, closes))
        if closes <= opens:
            raise item.wrong(
                f"closes at {closes}, which is not after {opens}", "Split a night shift at midnight: 22:00-24:00."
            )
        closings[opens] = max(closes, closings.get(opens, closes))
    return tuple(sorted(closings.items()))
