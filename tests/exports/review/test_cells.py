"""Cells in words and in drawings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from dagster_project.exports.review.charts import cell_drawing
from dagster_project.exports.review.drawing import Area, Dot, Line, svg_of
from dagster_project.exports.review.tables import Shown, Table, value_in_words, worded


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (1234, "count", "1,234"),
        (0.9474, "share", "94.7 %"),
        (-0.0304, "points", "−3.0 pp"),
        (0.00004, "points", "0.0 pp"),
        (0.5384, "percent", "+54 %"),
        (-42.4, "score", "−42"),
        (93780, "seconds", "1 d 2 h"),
        (259020, "hours", "71 h 57 min"),
        (1.0133, "times", "1.01 ×"),
        (3.2667, "times", "3.3 ×"),
        (Decimal("1250000.00"), "usd", "$1.25 M"),
        (date(2026, 6, 28), "day", "28 Jun 2026"),
        (datetime(2026, 6, 28, 9, 5, tzinfo=UTC), "moment", "28 Jun 2026 09:05"),
        ("85 % and more", "text", "85 % and more"),
        (-2.4, "count", "−2"),
        (-0.2, "count", "0"),
        (Decimal("-29.10"), "usd", "−$29"),
        (None, "share", "–"),
        ("", "text", ""),
    ],
)
def test_a_value_is_worded_by_its_kind(value, kind, words):
    assert value_in_words(value, kind).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("unit", "low", "high", "words"),
    [
        ("share", 0.754, 0.991, "75.4–99.1 %"),
        ("points", -0.126, 0.075, "−12.6 to +7.5 pp"),
        ("seconds", 60, 3720, "1 min to 1 h 2 min"),
        ("usd", 1200, 3400, "$1,200–$3,400"),
        ("score", -10, 40, "−10 to +40"),
        ("count", -21, 18, "−21 to 18"),
        ("share", None, 0.5, "–"),
    ],
)
def test_an_interval_is_worded_once(unit, low, high, words):
    shown = Shown("", "@unit interval", ("low", "high"))
    assert worded(shown, {"unit": unit, "low": low, "high": high}).replace("\N{NO-BREAK SPACE}", " ") == words


def drawn(kind: str, keys: tuple[str, ...], rows: list[dict]) -> list:
    shown = Shown("", kind, keys)
    table = Table("t", "T", pl.DataFrame(rows), (shown,), "")
    return [cell_drawing(table, shown, row, 100) for row in table.shown_rows]


def test_drawings_of_a_column_share_a_scale():
    keys = ("low", "value", "high")
    first, second = drawn("whisker", keys, [dict(zip(keys, row, strict=True)) for row in ([1, 2, 3], [-3, -2, -1])])
    zeros = {drawing.marks[0].points[0][0] for drawing in (first, second)}
    assert len(zeros) == 1
    (zero,) = zeros
    assert next(mark.x for mark in first.marks if isinstance(mark, Dot)) > zero
    assert next(mark.x for mark in second.marks if isinstance(mark, Dot)) < zero


def test_parts_are_as_long_as_they_are_large_and_end_at_their_sum():
    keys = ("mix", "rate", "policy", "change")
    (drawing,) = drawn("parts", keys, [dict(zip(keys, (0.3, 0.1, -0.2, 0.2), strict=True))])
    widths = [mark.points[1][0] - mark.points[0][0] for mark in drawing.marks if isinstance(mark, Area)]
    assert widths == pytest.approx([widths[0], widths[0] / 3, widths[0] * 2 / 3])
    zero, together = (mark.points[0][0] for mark in drawing.marks if isinstance(mark, Line))
    assert together - zero == pytest.approx(widths[0] * 2 / 3)
    assert all(0 <= x <= drawing.width for mark in drawing.marks for x, _ in mark.points)


def test_a_gap_in_a_series_stays_a_gap():
    (drawing,) = drawn("spark", ("by_week", "usual"), [{"by_week": [1.0, 2.0, None, 4.0, 3.0], "usual": 2.0}])
    lines = [mark for mark in drawing.marks if isinstance(mark, Line) and mark.dash is None]
    assert [len(line.points) for line in lines] == [2, 2]


def test_a_series_without_a_value_is_drawn_as_nothing():
    (drawing,) = drawn("spark", ("by_week",), [{"by_week": [None, None]}])
    assert drawing.marks == ()
    assert svg_of(drawing).startswith("<svg") and "nan" not in svg_of(drawing)
