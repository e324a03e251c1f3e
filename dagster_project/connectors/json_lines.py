"""Read a file of JSON lines: one object per line, plain or gzipped, a chunk of lines at a time.

Every value is handed on as text, as of a CSV file (a list or an object as its JSON), so that the cast to the contract
treats both alike. A line that is no JSON object becomes a reject, with its number and text.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

import polars as pl

from dagster_project.ingestion.batches import Chunk
from dagster_project.resources.errors import UserError

ENDINGS = (".jsonl", ".jsonl.gz")
EXPECTED = "a line with one JSON object"


def is_json_lines(file: Path) -> bool:
    """Whether the file's name says so."""
    return file.name.endswith(ENDINGS)


def json_columns(file: Path) -> list[str]:
    """The names of all objects' values, in the order they come. Raises UserError where the file is cut off."""
    names: dict[str, None] = {}
    for _, found in _objects(file):
        if isinstance(found, dict):
            names |= dict.fromkeys(found)
    return list(names)


def json_chunks(file: Path, rows: int, columns: list[str] | None = None) -> Iterator[Chunk]:
    """The file's rows, so many at a time, in the named columns or in all. Raises UserError where it is cut off."""
    names = json_columns(file) if columns is None else columns
    first_row = 1
    objects = _objects(file)
    while lines := list(islice(objects, rows)):
        found = [value for _, value in lines if isinstance(value, dict)]
        unreadable = tuple((number, EXPECTED, value) for number, value in lines if isinstance(value, str))
        frame = pl.DataFrame(
            {name: [_text(value.get(name)) for value in found] for name in names},
            schema=dict.fromkeys(names, pl.String),
        )
        yield Chunk(frame, first_row, unreadable)
        first_row += frame.height


def _objects(file: Path) -> Iterator[tuple[int, dict | str]]:
    """Number of each line that is not blank, with its object, or its text where that is none."""
    try:
        with _opened(file) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, _object_of(line.rstrip("\r\n"))
    except (OSError, EOFError) as error:
        raise UserError(
            f"{file}: the file is damaged or cut off ({error}).", "Copy or export it again. Nothing was changed."
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: the text is not UTF-8 ({error.reason}).", "Save it in UTF-8 and try again.") from None


def _opened(file: Path) -> IO[str]:
    with file.open("rb") as stream:
        is_packed = stream.read(2) == b"\x1f\x8b"
    return gzip.open(file, "rt", encoding="utf-8-sig") if is_packed else file.open(encoding="utf-8-sig")


def _object_of(line: str) -> dict | str:
    try:
        # Numbers stay as they are written: 0.1 is no binary fraction, and an id may be longer than a float is exact.
        value = json.loads(line, parse_float=_Written, parse_int=_Written)
    except ValueError:
        return line
    return value if isinstance(value, dict) else line


class _Written(str):
    """A number as its digits."""


def _text(value: object) -> str | None:
    if value is None or isinstance(value, _Written):
        return None if value is None else str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else _json(value)


def _json(value: object) -> str:
    """A list or an object as JSON again, its numbers as they were written."""
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{_json(item)}" for name, item in value.items()) + "}"
    return str(value) if isinstance(value, _Written) else json.dumps(value, ensure_ascii=False)
