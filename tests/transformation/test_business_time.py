"""Business time by look-up against a naive count with zoneinfo, for calendars of many kinds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transformation.desk import Case, Desk, at, weekdays

FIRST, LAST = at("2025-01-01 00:00:00"), at("2025-12-31 00:00:00")

ROUND_THE_CLOCK = {day: [("00:00", "24:00")] for day in range(1, 8)}
CALENDARS = {
    "new-york": ("America/New_York", weekdays("09:00", "17:00")),
    "berlin-lunch": ("Europe/Berlin", {d: [("08:30", "12:00"), ("12:45", "17:15")] for d in range(1, 6)}),
    "kolkata-saturdays": ("Asia/Kolkata", {6: [("10:00", "14:30")]}),
    "cairo": ("Africa/Cairo", {7: [("09:00", "16:00")], **{d: [("09:00", "16:00")] for d in range(1, 5)}}),
    "manila-nights": ("Asia/Manila", {d: [("00:00", "06:00"), ("22:00", "24:00")] for d in range(1, 6)}),
    "lord-howe": ("Australia/Lord_Howe", ROUND_THE_CLOCK),
    "amsterdam-mornings": ("Europe/Amsterdam", {d: [("00:00", "10:00")] for d in range(1, 8)}),
    "seconds": ("UTC", {1: [("09:00:30", "09:01:10")]}),
}
HOLIDAYS = {"new-york": [("2025-07-04", "2025-07-04"), ("2025-12-24", "2026-01-02")]}
DATE_HOURS = {"new-york": [("2025-11-28", "09:00", "13:00")], "kolkata-saturdays": [("2025-03-03", "08:00", "20:00")]}
BREAKS = {"new-york": [("2025-06-05", "10:00", "11:30"), ("2025-06-05", "11:00", "12:00")]}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    for calendar_id, (zone, hours) in CALENDARS.items():
        desk.add_calendar(calendar_id, zone, hours, tenant=calendar_id)
    for calendar_id, holidays in HOLIDAYS.items():
        for starts_on, ends_on in holidays:
            desk.add("calendar_holidays", calendar_id=calendar_id, name="H", starts_on=starts_on, ends_on=ends_on)
    for calendar_id, spans in DATE_HOURS.items():
        for day, opens, closes in spans:
            desk.add("calendar_date_hours", calendar_id=calendar_id, local_date=day, opens_at=opens, closes_at=closes)
    for calendar_id, spans in BREAKS.items():
        for day, starts, ends in spans:
            desk.add("calendar_breaks", calendar_id=calendar_id, local_date=day, starts_at=starts, ends_at=ends)
    desk.add_case(Case("first", "2025-01-01 00:00:00"))
    with desk.build(tmp_path_factory.mktemp("calendars"), LAST, "+int_calendar_buckets +int_calendar_pieces") as built:
        yield built


def seconds_of_day(text: str) -> int:
    hours, minutes, *seconds = (int(part) for part in text.split(":"))
    return hours * 3600 + minutes * 60 + (seconds[0] if seconds else 0)


def is_open(calendar_id: str, moment: datetime) -> bool:
    """The rule itself, read off the wall clock: holiday beats date hours beats weekly hours, less the breaks."""
    zone, weekly = CALENDARS[calendar_id]
    local = moment.astimezone(ZoneInfo(zone))
    day, second = local.date(), local.hour * 3600 + local.minute * 60 + local.second
    if any(date.fromisoformat(a) <= day <= date.fromisoformat(b) for a, b in HOLIDAYS.get(calendar_id, [])):
        return False
    own = [(o, c) for d, o, c in DATE_HOURS.get(calendar_id, []) if date.fromisoformat(d) == day]
    blocks = own or weekly.get(local.isoweekday(), [])
    on_break = any(
        seconds_of_day(s) <= second < seconds_of_day(e)
        for d, s, e in BREAKS.get(calendar_id, [])
        if date.fromisoformat(d) == day
    )
    return not on_break and any(seconds_of_day(o) <= second < seconds_of_day(c) for o, c in blocks)


def naive_count(calendar_id: str, start: datetime, end: datetime, step: int) -> int:
    """Open seconds by looking at every step; exact where all boundaries are multiples of the step."""
    moments = range(int(start.timestamp()), int(end.timestamp()), step)
    return step * sum(is_open(calendar_id, datetime.fromtimestamp(moment, UTC)) for moment in moments)


LOOK_UP = """
select p.business_seconds_before + case when p.is_open then {second} - p.starts_second else 0 end
from intermediate.int_calendar_pieces as p join intermediate.int_calendar_versions as v using (calendar_key)
where v.calendar_id = '{calendar}' and p.utc_day = {second} // 86400
  and p.starts_second <= {second} and p.ends_second > {second}
