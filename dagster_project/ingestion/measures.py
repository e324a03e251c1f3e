"""Texts with a unit as numbers: "45ms", "2m 30s", "2.4 MB", "0.02%", "1.2k", "1,250 req/s".

In: what a source wrote. Out: the number in the unit that the contract's column names (MEASURES in
data_contracts/contract.py), or null where the text cannot be read. A number without a unit is in that unit already.
Sums are done in decimals, so that 0.1 s is 100 ms exactly. KB and its like are powers of 1,000, KiB of 1,024.
"""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

SECONDS = {
    "us": Decimal("0.000001"), "µs": Decimal("0.000001"), "ms": Decimal("0.001"), "s": Decimal(1), "sec": Decimal(1),
    "secs": Decimal(1), "second": Decimal(1), "seconds": Decimal(1), "m": Decimal(60), "min": Decimal(60),
    "mins": Decimal(60), "minute": Decimal(60), "minutes": Decimal(60), "h": Decimal(3600), "hr": Decimal(3600),
    "hrs": Decimal(3600), "hour": Decimal(3600), "hours": Decimal(3600), "d": Decimal(86400), "day": Decimal(86400),
    "days": Decimal(86400),
}  # fmt: skip
MULTIPLES = {"": Decimal(1), "k": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9), "bn": Decimal(10**9)}
BYTES = {
    "b": Decimal(1), "byte": Decimal(1), "bytes": Decimal(1),
    **{f"{letter}b": Decimal(1000**power) for power, letter in enumerate("kmgt", start=1)},
    **{f"{letter}ib": Decimal(1024**power) for power, letter in enumerate("kmgt", start=1)},
}  # fmt: skip

EXAMPLES = {
    "milliseconds": "a duration such as 45ms, 1.2s or a number of milliseconds",
    "seconds": "a duration such as 2m 30s or a number of seconds",
    "bytes": "a size such as 2.4 MB or a number of bytes",
    "rate": "a percentage such as 98.5% or a rate from 0 to 1",
    "count": "a number such as 1250, 1,250 or 1.2k",
    "per_second": "a number per time such as 1.2k/s or a number per second",
}
"""What a person should write into a column of each measure, for error messages."""

NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?"
PART = re.compile(rf"\s*({NUMBER})\s*([a-zµ%]*)\s*", re.IGNORECASE)
PER_TIME = re.compile(rf"\s*({NUMBER})\s*(k|m|b|bn)?\s*[a-z]*\s*/\s*([a-z]+)\s*", re.IGNORECASE)


def read_measures(given: pl.Series, measure: str) -> pl.Series:
    """The texts as numbers, row for row; each different text is read once."""
    texts = given.unique().drop_nulls()
    numbers = pl.Series([read_measure(text, measure) for text in texts], dtype=pl.Float64)
    return given.replace_strict(texts, numbers, default=None, return_dtype=pl.Float64)


def read_measure(text: str, measure: str) -> float | None:
    """One text as a number of the measure's unit; None where it cannot be read."""
    readers = {
        "milliseconds": lambda: _times(_sum_of_parts(text, SECONDS), 1000),
        "seconds": lambda: _sum_of_parts(text, SECONDS),
        "bytes": lambda: _single(text, BYTES),
        "rate": lambda: _single(text, {"%": Decimal("0.01")}),
        "count": lambda: _single(text, MULTIPLES),
        "per_second": lambda: _per_second(text),
    }
    plain = _number(text.strip())
    value = plain if plain is not None else readers[measure]()
    return None if value is None else float(value)


def _number(text: str) -> Decimal | None:
    if not text or not re.fullmatch(NUMBER, text, re.IGNORECASE) or not re.search("[0-9]", text):
        return None
    return Decimal(text.replace(",", ""))


def _single(text: str, units: dict[str, Decimal]) -> Decimal | None:
    match = PART.fullmatch(text)
    number = _number(match[1]) if match else None
    unit = units.get(match[2].lower()) if match else None
    return None if number is None or unit is None else number * unit


def _sum_of_parts(text: str, units: dict[str, Decimal]) -> Decimal | None:
    """The sum of "2m 30s"; every part needs its unit."""
    total, position = Decimal(0), 0
    while position < len(text):
        match = PART.match(text, position)
        if not match or match.end() == position:
            return None
        part = _single(match[0], units)
        if part is None:
            return None
        total, position = total + part, match.end()
    return total if text.strip() else None


def _per_second(text: str) -> Decimal | None:
    match = PER_TIME.fullmatch(text)
    number = _number(match[1]) if match else None
    seconds = SECONDS.get(match[3].lower()) if match else None
    if number is None or seconds is None:
        return None
    return number * MULTIPLES[(match[2] or "").lower()] / seconds


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    return None if value is None else value * factor
