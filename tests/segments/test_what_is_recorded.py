"""What the pipeline writes down for segments: definitions with their SQL, and what rows said at which time."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest
from ingestion.batches_of_cases import batch

from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.ingestion.merging import merge_table
from dagster_project.segments.record import record_definitions
from dagster_project.segments.row_versions import record_versions
from data_contracts.platform.customers import Customers
from data_contracts.platform.segments import Segments, SegmentVersions

TENANT = "0fb7e1bf-c029-4f89-8fa6-0c3645a892bf"
AS_OF = datetime(2026, 6, 30, tzinfo=UTC)


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


def customer(name: str, health: int | None, changed: datetime | None, country: str = "DE") -> dict:
    return {
        "id": name, "tenant_id": TENANT, "email": None, "name": None, "country": country, "health_score": health,
        "created_at": None, "updated_at": changed,
    }  # fmt: skip


@pytest.fixture
def lake(tmp_path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def take_up(lake: Lake, warehouse, contract, *batches: list[dict]) -> None:
    for number, rows in enumerate(batches):
        land(batch(contract, rows, f"{number}.csv", False, 1000), lake)
    merge_table(warehouse, contract, lake)


def versions(lake: Lake, warehouse, as_of: datetime = AS_OF) -> list[tuple]:
    record_versions(warehouse, lake, ["desk"], as_of)
    return warehouse.execute(
        "select id, health_score, valid_from, valid_to from ingestion.customer_versions "
        "order by id, valid_from nulls first"
    ).fetchall()  # fmt: skip


def test_a_change_makes_a_version_and_the_first_reaches_back(lake, warehouse):
    take_up(lake, warehouse, Customers,
            [customer("a", 80, day(1)), customer("b", 50, day(1))], [customer("a", 30, day(9))])  # fmt: skip
    assert versions(lake, warehouse) == [("a", 80, None, day(9)), ("a", 30, day(9), None), ("b", 50, None, None)]


def test_history_outlives_the_warehouse_and_the_order_of_landing(lake, warehouse):
    take_up(lake, warehouse, Customers, [customer("a", 30, day(9))], [customer("a", 80, day(1))],
            [customer("a", 10, day(20))])  # fmt: skip
    told = [("a", 80, None, day(9)), ("a", 30, day(9), day(20)), ("a", 10, day(20), None)]
    assert versions(lake, warehouse) == told
    with duckdb.connect() as anew:
        anew.execute("set TimeZone = 'UTC'")
        assert versions(lake, anew) == told


def test_a_row_that_says_the_same_again_is_no_version(lake, warehouse):
    take_up(lake, warehouse, Customers, [customer("a", 80, day(1))], [customer("a", 80, day(5))],
            [customer("a", 70, day(9))])  # fmt: skip
    assert versions(lake, warehouse) == [("a", 80, None, day(9)), ("a", 70, day(9), None)]


def test_a_change_without_a_time_holds_from_when_it_reached_us_and_the_newest_row_holds_now(lake, warehouse):
    take_up(lake, warehouse, Customers, [customer("a", 80, None)], [customer("a", 30, None)])
    # It reached us after the moment that is looked at, and yet it is what the row says.
    assert versions(lake, warehouse) == [("a", 80, None, AS_OF), ("a", 30, AS_OF, None)]
    (held,) = warehouse.execute("select health_score from raw_platform.customers").fetchone()
    assert held == 30


def test_without_batches_there_are_no_versions(lake, warehouse):
    assert versions(lake, warehouse) == []


def test_definitions_are_written_down_with_their_sql_or_their_problem(lake, warehouse, tmp_path):
    take_up(lake, warehouse, Customers, [customer("a", 80, day(1))])
    take_up(lake, warehouse, Segments, [
        {"id": "seg_1", "name": "One", "size": 5, "primary_trait": "Loyal", "updated_at": None},
        {"id": "seg_2", "name": "Two", "size": 5, "primary_trait": "Loyal", "updated_at": None},
    ])  # fmt: skip
    take_up(lake, warehouse, SegmentVersions, [
        {"segment_id": "seg_1", "version": 1, "changed_by": "a", "change_reason": None,
         "definition": "health_score < 40", "valid_from": None},
        {"segment_id": "seg_1", "version": 2, "changed_by": "b", "change_reason": None,
         "definition": "1 = 1; drop table raw_platform.customers", "valid_from": day(5)},
    ])  # fmt: skip
    own = tmp_path / "segments.csv"
    own.write_text("id,definition,author\nours,country = 'DE',ann\nseg_2,country = 'FR',ann\n")
    unusable = record_definitions(warehouse, ["desk"], own)
    told = warehouse.execute(
        "select origin, segment_id, version, compiled_sql, attributes, problem is null, author "
        "from ingestion.segment_definitions order by segment_id, version"
    ).fetchall()  # fmt: skip
    assert told == [
        ("segments.csv", "ours", 1, "(attributes.country = 'DE')", ["country"], True, "ann"),
        ("platform", "seg_1", 1, "(attributes.health_score < 40)", ["health_score"], True, "a"),
        ("platform", "seg_1", 2, None, [], False, "b"),
        ("platform", "seg_2", 1, None, [], False, None),
        ("segments.csv", "segments.csv: seg_2", 1, None, [], False, "ann"),
    ]
    assert {version.row.segment_id for version in unusable} == {"seg_1", "seg_2", "segments.csv: seg_2"}


def test_a_source_that_is_not_of_this_run_is_left_out(lake, warehouse, tmp_path):
    take_up(lake, warehouse, Customers, [customer("a", 80, day(1))])
    take_up(lake, warehouse, Segments, [
        {"id": "seg_1", "name": "One", "size": 5, "primary_trait": "Loyal", "updated_at": None},
    ])  # fmt: skip
    take_up(lake, warehouse, SegmentVersions)
    assert record_definitions(warehouse, ["other"], tmp_path / "none.csv") == []
    assert warehouse.execute("select count(*) from ingestion.segment_definitions").fetchone() == (0,)
