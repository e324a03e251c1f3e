"""Where releases lie and which one is current. Readers and the publisher share this knowledge, and nothing else.

A release is one read-only DuckDB file, `releases/<id>.duckdb`; `releases/current` holds the id of the one in
force and is replaced by a rename, so that a reader sees the old release or the new one and never half of one.
`releases/last_attempt.json` tells how the newest run is doing, so that pages can say when it failed.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.resources.whole_files import write_whole


@dataclass(frozen=True)
class Attempt:
    """The newest run: since when, and whether it has published, is still at it, or ended without publishing."""

    started_at: str
    status: str
    release_id: str | None = None
    reason: str | None = None


def release_file(home: Home, release_id: str) -> Path:
    """The file of a release."""
    return home.releases / f"{release_id}.duckdb"


def release_ids(home: Home) -> list[str]:
    """All releases that are kept, newest first."""
    return sorted((file.stem for file in home.releases.glob("*.duckdb")), reverse=True)


def current_release_id(home: Home) -> str:
    """The release in force. Raises UserError where nothing was published yet."""
    try:
        release_id = (home.releases / "current").read_text().strip()
    except FileNotFoundError:
        raise UserError(
            f"{home.releases}: nothing has been published yet.", "Run `loompin run` (or `make build`) first."
        ) from None
    if not release_file(home, release_id).exists():
        raise UserError(
            f"{home.releases}: the current release {release_id} is missing.",
            "Choose another with `loompin releases rollback ID`, or publish a new one with `loompin run`.",
        )
    return release_id


def make_current(home: Home, release_id: str) -> None:
    """Put a release in force, by one atomic rename. Raises UserError where there is no such release."""
    if not release_file(home, release_id).exists():
        kept = ", ".join(release_ids(home)) or "none"
        raise UserError(f"{home.releases}: there is no release {release_id}; kept are {kept}.")
    write_whole(home.releases / "current", release_id.encode())


def note_attempt(home: Home, attempt: Attempt) -> None:
    """Write down how the newest run is doing."""
    home.releases.mkdir(parents=True, exist_ok=True)
    write_whole(home.releases / "last_attempt.json", json.dumps(attempt.__dict__).encode())


def last_attempt(home: Home) -> Attempt | None:
    """How the newest run is doing; one that says it is running while nobody holds the lock has died."""
    try:
        attempt = Attempt(**json.loads((home.releases / "last_attempt.json").read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    if attempt.status == "running" and not _is_locked(home.run_lock):
        return Attempt(attempt.started_at, "failed", None, "it ended before it could publish")
    return attempt


def now_text() -> str:
    """The present moment as text, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _is_locked(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
