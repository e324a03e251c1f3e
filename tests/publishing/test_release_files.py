"""Releases on disk: one pointer, replaced whole; an attempt that died is told from one that runs."""

from __future__ import annotations

import fcntl
import json
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from dagster_project.publishing import publish as publishing
from dagster_project.publishing.audit import audit
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


def write_build(home: Home, statuses: dict[str, str], nodes: tuple[str, ...] = ("test.loompin.x",)) -> None:
    """What dbt leaves behind: a manifest of these nodes, and the results of one invocation, now."""
    manifest = {
        "nodes": {
            node: {"name": node.rpartition(".")[2], "resource_type": node.partition(".")[0], "config": {}}
            for node in nodes
        }
    }
    results = {
        "metadata": {"invocation_started_at": datetime.now(UTC).isoformat()},
        "results": [{"unique_id": node, "status": status, "failures": 0} for node, status in statuses.items()],
    }
    (home.dbt_target / "manifest.json").write_text(json.dumps(manifest))
    (home.dbt_target / "run_results.json").write_text(json.dumps(results))


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
    write_build(home, {"test.loompin.x": "pass"})
    environment = Environment(home.root, home.root / "loompin.toml", "1GB", 2, 8501)

    def breaks_off(connection, release_id):
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


NODES = ("model.loompin.cases", "seed.loompin.clocks", "test.loompin.grain")
WHOLE = {"model.loompin.cases": "success", "seed.loompin.clocks": "success", "test.loompin.grain": "warn"}


def test_a_whole_build_after_the_ingest_may_be_published(home):
    write_build(home, WHOLE, NODES)
    (check,) = audit(home.dbt_target, datetime.now(UTC) - timedelta(hours=1))
    assert (check.name, check.status) == ("grain", "warn")


@pytest.mark.parametrize("missing", NODES)
@pytest.mark.parametrize("status", [None, "skipped"])
def test_a_build_of_a_part_is_not_published(home, missing, status):
    statuses = {node: result for node, result in WHOLE.items() if node != missing}
    write_build(home, statuses | ({missing: status} if status else {}), NODES)
    with pytest.raises(UserError, match=r"1 of 3 models and checks have no result(.|\n)*Run `loompin build`"):
        audit(home.dbt_target, None)


def test_a_build_older_than_the_ingest_is_not_published(home):
    write_build(home, WHOLE, NODES)
    with pytest.raises(UserError, match=r"after the last build had begun(.|\n)*Run `loompin build`"):
        audit(home.dbt_target, datetime.now(UTC) + timedelta(seconds=1))
