"""Breaches that the release before had and this one has not."""

from __future__ import annotations

import duckdb

from dagster_project.publishing.release_files import release_file
from dagster_project.resources.paths import Home
from dashboards.cleared_breaches import cleared_breaches
from dashboards.reporting import Viewer, open_release

from .small_release import write_release

OLDER, NEWER = "20260629T120000000", "20260630T120000000"
MET = "clock = 'first_response' and status = 'met'"


def two_releases(home: Home, manifests) -> None:
    """Two releases; in the older, two of today's met clocks are breached: one by another target, one by its events."""
    write_release(home, manifests, OLDER)
    write_release(home, manifests, NEWER)
    with duckdb.connect(str(release_file(home, OLDER))) as connection:
        for case, change in (("D-001", "target_seconds = 60"), ("D-002", "elapsed_seconds = elapsed_seconds + 9000")):
            connection.execute(
                f"update reporting.sla_clocks set is_breached = true, status = 'breached', breached_at = decided_at, "
                f"{change} where case_id = '{case}' and {MET}"
            )


def test_cleared_breaches_are_listed_with_what_differs(tmp_path, manifests):
    home = Home(tmp_path)
    two_releases(home, manifests)
    with open_release(home) as reader:
        older, cleared = cleared_breaches(home, reader, "first_response")
        assert older == OLDER
        assert dict(cleared.select("case_id", "why").iter_rows()) == {
            "D-001": "the target is another one",
            "D-002": "fewer seconds count: events or opening hours were corrected",
        }
        assert cleared_breaches(home, reader, "resolution")[1].is_empty()


def test_a_window_that_is_gone_is_listed_too(tmp_path, manifests):
    home = Home(tmp_path)
    two_releases(home, manifests)
    with duckdb.connect(str(release_file(home, NEWER))) as connection:
        connection.execute("delete from reporting.sla_clocks where case_id = 'D-001'")
    with open_release(home) as reader:
        cleared = cleared_breaches(home, reader, "first_response")[1]
    gone = cleared.filter(cleared["case_id"] == "D-001").row(0, named=True)
    assert gone["status"] == "gone" and gone["why"].startswith("the window is gone")


def test_a_viewer_of_one_tenant_sees_only_its_breaches(tmp_path, manifests):
    home = Home(tmp_path)
    two_releases(home, manifests)
    with open_release(home, Viewer("one", frozenset({"acme"}))) as reader:
        cleared = cleared_breaches(home, reader, None)[1]
    assert cleared["case_id"].to_list() == ["D-002"]


def test_without_an_older_release_there_is_nothing_to_compare(published):
    with open_release(published) as reader:
        older, cleared = cleared_breaches(published, reader)
    assert older is None and cleared.is_empty()
