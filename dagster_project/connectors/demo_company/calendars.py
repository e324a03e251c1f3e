"""Calendars of opening hours: three shared ones, and one of their own for most of the largest tenants.

A case runs in its tenant's own calendar, else in the default one (Berlin, Monday to Friday, 09:00 to 18:00). Between
them the calendars hold what an SLA engine must get right: ten zones, a week from Sunday to Thursday, a long lunch,
a night shift across midnight, a second version with longer hours, short and long days, a break, and holidays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.geography import PLACE_BY_RANK
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.holidays import FIXED_HOLIDAYS
from data_contracts.support.promises import (
    BusinessCalendars,
    BusinessHours,
    CalendarBreaks,
    CalendarDateHours,
    CalendarHolidays,
)

Block = tuple[int, str, str]
"""An opening block of a week: day (1 Monday to 7 Sunday), opening and closing time."""

EXTENDED_DAYS_BEFORE = 182
YEARS_BEYOND_END = 2


def _weekly(days: Iterable[int], *hours: tuple[str, str]) -> tuple[Block, ...]:
    return tuple((day, opens, closes) for day in days for opens, closes in hours)


MONDAY_TO_FRIDAY = range(1, 6)
NIGHT_SHIFT = _weekly((1,), ("20:00", "24:00")) + _weekly((2, 3, 4, 5), ("00:00", "04:00"), ("20:00", "24:00")) + (
    (6, "00:00", "04:00"),
)  # fmt: skip


@dataclass(frozen=True)
class Calendar:
    """One calendar. A shared one has no owner; `owner` is the rank of the tenant it belongs to (0 the largest).

    hours: of the first version. extended: of the second version, where there is one.
    short_days: (month, day) with hours 09:00 to 13:00 only, every year.
    """

    calendar_id: str
    name: str
    zone: str
    country: str
    hours: tuple[Block, ...]
    owner: int | None = None
    is_default: bool = False
    extended: tuple[Block, ...] = ()
    short_days: tuple[tuple[int, int], ...] = ()
    business_day_seconds: int | None = None


def _owned(calendar_id: str, name: str, zone: str, country: str, hours: tuple[Block, ...], **more: object) -> Calendar:
    """A calendar of the largest tenant in a zone."""
    return Calendar(calendar_id, name, zone, country, hours, owner=PLACE_BY_RANK.index(zone), **more)


CALENDARS = (
    Calendar("CAL-EMEA", "Support desk EMEA", "Europe/Berlin", "DE", _weekly(MONDAY_TO_FRIDAY, ("09:00", "18:00")),
             is_default=True, short_days=((12, 24), (12, 31))),
    Calendar("CAL-AMERICAS", "Support desk Americas", "America/New_York", "US",
             _weekly(MONDAY_TO_FRIDAY, ("09:00", "18:00")), short_days=((12, 24),)),
    Calendar("CAL-APAC", "Support desk APAC", "Asia/Tokyo", "JP", _weekly(MONDAY_TO_FRIDAY, ("09:00", "18:00"))),
    _owned("CAL-NEW-YORK", "Longer days from the second version on", "America/New_York", "US",
           _weekly(MONDAY_TO_FRIDAY, ("09:00", "17:00")), extended=_weekly(MONDAY_TO_FRIDAY, ("08:00", "20:00")),
           short_days=((12, 24), (12, 31))),
    _owned("CAL-TOKYO", "Tokyo office", "Asia/Tokyo", "JP", _weekly(MONDAY_TO_FRIDAY, ("09:00", "17:30")),
           business_day_seconds=8 * 3600),
    _owned("CAL-MADRID", "Madrid, closed over lunch", "Europe/Madrid", "ES",
           _weekly(MONDAY_TO_FRIDAY, ("09:00", "13:30"), ("15:00", "18:30")), short_days=((12, 24), (12, 31))),
    _owned("CAL-SYDNEY", "Sydney office", "Australia/Sydney", "AU", _weekly(MONDAY_TO_FRIDAY, ("08:30", "17:30"))),
    _owned("CAL-KOLKATA", "Kolkata, Saturday mornings too", "Asia/Kolkata", "IN",
           (*_weekly(MONDAY_TO_FRIDAY, ("09:30", "18:30")), (6, "09:30", "13:30"))),
    _owned("CAL-CAIRO", "Cairo, Sunday to Thursday", "Africa/Cairo", "EG",
           _weekly((7, 1, 2, 3, 4), ("09:00", "17:00"))),
    _owned("CAL-MANILA", "Manila, night shift", "Asia/Manila", "PH", NIGHT_SHIFT),
    _owned("CAL-LOS-ANGELES", "Los Angeles office", "America/Los_Angeles", "US",
           _weekly(MONDAY_TO_FRIDAY, ("08:00", "17:00"))),
    _owned("CAL-SAO-PAULO", "São Paulo office", "America/Sao_Paulo", "BR",
           _weekly(MONDAY_TO_FRIDAY, ("09:00", "18:00"))),
)  # fmt: skip


def calendar_tables(tenant_ids: pl.Series, history: History) -> rows.Tables:
    """Every table of calendars. tenant_ids: the largest tenant first."""
    first, last = history.date_of(history.start), history.date_of(history.until)
    years = range(first.year, last.year + YEARS_BEYOND_END + 1)
    versions = [
        {
            "calendar_id": calendar.calendar_id,
            "tenant_id": None if calendar.owner is None else tenant_ids[calendar.owner],
            "name": calendar.name,
            "time_zone": calendar.zone,
            "version": version,
            "business_day_seconds": calendar.business_day_seconds,
            "is_default": calendar.is_default,
            "valid_from": valid_from,
            "updated_at": valid_from,
            "blocks": blocks,
        }
        for calendar in CALENDARS
        for version, blocks, valid_from in (
            (1, calendar.hours, history.start - 365 * DAY),
            (2, calendar.extended, history.days_before_end(EXTENDED_DAYS_BEFORE)),
        )
        if blocks
    ]
    calendars = {name: [row[name] for row in versions] for name in versions[0] if name != "blocks"}
    for name in ("valid_from", "updated_at"):
        calendars[name] = rows.instants(np.array(calendars[name]))
    hours = [(row["calendar_id"], row["version"], *block) for row in versions for block in row["blocks"]]
    return {
        BusinessCalendars: rows.frame(BusinessCalendars, {n: pl.Series(v) for n, v in calendars.items()}),
        BusinessHours: _table(BusinessHours, ("calendar_id", "version", "weekday", "opens_at", "closes_at"), hours),
        CalendarDateHours: _table(
            CalendarDateHours, ("calendar_id", "local_date", "opens_at", "closes_at"), _date_hours(years, last)
        ),
        CalendarBreaks: _table(
            CalendarBreaks, ("calendar_id", "local_date", "starts_at", "ends_at"), _breaks(last)
        ),
        CalendarHolidays: _table(
            CalendarHolidays, ("calendar_id", "name", "starts_on", "ends_on"), _holidays(years)
        ),
    }  # fmt: skip


def _date_hours(years: range, last: date) -> list[tuple[object, ...]]:
    short = [
        (calendar.calendar_id, date(year, month, day), "09:00", "13:00")
        for calendar in CALENDARS
        for year in years
        for month, day in calendar.short_days
        if date(year, month, day).isoweekday() in {block[0] for block in calendar.hours}
    ]
    # Longer hours on one Saturday, for a move to a new region.
    return [*short, ("CAL-SYDNEY", _weekday_before(last, days=75, weekday=6), "08:00", "20:00")]


def _breaks(last: date) -> list[tuple[object, ...]]:
    return [
        ("CAL-EMEA", _weekday_before(last, days=60, weekday=3), "13:00", "15:00"),
        ("CAL-EMEA", _weekday_before(last, days=240, weekday=3), "13:00", "15:00"),
        ("CAL-TOKYO", _weekday_before(last, days=100, weekday=5), "09:00", "11:30"),
    ]


def _weekday_before(last: date, days: int, weekday: int) -> date:
    """The first such weekday (1 Monday to 7 Sunday) from so many days before the end on."""
    day = last - timedelta(days=days)
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def _holidays(years: range) -> list[tuple[object, ...]]:
    return [
        (calendar.calendar_id, name, date(year, month, first), date(year, month, last))
        for calendar in CALENDARS
        for year in years
        for month, first, last, name in FIXED_HOLIDAYS[calendar.country]
    ]


def _table(contract: type, names: tuple[str, ...], records: list[tuple[object, ...]]) -> pl.DataFrame:
    columns = zip(*records, strict=True)
    return rows.frame(contract, {name: pl.Series(values) for name, values in zip(names, columns, strict=True)})
