"""Driver analysis of a file: a table of answers, one row each, as CSV, Parquet or JSON lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.connectors.table_files import column_names, names_as_written, read_chunks
from dagster_project.drivers.analysis import Question, analyse
from dagster_project.drivers.moments import moments_of_rows
from dagster_project.drivers.resampling import SEED
from dagster_project.drivers.result import DriverAnalysis
from dagster_project.resources.errors import UserError

GROUPS = 500
"""Rows are drawn one by one up to so many; more are put into so many groups, at random."""

MOST_SEGMENTS = 50
SEGMENT_DRAWS = 400
LARGEST = 1e100
"""Squares of larger numbers are beyond what a computer's numbers hold; no answer is so large."""

YES_AND_NO = {
    "yes": "1", "no": "0", "y": "1", "n": "0", "true": "1", "false": "0", "t": "1", "f": "0", "ja": "1", "nein": "0",
    "oui": "1", "non": "0", "sí": "1", "si": "1",
}  # fmt: skip
"""Words that are taken as 1 and 0."""
ID = re.compile(r"(.*[\W_])?(id|ids|nr|no|num|number|key|index|idx|row|rowid|seq|#)")
"""How a running number is called, in small letters."""

COMMA = re.compile(r"^[+-]?\d[\d.]*,\d+$")
"""A number with a comma in it, once."""

LIKE_NOTHING = ("", "na", "n/a", "nan", "null", "none", "-")


@dataclass(frozen=True)
class FileAnalysis:
    """analysis: of all rows. segments: value of the column `by` → analysis of its rows. rows: in the file; left_out:
    of them, those without a number in the outcome or a predictor. passed_over: columns without numbers, and so no
    predictors, where none were named; running_numbers: those that only number the rows, and are left out then too.
    yes_and_no: columns of such words, taken as 1 and 0. decimal_commas: those passed over whose numbers have a comma.
    """

    outcome: str
    predictors: tuple[str, ...]
    by: str | None
    rows: int
    left_out: int
    passed_over: tuple[str, ...]
    analysis: DriverAnalysis
    segments: dict[str, DriverAnalysis]
    running_numbers: tuple[str, ...] = ()
    yes_and_no: tuple[str, ...] = ()
    decimal_commas: tuple[str, ...] = ()


def analyse_file(file: Path, outcome: str, predictors: Sequence[str] = (), by: str | None = None) -> FileAnalysis:
    """Analyse the drivers of a column.

    outcome, predictors: columns of numbers, true and false, or yes and no; no predictors named takes all such columns,
    less those that only number the rows. by: a column
    of segments, which Simpson's paradox is looked for in, whose differences adjusted effects leave out, and each of
    which is analysed by itself. Rows with a missing number are left out (listwise). Raises UserError for a file or a
    column that cannot be analysed.
    """
    columns = _columns(file)
    names = list(columns)
    named = [outcome, *predictors, *([by] if by else [])]
    for name in named:
        if name not in names:
            raise UserError(f"{file}: there is no column {name!r}.", f"Columns: {', '.join(names)}")
    doubled = sorted({name for name in named if named.count(name) > 1})
    if doubled:
        raise UserError(f"{', '.join(map(repr, doubled))} cannot be named twice: as the outcome, a predictor or --by.")
    frame = _read(file, {name: column for name, column in columns.items() if not predictors or name in named})
    numbers = {outcome: _numbers(file, frame[outcome])}
    passed_over, running = [], []
    why = "It needs a column for each thing that may go with the outcome."
    for name in predictors or [name for name in names if name not in (outcome, by)]:
        try:
            numbers[name] = _numbers(file, frame[name])
        except UserError as error:
            if predictors:
                raise
            why = why if passed_over else f"{error.what.removeprefix(f'{file}: ')} {error.do}".strip()
            passed_over.append(name)
        else:
            if predictors:
                continue
            is_running = _is_running_number(name, numbers[name])
            if is_running or not np.isfinite(numbers[name]).any():
                (running if is_running else passed_over).append(name)
                del numbers[name]
    chosen = tuple(numbers)[1:]
    if not chosen:
        raise UserError(f"{file}: no column but the outcome holds numbers.", why)
    for name, column in numbers.items():
        _refuse_large(file, name, column)
    values = np.column_stack(list(numbers.values()))
    known = np.isfinite(values).all(axis=1)
    segment = frame[by].cast(pl.String).fill_null("(none)") if by else pl.repeat("", frame.height, eager=True)
    values, segment = values[known], segment.filter(pl.Series(known))
    if not len(values):
        raise UserError(f"{file}: no row has a number in the outcome and in every predictor.", _emptiest(numbers))
    if np.ptp(values[:, 0]) == 0:
        raise UserError(f"{file}: {outcome} is {values[0, 0]:g} in every row, so nothing can move it.")
    found = segment.unique().sort().to_list()
    if len(found) > MOST_SEGMENTS:
        raise UserError(f"{file}: {by} has {len(found):,} values; at most {MOST_SEGMENTS} segments are analysed.")
    analysis = _analyse(values, chosen, [segment.to_numpy() == value for value in found])
    segments = {}
    for value in found if by else ():
        part = values[segment.to_numpy() == value]
        segments[value] = _analyse(part, chosen, [np.ones(len(part), dtype=bool)], draws=SEGMENT_DRAWS, lmg_draws=0)
    left_out = frame.height - len(values)
    return FileAnalysis(
        outcome, chosen, by, frame.height, left_out, tuple(passed_over), analysis, segments, tuple(running),
        tuple(name for name in numbers if _says_yes_and_no(frame[name])),
        tuple(name for name in passed_over if frame[name].dtype == pl.String and _has_commas(_filled(frame[name]))),
    )  # fmt: skip


