"""What was promised (policies) and in whose working time (calendars)."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.vocabulary import (
    CLOCKS,
    PRIORITIES,
    SLA_TIERS,
    TARGET_UNITS,
    TIME_OF_DAY,
    TIME_OF_DAY_OR_MIDNIGHT,
    TIME_ZONES,
)

UNIT_SECONDS = {"minutes": 60, "hours": 3600, "business_minutes": 60, "business_hours": 3600, "business_days": 3600}
"""Length of a unit in seconds, to tell a target that is next to nothing; a business day is taken as an hour."""


def ends_after_start(start: str, end: str) -> pl.Expr:
    """Whether one local time of day comes after another: HH:MM[:SS] compares as text, and 24:00 is the greatest."""

    def with_seconds(name: str) -> pl.Expr:
        return pl.when(pl.col(name).str.len_chars() == 5).then(pl.col(name) + ":00").otherwise(pl.col(name))

    return with_seconds(end) > with_seconds(start)


def is_longest_of_its_start(end: str, *key: str) -> pl.Expr:
    """Whether of several spans that start together none ends later: the longest says all that the others say.

    They have one key, so that only one of them could be kept; the others are told, not silently replaced.
    """
    return pl.col(end) == pl.col(end).max().over(key)


@contract(
    "support",
    "sla_policies",
    key=["policy_id", "valid_from"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="support-operations",
)
class SlaPolicies(Contract):
    """One target of one clock, for the cases that its scope names, from a moment on."""

    policy_id: str = column("Identifier of the policy; it stays the same over its versions.")
    tenant_id: str = column("Only cases of this tenant.", nullable=True, references="platform.tenants.id")
    calendar_id: str = column(
        "Calendar that business units run in; the tenant's own where empty.",
        nullable=True,
        references="support.business_calendars.calendar_id",
    )
    name: str = column("What people call it.")
    segment: str = column("Only cases of tenants in this segment.", nullable=True)
    sla_tier: str = column("Only cases of this tier.", nullable=True, isin=SLA_TIERS)
    priority: str = column("Only cases of this priority.", nullable=True, isin=PRIORITIES)
    clock: str = column("Clock it sets a target for.", isin=CLOCKS)
    target_unit: str = column("Unit of the target.", isin=TARGET_UNITS)
    target_amount: float = column("Target, in its unit; a second at least.", gt=0, le=5_256_000)
    valid_from: UtcTime = column("From when on this version holds.")
    valid_to: UtcTime = column("Until when it holds; empty while it does.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.")

    @pa.dataframe_check(name="valid_to is after valid_from")
    def valid_for_some_time(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("valid_from")))

    @pa.dataframe_check(name="a target of a second at least")
    def lasts_for_a_second(cls, data) -> pl.LazyFrame:
        unit_seconds = pl.col("target_unit").replace_strict(UNIT_SECONDS, default=None)
        return data.lazyframe.select((pl.col("target_amount") * unit_seconds >= 1).fill_null(True))

    @pa.dataframe_check(name="a policy_id of its own for each clock and scope")
    def has_one_scope(cls, data) -> pl.LazyFrame:
        promise = pl.struct("clock", "tenant_id", "segment", "sla_tier", "priority")
        return data.lazyframe.select(promise.n_unique().over("policy_id", "valid_from") == 1)


@contract(
    "support",
    "business_calendars",
    key=["calendar_id", "version"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="support-operations",
)
class BusinessCalendars(Contract):
    """One version of a calendar of opening hours: its zone, and from when on it holds."""

    calendar_id: str = column("Identifier of the calendar; it stays the same over its versions.")
    tenant_id: str = column(
        "Tenant whose cases it serves; empty for a shared one.",
        nullable=True,
        references="platform.tenants.id",
    )
    name: str = column("What people call it.")
    time_zone: str = column("IANA name of the zone that its hours are local to.")
    version: int = column("Number of the version, counted from 1.", ge=1)
    business_day_seconds: int = column(
        "Length of one business day in seconds; its most frequent daily total where empty.",
        nullable=True,
        gt=0,
        le=86400,
        unit="seconds",
    )
    is_default: bool = column("True for the calendar of cases whose tenant has none of its own.")
    valid_from: UtcTime = column("From when on this version holds; the first one reaches back.")
    updated_at: UtcTime = column("When the source last changed this row.")

    @pa.check("time_zone", name="a zone of the IANA database")
    def known_zone(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col(data.key).is_in(TIME_ZONES))


@contract(
    "support",
    "business_hours",
    key=["calendar_id", "version", "weekday", "opens_at"],
    freshness_hours=None,
    owner="support-operations",
)
class BusinessHours(Contract):
    """One opening block of a weekday. A day may have several; a night shift is two, split at midnight."""

    calendar_id: str = column("Calendar it belongs to.", references="support.business_calendars.calendar_id")
    version: int = column("Version of the calendar it belongs to.", ge=1)
    weekday: int = column("Day of the week, 1 for Monday to 7 for Sunday.", ge=1, le=7)
    opens_at: str = column("Local time of opening, HH:MM.", str_matches=TIME_OF_DAY)
    closes_at: str = column("Local time of closing, HH:MM, up to 24:00.", str_matches=TIME_OF_DAY_OR_MIDNIGHT)

    @pa.dataframe_check(name="closes_at is after opens_at (split a night shift at midnight)")
    def closes_after_opening(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(ends_after_start("opens_at", "closes_at"))

    @pa.dataframe_check(name="no longer block opens at the same time")
    def is_the_longest(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(
            is_longest_of_its_start("closes_at", "calendar_id", "version", "weekday", "opens_at")
        )


@contract(
    "support",
    "calendar_date_hours",
    key=["calendar_id", "local_date", "opens_at"],
    freshness_hours=None,
    owner="support-operations",
)
class CalendarDateHours(Contract):
    """One opening block that replaces the weekly hours on a single date, longer or shorter."""

    calendar_id: str = column("Calendar it belongs to.", references="support.business_calendars.calendar_id")
    opens_at: str = column("Local time of opening, HH:MM.", str_matches=TIME_OF_DAY)
    closes_at: str = column("Local time of closing, HH:MM, up to 24:00.", str_matches=TIME_OF_DAY_OR_MIDNIGHT)
    local_date: pl.Date = column("Date in the calendar's zone.")

    @pa.dataframe_check(name="closes_at is after opens_at (split a night shift at midnight)")
    def closes_after_opening(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(ends_after_start("opens_at", "closes_at"))

    @pa.dataframe_check(name="no longer block opens at the same time")
    def is_the_longest(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(is_longest_of_its_start("closes_at", "calendar_id", "local_date", "opens_at"))


@contract(
    "support",
    "calendar_breaks",
    key=["calendar_id", "local_date", "starts_at"],
    freshness_hours=None,
    owner="support-operations",
)
class CalendarBreaks(Contract):
    """One span of a single date that is closed although the hours say open: a break or a part-day holiday."""

    calendar_id: str = column("Calendar it belongs to.", references="support.business_calendars.calendar_id")
    starts_at: str = column("Local time the break begins, HH:MM.", str_matches=TIME_OF_DAY)
    ends_at: str = column("Local time it ends, HH:MM, up to 24:00.", str_matches=TIME_OF_DAY_OR_MIDNIGHT)
    local_date: pl.Date = column("Date in the calendar's zone.")

    @pa.dataframe_check(name="ends_at is after starts_at")
    def lasts_for_some_time(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(ends_after_start("starts_at", "ends_at"))

    @pa.dataframe_check(name="no longer break starts at the same time")
    def is_the_longest(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(is_longest_of_its_start("ends_at", "calendar_id", "local_date", "starts_at"))


@contract(
    "support", "calendar_holidays", key=["calendar_id", "starts_on"], freshness_hours=None, owner="support-operations"
)
class CalendarHolidays(Contract):
    """One holiday, from its first to its last local date; it closes whole days, whatever the hours say."""

    calendar_id: str = column("Calendar it belongs to.", references="support.business_calendars.calendar_id")
    name: str = column("What it is called.")
    starts_on: pl.Date = column("First closed date.")
    ends_on: pl.Date = column("Last closed date; the same as starts_on for a single day.")

    @pa.dataframe_check(name="ends_on is not before starts_on")
    def ends_after_it_starts(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("ends_on") >= pl.col("starts_on"))
