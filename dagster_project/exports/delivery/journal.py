"""An append-only file of JSON lines that stays whole: what was meant is on disk before it is done.

A line is written by one call and forced to the disk before `write` returns. If the machine stops in mid-line, that line
was never acted on: reading passes over it and counts it, and the next line begins on a line of its own.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster_project.resources.errors import UserError
from dagster_project.resources.whole_files import force_folder


@dataclass(frozen=True)
class Journal:
    """A file of records, each a JSON object on a line. The file is made when the first is written."""

    file: Path

    def write(self, record: Mapping[str, Any]) -> None:
        """Add a record; when this returns, it is on the disk."""
        line = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        is_new = not self.file.exists()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                line = b"\n" + line
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            force_folder(self.file.parent)

    def read(self) -> list[dict[str, Any]]:
        """Every whole record, in order."""
        return list(self._records())

    def broken_lines(self) -> int:
        """Lines that are no record: what a crash left half-written."""
        return self._lines() - len(self.read())

    def _lines(self) -> int:
        return sum(1 for line in self.file.read_bytes().split(b"\n") if line) if self.file.exists() else 0

    def _records(self) -> Iterator[dict[str, Any]]:
        if not self.file.exists():
            return
        for line in self.file.read_bytes().split(b"\n"):
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict):
                yield record

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Hold the journal for a whole export, so that two do not send the same. Raises UserError where it is held."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UserError(
                    f"{self.file}: another export is going on.", "Wait for it to end. Nothing was sent."
                ) from None
            yield
        finally:
            os.close(descriptor)
