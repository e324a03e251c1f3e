"""A column of a file as numbers: what is taken for one, what is told of words, and which only number the rows."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.resources.errors import UserError

LARGEST = 1e100
"""Squares of larger numbers are beyond what a computer's numbers hold; no answer is so large."""

YES_AND_NO = {
    "yes": "1", "no": "0", "y": "1", "n": "0", "true": "1", "false": "0", "t": "1", "f": "0", "ja": "1", "nein": "0",
    "oui": "1", "non": "0", "sí": "1", "si": "1",
}  # fmt: skip
"""Words that are taken as 1 and 0."""

ID = re.compile(r"(.*[\W_])?(id|ids|nr|no|num|number|key|index|idx|row|rowid|seq|#)")
"""How a running number is called, in small letters."""

COMMA = r"^[+-]?\d[\d.]*,\d+$"
"""A number with a comma in it, once."""

LIKE_NOTHING = ("", "na", "n/a", "nan", "null", "none", "-")


def numbers_of(file: Path, column: pl.Series) -> np.ndarray:
    """A column as numbers, missing ones as NaN. Raises UserError where a value is none."""
    if column.dtype == pl.String:
        text = _filled(column)
        words = YES_AND_NO if says_yes_and_no(column) else {"true": "1", "false": "0"}
        spoken = text.str.to_lowercase().replace(words)
        numbers = spoken.cast(pl.Float64, strict=False)
        wrong = (numbers.is_null() & text.is_not_null()).arg_true()
        if len(wrong):
            raise UserError(
                f"{file}: {column.name} is no number in row {wrong[0] + 1}: {text[wrong[0]]!r}.",
                "The outcome and predictors are numbers, yes and no, or true and false. " + _how_to_write(text),
            )
        column = numbers
    if not (column.dtype.is_numeric() or column.dtype in (pl.Boolean, pl.Null)):
        raise UserError(f"{file}: {column.name} holds {column.dtype} and no numbers.")
    return column.cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _filled(column: pl.Series) -> pl.Series:
    """A column of text, what is like nothing taken away."""
    text = column.str.strip_chars()
    return text.set(text.str.to_lowercase().is_in(LIKE_NOTHING).fill_null(False), None)


def says_yes_and_no(column: pl.Series) -> bool:
    """Whether a column is of two words, one of which is yes and the other no."""
    if column.dtype != pl.String:
        return column.dtype == pl.Boolean
    said = _filled(column).str.to_lowercase().drop_nulls().unique().head(3).to_list()
    return len(said) == 2 and {YES_AND_NO.get(word) for word in said} == {"1", "0"}


def has_commas(column: pl.Series) -> bool:
    """Whether it is of text, and most of it numbers with a comma, of decimals or of thousands."""
    if column.dtype != pl.String:
        return False
    known = _filled(column).drop_nulls()
    return known.str.contains(COMMA).sum() > known.len() / 2


def _how_to_write(text: pl.Series) -> str:
    if has_commas(text):
        return "Write numbers with a decimal point and nothing between thousands: 3.5, not 3,5, and 3522, not 3,522."
    found = text.drop_nulls().unique().sort().head(3).to_list()
    said = {YES_AND_NO.get(word, word) for word in text.str.to_lowercase().drop_nulls().unique().head(20)}
    if len(found) > 2 and said == {"1", "0"}:
        return f"Write it in one way in all rows, 1 and 0 or yes and no: it has {', '.join(map(repr, found))}."
    if len(found) == 2:
        return f"Write 1 for {found[0]!r} and 0 for {found[1]!r}, or the other way round."
    return f"To count texts, make a column for each that matters, such as one with 1 where it is {found[0]!r}, else 0."


def is_running_number(name: str, values: np.ndarray) -> bool:
    """Whether a column is called like an id and holds whole numbers of which none stands twice."""
    known = values[np.isfinite(values)]
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    is_whole = len(known) > 1 and bool((known == np.floor(known)).all())
    return bool(ID.fullmatch(snake)) and is_whole and len(np.unique(known)) == len(known)


def refuse_large(file: Path, name: str, column: np.ndarray) -> None:
    """Raises UserError for a number whose square a computer does not hold."""
    large = np.flatnonzero(np.isfinite(column) & (np.abs(column) > LARGEST))
    if len(large):
        raise UserError(
            f"{file}: {name} is {column[large[0]]:g} in row {large[0] + 1}; numbers are analysed up to {LARGEST:g}.",
            "Put right what is wrong there, or leave it empty.",
        )
