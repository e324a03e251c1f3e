"""The main job on real input: the incident log goes in, and what comes out equals what the log says of itself."""

from __future__ import annotations

import gzip
import io

import duckdb
import polars as pl
import pytest
from installation import EXAMPLE_MAPPING, Installation

from dagster_project.resources.paths import Home
from dashboards.reporting import ReleaseReader, open_release

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def release(incident_warehouse: Installation) -> ReleaseReader:
    with open_release(Home(incident_warehouse.home)) as reader:
        yield reader


@pytest.fixture(scope="module")
def log(incident_log) -> pl.DataFrame:
    """The log itself, one row per case: what its last row says."""
    rows = pl.read_csv(io.BytesIO(gzip.decompress(incident_log.read_bytes())), infer_schema=False).with_row_index()
    moment = "%d/%m/%Y %H:%M"
    return (
        rows.with_columns(
            pl.col("sys_mod_count").cast(pl.Int64),
            *(
                pl.col(name).replace("?", None).str.to_datetime(moment).dt.replace_time_zone("UTC")
                for name in ("sys_updated_at", "resolved_at", "closed_at")
            ),
        )
        .sort("number", "sys_mod_count", "index")
        .group_by("number", maintain_order=True)
        .agg(
            pl.col("resolved_at").last(),
            pl.col("closed_at").last(),
            pl.col("reopen_count").last().cast(pl.Int64),
            pl.col("reassignment_count").last().cast(pl.Int64),
            first_closed_row=pl.col("sys_updated_at").filter(pl.col("incident_state") == "Closed").min(),
        )
        .rename({"number": "case_id"})
    )


@pytest.fixture(scope="module")
def compared(release, log) -> pl.DataFrame:
    cases = release.sql(
        "select case_id, reopen_count, reassignment_count, resolved_at, closed_at from reporting.cases"
    ).with_columns(pl.col("resolved_at", "closed_at").dt.convert_time_zone("UTC"))
    return log.join(cases, on="case_id", suffix="_computed", validate="1:1")


def test_every_row_is_accounted_for(release):
    (row,) = release.sql(
        "select rows_read, rows_accepted, rows_rejected from reporting.ingested_batches where table_name = 'events'"
    ).rows()
    assert row == (141_712, 141_707, 5)
    assert row[0] == row[1] + row[2]


def test_the_five_rows_in_a_state_that_is_none_are_kept_with_their_reason(release):
    rejected = release.sql("select column_name, found_value, expected, record from reporting.rejected_rows")
    assert rejected.select("column_name", "found_value").unique().rows() == [("incident_state", "-100")]
    assert rejected.height == 5
    assert all('"incident_state":"-100"' in record for record in rejected["record"])


def test_no_case_is_lost(compared):
    assert compared.height == 24_918


def test_reopens_counted_from_events_equal_the_logs_own_count(compared):
    assert (compared["reopen_count"] == compared["reopen_count_computed"]).sum() >= 24_917


def test_the_last_resolved_event_is_the_logs_resolved_at(compared):
    both = compared.filter(pl.col("resolved_at").is_not_null() & pl.col("resolved_at_computed").is_not_null())
    assert both.height == 23_362
    assert (both["resolved_at"] == both["resolved_at_computed"]).all()


def test_the_closing_is_the_logs_closed_at(compared):
    assert (compared["closed_at"] == compared["closed_at_computed"]).sum() == 24_918


def test_the_first_closed_event_is_the_logs_closed_at_wherever_there_is_only_one(release, log):
    """57 incidents state Closed again later, and their closed_at is the last of those rows, not the first."""
    first = release.sql(
        "select case_id, min(occurred_at) as first_closed, count(*) as closed_events from reporting.case_events "
        "where kind in ('state_changed', 'state_repeated') and value = 'Closed' group by case_id"
    ).with_columns(pl.col("first_closed").dt.convert_time_zone("UTC"))
    joined = log.join(first, on="case_id", validate="1:1")
    assert (joined["first_closed"] == joined["first_closed_row"]).all()
    once = joined.filter(pl.col("closed_events") == 1)
    assert once.height == 24_861
    assert (once["first_closed"] == once["closed_at"]).all()


def test_changes_of_group_equal_the_logs_reassignments(compared):
    assert (compared["reassignment_count"] == compared["reassignment_count_computed"]).sum() >= 24_824


def test_open_clocks_stop_at_the_logs_last_event(release):
    assert release.sql("select distinct as_of::varchar from reporting.cases").item() == "2017-02-18 15:00:00+00"


def test_first_responses_are_not_measured_and_said_to_be(release):
    assert release.sql("select count(*) from reporting.sla_clocks where clock = 'first_response'").item() == 0
    measured = dict(release.sql("select clock, is_measured from reporting.sla_measurability").rows())
    assert {clock for clock, is_measured in measured.items() if not is_measured} == {
        "first_response", "next_response", "update_cadence",
    }  # fmt: skip
    note = release.sql("select note from reporting.sla_measurability where clock = 'first_response'").item()
    assert "carries no event of kind public_reply" in note


def test_every_case_that_was_taken_up_has_a_resolution_clock(release):
    without = release.sql(
        "select count(*) from reporting.cases as c where acknowledged_at is not null and not exists "
        "(select 1 from reporting.sla_clocks as s where s.case_id = c.case_id and s.clock = 'resolution')"
    )
    assert without.item() == 0


def test_importing_the_file_again_changes_no_row(incident_warehouse, incident_log, release, tmp_path):
    query = "select md5(string_agg(c::varchar, '' order by c::varchar)) from reporting.case_events as c"
    before = release.sql(query).item()
    installation = incident_warehouse.copy(tmp_path / "home")
    again = installation.loompin("import", incident_log, "--mapping", EXAMPLE_MAPPING)
    assert "landed before, nothing to do" in again.out
    # The same rows in another file are another batch, and change no row either.
    copy = installation.home / "a_copy.csv"
    copy.write_bytes(gzip.decompress(incident_log.read_bytes()))
    assert installation.loompin("import", incident_log, copy, "--mapping", EXAMPLE_MAPPING).code == 0
    installation.build_models("+reporting_case_events +reporting_ingested_batches")
    with duckdb.connect(installation.home / "warehouse.duckdb", read_only=True) as warehouse:
        warehouse.execute("set TimeZone = 'UTC'")
        assert warehouse.execute(query).fetchone() == (before,)
        changed = warehouse.execute("select rows_changed from reporting.ingested_batches where origin like '%a_copy%'")
        assert changed.fetchall() == [(0,)]


def test_the_receipt_of_a_case_adds_up(incident_warehouse):
    finished = incident_warehouse.loompin("receipt", "INC0000047")
    assert finished.code == 0
    assert "First response: not measured" in finished.out
    assert "resolution, window 1: MET" in finished.out
    assert "8 h 14 min  = 29,640 s" in finished.out
