"""The platform's big tables in a real server: partitions, changes of the schema, and one moment for all of it."""

from __future__ import annotations

import threading
from dataclasses import replace

import duckdb
import polars as pl
import pytest
from connectors.postgresql.commands import tell

from dagster_project.connectors.postgresql.tables import PostgresqlTables
from dagster_project.connectors.table_groups import TABLE_GROUPS
from dagster_project.ingestion.lake import BatchNote, Lake
from dagster_project.ingestion.landing import land
from dagster_project.ingestion.merging import Merged, merge_table
from dagster_project.resources.errors import UserError
from data_contracts.platform.customer_events import CustomerEvents
from data_contracts.platform.customers import Customers

TENANT = "550e8400-e29b-41d4-a716-446655440000"
TABLES = """
drop schema if exists platform cascade;
create schema platform;
create table platform.customer_events (id text, tenant_id uuid, event_type text, sentiment_score numeric,
    summary text, occurred_at timestamptz, updated_at timestamptz) partition by range (occurred_at);
create table platform.events_january partition of platform.customer_events
    for values from ('2026-01-01 00:00+00') to ('2026-02-01 00:00+00');
create table platform."events of February" partition of platform.customer_events
    for values from ('2026-02-01 00:00+00') to ('2026-03-01 00:00+00');
insert into platform.customer_events select 'evt_' || n, '550e8400-e29b-41d4-a716-446655440000', 'survey_response',
    0.5, 'Answer ' || n, timestamptz '2026-01-01 00:00+00' + n * interval '1 hour',
    timestamptz '2026-01-01 00:00+00' + n * interval '1 hour' from generate_series(1, 1000) as n;
create table platform.tenants (id uuid, name text, plan text, status text, region text);
create table platform.customers (id text, tenant_id text, email text, health_score int, updated_at timestamptz);
insert into platform.customers select 'cust_' || n, '550e8400-e29b-41d4-a716-446655440000', n || '@a.example', n,
    timestamptz '2026-01-01 00:00+00' from generate_series(1, 50) as n;
"""
FEBRUARY = 'platform."events of February"'


class Platform:
    """Runs one after the other on one lake and one warehouse."""

    def __init__(self, url: str, lake: Lake) -> None:
        self.url = url
        self.lake = lake
        self.warehouse = duckdb.connect()

    def reader(self) -> PostgresqlTables:
        return PostgresqlTables("platform", TABLE_GROUPS["platform"], self.url, "platform", {}, self.lake)

    def run(self, contract=CustomerEvents) -> tuple[BatchNote | None, Merged]:
        reader = self.reader()
        try:
            note = land(next(reader.batches(contract)), self.lake).note
        finally:
            reader.close()
        return note, merge_table(self.warehouse, contract, self.lake)

    def held(self, table: str = "customer_events") -> int:
        return self.warehouse.execute(f"select count(*) from raw_platform.{table}").fetchone()[0]


@pytest.fixture
def platform(server: str, tmp_path) -> Platform:
    tell(server, TABLES)
    return Platform(server, Lake(tmp_path / "lake"))


def test_a_partitioned_table_is_read_whole_and_its_parts_are_no_tables(platform):
    note, _ = platform.run()
    assert (note.rows_read, note.rows_accepted, note.replaces_source) == (1000, 1000, True)
    reader = platform.reader()
    assert reader.check().in_words() is None
    reader.close()
    assert platform.run()[0] is None


def test_only_the_partition_that_changed_is_read(platform):
    platform.run()
    tell(platform.url, f"insert into {FEBRUARY} values ('evt_new', '{TENANT}', 'survey_response', 1, 'New', "
                       "'2026-02-20 00:00+00', '2026-02-20 00:00+00')")  # fmt: skip
    note, merged = platform.run()
    # The new one, and the last two of before: they lie within the hour that is read again.
    assert (note.rows_read, note.replaces_source, merged.rows_changed) == (3, False, 1)
    assert note.origin.endswith(f"table customer_events, {FEBRUARY} updated_at from 2026-02-11T15:00:00+00:00 on")
    assert platform.held() == 1001


