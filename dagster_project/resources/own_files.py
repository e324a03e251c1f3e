"""The CSV files of a person's own words in the data folder: segments, taxonomies, corrections of identities.

They are written by `loompin` and by hand, in any editor, and only ever added to. So one reader and one appender serve
all three: a file is UTF-8 with a line of column names; what is added goes on lines of its own whether or not the last
line has an end; a column that the file does not have yet is added to it; and the file is put in place as a whole, once
it has been read back and says what it should.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dagster_project.resources.errors import UserError
from dagster_project.resources.whole_files import write_whole


@dataclass(frozen=True)
class OwnRow:
    """One row. line: where it begins in the file, from 1. values: by column, as written; a column that is not there is
    empty. problem: what is wrong with the row itself, or None."""

    line: int
    values: Mapping[str, str]
    problem: str | None = None


@dataclass(frozen=True)
class OwnFile:
    """A file of such rows. columns: all that we write. needed: those without which a row means nothing."""

    path: Path
    columns: tuple[str, ...]
    needed: tuple[str, ...]

    def read(self) -> list[OwnRow]:
        """The rows in order; none where there is no file. Raises UserError for a file that is no such table."""
        if not self.path.exists():
            return []
        header, rows = self._parsed(self._bytes())
        return [self._row(header, line, row) for line, row in rows]

    def append(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Add rows, in a file that is made where it is not there. Raises UserError for a file that is no such table."""
        added = [[row.get(column, "") for column in self.columns] for row in rows]
        before = self._bytes() if self.path.exists() else _written([self.columns])
        header, held = self._parsed(before)
        if missing := [column for column in self.columns if column not in header]:
            # Words for which the file has no column would be lost.
            for line, row in held:
                if len(row) > len(header):
                    raise UserError(f"{self.path}, line {line}: {_too_many(header, row)}.", "Mend it first.")
            header = [*header, *missing]
            before = _written([header, *([*row, *[""] * (len(header) - len(row))] for _, row in held)])
        places = {column: place for place, column in enumerate(self.columns)}
        lines = [[row[places[name]] if name in places else "" for name in header] for row in added]
        if not before.endswith((b"\n", b"\r")):
            before += b"\n"
        after = before + _written(lines)
        if [row for _, row in self._parsed(after)[1][len(held) :]] != lines:
            raise UserError(
                f"{self.path}: what is added could not be read again; a quote of the last line is not closed.",
                "Close it, then try again; nothing was written.",
            )
        write_whole(self.path.resolve(), after)

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise UserError(f"{self.path} cannot be read: {error.strerror}.") from error

    def _parsed(self, content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
        """The column names, and each row that is not blank with the line where it begins."""
        try:
            reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            header = [name.strip() for name in next(reader, [])]
            rows: list[tuple[int, list[str]]] = []
            line = reader.line_num + 1
            for row in reader:
                if row:
                    rows.append((line, row))
                line = reader.line_num + 1
        except (UnicodeDecodeError, csv.Error) as error:
            raise UserError(
                f"{self.path} cannot be read as CSV in UTF-8: {error}.", "Save it as CSV, UTF-8."
            ) from error
        has = f"It has {', '.join(self.columns)}."
        for name in self.needed:
            if name not in header:
                raise UserError(f"{self.path} has no column {name} in its first line.", has)
        for name in self.columns:
            if header.count(name) > 1:
                raise UserError(f"{self.path} has the column {name} twice in its first line.", has)
        return header, rows

    def _row(self, header: Sequence[str], line: int, row: Sequence[str]) -> OwnRow:
        told = dict.fromkeys(self.columns, "") | dict(zip(header, row, strict=False))
        problem = _too_many(header, row) if len(row) > len(header) else None
        return OwnRow(line, {column: told[column] for column in self.columns}, problem)


def signed(author: str | None, reason: str | None) -> tuple[str, str]:
    """Who says something, and why, without spaces around. Raises UserError where one of them is empty."""
    who, why = (author or "").strip(), (reason or "").strip()
    if not who or not why:
        raise UserError("Who says so, and why, is needed.", "Give both: a version without them explains nothing.")
    return who, why


def _too_many(header: Sequence[str], row: Sequence[str]) -> str:
    return f"it has {len(row)} values, and the first line {len(header)} columns"


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    # csv.writer leaves a carriage return without quotes where lines end in \n alone, and cannot read it again.
    lines = (",".join('"' + v.replace('"', '""') + '"' if set(v) & set(',"\r\n') else v for v in row) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()
