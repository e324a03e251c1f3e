"""The result of a replay: before and after, as additive counts and as the clocks that came out otherwise.

A file shaped like a release (schemas reporting and release), so that the one reader of releases can put its guard
before it: a viewer of one tenant sees that tenant's part of a scenario.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dagster_project.resources.database import literal
from dagster_project.what_if.scenario import Scenario

PAIRED = """
    create temp view paired as
    select
        coalesce(now.source, was.source) as source, coalesce(now.tenant_id, was.tenant_id) as tenant_id,
        coalesce(now.case_id, was.case_id) as case_id, coalesce(now.clock, was.clock) as clock,
        coalesce(now.window_number, was.window_number) as window_number,
        coalesce(now.priority, was.priority, 'none') as priority,
        coalesce(now.segment, was.segment) as segment, coalesce(now.sla_tier, was.sla_tier) as sla_tier,
        was.status as status_before, now.status as status_after,
        coalesce(was.status is distinct from 'breached' and now.status = 'breached', false) as is_newly_breached,
        coalesce(was.status = 'breached' and now.status is distinct from 'breached', false) as is_no_longer_breached,
        was.target_seconds as target_seconds_before, now.target_seconds as target_seconds_after,
        was.elapsed_seconds as elapsed_seconds_before, now.elapsed_seconds as elapsed_seconds_after,
        was.calendar_id as calendar_id_before, now.calendar_id as calendar_id_after,
        was.breached_at as breached_at_before, now.breached_at as breached_at_after
    from what_if.clocks_before as was
    full join marts.sla_clock_windows as now
        on was.source = now.source and was.case_id = now.case_id and was.clock = now.clock
        and was.window_number = now.window_number
"""

ATTAINMENT = """
    create table result.reporting.what_if_attainment as
    select
        source, tenant_id, clock, segment, sla_tier, priority,
        count(*) filter (where status_before in ('met', 'breached')) as decided_before,
        count(*) filter (where status_before = 'met') as met_before,
        count(*) filter (where status_before = 'breached') as breached_before,
        count(*) filter (where status_after in ('met', 'breached')) as decided_after,
        count(*) filter (where status_after = 'met') as met_after,
        count(*) filter (where status_after = 'breached') as breached_after,
        count(*) filter (where is_newly_breached) as newly_breached,
        count(*) filter (where is_no_longer_breached) as no_longer_breached
    from paired
    group by all
    order by all
"""

CHANGED = """
    create table result.reporting.what_if_changed_clocks as
    select * from paired where status_before is distinct from status_after order by source, case_id, clock
"""


def write_result(
    connection: duckdb.DuckDBPyConnection, file: Path, scenario: Scenario, release_id: str, seconds: float
) -> None:
    """Compare the clocks set aside (what_if.clocks_before) with those of the replay, and write both down."""
    connection.execute(f"attach {literal(str(file))} as result")
    connection.execute("create schema result.reporting")
    connection.execute("create schema result.release")
    connection.execute(PAIRED)
    connection.execute(ATTAINMENT)
    connection.execute(CHANGED)
    connection.execute(
        "create table result.release.scenario as select ? as name, ? as description, ? as text, ? as release_id, "
        "?::timestamptz as replayed_at, (select max(as_of) from ingestion.sources) as as_of, ?::double as seconds",
        [scenario.name, scenario.description, scenario.text, release_id, datetime.now(UTC), seconds],
    )
    # No column of a result tells of a person; the guard asks for the list all the same.
    connection.execute(
        "create table result.release.columns "
        "(table_name varchar, column_name varchar, description varchar, pii varchar)"
    )
    connection.execute("detach result")
