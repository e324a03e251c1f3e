"""Policies and calendars that contradict themselves: told with the reason, nothing dropped, nothing counted twice.

What one row shows is refused at the door; what only several rows show is kept and flagged, and the effect that the
flag names is what the clocks do. New York is in summer time here: 09:00 is 13:00 UTC.
"""

from __future__ import annotations

import duckdb
import polars as pl
import pytest
from transformation.desk import Case, Desk, at, weekdays

from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.ingestion.landing import judge
from data_contracts import all_contracts
from data_contracts.vocabulary import STATES, TIME_ZONES

HOURS = {"calendar_id": "c", "version": 1, "weekday": 1, "opens_at": "09:00", "closes_at": "17:00"}
DATE = {"calendar_id": "c", "local_date": "2025-06-02", "opens_at": "09:00", "closes_at": "17:00"}
BREAK = {"calendar_id": "c", "local_date": "2025-06-02", "starts_at": "12:00", "ends_at": "13:00"}
CALENDAR = {
    "calendar_id": "c", "tenant_id": None, "name": "c", "time_zone": "Europe/Berlin", "version": 1,
    "business_day_seconds": None, "is_default": True, "valid_from": "2020-01-01", "updated_at": "2020-01-01",
}  # fmt: skip
POLICY = {
    "policy_id": "p", "tenant_id": "t", "calendar_id": None, "name": "p", "segment": None, "sla_tier": None,
    "priority": None, "clock": "first_response", "target_unit": "minutes", "target_amount": 30.0,
    "valid_from": "2020-01-01", "valid_to": None, "updated_at": "2020-01-01",
}  # fmt: skip
MOVE = {
    "transition_id": "m", "case_id": "c", "tenant_id": "t", "kind": "state_changed", "from_state": "New",
    "to_state": "Triage", "actor_kind": "agent", "occurred_at": "2025-06-02 10:00:00",
}  # fmt: skip
SPLIT = "closes_at is after opens_at (split a night shift at midnight)"
LONGER = "no longer block opens at the same time"
AN_ID = "a policy_id of its own for each clock and scope"

# name, table, rows; per row the rule it breaks, or None where it is accepted
REFUSED = [
    ("closing before opening", "business_hours", [HOURS | {"closes_at": "08:00"}], [SPLIT]),
    ("closing at opening", "business_hours", [HOURS | {"closes_at": "09:00:00"}], [SPLIT]),
    ("a night shift", "business_hours", [HOURS | {"opens_at": "22:00", "closes_at": "06:00"}], [SPLIT]),
    ("closing at midnight", "business_hours", [HOURS | {"closes_at": "24:00"}], [None]),
    ("opening at 24:00", "business_hours", [HOURS | {"opens_at": "24:00"}], ["text of the form"]),
    ("an eighth weekday", "business_hours", [HOURS | {"weekday": 8}], ["at most 7"]),
    ("one opening, two closings", "business_hours", [HOURS, HOURS | {"closes_at": "12:00"}], [None, LONGER]),
    ("the same twice", "business_hours", [HOURS, HOURS], [None, None]),
    ("closing before opening on a date", "calendar_date_hours", [DATE | {"closes_at": "08:00"}], [SPLIT]),
    ("one opening, two closings on a date", "calendar_date_hours", [DATE | {"closes_at": "10:00"}, DATE],
     [LONGER, None]),
    ("a break that ends before it starts", "calendar_breaks", [BREAK | {"ends_at": "11:00"}],
     ["ends_at is after starts_at"]),
    ("two breaks from one start", "calendar_breaks", [BREAK, BREAK | {"ends_at": "12:30"}],
     [None, "no longer break starts at the same time"]),
    ("an unknown zone", "business_calendars", [CALENDAR | {"time_zone": "Mars/Olympus"}],
     ["a zone of the IANA database"]),
    ("the zone of the machine", "business_calendars", [CALENDAR | {"time_zone": "localtime"}],
     ["a zone of the IANA database"]),
    ("no zone", "business_calendars", [CALENDAR | {"time_zone": None}], ["a value"]),
    ("a negative target", "sla_policies", [POLICY | {"target_amount": -30.0}], ["more than 0"]),
    ("a target of nothing", "sla_policies", [POLICY | {"target_amount": 0.0}], ["more than 0"]),
    ("a missing target", "sla_policies", [POLICY | {"target_amount": None}], ["a value"]),
    ("an endless target", "sla_policies", [POLICY | {"target_amount": float("inf")}], ["at most"]),
    ("a target that is no number", "sla_policies", [POLICY | {"target_amount": float("nan")}], ["a value"]),
    ("a target below a second", "sla_policies", [POLICY | {"target_amount": 0.01}], ["a target of a second at least"]),
    ("an unknown clock", "sla_policies", [POLICY | {"clock": "coffee_break"}], ["one of first_response"]),
    ("an unknown unit", "sla_policies", [POLICY | {"target_unit": "fortnights"}], ["one of minutes"]),
    ("valid until before it begins", "sla_policies", [POLICY | {"valid_to": "2019-01-01"}],
     ["valid_to is after valid_from"]),
    ("one id for two clocks", "sla_policies", [POLICY, POLICY | {"clock": "resolution"}], [AN_ID, AN_ID]),
    ("a state no clock knows", "case_state_transitions", [MOVE | {"to_state": "Pondering"}], ["one of New"]),
    ("no state after", "case_state_transitions", [MOVE | {"to_state": None}], ["a state change names the state after"]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "rows", "rules"), [pytest.param(*r[1:], id=r[0]) for r in REFUSED])
