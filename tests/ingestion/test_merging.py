"""Merging: the newest wins whatever order batches come in, twice is once, and the lake can rebuild it all."""

from __future__ import annotations

import dataclasses

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingestion.batches_of_cases import batch, event, events, link, links

from dagster_project.ingestion.batches import Shaped
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import land
from dagster_project.ingestion.merging import merge_table
from data_contracts.event_log.events import Events
from data_contracts.support.escalations import CaseAffectedResources

LINKS = """
select case_id, resource_id, tenant_id, extract(hour from linked_at)
from raw_support.case_affected_resources order by all
"""


class Warehouse:
    """A lake and a warehouse in memory."""

    def __init__(self, folder):
        self.lake = Lake(folder)
        self.connection = duckdb.connect()
        self.connection.execute("set TimeZone = 'UTC'")

    def load(self, *batches):
        for arriving in batches:
            land(arriving, self.lake)
        contract = batches[0].contract
        return merge_table(self.connection, contract, self.lake)

    def rows(self, query):
        return self.connection.execute(query).fetchall()


@pytest.fixture
def warehouse(tmp_path):
    return Warehouse(tmp_path / "lake")


def test_the_newest_version_of_a_row_wins_and_the_rest_stay(warehouse):
    warehouse.load(links([link("a", "r", 1), link("b", "r", 1)], "one"))
    warehouse.load(links([link("a", "r", 2, "newer"), link("c", "r", 1)], "two"))
    warehouse.load(links([link("a", "r", 0, "older")], "three"))
    assert warehouse.rows(LINKS) == [("a", "r", "newer", 2), ("b", "r", "t", 1), ("c", "r", "t", 1)]


def test_of_one_batch_too_the_newest_wins(warehouse):
    warehouse.load(links([link("a", "r", 3, "newest"), link("a", "r", 1), link("a", "r", 2)]))
    assert warehouse.rows(LINKS) == [("a", "r", "newest", 3)]


def test_loading_the_same_rows_again_changes_nothing(warehouse):
    rows = [link("a", "r", 1), link("b", "r", 2)]
    warehouse.load(links(rows, "one"))
    before = warehouse.rows("select * from raw_support.case_affected_resources order by all")
    assert warehouse.load(links(rows, "one")).batches == 0
    assert warehouse.load(links(rows, "a copy under another name")).rows_changed == 0
    assert warehouse.rows("select * from raw_support.case_affected_resources order by all") == before


versions = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("rs"), st.integers(0, 23)), unique_by=lambda v: v, max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions, st.randoms(use_true_random=False))
def test_the_order_of_batches_does_not_matter(tmp_path_factory, rows, random):
    # Two versions with the same source time differ in nothing here, as they should in a source.
    batches = [[link(case, resource, hour, f"t{hour}")] for case, resource, hour in rows]
    shuffled = random.sample(batches, len(batches))
    results = []
    for order in (batches, shuffled):
        warehouse = Warehouse(tmp_path_factory.mktemp("lake"))
        for number, one in enumerate(order):
            warehouse.load(links(one, f"batch {number}"))
        results.append(warehouse.rows(LINKS) if order else [])
    assert results[0] == results[1]


def test_identical_rows_of_a_log_are_kept_apart_by_their_ordinal(warehouse):
    warehouse.load(events([event("a", "New", 1), event("a", "New", 1), event("a", "Triage", 2)], "monday.csv"))
    assert warehouse.rows("select count(*) from raw_event_log.events") == [(3,)]
    # Tuesday's export repeats Monday's rows and adds one.
    merged = warehouse.load(
        events(
            [event("a", "New", 1), event("a", "New", 1), event("a", "Triage", 2), event("a", "Closed", 3)],
            "tuesday.csv",
        )
    )
    assert merged.rows_changed == 1
    assert warehouse.rows("select count(*) from raw_event_log.events") == [(4,)]


def test_a_batch_that_is_the_whole_truth_removes_what_is_not_in_it(warehouse):
    warehouse.load(links([link("a", "r", 1), link("b", "r", 1)], "one", replaces=True))
    warehouse.load(links([link("b", "r", 1)], "two", replaces=True))
    assert [row[0] for row in warehouse.rows(LINKS)] == ["b"]
    warehouse.load(links([], "three", replaces=True))
    assert warehouse.rows(LINKS) == []


def test_a_reject_goes_when_its_origin_is_landed_again_and_has_become_valid(warehouse):
    rows = [event(f"c{i}", "New", i) for i in range(30)]
    warehouse.load(events([*rows, event("x", "Lost", 40)], "log.csv"))
    assert warehouse.rows("select origin, reasons[1].value from rejected.event_log__events") == [("log.csv", "Lost")]
    warehouse.load(events([*rows, event("x", "Triage", 40)], "log.csv"))
    assert warehouse.rows("select count(*) from rejected.event_log__events") == [(0,)]
    assert warehouse.rows("select state from raw_event_log.events where case_id = 'x'") == [("Triage",)]


