"""Any calendar in any zone, at any time: the look-ups of the SLA models against a naive count of every step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from transformation.calendar_models import CalendarModels
from transformation.desk import Case, Desk, at
from transformation.naive_calendar import Calendar, NaiveCount, Version, around, zone_rules

from data_contracts.vocabulary import TIME_ZONES

ODD_ZONES = [
    "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "Europe/Berlin",
    "America/New_York", "Asia/Tehran", "Africa/Casablanca", "Europe/Dublin", "Antarctica/Troll", "America/St_Johns",
    "Pacific/Chatham", "Asia/Gaza", "America/Asuncion", "UTC",
]  # fmt: skip
"""Half-hour changes, changes at midnight, on weekdays, by two hours, a day left out, offsets of three quarters."""

# The rules that DuckDB brings may be some releases of the IANA database behind the installed ones, which change what is
# near; hence no year after this one.
LAST_YEAR = 2025
ALL_ZONES = sorted(TIME_ZONES)


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    home = tmp_path_factory.mktemp("calendars")
    desk = Desk()
    desk.add_calendar("one", "UTC", {1: [("09:00", "17:00")]})
    desk.add_case(Case("one", "2025-01-01 00:00:00"))
    desk.build(home, at("2025-01-02 00:00:00"), "+int_calendar_buckets +int_calendar_pieces").close()
    models = CalendarModels(home)
    yield models
    models.connection.close()


def changes_of(zone: str, year: int) -> list[datetime]:
    """When the zone's clock is changed in a year, to the hour."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=6 * n) for n in range(4 * 365)]
    offsets = [hour.astimezone(zone_rules(zone)).utcoffset() for hour in hours]
    return [hour for hour, before, after in zip(hours[1:], offsets, offsets[1:], strict=False) if before != after]