def test_a_new_partition_is_read_whole_and_an_archived_one_keeps_its_rows(platform):
    platform.run()
    tell(platform.url, "create table platform.events_march partition of platform.customer_events "
                       "for values from ('2026-03-01 00:00+00') to ('2026-04-01 00:00+00');"
                       "alter table platform.customer_events detach partition platform.events_january;"
                       "drop table platform.events_january;"
                       f"insert into platform.customer_events values ('evt_march', '{TENANT}', 'tweet_mention', 0, '', "
                       "'2026-03-05 00:00+00', '2026-01-05 00:00+00')")  # fmt: skip
    note, _ = platform.run()
    assert (note.rows_read, note.replaces_source) == (1, False)
    assert note.origin.endswith("platform.events_march whole")
    assert platform.held() == 1001


def test_rows_that_are_gone_from_a_partition_make_it_read_the_table_whole(platform):
    platform.run()
    tell(platform.url, "delete from platform.events_january where id = 'evt_7'")
    note, _ = platform.run()
    assert (note.rows_read, note.replaces_source, platform.held()) == (999, True, 999)


def test_what_is_written_while_a_run_reads_belongs_to_the_next(platform):
    """Rows come in without a pause while all tables are read; what the run sees of them is of one moment."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            # In one transaction: a customer and their event are there together or not at all.
            row = f"'new_{number}', '{TENANT}'"
            tell(
                platform.url,
                f"with added as (insert into platform.customers values ({row}, 'n@a.b', 1, now())) "
                f"insert into platform.customer_events values ({row}, 'tweet_mention', 0, '', '2026-02-15', now())",
            )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = []
        for _ in range(3):
            reader = platform.reader()
            for contract in (CustomerEvents, Customers):
                land(next(reader.batches(contract)), platform.lake)
                merge_table(platform.warehouse, contract, platform.lake)
            reader.close()
            seen.append((platform.held() - 1000, platform.held("customers") - 50))
    finally:
        stop.set()
        writer.join()
    assert all(events == customers for events, customers in seen)
    assert seen[-1][0] > seen[0][0]


def test_a_column_that_comes_is_taken_and_told(platform):
    _, first = platform.run(Customers)
    assert first.schema_changes == ()
    tell(platform.url, "alter table platform.customers add column nickname text, add column country text default 'DE'")
    note, merged = platform.run(Customers)
    assert (note.rows_read, note.replaces_source) == (50, True)
    assert [change.sentence() for change in merged.schema_changes] == [
        "column nickname is new: left unread, the contract does not know it",
        "column country is new: read as country",
    ]
    assert platform.warehouse.execute("select distinct country from raw_platform.customers").fetchall() == [("DE",)]
    assert platform.run(Customers)[0] is None


def test_a_column_that_goes_or_changes_its_type_is_told(platform):
    platform.run(Customers)
    tell(platform.url, "alter table platform.customers alter column health_score type text, drop column email")
    _, merged = platform.run(Customers)
    assert [change.sentence() for change in merged.schema_changes] == [
        "column health_score was int4 and is text: rows whose value cannot be read as a whole number are rejected",
        "column email is gone: email is empty from now on",
    ]
    told = platform.warehouse.execute(
        "select table_name, column_name, change, effect from ingestion.schema_changes order by column_name"
    ).fetchall()
    assert told[0] == ("customers", "email", "removed", "email is empty from now on")


def test_a_column_that_the_contract_cannot_do_without_stops_the_table_and_changes_nothing(platform):
    platform.run(Customers)
    tell(platform.url, "alter table platform.customers drop column tenant_id")
    with pytest.raises(UserError, match="column 'tenant_id' is missing"):
        platform.run(Customers)
    assert platform.held("customers") == 50


def test_the_warehouse_is_rebuilt_from_the_lake_with_its_changes(platform):
    platform.run(Customers)
    tell(platform.url, "alter table platform.customers add column nickname text")
    platform.run(Customers)
    anew = duckdb.connect()
    merge_table(anew, Customers, platform.lake)
    assert anew.execute("select column_name, change from ingestion.schema_changes").fetchall() == [
        ("nickname", "added")
    ]


def test_a_note_without_columns_says_nothing_of_them(platform):
    note, _ = platform.run(Customers)
    old = replace(note, batch_id="20000101T000000000000000", source_columns={})
    platform.lake.commit(old)
    assert merge_table(duckdb.connect(), Customers, platform.lake).schema_changes == ()


def test_values_arrive_in_the_types_of_the_contract(platform):
    note, _ = platform.run()
    row = pl.read_parquet(platform.lake.accepted_file(note)).sort("occurred_at").row(0, named=True)
    assert (row["id"], row["tenant_id"], row["sentiment_score"]) == ("evt_1", TENANT, 0.5)
