"""`loompin run` with no source named: the demo company, from simulation to release."""

from __future__ import annotations

import json

import duckdb
import polars as pl
from dbt_builds import run_dbt
from installation import Installation

from dagster_project.publishing.release_files import last_attempt, release_file, release_ids
from dagster_project.resources.paths import Home
from dashboards.reporting import open_release

RUN = ("run", "--cases", "1000", "--as-of", "2026-06-30T12:00:00Z")


def test_what_the_design_promises_is_in_the_release(demo_release):
    tables = set(
        demo_release.sql("select table_name from information_schema.tables where table_catalog = 'warehouse'")[
            "table_name"
        ]
    )
    assert tables >= {
        "cases", "case_events", "sla_clocks", "sla_clock_segments", "backlog_by_day", "source_freshness",
        "rejected_rows", "ingested_batches",
    }  # fmt: skip


def test_nothing_in_the_release_lies_after_the_moment_looked_at(demo_release):
    for table, moment in (("cases", "opened_at"), ("case_events", "occurred_at"), ("sla_clocks", "started_at")):
        newest = demo_release.sql(
            f"select max({moment}) <= timestamptz '2026-06-30 12:00:00+00' from reporting.{table}"
        )
        assert newest.item()


def test_segments_add_up_to_every_clock_to_the_second(demo_release):
    differing = demo_release.sql(
        "select count(*) from reporting.sla_clocks as c left join ("
        "  select source, case_id, clock, window_number, sum(counted_seconds) as counted "
        "  from reporting.sla_clock_segments group by all) as s "
        "using (source, case_id, clock, window_number) "
        "where c.elapsed_seconds is distinct from coalesce(s.counted, 0)"
    )
    assert differing.item() == 0


def test_a_breach_is_elapsed_over_target_unless_the_target_changed(demo_release):
    unexplained = demo_release.sql(
        "with changes as (select source, case_id, clock, window_number, count(distinct target_seconds) as targets "
        "  from reporting.sla_clock_segments where target_seconds is not null group by all) "
        "select count(*) from reporting.sla_clocks join changes using (source, case_id, clock, window_number) "
        "where is_breached <> (elapsed_seconds > target_seconds) and targets = 1"
    )
    assert unexplained.item() == 0


def test_clocks_and_every_status_occur(demo_release):
    seen = set(demo_release.sql("select distinct clock, status from reporting.sla_clocks").rows())
    assert {clock for clock, _ in seen} == {
        "first_response", "resolution", "next_response", "update_cadence", "requester_wait", "agent_work",
    }  # fmt: skip
    assert {status for _, status in seen} >= {"met", "breached", "running", "paused", "cancelled"}


def test_every_published_column_is_described(demo_release):
    undescribed = demo_release.sql(
        "select table_name, column_name from information_schema.columns "
        "where table_catalog = 'warehouse' and table_schema = 'reporting' except "
        "select table_name, column_name from release.columns where description <> ''"
    )
    assert undescribed.rows() == []


def test_metrics_are_asked_by_name(demo_warehouse):
    listed = demo_warehouse.loompin("metrics", "list", "--format", "json")
    names = {metric["name"] for metric in json.loads(listed.out)}
    assert names >= {
        "sla_attainment", "cases_opened", "cases_resolved", "open_backlog", "mtta", "mttr", "reopen_rate", "csat",
        "auto_closed_share", "survey_capture_rate",
    }  # fmt: skip
    asked = demo_warehouse.loompin("metrics", "query", "cases_opened", "--by", "priority", "--format", "csv")
    counted = demo_warehouse.loompin(
        "sql", "select priority, count(*) as cases_opened from reporting.cases "
        "where not is_removed group by 1 order by 1", "--format", "csv",
    )  # fmt: skip
    assert asked.out == counted.out


def test_an_interval_holds_its_rate(demo_release):
    from dashboards.metrics import MetricQuestion

    answer = demo_release.ask(
        MetricQuestion.of(
            ["sla_attainment", "sla_attainment_low", "sla_attainment_high", "sla_decided"], ["priority", "clock"]
        )
    )
    groups = demo_release.sql("select distinct priority, clock from reporting.sla_clocks where decided_at is not null")
    assert answer.height == groups.height >= 14
    assert ((answer["sla_attainment_low"] < answer["sla_attainment"]) | (answer["sla_attainment"] == 0)).all()
    assert ((answer["sla_attainment_high"] > answer["sla_attainment"]) | (answer["sla_attainment"] == 1)).all()