@st.composite
def blocks(draw, step: int) -> list[tuple[int, int]]:
    """Up to four blocks of a day, overlapping ones too; whole minutes, or seconds for a step of one."""
    edges = st.integers(0, 86400 // step).map(lambda number: number * step)
    edges = st.one_of(edges, st.sampled_from([0, 3600, 7200, 10800, 82800, 86400]))
    pairs = draw(st.lists(st.tuples(edges, edges), max_size=4, unique_by=min))
    return [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@st.composite
def calendars(draw, first: datetime, last: datetime, zone: str, step: int) -> Calendar:
    days = st.dates(first.date() - timedelta(days=1), last.date() + timedelta(days=1))
    seconds = st.integers(int(first.timestamp()) // step, int(last.timestamp()) // step)
    moments = draw(st.lists(seconds.map(lambda number: number * step), max_size=2, unique=True))
    valid = [datetime(2000, 1, 1, tzinfo=UTC), *(datetime.fromtimestamp(moment, UTC) for moment in sorted(moments))]
    weekly = st.dictionaries(st.integers(1, 7), blocks(step), min_size=3)
    zones = st.one_of(st.just(zone), st.sampled_from(ODD_ZONES))
    dated = st.dictionaries(days, blocks(step).filter(bool), max_size=2)
    holidays = st.tuples(days, st.integers(0, 2)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
    return Calendar(
        [Version(zone if n == 0 else draw(zones), draw(weekly), moment) for n, moment in enumerate(valid)],
        draw(st.lists(holidays, max_size=2, unique_by=lambda pair: pair[0])), draw(dated), draw(dated),
    )  # fmt: skip


@st.composite
def examples(draw, step: int, days: float, several: int) -> tuple[datetime, datetime, list[Calendar]]:
    """A window, often around a change of the clocks, and calendars to be looked at in it."""
    zone = draw(st.one_of(st.sampled_from(ODD_ZONES), st.sampled_from(ALL_ZONES)))
    year = draw(st.integers(2008, LAST_YEAR))
    moments = [*changes_of(zone, year), datetime(year, draw(st.integers(1, 12)), 15, tzinfo=UTC)]
    if zone == "Pacific/Apia":
        moments.append(datetime(2011, 12, 30, 10, tzinfo=UTC))
    first, last = around(draw(st.sampled_from(moments)), days)
    return first, last, [draw(calendars(first, last, zone, step)) for _ in range(several)]


def check(models: CalendarModels, first: datetime, last: datetime, given_calendars: list[Calendar], step: int, data):
    """Elapsed between random instants, and due times of random targets, for every calendar in one query each."""
    rows: dict[str, list[dict]] = {}
    counts, asked = [], []
    span = int((last - first).total_seconds())
    for number, calendar in enumerate(given_calendars):
        for table, of_calendar in calendar.rows(f"c{number}").items():
            rows.setdefault(table, []).extend(of_calendar)
        count = NaiveCount(calendar, first, last, step)
        for _ in range(4):
            start, end = sorted(count.first + data.draw(st.integers(0, span - 1)) for _ in range(2))
            target = data.draw(st.integers(1, max(count.between(start, count.first + span), 1)))
            counts.append(count)
            asked.append((f"c{number}", start, end, target))
    models.lay_out(rows, first, last)
    elapsed, due = models.ask(asked)
    for count, (calendar, start, end, target), seconds, due_at in zip(counts, asked, elapsed, due, strict=True):
        told = f"{calendar} from {datetime.fromtimestamp(start, UTC)}"
        assert seconds == count.between(start, end), f"{told} to {datetime.fromtimestamp(end, UTC)}"
        expected = count.due(start, target)
        if expected is None:
            assert due_at is None or due_at > last.timestamp(), f"{told}: {target} s are not open within the window"
            continue
        assert due_at == expected, f"{told}: when {target} s are due"
        # The due time is the inverse of elapsed: at it the target has counted, a second earlier it has not.
        assert (count.between(start, due_at), count.between(start, due_at - 1)) == (target, target - 1), told


# An example that fails is printed whole: to shrink one takes longer than to read it.
slow = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@settings(slow, max_examples=30)
@given(examples(step=60, days=8, several=3), st.data())
def test_days_to_the_second_where_the_hours_are_whole_minutes(models, example, data):
    check(models, *example, 60, data)


@settings(slow, max_examples=20)
@given(examples(step=1, days=0.25, several=2), st.data())
def test_hours_to_the_second_where_the_hours_are_seconds(models, example, data):
    check(models, *example, 1, data)


def test_a_date_that_a_zone_left_out_has_no_opening(models):
    """Samoa went from 29 to 31 December 2011: the Friday between never was, and its hours never came."""
    hours = {day: [(32400, 61200)] for day in range(1, 6)}
    apia = Calendar([Version("Pacific/Apia", hours, at("2000-01-01 00:00:00"))])
    first, last = at("2011-12-28 00:00:00"), at("2012-01-04 00:00:00")
    models.lay_out(apia.rows("apia"), first, last)
    thursday, monday = at("2011-12-29 19:00:00"), at("2012-01-01 19:00:00")  # both 09:00 in Apia
    (elapsed, *_), (due, *_) = models.ask([("apia", int(thursday.timestamp()), int(monday.timestamp()), 28801)])
    assert elapsed == 8 * 3600
    assert datetime.fromtimestamp(due, UTC) == monday + timedelta(seconds=1)
    assert thursday.astimezone(zone_rules("Pacific/Apia")).date() == date(2011, 12, 29)


def test_the_database_knows_every_zone_as_the_iana_database_does(models):
    """Offsets at noon of every seventh day; where they differ, calendars would be an hour off."""
    first, last = (int(datetime(year, 1, 1, 12, tzinfo=UTC).timestamp()) for year in (2008, LAST_YEAR + 1))
    query = (
        "select second, epoch(timezone(?, to_timestamp(second))) - second "
        f"from range({first}, {last}, 7 * 86400) as listed (second)"
    )
    for zone in ALL_ZONES:
        for second, offset in models.connection.execute(query, [zone]).fetchall():
            known = datetime.fromtimestamp(second, zone_rules(zone)).utcoffset().total_seconds()
            assert known == offset, f"{zone} at {datetime.fromtimestamp(second, UTC)}"
