"""Definitions of segments: which can be used, who meets them, and the command that tries and keeps them."""

from __future__ import annotations

import json

import pytest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.segments import ASKING_OFTEN, SEGMENTS
from dagster_project.segments.attributes import KIND_OF_TYPE, read_attributes
from dagster_project.segments.preview import preview

WRONG = planted("segment_definition_wrong").size


def test_every_definition_of_the_demo_company_is_of_the_language_but_the_planted_ones(demo_release, segments):
    assert set(segments) == {name for name, *_ in SEGMENTS}
    problems = demo_release.sql(
        "select segment_name, definition, problem from reporting.segment_versions where problem is not null"
    )
    assert problems.height == WRONG
    assert problems["segment_name"].to_list() == [ASKING_OFTEN]
    assert "Did you mean cases_90_days?" in problems["problem"][0]


def test_a_version_that_cannot_be_used_leaves_the_one_before_in_force(segments):
    often = segments[ASKING_OFTEN]
    assert (often["version"], often["version_count"], often["is_in_force"]) == (1, 2, True)
    assert often["member_count"] > 0


def test_the_stale_size_is_found_and_the_others_agree(demo_release, segments):
    stale = segments["High-value accounts"]
    assert stale["reported_size"] == int(stale["member_count"] * planted("segment_size_stale").size)
    verdicts = demo_release.sql(
        "select entity_id, measure from reporting.reconciliation_differences where measure like 'segment%'"
    )
    assert verdicts.rows() == [(stale["segment_id"], "segments.size")]


def test_sizes_are_those_of_the_simulation_too(demo_release, segments):
    """The preview, and the counts of plain SQL on what is published, come to the same."""
    counts = {
        "Enterprise": "plan = 'Enterprise'", "Churn risks": "health_score < 50",
        "Startups in good health": "segment = 'Startup' and health_score >= 70",
    }  # fmt: skip
    for name, condition in counts.items():
        told = demo_release.sql(f"select count(*) from reporting.customer_attributes where {condition}").item()
        assert told == segments[name]["member_count"] == preview(demo_release.sql, segments[name]["definition"], 0).size


def test_metrics_and_tables_agree(demo_warehouse, segments):
    told = demo_warehouse.loompin("metrics", "query", "segment_members", "--by", "segment_name", "--format", "json")
    counted = {row["segment_name"]: row["segment_members"] for row in json.loads(told.out)}
    assert counted == {name: row["member_count"] for name, row in segments.items()}


def test_attributes_are_columns_of_the_published_table(demo_release):
    types = dict(
        demo_release.sql("describe reporting.customer_attributes").select("column_name", "column_type").iter_rows()
    )
    for attribute in read_attributes().values():
        assert KIND_OF_TYPE[types[attribute.name].lower()] == attribute.kind


def test_the_command_checks_tries_and_keeps_definitions(demo_warehouse, segments, tmp_path):
    found = demo_warehouse.loompin("segments", "preview", 'plan = "Enterprise"', "--limit", 3)
    assert found.code == 0
    assert found.out.startswith(f"{segments['Enterprise']['member_count']:,} of ")
    wrong = demo_warehouse.loompin("segments", "check", 'plan = "Pro" and health_scor < 40')
    assert wrong.code == 1
    assert "character 18: 'health_scor' is no attribute of a customer." in wrong.err
    assert "Did you mean health_score?" in wrong.err
    saved = demo_warehouse.loompin(
        "segments", "save", "ours", "plan='Pro'", "--author", "ann", "--reason", "a start", LOOMPIN_HOME=tmp_path
    )
    assert saved.code == 0, saved.err
    again = demo_warehouse.loompin(
        "segments", "save", "ours", "plan='Free'", "--author", "ben", "--reason", "x", LOOMPIN_HOME=tmp_path
    )
    assert "version 2" in again.out
    other = demo_warehouse.loompin(
        "segments", "save", "theirs", "plan='Free'", "--name", "ours", "--author", "ben", "--reason", "x",
        LOOMPIN_HOME=tmp_path,
    )  # fmt: skip
    assert (other.code, "The segment ours is called 'ours' already." in other.err) == (1, True)
    same = demo_warehouse.loompin(
        "segments", "save", "ours", 'plan = "Free"', "--author", "ann", "--reason", "again", LOOMPIN_HOME=tmp_path
    )
    assert (same.code, same.out.strip()) == (0, "ours: version 2 says this already; nothing was written.")
    lines = (tmp_path / "segments.csv").read_text().splitlines()
    assert len(lines) == 3
    assert 'ours,ours,,,"plan = ""Pro""",ann,a start,' in lines[1]


def test_what_is_saved_and_not_yet_run_is_listed_as_such(demo_warehouse, segments):
    file = demo_warehouse.home / "segments.csv"
    try:
        saved = demo_warehouse.loompin(
            "segments", "save", "ours", "plan='Prro'", "--author", "ann", "--reason", "a start"
        )
        assert saved.code == 0, saved.err
        assert "No customer has plan 'Prro'" in saved.out
        *listed, last = json.loads(demo_warehouse.loompin("segments", "list", "--format", "json").out)
    finally:
        file.unlink()
    assert (last["segment_name"], last["version"], last["member_count"]) == ("ours", 1, None)
    assert "not yet run" in last["problem"]
    assert {row["segment_name"] for row in listed} == set(segments)
    assert not any("not yet run" in (row["problem"] or "") for row in listed)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--author", "", "--reason", " "), "Who says so, and why"),
        (("--author", "ann", "--reason", "x", "--tenant", "nobody"), "of a tenant 'nobody'"),
        (("--author", "ann", "--reason", "x", "--name", "Enterprise"), "is called 'Enterprise' already"),
    ],
)
def test_a_definition_that_nobody_signs_is_of_nobody_or_has_the_name_of_another_is_not_kept(
    demo_warehouse, options, words
):
    told = demo_warehouse.loompin("segments", "save", "ours", "plan = 'Pro'", *options)
    assert (told.code, words in told.err) == (1, True)
    assert not (demo_warehouse.home / "segments.csv").exists()
