"""Counts, money, moments and changes as people write them. Durations and shares are in durations.py."""

from __future__ import annotations

from datetime import date, datetime

MISSING = "–"


def whole(number: float | None) -> str:
    """A count with thousands separators."""
    return MISSING if number is None else f"{number:,.0f}"


def dollars(amount: float | None) -> str:
    """An amount of US dollars, shortened from a million on: $84,000, $1.25 M."""
    if amount is None:
        return MISSING
    return f"${float(amount) / 1e6:,.2f} M" if abs(amount) >= 1e6 else f"${float(amount):,.0f}"


def moment(instant: datetime | None, *, zone: bool = True) -> str:
    """An instant to the minute, in UTC: 21 Nov 2026 01:43 UTC."""
    if instant is None:
        return MISSING
    return f"{day(instant)} {instant:%H:%M}" + (" UTC" if zone else "")


def day(when: date | None) -> str:
    """A day: 21 Nov 2026."""
    return MISSING if when is None else f"{when.day} {when:%b %Y}"


def span(first: date, last: date) -> str:
    """A period of days, both included: 24 Aug – 21 Nov 2026."""
    if first == last:
        return day(first)
    start = f"{first.day} {first:%b}" if first.year == last.year else day(first)
    return f"{start} – {day(last)}"


def relative_change(now: float, before: float) -> str:
    """How much larger or smaller now is, in percent of before (not 0): +12 %, −3 %."""
    change = (now - before) / before * 100
    if abs(change) < 0.5:
        return "no change"
    # Only what has gone altogether is 100 % less.
    return f"{signed(change, 1 if -100 < change < -99 else 0)} %"


def points(now: float, before: float) -> str:
    """The difference of two shares in percentage points: +1.2 pp."""
    change = (now - before) * 100
    return "no change" if abs(change) < 0.05 else f"{signed(change, 1)} pp"


def counted(number: int, thing: str, things: str = "") -> str:
    """A count with its noun: 1 row, 2,418 rows."""
    return f"{whole(number)} {thing if number == 1 else things or thing + 's'}"


def signed(number: float, digits: int) -> str:
    """A number with its sign: +1,234.5, −3.0."""
    # A true minus is as wide as a plus, so that changes line up.
    return f"{number:+,.{digits}f}".replace("-", "\N{MINUS SIGN}")
