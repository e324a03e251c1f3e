"""Releases on disk: one pointer, replaced whole; an attempt that died is told from one that runs."""

from __future__ import annotations

import fcntl
import json

import duckdb
import pytest

from dagster_project.publishing import publish as publishing
from dagster_project.publishing.release_files import (
    Attempt,
    current_release_id,
    last_attempt,
    make_current,
    note_attempt,
    release_file,
    release_ids,
)
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.resources.run_lock import only_run


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path).create()


def release(home: Home, release_id: str) -> None:
    duckdb.connect(release_file(home, release_id)).close()


def test_before_anything_is_published_a_reader_is_told_what_to_do(home):
    with pytest.raises(UserError, match=r"nothing has been published yet"):
        current_release_id(home)


def test_the_pointer_names_the_release_in_force(home):
    for release_id in ("20260101", "20260102"):
        release(home, release_id)
        make_current(home, release_id)
    assert current_release_id(home) == "20260102"
    assert release_ids(home) == ["20260102", "20260101"]
    make_current(home, "20260101")
    assert current_release_id(home) == "20260101"
    assert not list(home.releases.glob("*.unfinished"))


def test_a_release_that_is_not_there_cannot_be_made_current(home):
    release(home, "20260101")
    make_current(home, "20260101")
    with pytest.raises(UserError, match="there is no release 20260109; kept are 20260101"):
        make_current(home, "20260109")
    assert current_release_id(home) == "20260101"


def test_a_release_that_was_deleted_by_hand_is_told(home):
    release(home, "20260101")
    make_current(home, "20260101")
    release_file(home, "20260101").unlink()
    with pytest.raises(UserError, match="the current release 20260101 is missing"):
        current_release_id(home)


def test_an_attempt_is_running_while_its_process_holds_the_lock_and_failed_when_it_died(home):
    note_attempt(home, Attempt("2026-01-01T00:00:00+00:00", "running"))
    assert last_attempt(home).status == "failed"
    with home.run_lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert last_attempt(home).status == "running"


def test_no_attempt_and_a_broken_note_are_no_attempt(home):
    assert last_attempt(home) is None
    (home.releases / "last_attempt.json").write_text("{")
    assert last_attempt(home) is None


def test_the_lock_may_be_taken_again_by_its_own_process_only(home):
    with only_run(home, "outer"), only_run(home, "inner"):
        note = json.loads(home.run_lock.read_text())
        assert note["purpose"] == "outer"
        with home.run_lock.open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with home.run_lock.open() as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_publishing_that_breaks_off_leaves_the_old_release_in_force(home, monkeypatch):
    """The copy fails half-way: no half release lies about, and the pointer has not moved."""
    release(home, "20260101")
    make_current(home, "20260101")
    results = {"results": [{"unique_id": "test.loompin.x", "status": "pass", "failures": 0}]}
    (home.dbt_target / "run_results.json").write_text(json.dumps(results))
    (home.dbt_target / "manifest.json").write_text(json.dumps({"nodes": {"test.loompin.x": {"name": "x"}}}))
    environment = Environment(home.root, home.root / "loompin.toml", "1GB", 2, 8501)

    def breaks_off(connection):
        connection.execute("create schema published.reporting")
        raise OSError("No space left on device")

    monkeypatch.setattr(publishing, "_copy_reporting", breaks_off)
    with pytest.raises(OSError, match="No space left"):
        publishing.publish(environment)
    assert current_release_id(home) == "20260101"
    assert release_ids(home) == ["20260101"]
    assert not list(home.releases.glob("*unfinished*"))


def test_nothing_is_published_where_nothing_was_built(home):
    environment = Environment(home.root, home.root / "loompin.toml", "1GB", 2, 8501)
    with pytest.raises(UserError, match="Nothing was built yet"):
        publishing.publish(environment)
