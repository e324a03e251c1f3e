"""How the platform's own pages load for those who use them."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract(
    "platform", "telemetry_events", key=["event_id"], freshness_hours=None, retention_days=400,
    owner="platform-engineering",
)  # fmt: skip
class TelemetryEvents(Contract):
    """One page that was loaded: how long it took, and in which browser."""

    event_id: str = column("Identifier of the event.")
    page_url: str = column("Path of the page, such as /dashboard.")
    load_time_ms: float = column("Time until the page was there, in milliseconds.", ge=0, unit="ms")
    user_agent: str = column("What the browser says of itself.", nullable=True)
    browser: str = column("Browser, as the platform reports it.", nullable=True)
    tenant_id: str = column(
        "Tenant whose user it was; empty where nobody was logged in.",
        nullable=True,
        references="platform.tenants.id",
    )
    occurred_at: UtcTime = column("When the page was loaded.", nullable=True)