def _analyse(values: np.ndarray, names: Sequence[str], strata: list[np.ndarray], **settings: int) -> DriverAnalysis:
    is_mention = [bool(np.isin(values[:, place], (0, 1)).all()) for place in range(1, values.shape[1])]
    # Less the first row: so numbers that are large and close together keep their digits.
    moved = values - values[0]
    reach = np.maximum(np.abs(moved).max(axis=0), np.finfo(float).tiny)
    middle, scale = (moved / reach).mean(axis=0) * reach, (moved / reach).std(axis=0) * reach
    # Rounding alone is no variation, and 0 and 1 are counted as they are.
    flat = reach <= 8 * np.finfo(float).eps * np.abs(values).max(axis=0)
    plain = np.array([False, *is_mention])
    origin, scale = np.where(plain, 0, values[0] + middle), np.where(plain | flat, 1, scale)
    scaled = np.where(plain, values, (moved - middle) / scale)
    scaled[:, flat & ~plain] = 0
    groups = min(len(values), GROUPS)
    group = np.random.default_rng(SEED).permutation(len(values)) % groups
    counted = np.stack([moments_of_rows(scaled[of], group[of], groups) for of in strata])
    return analyse(counted, Question(names, is_mention, origin, scale, **settings))


def _columns(file: Path) -> dict[str, str]:
    """What each column is called, without spaces around → what the reader calls it. Raises UserError where two have one
    name, of which nobody could say which is meant."""
    written = [name.strip() for name in names_as_written(file)]
    doubled = sorted({name for name in written if written.count(name) > 1})
    if doubled:
        raise UserError(
            f"{file}: {', '.join(map(repr, doubled))} stands more than once among the column names.",
            "Give each column a name of its own.",
        )
    return dict(zip(written, column_names(file), strict=True))


def _read(file: Path, columns: dict[str, str]) -> pl.DataFrame:
    frames = []
    for chunk in read_chunks(file, columns=list(columns.values())):
        if chunk.unreadable:
            place, expected, text = chunk.unreadable[0]
            raise UserError(f"{file}, row {place}: {text[:80]!r}, expected {expected}.", "Mend it, or take it out.")
        frames.append(chunk.frame)
    return pl.concat(frames, how="diagonal_relaxed").rename({column: name for name, column in columns.items()})


def _numbers(file: Path, column: pl.Series) -> np.ndarray:
    """A column as numbers, missing ones as NaN. Raises UserError where a value is none."""
    if column.dtype == pl.String:
        text = _filled(column)
        words = YES_AND_NO if _says_yes_and_no(column) else {"true": "1", "false": "0"}
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


def _says_yes_and_no(column: pl.Series) -> bool:
    """Whether a column is of two words, one of which is yes and the other no."""
    if column.dtype != pl.String:
        return column.dtype == pl.Boolean
    said = _filled(column).str.to_lowercase().drop_nulls().unique().head(3).to_list()
    return len(said) == 2 and {YES_AND_NO.get(word) for word in said} == {"1", "0"}


def _has_commas(text: pl.Series) -> bool:
    """Whether most are numbers with a comma, of decimals or of thousands."""
    known = text.drop_nulls()
    return known.str.contains(COMMA.pattern).sum() > known.len() / 2


def _how_to_write(text: pl.Series) -> str:
    if _has_commas(text):
        return "Write numbers with a decimal point and nothing between thousands: 3.5, not 3,5, and 3522, not 3,522."
    found = text.drop_nulls().unique().sort().head(3).to_list()
    said = {YES_AND_NO.get(word, word) for word in text.str.to_lowercase().drop_nulls().unique().head(20)}
    if len(found) > 2 and said == {"1", "0"}:
        return f"Write it in one way in all rows, 1 and 0 or yes and no: it has {', '.join(map(repr, found))}."
    if len(found) == 2:
        return f"Write 1 for {found[0]!r} and 0 for {found[1]!r}, or the other way round."
    return f"To count texts, make a column for each that matters, such as one with 1 where it is {found[0]!r}, else 0."


def _is_running_number(name: str, values: np.ndarray) -> bool:
    """Whether a column is called like an id and holds whole numbers of which none stands twice."""
    known = values[np.isfinite(values)]
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    is_whole = len(known) > 1 and bool((known == np.floor(known)).all())
    return bool(ID.fullmatch(snake)) and is_whole and len(np.unique(known)) == len(known)


def _refuse_large(file: Path, name: str, column: np.ndarray) -> None:
    large = np.flatnonzero(np.isfinite(column) & (np.abs(column) > LARGEST))
    if len(large):
        raise UserError(
            f"{file}: {name} is {column[large[0]]:g} in row {large[0] + 1}; numbers are analysed up to {LARGEST:g}.",
            "Put right what is wrong there, or leave it empty.",
        )


def _emptiest(numbers: dict[str, np.ndarray]) -> str:
    missing = {name: float(np.mean(~np.isfinite(column))) for name, column in numbers.items()}
    worst = max(missing, key=lambda name: missing[name])
    return f"Most is missing in {worst}: {missing[worst]:.0%} of the rows."