"""


def business_second(warehouse, calendar_id: str, moment: datetime) -> int:
    rows = warehouse.execute(LOOK_UP.format(second=int(moment.timestamp()), calendar=calendar_id)).fetchall()
    assert len(rows) == 1, "an instant lies in exactly one piece"
    return rows[0][0]


def between(warehouse, calendar_id: str, start: datetime, end: datetime) -> int:
    return business_second(warehouse, calendar_id, end) - business_second(warehouse, calendar_id, start)


minutes_of_2025 = st.integers(0, 364 * 24 * 60 - 10 * 24 * 60)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([c for c in CALENDARS if c != "seconds"]), minutes_of_2025, st.integers(0, 10 * 24 * 60))
def test_minutes_between_two_instants(warehouse, calendar_id, start_minute, length):
    start = FIRST + timedelta(minutes=start_minute)
    end = start + timedelta(minutes=length)
    assert between(warehouse, calendar_id, start, end) == naive_count(calendar_id, start, end, 60)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(CALENDARS)), st.integers(0, 360 * 86400), st.integers(0, 1200))
def test_seconds_between_two_instants(warehouse, calendar_id, start_second, length):
    start = FIRST + timedelta(seconds=start_second)
    end = start + timedelta(seconds=length)
    assert between(warehouse, calendar_id, start, end) == naive_count(calendar_id, start, end, 1)


# A change of the clocks in every zone that has one, on whatever weekday it falls, across which time is counted.
CHANGES = [
    ("new-york", "2025-03-09 06:00:00"), ("new-york", "2025-11-02 05:00:00"), ("berlin-lunch", "2025-03-30 00:00:00"),
    ("amsterdam-mornings", "2025-03-30 00:00:00"), ("amsterdam-mornings", "2025-10-26 00:00:00"),
    ("cairo", "2025-04-24 20:00:00"), ("cairo", "2025-10-30 19:00:00"), ("lord-howe", "2025-04-05 14:00:00"),
    ("lord-howe", "2025-10-04 14:00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("calendar_id", "change"), CHANGES)
@pytest.mark.parametrize("hours_after", [2, 26, 100])
def test_across_a_change_of_the_clocks(warehouse, calendar_id, change, hours_after):
    start, end = at(change) - timedelta(hours=30), at(change) + timedelta(hours=hours_after)
    assert between(warehouse, calendar_id, start, end) == naive_count(calendar_id, start, end, 60)


def test_a_day_of_25_hours_counts_25_hours_around_the_clock(warehouse):
    midnight = datetime(2025, 4, 6, tzinfo=ZoneInfo("Australia/Lord_Howe"))
    next_midnight = datetime(2025, 4, 7, tzinfo=ZoneInfo("Australia/Lord_Howe"))
    assert between(warehouse, "lord-howe", midnight, next_midnight) == 24.5 * 3600


INVERSE = """
select b.starts_second + {count} - b.business_seconds_before
from intermediate.int_calendar_buckets as b join intermediate.int_calendar_versions as v using (calendar_key)
where v.calendar_id = '{calendar}' and b.bucket = {count} // 86400
  and {count} > b.business_seconds_before and {count} <= b.business_seconds_after
"""


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([c for c in CALENDARS if c != "seconds"]), minutes_of_2025, st.integers(1, 40 * 3600))
def test_the_due_time_is_the_inverse_of_elapsed(warehouse, calendar_id, start_minute, target):
    start = FIRST + timedelta(minutes=start_minute)
    needed = business_second(warehouse, calendar_id, start) + target
    rows = warehouse.execute(INVERSE.format(count=needed, calendar=calendar_id)).fetchall()
    assert len(rows) == 1, "a count lies in exactly one opening"
    due = datetime.fromtimestamp(rows[0][0], UTC)
    assert between(warehouse, calendar_id, start, due) == target
    # No earlier instant would do: the second before has counted one second less.
    assert between(warehouse, calendar_id, start, due - timedelta(seconds=1)) == target - 1


def test_pieces_cover_every_calendar_without_gap(warehouse):
    gaps = warehouse.sql(
        "with ordered as ("
        "  select *, lead(starts_second) over (partition by calendar_key order by starts_second) as next "
        "from intermediate.int_calendar_pieces) select * from ordered where next is not null and next <> ends_second"
    ).fetchall()
    assert gaps == []


def test_zone_changes_are_found_to_the_minute(warehouse):
    found = warehouse.sql(
        "select time_zone, starts_second, offset_seconds from intermediate.int_time_zone_spells"
    ).fetchall()
    for zone, starts, offset in found:
        moment = datetime.fromtimestamp(starts, UTC)
        assert moment.astimezone(ZoneInfo(zone)).utcoffset().total_seconds() == offset
    changes = {zone: sum(1 for z, _, _ in found if z == zone) for zone, _, _ in found}
    # The year looked at and two more: a start and five or six changes where there is daylight saving.
    assert changes["UTC"] == changes["Asia/Kolkata"] == changes["Asia/Manila"] == 1
    assert changes["Europe/Berlin"] == changes["America/New_York"] == changes["Africa/Cairo"] == 7
