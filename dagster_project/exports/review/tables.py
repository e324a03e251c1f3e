"""What a review is made of: tables of raw values, and how each is worded, the same in HTML and in PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import polars as pl

from dashboards.durations import duration, share
from dashboards.figures import MISSING, day, dollars, moment, whole

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"

DRAWN = ("spark", "whisker", "parts")
"""Kinds of cells that are drawings; see charts.py."""

SIGNED = ("points", "percent", "score")
"""Kinds of numbers that may be below nothing, and are written with their sign."""

WORDS = ("text", "link")
"""Kinds of cells that are read from the left; the others are numbers."""


@dataclass(frozen=True)
class Shown:
    """A column as it is shown: one or several columns of the rows, put into words or drawn.

    kind: text, link (keys: word, address), count, share, points, seconds, usd, score, number, day, moment, a kind with
    ` interval` behind it (keys: low, high), or one of DRAWN. One that begins with @ is named in that column of the row.
    width: of the page's, in parts. tone: column that says `better` or `worse`.
    """

    label: str
    kind: str
    keys: tuple[str, ...]
    width: float = 1.0
    tone: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right."""
        return self.kind not in WORDS and self.kind not in DRAWN


@dataclass(frozen=True)
class Table:
    """Rows, and how they are shown.

    rows: all of them, with raw values; this is the CSV. most: how many of them are shown on paper. empty: the sentence
    that stands where there is none. told: columns with words of the platform or of people, which are redacted before
    they leave. free: columns with what customers wrote, which a policy may withhold altogether. All else is our own.
    """

    name: str
    title: str
    rows: pl.DataFrame
    shown: tuple[Shown, ...]
    empty: str
    note: str = ""
    most: int = 8
    told: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()

    @property
    def shown_rows(self) -> list[dict[str, Any]]:
        """The rows that stand on paper."""
        return self.rows.head(self.most).to_dicts()

    @property
    def left_out(self) -> str:
        """A sentence on rows that stand in the CSV only."""
        rest = self.rows.height - self.most
        return f"{whole(rest)} more in {self.name}.csv." if rest > 0 and self.most else ""

    def with_rows(self, rows: pl.DataFrame) -> Table:
        """The same with other rows."""
        return replace(self, rows=rows)


def nothing(name: str, title: str, why: str, note: str = "") -> Table:
    """A table that this release cannot fill, with the reason."""
    return Table(name, title, pl.DataFrame(), (), why, note)


def worded(shown: Shown, row: Mapping[str, Any]) -> str:
    """A cell in words. A drawing has none."""
    kind = row[shown.kind[1:].partition(" ")[0]] if shown.kind.startswith("@") else shown.kind.partition(" ")[0]
    if shown.kind.endswith(" interval"):
        low, high = (row[key] for key in shown.keys)
        return MISSING if low is None or high is None else _interval(low, high, kind)
    if shown.kind in DRAWN:
        return ""
    return value_in_words(row[shown.keys[0]], kind)


def value_in_words(value: Any, kind: str) -> str:
    """One value of a kind: shares from 0 to 1 in percent, differences of shares in points, seconds in words."""
    if value is None:
        return MISSING
    words = {
        "count": lambda: _negative(value, whole),
        "share": lambda: share(float(value)),
        "points": lambda: f"{float(value) * 100:+.1f} pp",
        "percent": lambda: f"{float(value) * 100:+.0f} %",
        "seconds": lambda: duration(float(value)),
        "hours": lambda: duration(float(value), in_days=False),
        "usd": lambda: _negative(value, dollars),
        "score": lambda: f"{float(value):+.0f}",
        "number": lambda: f"{float(value):,.1f}",
        # 1.01 times a target is broken, too.
        "times": lambda: f"{float(value):,.{1 if value >= 1.1 else 2}f} ×",
        "day": lambda: day(value),
        "moment": lambda: _moment(value),
    }.get(kind, lambda: str(value))()
    if kind in WORDS:
        return words
    return _signed(words) if kind in SIGNED else words.replace(" %", f"{NO_BREAK}%")


def _signed(words: str) -> str:
    """With a true minus, and no sign on what rounds to nothing."""
    is_nothing = not words.strip("+-0., %p")
    return (words.lstrip("+-") if is_nothing else words.replace("-", MINUS)).replace(" ", NO_BREAK)


def _interval(low: Any, high: Any, kind: str) -> str:
    first, last = (value_in_words(value, kind) for value in (low, high))
    if kind == "share":
        return f"{first.removesuffix(f'{NO_BREAK}%')}–{last}"
    if kind in ("points", "percent"):
        unit = "pp" if kind == "points" else "%"
        return f"{first.removesuffix(f'{NO_BREAK}{unit}')} to {last}"
    return f"{first}–{last}" if kind in ("count", "usd") and low >= 0 else f"{first} to {last}"


def _negative(value: Any, words: Callable[[Any], str]) -> str:
    """A number with a true minus before it, even before a dollar sign, and none before what rounds to nothing."""
    told = words(abs(value))
    return f"{MINUS}{told}" if value < 0 and told.strip("$0") else told


def _moment(value: datetime | date) -> str:
    return moment(value, zone=False) if isinstance(value, datetime) else day(value)
