"""Rows that people write, kept in a CSV file by appending: what was written stays, and a crash harms no earlier row."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from dagster_project.resources.errors import UserError


def append_row(file: Path, columns: Sequence[str], row: Mapping[str, object]) -> None:
    """Add one row and wait until it is on the disk. The file is made, with its head, where it is not there.

    What a crash has left of a row (a last line without its end) is cut off first. Raises OSError where the file cannot
    be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    if not file.exists() or not _whole(file.read_bytes()):
        writer.writeheader()
    writer.writerow({name: "" if row[name] is None else row[name] for name in columns})
    with file.open("ab") as lines:
        lines.truncate(len(_whole(file.read_bytes())))
        lines.write(text.getvalue().encode())
        lines.flush()
        os.fsync(lines.fileno())


def read_rows(file: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Every row, the oldest first; none where there is no file. Raises UserError where the head is another."""
    if not file.exists():
        return []
    reader = csv.DictReader(io.StringIO(_whole(file.read_bytes()).decode()))
    rows = list(reader)
    if reader.fieldnames is not None and tuple(reader.fieldnames) != tuple(columns):
        raise UserError(f"{file}: the first line is not {','.join(columns)}.", "Put it there again.")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise UserError(f"{file}, row {number - 1}: it has not {len(columns)} values.", "Mend or remove it.")
    return rows


def _whole(content: bytes) -> bytes:
    """Everything up to the last end of a line. A line break in quotes is part of a row; rows here have none."""
    return content[: content.rfind(b"\n") + 1]
