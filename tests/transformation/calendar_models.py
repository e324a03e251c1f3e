"""The calendar models as dbt compiled them, run on their own in memory: a fraction of a second instead of a build.

So a property test can try hundreds of calendars, and shrink the one that fails.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.resources.paths import Home

MODELS = (
    "int_calendar_versions", "int_calendar_horizon", "int_calendar_open_dates", "int_calendar_local_spans",
    "int_time_zone_spells", "int_calendar_opening_blocks", "int_calendar_pieces", "int_calendar_buckets",
)  # fmt: skip
"""In the order in which they read each other."""

TABLES = {
    "business_calendars": "intermediate.int_business_calendars",
    "business_hours": "intermediate.int_business_hours",
    "calendar_date_hours": "staging.stg_support__calendar_date_hours",
    "calendar_breaks": "staging.stg_support__calendar_breaks",
    "calendar_holidays": "intermediate.int_calendar_holidays",
}

NAMES = {"business_calendars": "calendar_name", "calendar_holidays": "holiday_name"}
"""What the models call a table's `name`."""

ELAPSED = """
select asked.number, end_piece.seconds - start_piece.seconds as seconds
from asked
join at_instants as start_piece on start_piece.number = asked.number and start_piece.side = 'start'
join at_instants as end_piece on end_piece.number = asked.number and end_piece.side = 'end'
order by asked.number
"""

AT_INSTANTS = """
create or replace temp view at_instants as
select asked.number, asked.side,
    pieces.business_seconds_before
    + case when pieces.is_open then asked.second - pieces.starts_second else 0 end as seconds
from (
    select number, calendar_id, 'start' as side, starts as second from asked
    union all select number, calendar_id, 'end', ends from asked
) as asked
join intermediate.int_calendar_versions as versions using (calendar_id)
join intermediate.int_calendar_pieces as pieces
    on pieces.calendar_key = versions.calendar_key and pieces.utc_day = asked.second // 86400
    and pieces.starts_second <= asked.second and pieces.ends_second > asked.second
where versions.version = 1
"""

DUE = """
select asked.number, buckets.starts_second + asked.needed - buckets.business_seconds_before as due
from (
    select asked.number, asked.calendar_id, at_instants.seconds + asked.target as needed
    from asked join at_instants using (number) where at_instants.side = 'start'
) as asked
join intermediate.int_calendar_versions as versions using (calendar_id)
left join intermediate.int_calendar_buckets as buckets
    on buckets.calendar_key = versions.calendar_key and buckets.bucket = asked.needed // 86400
    and asked.needed > buckets.business_seconds_before and asked.needed <= buckets.business_seconds_after
where versions.version = 1
order by asked.number
"""


class CalendarModels:
    """The compiled models of a warehouse that was built once, and a database in memory to run them in."""

    def __init__(self, home: Path) -> None:
        folder = Home(home).dbt_target / "compiled" / "loompin" / "models" / "intermediate" / "calendars"
        self.queries = {model: (folder / f"{model}.sql").read_text() for model in MODELS}
        name = Path(Home(home).warehouse).stem
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("set TimeZone = 'UTC'; set threads = 1")
        self.connection.execute(f"attach '{Home(home).warehouse}' as built (read_only)")
        self.connection.execute(f"attach ':memory:' as {name}; use {name}")
        self.connection.execute("create schema staging; create schema intermediate")
        for staging in TABLES.values():
            self.connection.execute(f"create table {staging} as from built.{staging} limit 0")
        self.connection.execute("create table intermediate.int_cases (source varchar, opened_second bigint)")
        self.connection.execute("create table intermediate.int_sources (source varchar, as_of_second bigint)")

    def lay_out(self, rows: dict[str, list[dict]], first: datetime, last: datetime) -> None:
        """Build the models on rows of the calendar tables, for cases opened from `first` on, looked at `last`."""
        put = self.connection.execute
        for table, staging in TABLES.items():
            put(f"delete from {staging}")
            if given := rows.get(table):
                frame = pl.DataFrame([{"source": "any", **row} for row in given], infer_schema_length=None)
                frame = frame.rename({"name": NAMES[table]} if table in NAMES else {})
                self.connection.register("given", frame)
                put(f"insert into {staging} by name from given")
        put("delete from intermediate.int_cases; delete from intermediate.int_sources")
        put("insert into intermediate.int_cases values ('any', ?)", [int(first.timestamp())])
        put("insert into intermediate.int_sources values ('any', ?)", [int(last.timestamp())])
        for model, query in self.queries.items():
            put(f"create or replace table intermediate.{model} as {query}")

    def ask(self, asked: list[tuple[str, int, int, int]]) -> tuple[list[int], list[int | None]]:
        """For (calendar, start, end, target) in seconds: business seconds from start to end, and when target is due.

        The look-ups are those of the SLA models: by day for an instant, by bucket for a count.
        """
        frame = pl.DataFrame(
            [(number, *row) for number, row in enumerate(asked)],
            schema={"number": pl.Int64, "calendar_id": pl.String, "starts": pl.Int64, "ends": pl.Int64,
                    "target": pl.Int64},
            orient="row",
        )  # fmt: skip
        self.connection.register("given", frame)
        self.connection.execute("create or replace temp table asked as from given")
        self.connection.execute(AT_INSTANTS)
        elapsed = self.connection.execute(ELAPSED).fetchall()
        due = self.connection.execute(DUE).fetchall()
        numbers = list(range(len(asked)))
        assert [row[0] for row in elapsed] == numbers, "an instant lies in exactly one piece"
        assert [row[0] for row in due] == numbers, "a count lies in at most one opening"
        return [row[1] for row in elapsed], [row[1] for row in due]