def test_a_row_that_is_wrong_in_itself_is_refused_with_the_rule(table, rows, rules):
    contract = next(c for c in all_contracts() if (c.facts().source, c.facts().table) == ("support", table))
    chunk = Chunk(pl.DataFrame(rows, infer_schema_length=None), 1)
    accepted, rejected, _ = judge(Batch("desk", contract, "by hand", "x", lambda: iter([chunk])), chunk)
    told = {row["row_number"]: row["reasons"][0]["expected"] for row in rejected.iter_rows(named=True)}
    assert accepted.height + rejected.height == len(rows)
    for number, rule in enumerate(rules, 1):
        assert (rule is None) == (number not in told), told
        assert rule is None or told[number].startswith(rule)


def test_every_zone_that_the_contract_accepts_is_known_to_the_database():
    known = {name for (name,) in duckdb.execute("select name from pg_timezone_names()").fetchall()}
    assert set(TIME_ZONES) - known == set()


def test_clocks_name_only_states_that_there_are():
    from dagster_project.resources.paths import DBT_PROJECT

    clocks = pl.read_csv(DBT_PROJECT / "seeds" / "sla_clocks.csv", infer_schema=False)
    named = {state for row in clocks["pauses_in"].drop_nulls() for state in row.split("|") if state}
    for column in ("starts_on", "stops_on", "cancels_on"):
        signals = [signal for row in clocks[column].drop_nulls() for signal in row.split("|")]
        named |= {signal.removeprefix("state:") for signal in signals if signal.startswith("state:")}
    assert named
    assert named <= set(STATES)


