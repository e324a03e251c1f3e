"""What a mapping says once it has been read: how a log's columns and words become ours."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

TEXT_COLUMNS = {
    "case": "case_id",
    "tenant": "tenant_id",
    "customer": "customer_id",
    "assignee": "assignee_id",
    "actor": "actor_id",
    "state": "source_state",
    "priority": "priority",
    "group": "group_name",
    "actor_kind": "actor_kind",
    "event": "event_kind",
    "channel": "channel",
    "subject": "subject",
    "severity": "severity",
    "sla_tier": "sla_tier",
    "segment": "segment",
    "root_cause": "root_cause",
    "tags": "tags",
}
NUMBER_COLUMNS = {
    "order": "source_order",
    "reported_reopens": "reported_reopen_count",
    "reported_reassignments": "reported_reassignment_count",
}
TIME_COLUMNS_OF_EVENTS = {
    "time": "occurred_at",
    "opened": "opened_at",
    "reported_resolved": "reported_resolved_at",
    "reported_closed": "reported_closed_at",
}
TIME_COLUMNS_OF_CASES = {
    "opened": "opened_at",
    "acknowledged": "acknowledged_at",
    "first_response": "first_response_at",
    "resolved": "resolved_at",
    "closed": "closed_at",
    "changed": "changed_at",
}
NOT_IN_CASE_LISTS = ("actor", "actor_kind", "event", "order")


@dataclass(frozen=True)
class Calendar:
    """Opening hours that the log's business-time targets run in; hours are (ISO weekday, opens, closes)."""

    time_zone: str
    hours: tuple[tuple[int, str, str], ...]
    holidays: tuple[str, ...]


@dataclass(frozen=True)
class Mapping:
    """A mapping that has been read and found sound.

    columns: our word for a column → the log's name of it.
    states, priorities, events, actor_kinds: the log's word → ours. An event may be None: the row then says no more than
        its other columns do.
    carries: kinds of case event the log can hold.
    """

    file: Path
    name: str
    description: str
    is_case_list: bool
    as_of_last_event: bool
    repeated_state_is_event: bool
    missing: tuple[str, ...]
    time_zone: str
    time_formats: tuple[str, ...]
    columns: dict[str, str]
    states: dict[str, str]
    priorities: dict[str, str]
    events: dict[str, str | None]
    actor_kinds: dict[str, str]
    carries: tuple[str, ...]
    calendar: Calendar | None
    text: str = field(repr=False)

    @property
    def version(self) -> str:
        """Changes with every change of the file, so that a log is read again under its new mapping."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def time_columns(self) -> dict[str, str]:
        """Our word → the contract's column, for the columns that hold times."""
        return TIME_COLUMNS_OF_CASES if self.is_case_list else TIME_COLUMNS_OF_EVENTS
