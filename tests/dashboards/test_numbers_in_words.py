"""How numbers are written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dashboards.durations import clock_time, duration, share
from dashboards.figures import counted, day, dollars, moment, points, relative_change, span, whole
from dashboards.file_sizes import file_size


@pytest.mark.parametrize(
    ("seconds", "words", "exact", "on_a_clock"),
    [
        (None, "–", "–", "–"),
        (0, "0 s", "0 s", "0 s"),
        (0.4, "0 s", "0 s", "0 s"),
        (12, "12 s", "12 s", "12 s"),
        (60, "1 min", "1 min", "1 min"),
        (3599.6, "1 h", "1 h", "1 h"),
        (2700, "45 min", "45 min", "45 min"),
        (3661, "1 h 1 min", "1 h 1 min 1 s", "1 h 1 min"),
        (86399, "23 h 59 min", "23 h 59 min 59 s", "23 h 59 min"),
        (86400, "1 d", "1 d", "24 h"),
        (97200, "1 d 3 h", "1 d 3 h", "27 h"),
        (183845, "2 d 3 h", "2 d 3 h 4 min 5 s", "51 h 4 min"),
        (90061, "1 d 1 h", "1 d 1 h 1 min 1 s", "25 h 1 min"),
        (-90, "-1 min 30 s", "-1 min 30 s", "-1 min 30 s"),
        (86400 * 1500, "1,500 d", "1,500 d", "36,000 h"),
    ],
)
def test_durations(seconds, words, exact, on_a_clock):
    assert duration(seconds) == words
    assert duration(seconds, exact=True) == exact
    assert clock_time(seconds) == on_a_clock


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (share(None), "–"),
        (share(0.8607), "86.1 %"),
        (share(1), "100.0 %"),
        (share(-2e-17), "0.0 %"),
        (whole(None), "–"),
        (whole(12345.0), "12,345"),
        (dollars(None), "–"),
        (dollars(84000), "$84,000"),
        (dollars(1_250_000), "$1.25 M"),
        (moment(None), "–"),
        (moment(datetime(2026, 11, 2, 1, 3, tzinfo=UTC)), "2 Nov 2026 01:03 UTC"),
        (moment(datetime(2026, 11, 2, 1, 3, tzinfo=UTC), zone=False), "2 Nov 2026 01:03"),
        (day(date(2026, 1, 5)), "5 Jan 2026"),
        (span(date(2026, 8, 24), date(2026, 11, 21)), "24 Aug – 21 Nov 2026"),
        (span(date(2025, 12, 24), date(2026, 1, 2)), "24 Dec 2025 – 2 Jan 2026"),
        (span(date(2026, 1, 5), date(2026, 1, 5)), "5 Jan 2026"),
        (relative_change(112, 100), "+12 %"),
        (relative_change(97, 100), "−3 %"),
        (relative_change(1000, 1001), "no change"),
        (relative_change(1, 1000), "−99.9 %"),
        (relative_change(0, 1000), "−100 %"),
        (points(0.5, 0.488), "+1.2 pp"),
        (points(0.5, 0.5002), "no change"),
        (counted(1, "row"), "1 row"),
        (counted(2418, "row"), "2,418 rows"),
        (counted(0, "case"), "0 cases"),
    ],
)
def test_figures(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [
        (None, "–"), (0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (9_949, "9.9 kB"), (9_950, "10 kB"),
        (999_499, "999 kB"), (999_500, "1.0 MB"), (34e9, "34 GB"), (2e15, "2,000 TB"),
    ],
)  # fmt: skip
def test_sizes_of_files(size_bytes, words):
    assert file_size(size_bytes) == words
