"""A file of customer records, with its ids, its labels and the columns to compare."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from dagster_project.connectors.table_files import read_chunks
from dagster_project.identity.roles import choose_columns
from dagster_project.resources.errors import UserError

MADE = ("source", "source_id", "label")


def read_records(
    file: Path, id_column: str | None, source_column: str | None, wanted: Sequence[str], labels: str | None
) -> tuple[pl.DataFrame, dict[str, str], list[str]]:
    """The records of a CSV, Parquet or JSON-lines file, column → role, and the columns that are not compared.

    The records have `source` (the file's name where no column says it), `source_id`, `label` where labels are given,
    and the file's own columns behind `in.`, so that a column may be called anything. Raises UserError for a file that
    cannot be read, or with a line that cannot; for a column that is not there; for labels that fit nothing.
    """
    frame = _read(file)
    for column, option in ((id_column, "--id"), (source_column, "--source")):
        if column is not None:
            _refuse_missing(frame, column, option, file)
    label_column = labels if labels in frame.columns else None
    besides = [column for column in (id_column, source_column, label_column) if column]
    roles = choose_columns(frame.columns, wanted, besides)
    records = frame.select(
        (pl.col(source_column).cast(pl.String) if source_column else pl.lit(file.name.split(".")[0])).alias("source"),
        (pl.col(id_column).cast(pl.String) if id_column else _row_numbers(frame)).alias("source_id"),
        *([pl.col(label_column).cast(pl.String).alias("label")] if label_column else []),
        *(pl.col(column).alias(f"in.{column}") for column in roles),
    )
    if labels and not label_column:
        records = _with_labels(records, labels, file, frame.columns)
    silent = [column for column in frame.columns if column not in (*roles, *besides)]
    return records, {f"in.{column}": role for column, role in roles.items()}, silent


def _read(file: Path) -> pl.DataFrame:
    frames = []
    for chunk in read_chunks(file):
        if chunk.unreadable:
            place, expected, text = chunk.unreadable[0]
            raise UserError(f"{file}, row {place}: {text[:80]!r}, expected {expected}", "Mend it, or take it out.")
        frames.append(chunk.frame)
    frame = pl.concat(frames, how="diagonal_relaxed")
    names = [name.strip() for name in frame.columns]
    # An empty text says nothing; spaces around a value are nobody's name.
    return frame.rename(dict(zip(frame.columns, names, strict=True))).with_columns(
        pl.when(pl.col(pl.String).str.strip_chars() != "").then(pl.col(pl.String).str.strip_chars())
    )


def _row_numbers(frame: pl.DataFrame) -> pl.Expr:
    digits = len(str(frame.height))
    return pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(digits)


def _with_labels(records: pl.DataFrame, labels: str, file: Path, columns: Sequence[str]) -> pl.DataFrame:
    path = Path(labels)
    if not path.exists():
        near = difflib.get_close_matches(labels, columns, n=1)
        raise UserError(
            f"{labels!r} is neither a column of {file} nor a file.", f"Did you mean {near[0]!r}?" if near else ""
        )
    truth = _read(path)
    if truth.width != 2:
        raise UserError(f"{path}: labels are two columns, id and label; it has {truth.width}.")
    truth = truth.select(
        pl.nth(0).cast(pl.String).alias("source_id"), pl.nth(1).cast(pl.String).alias("label")
    ).unique("source_id")  # fmt: skip
    labelled = records.join(truth, on="source_id", how="left", maintain_order="left")
    if labelled["label"].null_count() == labelled.height:
        raise UserError(f"{path}: none of its ids is an id of {file}.", "Say which column has the ids: --id COL.")
    return labelled


def _refuse_missing(frame: pl.DataFrame, column: str, option: str, file: Path) -> None:
    if column not in frame.columns:
        near = difflib.get_close_matches(column, frame.columns, n=1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise UserError(
            f"{file}: there is no column {column!r} ({option}).", f"{hint}It has {', '.join(frame.columns)}."
        )
