"""What tenants connect to the platform, how its synchronisation runs, and what the platform tells in return."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract

SYNC_STATUSES = ("success", "running", "error")
SYSTEM_SEVERITIES = ("info", "success", "warning", "error", "critical")


@contract("platform", "integrations", key=["id"], newest_by="updated_at", freshness_hours=None, owner="ecosystem")
class Integrations(Contract):
    """One connection of a tenant's workspace to a product of another company."""

    id: str = column("Identifier of the integration.")
    tenant_id: str = column("Tenant that connected it.", references="platform.tenants.id")
    provider: str = column("Product that is connected, such as Salesforce.")
    category: str = column("Sort of product, such as CRM or Support.")
    status: str = column(
        "How it stands, as the platform has it.", isin=("Connected", "Syncing", "Failed", "Paused", "Disconnected")
    )
    region: str = column("Cloud region that it runs in.", nullable=True)
    created_at: UtcTime = column("When it was connected.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "sync_history", key=["id"], newest_by="updated_at", event_time="started_at", retention_days=400,
    owner="ecosystem",
)  # fmt: skip
class SyncHistory(Contract):
    """One run that fetched what is new from an integration: how it ended, what it brought, how long it took."""

    id: str = column("Identifier of the run.")
    integration_id: str = column("Integration that it fetched from.", references="platform.integrations.id")
    status: str = column("How it ended, or that it is still running.", isin=SYNC_STATUSES)
    records_synced: int = column("Records that it brought; empty while it runs.", nullable=True, ge=0)
    duration_ms: int = column("How long it took, in milliseconds; empty while it runs.", nullable=True, ge=0, unit="ms")
    error_reason: str = column("Why it failed, in a word such as rate_limited.", nullable=True)
    started_at: UtcTime = column("When it began.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)

    @pa.dataframe_check(name="only a run that failed has a reason")
    def reason_of_failure(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("error_reason").is_null() | (pl.col("status") == "error"))


@contract("platform", "webhooks", key=["id"], newest_by="updated_at", freshness_hours=None, owner="ecosystem")
class Webhooks(Contract):
    """One address of a tenant that the platform calls when something of certain kinds happens."""

    id: str = column("Identifier of the webhook.")
    tenant_id: str = column("Tenant that set it up.", references="platform.tenants.id")
    url: str = column("Address that is called; its path may hold a secret, so only the host is published.")
    event_types: pl.List(pl.String) = column(
        "Kinds of event that it listens to: sync.fail is the event SYNC_FAIL, sync.* all that begin so, * everything."
    )
    status: str = column("Whether it is called.", isin=("active", "inactive"))
    created_at: UtcTime = column("When it was set up.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "events", key=["id"], event_time="occurred_at", retention_days=400, owner="platform-engineering")
class SystemEvents(Contract):
    """One thing that the platform noted of itself: a sync that ended, a threshold crossed, a sign-in that failed."""

    id: str = column("Identifier of the event.")
    tenant_id: str = column(
        "Tenant that it concerns; empty for the platform as a whole.",
        nullable=True,
        references="platform.tenants.id",
    )
    event_name: str = column("What happened, such as SYNC_FAIL.")
    severity: str = column("How much it matters.", isin=SYSTEM_SEVERITIES)
    metadata: str = column("Details as a JSON object, whose keys depend on the event.", nullable=True, pii="free_text")
    region: str = column("Cloud region that it was noted in.", nullable=True)
    occurred_at: UtcTime = column("When it happened.", nullable=True)
