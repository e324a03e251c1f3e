"""Rows of a log that keeps one row per event."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.vocabulary import ACTOR_KINDS, NAMED_EVENT_KINDS, PRIORITIES, STATES


class LoggedCase(Contract):
    """What a log says of a case in every row, whether a row is an event or a case. No table of its own."""

    case_id: str = column("The case.")
    tenant_id: str = column("Tenant of the case; the mapping's name where the log has none.")
    customer_id: str = column("Customer of the case.", nullable=True)
    assignee_id: str = column("Person who held the case, as of the row's time.", nullable=True)
    state: str = column("State of the case as of the row's time, in our words.", nullable=True, isin=STATES)
    source_state: str = column("State as the log calls it.", nullable=True)
    priority: str = column("Priority as of the row's time, in our words.", nullable=True, isin=PRIORITIES)
    group_name: str = column("Team that held the case, as of the row's time.", nullable=True)
    channel: str = column("Where the case came in, as the log calls it.", nullable=True)
    subject: str = column("What the case is about.", nullable=True, pii="free_text")
    severity: str = column("Severity, as the log calls it.", nullable=True)
    sla_tier: str = column("Support tier whose targets apply.", nullable=True)
    segment: str = column("Segment of the tenant or customer.", nullable=True)
    root_cause: str = column("Why the case was needed, as the log calls it.", nullable=True)
    tags: pl.List(pl.String) = column("Labels on the case.", nullable=True)
    reported_reopen_count: int = column("Reopens, as the log itself counts them.", nullable=True)
    reported_reassignment_count: int = column("Changes of team, as the log itself counts them.", nullable=True)


@contract("event_log", "events", event_time="occurred_at", owner="whoever imports the log")
class Events(LoggedCase):
    """One row of a case log: what was true of a case, or what happened to it, at a moment.

    The log has no key of its own: a row is known by the hash of what the file said, and by its ordinal
    among identical rows, so that overlapping exports load once.
    """

    actor_id: str = column("Who caused the event.", nullable=True)
    event_kind: str = column(
        "What happened, where the log says so; else the row only states what was true.",
        nullable=True,
        isin=NAMED_EVENT_KINDS,
    )
    actor_kind: str = column("What sort of actor caused the event.", nullable=True, isin=ACTOR_KINDS)
    source_order: int = column("Place of the row among those of its case, where the log has one.", nullable=True)
    opened_at: UtcTime = column("When the case was created, where each row repeats it.", nullable=True)
    occurred_at: UtcTime = column("When the event happened.")
    reported_resolved_at: UtcTime = column("When the case was resolved, as the log itself says.", nullable=True)
    reported_closed_at: UtcTime = column("When the case was closed, as the log itself says.", nullable=True)


@contract(
    "event_log",
    "case_list",
    key=["case_id"],
    newest_by="changed_at",
    event_time="changed_at",
    owner="whoever imports the log",
)
class CaseList(LoggedCase):
    """One row of a list that keeps one row per case, with the moments of its life in columns."""

    opened_at: UtcTime = column("When the case was created.")
    acknowledged_at: UtcTime = column("When work on it began.", nullable=True)
    first_response_at: UtcTime = column("When an agent first replied publicly.", nullable=True)
    resolved_at: UtcTime = column("When it was resolved.", nullable=True)
    closed_at: UtcTime = column("When it was closed.", nullable=True)
    changed_at: UtcTime = column("Newest of the moments above, or the list's own time of change.")
