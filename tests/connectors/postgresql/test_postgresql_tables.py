"""Tables of a real PostgreSQL server: one moment for all, only what is new, and no address in any message."""

from __future__ import annotations

import polars as pl
import pytest
from connectors.postgresql.commands import tell

from dagster_project.connectors.postgresql.tables import PostgresqlTables
from dagster_project.connectors.table_groups import TABLE_GROUPS
from dagster_project.ingestion.lake import Lake
from dagster_project.ingestion.landing import Landed, land
from dagster_project.resources.errors import UserError
from data_contracts import find_contract

GROUP = TABLE_GROUPS["zendesk_fivetran"]
TICKET = find_contract("zendesk_fivetran", "ticket")
COMMENT = find_contract("zendesk_fivetran", "ticket_comment")
TAG = find_contract("zendesk_fivetran", "ticket_tag")

TABLES = """
drop schema if exists desk cascade;
create schema desk;
create table desk.my_tickets (id numeric, subject text, status varchar(20), created_at timestamp, url text,
                              _fivetran_synced timestamptz);
create table desk.ticket_field_history (field_name text, ticket_id bigint, updated timestamp, value jsonb);
create table desk.ticket_comment (id bigint, ticket_id int, public boolean, created timestamptz,
                                  _fivetran_synced timestamp);
create table desk."user" (id bigint, role text);
create table desk.chat (id uuid);
insert into desk.my_tickets
select n, 'Ticket ' || n, 'open', timestamp '2026-01-01 09:00' + n * interval '1 minute', 'x',
       timestamptz '2026-01-02 00:00+02' + n * interval '1 second'
from generate_series(1, 1000) as n;
insert into desk.ticket_comment values (1, 1, true, '2026-01-01 10:00+01', '2026-01-02 00:00');
"""


class Runs:
    """Runs one after the other on one lake, each with a snapshot of its own."""

    def __init__(self, url: str, lake: Lake) -> None:
        self.url = url
        self.lake = lake

    def reader(self, **tables: str) -> PostgresqlTables:
        return PostgresqlTables("zendesk", GROUP, self.url, "desk", {"ticket": "my_tickets", **tables}, self.lake)

    def land(self, contract=TICKET) -> Landed:
        reader = self.reader()
        try:
            return land(next(reader.batches(contract)), self.lake)
        finally:
            reader.close()


@pytest.fixture
def runs(server: str, tmp_path) -> Runs:
    tell(server, TABLES)
    return Runs(server, Lake(tmp_path / "lake"))


def test_the_first_run_reads_the_table_whole_in_its_types(runs):
    note = runs.land().note
    rows = pl.read_parquet(runs.lake.accepted_file(note)).sort("id")
    assert (note.rows_read, note.rows_accepted, note.replaces_source) == (1000, 1000, True)
    first = rows.row(0, named=True)
    assert (first["id"], first["status"], first["created_at"].isoformat(), first["_fivetran_synced"].isoformat()) == (
        1, "open", "2026-01-01T09:01:00+00:00", "2026-01-01T22:00:01+00:00",
    )  # fmt: skip


def test_the_next_run_reads_only_what_is_new_and_nothing_where_nothing_is(runs):
    runs.land()
    assert runs.land().unchanged
    tell(runs.url, "update desk.my_tickets set status = 'solved', _fivetran_synced = '2026-01-03 00:00+00' "
                   "where id in (3, 5)")  # fmt: skip
    tell(runs.url, "insert into desk.my_tickets values (1001, 'New', 'new', now(), 'x', '2026-01-03 00:00:01+00')")
    note = runs.land().note
    # 1,000 rows lie within the hour that is read again, since a load may be committed late.
    assert (note.rows_read, note.replaces_source) == (1001, False)
    assert "_fivetran_synced from 2026-01-01T21:16:40+00:00 on" in note.origin
    tell(runs.url, "insert into desk.my_tickets values (1002, 'New', 'new', now(), 'x', '2026-01-05 00:00:01+00')")
    note = runs.land().note
    assert (note.rows_read, note.replaces_source) == (4, False)


def test_rows_that_are_gone_make_it_read_the_table_whole(runs):
    runs.land()
    tell(runs.url, "delete from desk.my_tickets where id = 7")
    note = runs.land().note
    assert (note.rows_read, note.replaces_source) == (999, True)


def test_all_tables_of_a_run_are_of_one_moment(runs):
    reader = runs.reader()
    land(next(reader.batches(TICKET)), runs.lake)
    tell(runs.url, "insert into desk.ticket_comment values (2, 1001, true, now(), now())")
    note = land(next(reader.batches(COMMENT)), runs.lake).note
    reader.close()
    assert note.rows_read == 1
    assert runs.land(COMMENT).note.rows_read == 2


def test_what_is_there_and_what_is_not(runs):
    reader = runs.reader()
    assert list(reader.batches(TAG)) == []
    assert reader.check().in_words() == (
        "not used, and left where they are: 1 tables (chat); 1 columns (my_tickets.url)"
    )
    with pytest.raises(UserError, match="has no table 'nothing'; it has chat, my_tickets"):
        next(runs.reader(ticket_tag="nothing").batches(TAG))
    tell(runs.url, "alter table desk.ticket_comment drop column public")
    with pytest.raises(UserError, match="column 'public' is missing"):
        next(runs.reader().batches(COMMENT))
    reader.close()


def test_a_password_stands_in_no_message(tmp_path):
    url = "postgresql://someone:s%40cret@localhost:1/desk"
    reader = PostgresqlTables("zendesk", GROUP, url, "desk", {}, Lake(tmp_path))
    with pytest.raises(UserError) as told:
        reader.check()
    assert "[sources.zendesk], schema desk: PostgreSQL answered" in str(told.value)
    assert "s%40cret" not in str(told.value)
    assert "s@cret" not in str(told.value)
