"""A scenario put into a scratch warehouse, so that the models that replay history are the models that made it.

Targets go into the policies that the engine reads anyway. Opening hours and holidays, which sources tell in ways of
their own, are taken from the models where all of them are alike, changed, and put beside these in the schema what_if,
where int_business_hours and int_calendar_holidays find them. So a scenario holds for every kind of source.

A target is written for every group of cases that it names (source × tenant × segment × tier × priority), each as a
policy that says all of these: the engine takes the policy that says most, so the scenario wins over every other one,
and, by its name, over the targets that a source gives itself.
"""

from __future__ import annotations

import duckdb

from dagster_project.resources.errors import UserError
from dagster_project.what_if.scenario import ALL, HolidayChange, HoursChange, Scenario, TargetChange
from data_contracts.vocabulary import PRIORITIES

ALWAYS = "timestamptz '1900-01-01 00:00:00+00'"


def apply_scenario(connection: duckdb.DuckDBPyConnection, scenario: Scenario) -> None:
    """Change what the engine reads, in a warehouse that has the schema what_if.

    Raises UserError where a calendar, tenant, segment or holiday is not there.
    """
    connection.execute("create table what_if.business_hours as select * from intermediate.int_business_hours")
    connection.execute("create table what_if.calendar_holidays as select * from intermediate.int_calendar_holidays")
    for number, change in enumerate(scenario.targets, start=1):
        _put_target(connection, scenario, number, change)
    for change in scenario.hours:
        _put_hours(connection, scenario, change)
    for change in scenario.holidays:
        _put_holiday(connection, scenario, change)


def _put_target(
    connection: duckdb.DuckDBPyConnection, scenario: Scenario, number: int, change: TargetChange
) -> None:  # fmt: skip
    if change.calendar:
        _calendars(connection, scenario, change.calendar)
    parameters: dict[str, object] = {
        "clock": change.clock, "unit": change.unit, "amount": change.amount, "calendar": change.calendar,
        "policy": f"what-if {scenario.name} {number}",
    }  # fmt: skip
    conditions = []
    for key, column in (
        ("source", "source"),
        ("tenant", "tenant_id"),
        ("segment", "segment"),
        ("sla_tier", "sla_tier"),
    ):
        for value in change.scope.get(key, ()):
            if not connection.execute(f"select 1 from marts.cases where {column} = ? limit 1", [value]).fetchone():
                raise UserError(
                    f"{scenario.name}, targets[{number}]: there is no case of {key} {value!r}.",
                    f'`loompin sql "select distinct {column} from reporting.cases"` lists them.',
                )
        if key in change.scope:
            parameters[key] = list(change.scope[key])
            conditions.append(f"list_contains(${key}::varchar[], {column})")
    # Without a priority in the scope, cases that have none are meant too.
    parameters["priorities"] = list(change.scope.get("priority", (*PRIORITIES, None)))
    where = f"where {' and '.join(conditions)}" if conditions else ""
    groups = f"""
        select source, tenant_id, segment, sla_tier, priority from (
            select distinct source, tenant_id, segment, sla_tier from marts.cases {where}
        ) cross join (select unnest($priorities::varchar[]) as priority)
    """
    # The later of two lines of a scenario wins, and no other policy may say as much as these.
    connection.execute(
        f"""
        delete from raw_support.sla_policies as policies
        using ({groups}) as groups
        where policies.clock = $clock and policies.source = groups.source
            and policies.tenant_id = groups.tenant_id and policies.segment = groups.segment
            and policies.sla_tier = groups.sla_tier
            and policies.priority is not distinct from groups.priority
        """,
        {name: value for name, value in parameters.items() if name not in ("unit", "amount", "calendar", "policy")},
    )
    connection.execute(
        f"""
        insert into raw_support.sla_policies by name
        select
            $policy || ' ' || row_number() over (
                order by source, tenant_id, segment, sla_tier, priority
            ) as policy_id,
            $policy as name, tenant_id, segment, sla_tier, priority, $clock as clock, $unit as target_unit,
            $amount as target_amount, $calendar as calendar_id, {ALWAYS} as valid_from, {ALWAYS} as updated_at,
            source, 'what-if' as batch_id, {ALWAYS} as loaded_at
        from ({groups})
        """,
        parameters,
    )


def _put_hours(connection: duckdb.DuckDBPyConnection, scenario: Scenario, change: HoursChange) -> None:
    calendars = _calendars(connection, scenario, change.calendar)
    connection.execute("delete from what_if.business_hours where list_contains(?::varchar[], calendar_id)", [calendars])
    for weekday, opens, closes in change.blocks:
        connection.execute(
            f"""
            insert into what_if.business_hours by name
            select
                calendar_id, version, ?::bigint as weekday, ? as opens_at, ? as closes_at, source,
                {ALWAYS} as loaded_at
            from intermediate.int_business_calendars where list_contains(?::varchar[], calendar_id)
            """,
            [weekday, opens, closes, calendars],
        )


def _put_holiday(connection: duckdb.DuckDBPyConnection, scenario: Scenario, change: HolidayChange) -> None:
    calendars = _calendars(connection, scenario, change.calendar)
    on_the_day = "list_contains(?::varchar[], calendar_id) and ?::date between starts_on and ends_on"
    covered = connection.execute(
        "select source, calendar_id, holiday_name, starts_on, ends_on from what_if.calendar_holidays "
        f"where {on_the_day}",
        [calendars, change.day],
    ).fetchall()
    if not change.is_added:
        if not covered:
            raise UserError(
                f"{scenario.name}, holidays.remove: {change.day} is no holiday of calendar {change.calendar}.",
                "Leave it away, or choose another day.",
            )
        connection.execute(f"delete from what_if.calendar_holidays where {on_the_day}", [calendars, change.day])
        # What is left of a longer holiday, before and after the day.
        for source, calendar, name, starts, ends in covered:
            for first, last in ((starts, change.day), (change.day, ends)):
                if first == change.day == last or first == last:
                    continue
                connection.execute(
                    f"""
                    insert into what_if.calendar_holidays by name
                    select ? as calendar_id, ? as holiday_name, ?::date + ?::integer as starts_on,
                        ?::date - ?::integer as ends_on, ? as source, {ALWAYS} as loaded_at
                    """,
                    [calendar, name, first, int(first == change.day), last, int(last == change.day), source],
                )
        return
    connection.execute(
        f"""
        insert into what_if.calendar_holidays by name
        select distinct
            calendar_id, 'what-if' as holiday_name, ?::date as starts_on, ?::date as ends_on, source,
            {ALWAYS} as loaded_at
        from intermediate.int_business_calendars as calendars
        where
            list_contains(?::varchar[], calendar_id)
            and not exists (
                select 1 from what_if.calendar_holidays as holidays
                where holidays.source = calendars.source and holidays.calendar_id = calendars.calendar_id
                    and ?::date between holidays.starts_on and holidays.ends_on
            )
        """,
        [change.day, change.day, calendars, change.day],
    )


def _calendars(connection: duckdb.DuckDBPyConnection, scenario: Scenario, name: str) -> list[str]:
    known = [
        row[0]
        for row in connection.execute(
            "select distinct calendar_id from intermediate.int_business_calendars order by 1"
        ).fetchall()
    ]
    if name == ALL and known:
        return known
    if name not in known:
        raise UserError(
            f"{scenario.name}: there is no calendar {name!r}.",
            f"Known are {', '.join(known)}; `all` means every one." if known else "No source has a calendar.",
        )
    return [name]