def policy(desk: Desk, policy_id: str, tenant: str, amount: float, *, since="2020-01-01", until=None, **more) -> None:
    """A policy for the first response of a tenant's cases, in business hours unless said otherwise."""
    desk.add(
        "sla_policies",
        **{
            "policy_id": policy_id, "name": policy_id, "tenant_id": tenant, "clock": "first_response",
            "target_unit": "business_hours", "target_amount": amount, "valid_from": since, "valid_to": until,
            "updated_at": since, **more,
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    desk.add_calendar("office", "America/New_York", weekdays("09:00", "17:00"), is_default=True)
    desk.add_calendar("other", "UTC", weekdays("00:00", "24:00"), is_default=True)

    overlapping = {day: [("09:00", "13:00"), ("12:00", "17:00"), ("15:00", "16:00")] for day in range(1, 6)}
    desk.add_calendar("overlapping", "America/New_York", overlapping, tenant="overlapping")
    policy(desk, "day", "overlapping", 1, target_unit="business_days")
    date_hours = {"calendar_id": "overlapping", "local_date": "2025-05-31"}
    desk.add("calendar_date_hours", **date_hours, opens_at="10:00", closes_at="12:00")
    desk.add("calendar_date_hours", **date_hours, opens_at="11:30", closes_at="14:00")

    desk.add_calendar("own-1", "America/New_York", weekdays("09:00", "17:00"), tenant="two-calendars")
    desk.add_calendar("own-2", "America/New_York", weekdays("00:00", "24:00"), tenant="two-calendars")
    policy(desk, "own", "two-calendars", 2)

    desk.add_calendar("never", "America/New_York", {}, tenant="never-open")
    policy(desk, "never-hours", "never-open", 1)
    policy(desk, "never-days", "never-open", 1, clock="resolution", target_unit="business_days")

    together = {"tenant": "together", "valid_from": "2025-06-02 13:00:00"}
    desk.add_calendar("together", "UTC", weekdays("00:00", "24:00"), **together)
    desk.add_calendar("together", "UTC", weekdays("14:00", "24:00"), version=2, **together)
    policy(desk, "together", "together", 4)

    policy(desk, "versions", "versions", 8, until="2025-07-01")
    policy(desk, "versions", "versions", 1, since="2025-06-03")
    policy(desk, "rival-b", "rivals", 8, priority="P2")
    policy(desk, "rival-a", "rivals", 1, priority="P2")
    policy(desk, "narrower", "narrower", 8, priority="P2")
    policy(desk, "narrower", "narrower", 1, since="2025-06-01", priority=None)
    policy(desk, "following", "following", 8, until="2025-06-03")
    policy(desk, "following", "following", 1, since="2025-06-03")

    policy(desk, "lost-calendar", "lost-calendar", 1, calendar_id="nowhere")
    desk.add("business_hours", calendar_id="nowhere", version=1, weekday=1, opens_at="09:00", closes_at="17:00")
    desk.add("business_hours", calendar_id="office", version=7, weekday=6, opens_at="09:00", closes_at="17:00")
    desk.add("calendar_holidays", calendar_id="nowhere", name="Lost", starts_on="2025-06-02", ends_on="2025-06-02")
    desk.add("calendar_breaks", calendar_id="nowhere", local_date="2025-06-02", starts_at="10:00", ends_at="11:00")
    hours = {"opens_at": "10:00", "closes_at": "11:00"}
    desk.add("calendar_date_hours", calendar_id="nowhere", local_date="2025-06-02", **hours)

    # Monday 2 June 2025: opened at 09:00 New York, taken up at once, never answered.
    for tenant in TENANTS:
        desk.add_case(Case(tenant, "2025-06-02 13:00:00", (("2025-06-02 13:00:00", "state Triage"),), tenant=tenant))
    desk.add_case(Case("saturday", "2025-05-31 12:00:00", (("2025-05-31 20:00:00", "reply"),), tenant="overlapping"))
    with desk.build(
        tmp_path_factory.mktemp("bad"), at("2025-06-04 21:00:00"),
        "+reporting_sla_clocks +reporting_cases +reporting_sla_configuration_problems",
    ) as built:  # fmt: skip
        yield built


TENANTS = (
    "overlapping", "two-calendars", "never-open", "together", "versions", "rivals", "narrower", "following",
    "lost-calendar",
)  # fmt: skip

AT_ONCE = "it is valid at the same time as "
STRAY = "it belongs to a calendar, or a version of one, that is not there"
PROBLEMS = [
    ("business_calendars", "never / 1", "the version has no opening hours",
     "only dates with hours of their own are open; no target in business days"),
    ("business_calendars", "other", "a default calendar of the source beside office",
     "office is taken; this one only where a policy names it"),
    ("business_calendars", "own-2", "a calendar of the tenant beside own-1",
     "own-1 is taken; this one only where a policy names it"),
    ("business_calendars", "together / 1", "version 2 begins at the same moment",
     "from that moment on version 2 holds"),
    *[
        ("business_hours", f"overlapping / 1 / {day} / {opens}",
         f"the block {opens}-{closes} opens before an earlier one of the day has closed",
         "the time that both cover counts once")
        for day in range(1, 6) for opens, closes in (("12:00", "17:00"), ("15:00", "16:00"))
    ],
    ("business_hours", "nowhere / 1 / 1 / 09:00", STRAY, "it is not used"),
    ("business_hours", "office / 7 / 6 / 09:00", STRAY, "it is not used"),
    ("calendar_breaks", "nowhere / 2025-06-02 / 10:00", STRAY, "it is not used"),
    ("calendar_date_hours", "nowhere / 2025-06-02 / 10:00", STRAY, "it is not used"),
    ("calendar_date_hours", "overlapping / 2025-05-31 / 11:30",
     "the block 11:30-14:00 opens before an earlier one of the day has closed",
     "the time that both cover counts once"),
    ("calendar_holidays", "nowhere / 2025-06-02", STRAY, "it is not used"),
    ("sla_policies", "lost-calendar / 2020-01-01 00:00:00+00", "its calendar nowhere is not there",
     "the cases that it is chosen for have no target of this clock"),
    ("sla_policies", "narrower / 2020-01-01 00:00:00+00", f"{AT_ONCE}narrower / 2025-06-01 00:00:00+00",
     "where both fit a case, the one that says more about it holds"),
    ("sla_policies", "rival-b / 2020-01-01 00:00:00+00", f"{AT_ONCE}rival-a / 2020-01-01 00:00:00+00",
     "while both are valid the other one holds"),
    ("sla_policies", "versions / 2020-01-01 00:00:00+00", f"{AT_ONCE}versions / 2025-06-03 00:00:00+00",
     "while both are valid the other one holds"),
]  # fmt: skip


def test_rows_that_contradict_each_other_are_flagged_with_the_effect(warehouse):
    """Each of them once, and no row that is right: two versions that follow each other are no fault."""
    found = warehouse.sql(
        "select subject, record_key, problem, effect from reporting.sla_configuration_problems order by all"
    ).fetchall()
    assert found == sorted(PROBLEMS)


def test_a_flag_names_the_tenant_and_the_arrival(warehouse):
    found = warehouse.sql(
        "select tenant_id from reporting.sla_configuration_problems "
        "where record_key like 'overlapping%' or record_key like 'rival%' or loaded_at is null order by all"
    ).fetchall()
    assert found == [("overlapping",)] * 11 + [("rivals",)]


def first_response(warehouse, case_id: str) -> list[tuple]:
    return warehouse.sql(
        "select policy_id, target_seconds, elapsed_seconds, due_at::varchar, calendar_id from reporting.sla_clocks "
        f"where clock = 'first_response' and case_id = '{case_id}'"
    ).fetchall()


HOUR = 3600
EFFECTS = [
    ("overlapping blocks count once: 8 h a day, and a business day is 8 h, not 13 h",
     "overlapping", [("day", 8 * HOUR, 3 * 8 * HOUR, "2025-06-02 21:00:00+00", "overlapping")]),
    ("overlapping hours of a date count once: 10:00 to 14:00 is 4 h",
     "saturday", [("day", 8 * HOUR, 4 * HOUR, "2025-06-02 17:00:00+00", "overlapping")]),
    ("of a tenant's two calendars the first is taken",
     "two-calendars", [("own", 2 * HOUR, 3 * 8 * HOUR, "2025-06-02 15:00:00+00", "own-1")]),
    ("a calendar that never opens counts nothing and is never due",
     "never-open", [("never-hours", HOUR, 0, None, "never")]),
    ("of two versions from the same moment the higher holds: open from 14:00",
     "together", [("together", 4 * HOUR, 27 * HOUR, "2025-06-02 18:00:00+00", "together")]),
    ("of overlapping versions the newer holds from its beginning on",
     "versions", [("versions", HOUR, 3 * 8 * HOUR, "2025-06-03 00:00:00+00", "office")]),
    ("of two policies for the same cases the one whose id comes first",
     "rivals", [("rival-a", HOUR, 3 * 8 * HOUR, "2025-06-02 14:00:00+00", "office")]),
    ("of overlapping versions the one that says more, though the other is newer",
     "narrower", [("narrower", 8 * HOUR, 3 * 8 * HOUR, "2025-06-02 21:00:00+00", "office")]),
    ("a policy whose calendar is not there promises nothing",
     "lost-calendar", []),
]  # fmt: skip


@pytest.mark.parametrize(("case_id", "expected"), [pytest.param(*e[1:], id=e[0]) for e in EFFECTS])
def test_the_effect_is_what_the_flag_says(warehouse, case_id, expected):
    assert first_response(warehouse, case_id) == expected


def test_no_case_is_dropped_or_judged_twice(warehouse):
    counted = warehouse.sql("select count(*), count(distinct case_id) from reporting.cases").fetchall()
    assert counted == [(len(TENANTS) + 1, len(TENANTS) + 1)]
    repeated = warehouse.sql(
        "select case_id from reporting.sla_clocks group by source, case_id, clock, window_number having count(*) > 1"
    ).fetchall()
    assert repeated == []
