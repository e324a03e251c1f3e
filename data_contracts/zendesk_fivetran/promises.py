"""What was promised (SLA policies), in whose working time (schedules), and what custom statuses mean."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.vocabulary import STATES
from data_contracts.zendesk_fivetran.tickets import SYNCED

MINUTES_OF_WEEK = 7 * 24 * 60
DELETED = "True where it is gone in Zendesk; Fivetran keeps the row."


@contract(
    "zendesk_fivetran",
    "schedule",
    key=["id", "start_time", "end_time"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class Schedule(Contract):
    """One weekly opening block of a schedule, in minutes since Sunday 00:00 of its own zone."""

    id: int = column("Number of the schedule; one row for each of its blocks.")
    name: str = column("What it is called.", nullable=True)
    time_zone: str = column("Its zone, by Zendesk's name (see the seed zendesk_time_zones) or IANA's.")
    start_time: int = column("Opening, local.", unit="minutes since Sunday 00:00", ge=0, le=MINUTES_OF_WEEK)
    end_time: int = column(
        "Closing, local; less than start_time where it runs over the end of the week.",
        unit="minutes since Sunday 00:00",
        ge=0,
        le=MINUTES_OF_WEEK,
    )
    fivetran_deleted: bool = column(DELETED, nullable=True, alias="_fivetran_deleted")
    created_at: UtcTime = column("When the schedule was created; the oldest one is the default.", nullable=True)
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "schedule_holiday",
    key=["id", "schedule_id"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class ScheduleHoliday(Contract):
    """One holiday of a schedule, from its first to its last local date."""

    id: int = column("Number of the holiday.")
    schedule_id: int = column("Schedule that is closed.")
    name: str = column("What it is called.", nullable=True)
    fivetran_deleted: bool = column(DELETED, nullable=True, alias="_fivetran_deleted")
    start_date: pl.Date = column("First closed date.")
    end_date: pl.Date = column("Last closed date.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "sla_policy_metric_history",
    # Fivetran's own key is the first three; the others keep exports apart that count the index for each metric.
    key=["sla_policy_id", "sla_policy_updated_at", "index", "metric", "priority"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class SlaPolicyMetricHistory(Contract):
    """One target of one version of an SLA policy, for one priority."""

    sla_policy_id: int = column("The policy.")
    index: int = column("Place of the target in its policy.")
    metric: str = column("What is measured: first_reply_time, next_reply_time, ...")
    priority: str = column("Priority that it holds for.")
    target: int = column("The target.", unit="minutes", nullable=True)
    business_hours: bool = column(
        "True where it counts in the ticket's schedule, False around the clock.", nullable=True
    )
    sla_policy_updated_at: UtcTime = column("From when on this version holds.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract("zendesk_fivetran", "custom_status", key=["status"], owner="support-operations", freshness_hours=None)
class CustomStatus(Contract):
    """What a custom status means in our words; from the source's section of loompin.toml, not from Fivetran."""

    status: str = column("Name or number of the status, as the field history has it.")
    state: str = column("State of the case.", isin=STATES)
