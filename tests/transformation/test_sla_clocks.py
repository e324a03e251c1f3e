"""SLA clocks case by case: what happened, and what each clock must then say. All times UTC.

The desk keeps New York hours, Mon to Fri 09:00-17:00 (13:00-21:00 UTC in summer), with Independence Day off.
Targets are the case model's: P0 first response 15 min, P2 4 h, P3 one business day (8 h); P0 resolution 4 h,
P2 two business days (16 h), P3 five; everything in minutes and hours runs around the clock.
"""

from __future__ import annotations

import pytest
from transformation.desk import Case, Desk, at, weekdays
from transformation.sla_clock_scenarios import SCENARIOS, Expected

AS_OF = "2025-09-01 12:00:00"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    desk.add_calendar("new-york", "America/New_York", weekdays("09:00", "17:00"), is_default=True)
    desk.add(
        "calendar_holidays",
        calendar_id="new-york",
        name="Independence Day",
        starts_on="2025-07-04",
        ends_on="2025-07-04",
    )
    lunch = {day: [("09:00", "12:00"), ("13:00", "17:00")] for day in range(1, 6)}
    desk.add_calendar("berlin", "Europe/Berlin", lunch, tenant="berlin")
    desk.add_calendar(
        "berlin",
        "Europe/Berlin",
        weekdays("08:00", "18:00"),
        tenant="berlin",
        version=2,
        valid_from="2025-05-31 22:00:00",
    )
    strict = {
        "policy_id": "strict",
        "name": "Strict",
        "tenant_id": "strict",
        "priority": "P1",
        "clock": "first_response",
        "target_unit": "minutes",
    }
    desk.add(
        "sla_policies",
        **strict,
        target_amount=30,
        valid_from="2020-01-01",
        valid_to="2025-07-01",
        updated_at="2020-01-01",
    )
    desk.add(
        "sla_policies", **strict, target_amount=10, valid_from="2025-07-01", valid_to=None, updated_at="2025-07-01"
    )
    for _, case, _ in SCENARIOS:
        desk.add_case(case)
    with desk.build(
        tmp_path_factory.mktemp("desk"),
        at(AS_OF),
        "+reporting_sla_clocks +reporting_sla_clock_segments +reporting_cases",
    ) as built:
        yield built


@pytest.mark.parametrize(("case", "expected"), [pytest.param(c, e, id=name) for name, c, e in SCENARIOS])
def test_clock(warehouse, case: Case, expected: list[Expected]):
    found = (
        warehouse.sql(
            f"select *, due_at::varchar as due, breached_at::varchar as breached from reporting.sla_clocks "
            f"where case_id = '{case.case_id}' and clock in ('first_response', 'resolution') "
            "order by clock, window_number"
        )
        .pl()
        .to_dicts()
    )
    assert [(row["clock"], row["window_number"], row["status"], row["elapsed_seconds"]) for row in found] == [
        (e.clock, e.window, e.status, e.elapsed) for e in expected
    ]
    for row, e in zip(found, expected, strict=True):
        if e.due is not None:
            assert row["due"] == (None if e.due == "none" else f"{e.due}+00")
        # Where a scenario names no moment, a clock is breached when it was due.
        due = row["due"] if e.status == "breached" else None
        assert row["breached"] == (f"{e.breached}+00" if e.breached else due)
        if e.breached_on_final_target is not None:
            assert row["is_breached_on_final_target"] == e.breached_on_final_target
        if e.target is not None:
            assert row["target_seconds"] == e.target


def test_segments_add_up_to_every_clock(warehouse):
    differing = warehouse.sql(
        "select c.case_id, c.clock, c.window_number, c.elapsed_seconds, sum(s.counted_seconds) as counted "
        "from reporting.sla_clocks as c "
        "left join reporting.sla_clock_segments as s using (source, case_id, clock, window_number) "
        "group by all having c.elapsed_seconds <> coalesce(counted, 0)"
    ).fetchall()
    assert differing == []


def test_segments_cover_their_window_without_gap_or_overlap(warehouse):
    broken = warehouse.sql(
        "with ordered as (select *, lag(segment_ended_at) over (partition by source, case_id, clock, window_number "
        "  order by segment_number) as ended_before from reporting.sla_clock_segments) "
        "select case_id, clock from ordered where ended_before is not null and ended_before <> segment_started_at "
        "union all select c.case_id, c.clock from reporting.sla_clocks as c join ordered as o "
        "  using (source, case_id, clock, window_number) "
        "where o.segment_number = 1 and o.segment_started_at <> c.started_at"
    ).fetchall()
    assert broken == []


def test_a_counted_segment_is_counted_and_closed_time(warehouse):
    broken = warehouse.sql(
        "select case_id from reporting.sla_clock_segments where kind = 'counted' "
        "and counted_seconds + closed_seconds <> epoch(segment_ended_at) - epoch(segment_started_at)"
    ).fetchall()
    assert broken == []


def test_a_case_without_a_target_says_so(warehouse):
    reasons = warehouse.sql(
        "select case_id, missing_target_reason from reporting.cases where missing_target_reason is not null"
    ).fetchall()
    assert reasons == [("no-priority", "the case has no priority, and no policy fits it")]
