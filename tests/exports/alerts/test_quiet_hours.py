"""Quiet hours on local clocks: over midnight, at weekends, and where the clock is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.exports.alerts.quiet_hours import QuietHours

# zone, span, days, now (UTC), end (UTC) or None
CASES = [
    ("Europe/Berlin", "22:00-07:00", [], "2026-07-01T19:59", None),
    ("Europe/Berlin", "22:00-07:00", [], "2026-07-01T20:00", "2026-07-02T05:00"),
    ("Europe/Berlin", "22:00-07:00", [], "2026-07-02T04:59", "2026-07-02T05:00"),
    ("Europe/Berlin", "22:00-07:00", [], "2026-07-02T05:00", None),
    ("Europe/Berlin", "12:00-13:00", [], "2026-01-05T11:30", "2026-01-05T12:00"),
    ("Europe/Berlin", "", [], "2026-01-05T11:30", None),
    ("Europe/Berlin", "", ["sat", "sun"], "2026-01-09T23:30", "2026-01-11T23:00"),
    # Friday evening before a quiet weekend lasts until Monday morning.
    ("Europe/Berlin", "22:00-07:00", ["sat", "sun"], "2026-01-09T21:00", "2026-01-12T06:00"),
    # The night of 29 March 2026 has an hour less, that of 25 October one more.
    ("Europe/Berlin", "22:00-07:00", [], "2026-03-28T21:00", "2026-03-29T05:00"),
    ("Europe/Berlin", "22:00-07:00", [], "2026-10-24T20:00", "2026-10-25T06:00"),
    # It ends at a time that the day leaves out: at the change.
    ("Europe/Berlin", "22:00-02:30", [], "2026-03-28T22:00", "2026-03-29T01:00"),
    # It ends at a time that comes twice: when it comes first, and if that is over, when it comes again.
    ("Europe/Berlin", "22:00-02:30", [], "2026-10-24T22:00", "2026-10-25T00:30"),
    ("Europe/Berlin", "02:00-02:30", [], "2026-10-25T01:10", "2026-10-25T01:30"),
    ("America/New_York", "20:00-08:00", [], "2026-03-08T03:00", "2026-03-08T12:00"),
    # Half an hour of daylight saving.
    ("Australia/Lord_Howe", "22:00-02:15", [], "2026-10-03T13:00", "2026-10-03T15:30"),
]


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("zone", "span", "days", "now", "end"), CASES, ids=[f"{c[0]} {c[1]} {c[3]}" for c in CASES])
def test_quiet_hours_end_on_the_local_clock(zone: str, span: str, days: list[str], now: str, end: str | None) -> None:
    quiet = QuietHours.of(ZoneInfo(zone), span, days)
    assert quiet.until(_utc(now)) == (_utc(end) if end else None)


@pytest.mark.parametrize(("span", "days"), [("22-7", []), ("25:00-07:00", []), ("22:00-07:00", ["saturday"])])
def test_what_cannot_be_read_is_refused(span: str, days: list[str]) -> None:
    with pytest.raises(ValueError):
        QuietHours.of(ZoneInfo("UTC"), span, days)


def test_a_week_that_is_quiet_throughout_is_refused() -> None:
    with pytest.raises(ValueError, match="every day"):
        QuietHours.of(ZoneInfo("UTC"), "", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])


@given(
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
    st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30, 45]), st.integers(0, 23), st.sampled_from([0, 30])),
    st.sets(st.sampled_from(["mon", "wed", "sat", "sun"])),
    st.integers(0, 365 * 24 * 60),
)
def test_where_quiet_ends_it_is_not_quiet_and_a_minute_before_it_is(
    zone: str, clocks: tuple[int, int, int, int], days: set[str], minute: int
) -> None:
    quiet = QuietHours.of(ZoneInfo(zone), "{:02}:{:02}-{:02}:{:02}".format(*clocks), sorted(days))
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    end = quiet.until(now)
    if end is not None:
        assert end > now
        assert quiet.until(end) is None
        assert quiet.until(end - timedelta(seconds=1)) is not None
