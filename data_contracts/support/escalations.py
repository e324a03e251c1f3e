"""What goes beyond the first line: escalations, incidents, affected resources, and who owns a component."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.vocabulary import SEVERITIES


@contract(
    "support",
    "escalations",
    key=["escalation_id"],
    newest_by="updated_at",
    event_time="updated_at",
    freshness_hours=None,
    owner="support-operations",
)
class Escalations(Contract):
    """One escalation of a case to reliability, engineering or product, until it is withdrawn or done."""

    escalation_id: str = column("Identifier of the escalation.")
    case_id: str = column("Case that was escalated.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    incident_id: str = column("Incident opened or joined.", nullable=True, references="support.incidents.incident_id")
    escalated_by: str = column("Who escalated, where known.", nullable=True)
    kind: str = column("Where it went: on-call, a feature team, or product.", isin=("sre", "engineering", "product"))
    component: str = column("Component whose owner was called.", nullable=True)
    to_team: str = column("Team that took it.", nullable=True)
    reason: str = column("Why, in the agent's words.", nullable=True, pii="free_text")
    linked_bug_key: str = column("Bug opened for it in the tracker.", nullable=True)
    update_cadence_minutes: int = column(
        "Updates promised every so many minutes, where agreed.", nullable=True, gt=0, unit="minutes"
    )
    escalated_at: UtcTime = column("When it was escalated.")
    acknowledged_at: UtcTime = column("When the team took it up.", nullable=True)
    ended_at: UtcTime = column("When it was withdrawn or done.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.")

    @pa.dataframe_check(name="ended_at is not before escalated_at")
    def ended_after_escalated(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("ended_at").is_null() | (pl.col("ended_at") >= pl.col("escalated_at")))


@contract(
    "support",
    "incidents",
    key=["incident_id"],
    newest_by="updated_at",
    event_time="updated_at",
    freshness_hours=None,
    owner="reliability",
)
class Incidents(Contract):
    """One incident of reliability engineering, with what was promised afterwards."""

    incident_id: str = column("Identifier of the incident.")
    commander_id: str = column("Who leads it.", nullable=True, references="platform.users.id")
    title: str = column("What is wrong, in a line.")
    status: str = column("Where it stands.", isin=("investigating", "identified", "monitoring", "resolved"))
    severity: str = column("How bad it is.", isin=SEVERITIES)
    component: str = column("Component at fault, where known.", nullable=True)
    comms_channel: str = column("Where its people talk.", nullable=True)
    corrective_actions: pl.List(
        pl.Struct({"title": pl.String, "owner": pl.String, "due_on": pl.Date, "completed_on": pl.Date})
    ) = column("What is to be mended, by whom and until when; completed_on is empty while open.", nullable=True)
    started_at: UtcTime = column("When it began.")
    resolved_at: UtcTime = column("When it ended.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.")


@contract(
    "support",
    "case_incidents",
    key=["case_id", "incident_id"],
    newest_by="linked_at",
    freshness_hours=None,
    owner="support-operations",
)
class CaseIncidents(Contract):
    """One link between a case and an incident; both sides may have several."""

    case_id: str = column("Case.", references="support.cases.case_id")
    incident_id: str = column("Incident.", references="support.incidents.incident_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    linked_by: str = column("Who linked them, where known.", nullable=True)
    linked_at: UtcTime = column("When they were linked.")


@contract(
    "support",
    "affected_resources",
    key=["resource_id"],
    newest_by="observed_at",
    event_time="observed_at",
    freshness_hours=None,
    owner="reliability",
)
class AffectedResources(Contract):
    """One service or resource that cases can be about, with its last known health."""

    resource_id: str = column("Identifier of the resource.")
    tenant_id: str = column(
        "Tenant it belongs to; empty for a shared one.", nullable=True, references="platform.tenants.id"
    )
    name: str = column("What people call it.")
    resource_type: str = column("Kind of resource, such as service, database or queue.")
    component: str = column("Component of the product it belongs to.", nullable=True)
    region: str = column("Where it runs.", nullable=True)
    version: str = column("Version it runs.", nullable=True)
    config_snapshot: str = column("Its configuration when last observed, as JSON.", nullable=True)
    health: str = column("Its health when last observed.", isin=("green", "amber", "red"))
    observed_at: UtcTime = column("When it was last observed.")


@contract(
    "support",
    "case_affected_resources",
    key=["case_id", "resource_id"],
    newest_by="linked_at",
    freshness_hours=None,
    owner="support-operations",
)
class CaseAffectedResources(Contract):
    """One link between a case and a resource it is about."""

    case_id: str = column("Case.", references="support.cases.case_id")
    resource_id: str = column("Resource.", references="support.affected_resources.resource_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    linked_at: UtcTime = column("When they were linked.")


@contract(
    "support",
    "component_owners",
    key=["component", "valid_from"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="engineering",
)
class ComponentOwners(Contract):
    """Which team owns a component from a date on, and whom to call."""

    component: str = column("Component of the product.")
    team: str = column("Team that owns it.")
    owner_id: str = column("Person who answers for it.", nullable=True, references="platform.users.id")
    escalation_channel: str = column("Where the team takes escalations.", nullable=True)
    valid_from: UtcTime = column("From when on the team owns it.")
    updated_at: UtcTime = column("When the source last changed this row.")
