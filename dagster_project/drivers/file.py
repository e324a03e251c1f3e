"""Driver analysis of a file: a table of answers, one row each, as CSV, Parquet or JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.connectors.table_files import column_names, names_as_written, read_chunks
from dagster_project.drivers.analysis import Question, analyse
from dagster_project.drivers.file_columns import (
    has_commas,
    is_running_number,
    numbers_of,
    refuse_large,
    says_yes_and_no,
)
from dagster_project.drivers.moments import moments_of_rows
from dagster_project.drivers.resampling import SEED
from dagster_project.drivers.result import DriverAnalysis
from dagster_project.resources.errors import UserError

GROUPS = 500
"""Rows are drawn one by one up to so many; more are put into so many groups, at random."""

MOST_SEGMENTS = 50
SEGMENT_DRAWS = 400


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
    less those that only number the rows. by: a column of segments, which Simpson's paradox is looked for in, whose
    differences adjusted effects leave out, and each of which is analysed by itself. Rows with a missing number are left
    out (listwise). Raises UserError for a file or a column that cannot be analysed.
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
    numbers = {outcome: numbers_of(file, frame[outcome])}
    passed_over, running = [], []
    why = "It needs a column for each thing that may go with the outcome."
    for name in predictors or [name for name in names if name not in (outcome, by)]:
        try:
            numbers[name] = numbers_of(file, frame[name])
        except UserError as error:
            if predictors:
                raise
            why = why if passed_over else f"{error.what.removeprefix(f'{file}: ')} {error.do}".strip()
            passed_over.append(name)
        else:
            if predictors:
                continue
            only_numbers = is_running_number(name, numbers[name])
            if only_numbers or not np.isfinite(numbers[name]).any():
                (running if only_numbers else passed_over).append(name)
                del numbers[name]
    chosen = tuple(numbers)[1:]
    if not chosen:
        raise UserError(f"{file}: no column but the outcome holds numbers.", why)
    for name, column in numbers.items():
        refuse_large(file, name, column)
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
        tuple(name for name in numbers if says_yes_and_no(frame[name])),
        tuple(name for name in passed_over if has_commas(frame[name])),
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


def _emptiest(numbers: dict[str, np.ndarray]) -> str:
    missing = {name: float(np.mean(~np.isfinite(column))) for name, column in numbers.items()}
    worst = max(missing, key=lambda name: missing[name])
    return f"Most is missing in {worst}: {missing[worst]:.0%} of the rows."
