"""Durations and shares as people write them."""

from __future__ import annotations

UNITS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def duration(seconds: float | None, *, exact: bool = False, in_days: bool = True) -> str:
    """Seconds in words: 2 d 3 h, 45 min, 12 s.

    exact keeps every unit, so that lines can be added up by hand; otherwise the two largest are kept. in_days=False
    goes no further than hours: time on a clock is counted in opening hours, of which a day has fewer than 24.
    """
    if seconds is None:
        return "–"
    sign = "-" if seconds < 0 else ""
    rest = round(abs(seconds))
    parts = []
    for size, unit in UNITS if in_days else UNITS[1:]:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,} {unit}")
    if not parts:
        return "0 s"
    return sign + " ".join(parts if exact else parts[:2])


def clock_time(seconds: float | None, *, exact: bool = False) -> str:
    """Seconds that a clock counted, in words, in hours at most: 45 h, where duration would write 1 d 21 h."""
    return duration(seconds, exact=exact, in_days=False)


def share(value: float | None, digits: int = 1) -> str:
    """A share from 0 to 1 as a percentage."""
    # + 0 so that what is nothing but for rounding has no sign.
    return "–" if value is None else f"{round(value * 100, digits) + 0:.{digits}f} %"