def test_a_second_look_at_the_same_moment_gives_the_same_rows(demo_release, demo_copy):
    demo_copy.build_models("+reporting_sla_clocks", *RUN[1:])
    rows = "select md5(string_agg(c::varchar, '' order by c::varchar)) from reporting.sla_clocks as c"
    with duckdb.connect(Home(demo_copy.home).warehouse, read_only=True) as warehouse:
        warehouse.execute("set TimeZone = 'UTC'")
        assert warehouse.execute(rows).fetchone() == demo_release.sql(rows).row(0)


def test_a_reader_keeps_its_release_while_another_is_published_and_rolled_back(demo_copy):
    home = Home(demo_copy.home)
    published = demo_copy.loompin("publish")
    assert published.code == 0, published.err
    newest, older = release_ids(home)[:2]
    with open_release(home) as reader:
        assert demo_copy.loompin("releases", "rollback", older).code == 0
        assert reader.info.release_id == newest
        assert reader.sql("select count(*) from reporting.cases").item() > 0
    with open_release(home) as reader:
        assert reader.info.release_id == older
    assert demo_copy.loompin("releases", "rollback", newest).code == 0


def double_a_row(installation: Installation, table: str) -> None:
    with duckdb.connect(Home(installation.home).warehouse) as connection:
        connection.execute(f"insert into {table} select * from {table} limit 1")


def test_a_failed_check_publishes_nothing_and_says_so(demo_copy):
    """Two raw rows of one tenant: dbt's check of the key fails in the run, and the last release stays."""
    home = Home(demo_copy.home)
    before = release_ids(home)[0]
    double_a_row(demo_copy, "raw_platform.tenants")
    finished = demo_copy.loompin(*RUN)
    assert finished.code == 1
    assert "unique_together_platform_tenants" in finished.err
    assert "Nothing was published; the last release stays." in finished.err
    assert finished.err.count("Got 1 result") == 1
    assert "Traceback" not in finished.err and "UserError" not in finished.err
    assert release_ids(home)[0] == before
    assert last_attempt(home).status == "failed"
    again = demo_copy.loompin("publish")
    assert again.code == 1
    assert "unique_together_platform_tenants" in again.err
    assert release_ids(home)[0] == before


def test_what_was_not_built_and_checked_as_a_whole_is_not_published(demo_copy):
    """A case doubled behind dbt's back, one model built, publish: the check that would have found it did not run."""
    home = Home(demo_copy.home)
    before = release_ids(home)[0]
    double_a_row(demo_copy, "marts.cases")
    assert run_dbt(home.root, "run", "--select", "ingested_batches") == ["ingested_batches"]
    published = demo_copy.loompin("publish")
    assert published.code == 1
    assert "The last build was of a part only" in published.err
    assert "Run `loompin build`" in published.err
    assert release_ids(home)[0] == before


def test_an_ingest_without_a_build_is_not_published_and_is_no_failed_run(demo_copy):
    home = Home(demo_copy.home)
    before = last_attempt(home)
    ingested = demo_copy.loompin("ingest", "--cases", "1000", "--as-of", "2026-06-30T13:00:00Z")
    assert ingested.code == 0, ingested.err
    assert last_attempt(home) == before
    published = demo_copy.loompin("publish")
    assert published.code == 1
    assert "after the last build had begun" in published.err
    assert last_attempt(home).status == "failed"


def test_a_release_is_one_file_that_others_may_open(demo_warehouse, tmp_path):
    home = Home(demo_warehouse.home)
    copy = tmp_path / "elsewhere.duckdb"
    copy.write_bytes(release_file(home, release_ids(home)[0]).read_bytes())
    with duckdb.connect(copy, read_only=True) as connection:
        assert isinstance(connection.sql("from reporting.cases limit 5").pl(), pl.DataFrame)
