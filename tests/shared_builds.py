"""What several tests look at and none changes, built by the first that needs it, once for all workers of a session."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

FOLDER = "TESTS_SHARED_FOLDER"
"""The environment variable that names the session's folder; conftest.py sets it before workers start."""


def built_once(name: str, build: Callable[[Path], object]) -> Path:
    """The folder of that name, which `build` has filled; other workers wait until it has.

    Where it fails, the test that asked for it fails, and the next one tries again.
    """
    shared = Path(os.environ[FOLDER])
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            build(folder)
            done.touch()
    return folder
