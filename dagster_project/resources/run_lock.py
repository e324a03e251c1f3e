"""One run at a time. A second one is told who is at it, and changes nothing.

The lock is the operating system's (flock), so it is gone with its process however that ends: a crash leaves
no lock behind. Within a process it may be taken again: `loompin run` holds it around the Dagster run, whose
own resource takes it too when the run was started by a schedule.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

_held: dict[str, int] = {}


@contextmanager
def only_run(home: Home, purpose: str) -> Iterator[None]:
    """Hold the data folder's lock. Raises UserError, naming the other run, where it is taken."""
    key = str(home.run_lock)
    if key in _held:
        yield
        return
    home.create()
    descriptor = os.open(home.run_lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"{home.root}: {_holder(descriptor)}.",
                "Wait for it to end, or choose another data folder with LOOMPIN_HOME. Nothing was changed.",
            ) from None
        os.truncate(descriptor, 0)
        note = {
            "pid": os.getpid(),
            "purpose": purpose,
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.pwrite(descriptor, json.dumps(note).encode(), 0)
        _held[key] = descriptor
        yield
    finally:
        _held.pop(key, None)
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    """Who holds the lock, as that process wrote it down."""
    try:
        note = json.loads(os.pread(descriptor, 1000, 0))
    except ValueError:
        return "another run is going on"
    return f"another run is going on ({note['purpose']}, process {note['pid']}, since {note['since']})"
