"""The words that contracts of several sources share. A value outside these lists is rejected at the door."""

import csv
from pathlib import Path
from zoneinfo import available_timezones

STATES = ("New", "Triage", "In-progress", "Waiting-on-customer", "On-hold", "Resolved", "Closed")
"""States of a case, in the order of its life. On-hold waits on a third party, not on the customer."""

PRIORITIES = ("P0", "P1", "P2", "P3")
"""P0 critical, P1 high, P2 medium, P3 low."""

SEVERITIES = ("SEV1", "SEV2", "SEV3", "SEV4")

SLA_TIERS = ("Standard", "Premium", "Enterprise")

CHANNELS = ("web", "email", "chat", "phone", "in_app", "api", "cli")

ACTOR_KINDS = ("agent", "customer", "bot", "system")
"""Who did it: a person on our side, the customer, an automation that speaks, or the system itself."""

ROOT_CAUSES = ("defect", "feature_gap", "missing_guide", "configuration", "usage", "third_party")

EVENT_KINDS = (
    "created",
    "created_privately",
    "priority_changed",
    "group_changed",
    "assigned",
    "customer_message",
    "public_reply",
    "internal_note",
    "automation_step",
    "escalated",
    "de_escalated",
    "state_changed",
    "state_repeated",
    "deleted",
    "recovered",
    "merged",
)
"""Kinds of case event in the canonical timeline, in the order that holds within a second
where the source itself gives none."""

NAMED_EVENT_KINDS = (
    "public_reply",
    "customer_message",
    "internal_note",
    "automation_step",
    "escalated",
    "de_escalated",
    "deleted",
    "recovered",
    "merged",
)
"""Kinds that a row of a log can name. The others follow from what its columns state, and would count twice."""

CLOCK_ROWS = Path(__file__).parents[1] / "dbt" / "seeds" / "sla_clocks.csv"

with CLOCK_ROWS.open(newline="", encoding="utf-8") as _rows:
    CLOCKS = tuple(row["clock"] for row in csv.DictReader(_rows))
"""The promises an SLA policy can make: the clocks that there are, whose rows are dbt's."""

TARGET_UNITS = (
    "minutes",
    "hours",
    "business_minutes",
    "business_hours",
    "business_days",
)
"""Units of a target. Minutes and hours run around the clock; business units run in a calendar."""

TIME_OF_DAY = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
"""A local time of day, HH:MM or HH:MM:SS."""

TIME_OF_DAY_OR_MIDNIGHT = r"^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?)$"
"""As TIME_OF_DAY, and 24:00 for the end of the day."""

TIME_ZONES = tuple(sorted(available_timezones() - {"localtime"}))
"""Names of the IANA database. Some machines list their own zone among them, which means nothing elsewhere."""