def test_a_row_that_is_refused_again_was_first_seen_at_first(warehouse):
    rows = [event(f"c{i}", "New", i) for i in range(59)]
    first_seen = "select record_key, rejected_at from rejected.event_log__events order by rejected_at"
    warehouse.load(events([*rows, event("x", "Lost", 40)], "log.csv"))
    before = warehouse.rows(first_seen)
    warehouse.load(events([*rows, event("x", "Lost", 40), event("y", "Lost", 41)], "log.csv"))
    again, new = warehouse.rows(first_seen)
    assert [again] == before
    assert new[1] > again[1]


def test_a_reject_goes_when_its_key_is_accepted_from_another_origin(warehouse):
    rows = [link(f"c{i}", "r", i % 24) for i in range(50)]
    warehouse.load(links([*rows, link("x", "r", 1, tenant=None), link("y", "r", 1, tenant=None)], "one.csv"))
    assert warehouse.rows("select count(*) from rejected.support__case_affected_resources") == [(2,)]
    warehouse.load(links([link("x", "r", 1)], "two.csv"))
    assert warehouse.rows("select record_key from rejected.support__case_affected_resources") == [("y / r",)]


def test_a_reject_of_a_log_goes_when_the_same_row_is_accepted_from_another_origin(warehouse):
    """Under a mended mapping, say. A row with other content is another row, since a log has no key."""
    rows = [event(f"c{i}", "New", i) for i in range(30)]
    lost = event("x", "Lost", 40)
    warehouse.load(events([*rows, lost], "one.csv"))
    mended = events([lost], "two.csv")
    warehouse.load(dataclasses.replace(mended, shape=lambda frame: Shaped(frame.with_columns(state=pl.lit("Triage")))))
    assert warehouse.rows("select count(*) from rejected.event_log__events") == [(0,)]


def test_the_ledger_adds_up(warehouse):
    rows = [event(f"c{i}", "Lost" if i == 7 else "New", i) for i in range(30)]
    warehouse.load(events(rows))
    assert warehouse.rows("select rows_read, rows_accepted, rows_rejected, rows_changed from ingestion.batches") == [
        (30, 29, 1, 29)
    ]


def test_a_lost_warehouse_is_rebuilt_from_the_lake(warehouse):
    warehouse.load(links([link("a", "r", 1), link("b", "r", 1)], "one"))
    warehouse.load(links([link("a", "r", 2, "newer")], "two"))
    before = warehouse.rows("select * from raw_support.case_affected_resources order by all")
    ledger = warehouse.rows("select * from ingestion.batches order by all")
    warehouse.connection = duckdb.connect()
    warehouse.connection.execute("set TimeZone = 'UTC'")
    assert merge_table(warehouse.connection, CaseAffectedResources, warehouse.lake).batches == 2
    assert warehouse.rows("select * from raw_support.case_affected_resources order by all") == before
    assert warehouse.rows("select * from ingestion.batches order by all") == ledger


def test_a_table_whose_contract_changed_is_rebuilt_from_the_lake(warehouse):
    warehouse.load(links([link("a", "r", 1)], "one"))
    warehouse.connection.execute("alter table raw_support.case_affected_resources drop column tenant_id")
    assert merge_table(warehouse.connection, CaseAffectedResources, warehouse.lake).batches == 1
    assert warehouse.rows(LINKS) == [("a", "r", "t", 1)]


def test_a_crash_between_lake_and_warehouse_is_mended_by_the_next_run(warehouse):
    land(links([link("a", "r", 1)], "one"), warehouse.lake)
    assert warehouse.load(links([link("b", "r", 1)], "two")).batches == 2
    assert [row[0] for row in warehouse.rows(LINKS)] == ["a", "b"]


def test_an_empty_table_is_there_although_nothing_was_ever_landed(warehouse):
    merge_table(warehouse.connection, Events, warehouse.lake)
    assert warehouse.rows("select count(*) from raw_event_log.events") == [(0,)]


def test_sources_do_not_touch_each_others_rows(warehouse):
    warehouse.load(links([link("a", "r", 1)], "one"))
    other = batch(CaseAffectedResources, [link("a", "r", 1, "other")], "two", True, 10)
    object.__setattr__(other, "source", "second_desk")
    warehouse.load(other)
    assert [(row[0], row[2]) for row in warehouse.rows(LINKS)] == [("a", "other"), ("a", "t")]
