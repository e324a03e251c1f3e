"""What the platform reports of the support desk and of its agents; the same is computed from the cases."""

import polars as pl

from data_contracts.contract import Contract, column, contract


@contract("platform", "support_metrics", key=["id"], freshness_hours=None, owner="support-operations")
class SupportMetrics(Contract):
    """One figure of the desk over one month, as the platform reports it."""

    id: str = column("Identifier of the figure.")
    tenant_id: str = column(
        "Tenant whose cases it counts; empty for all.", nullable=True, references="platform.tenants.id"
    )
    metric_name: str = column("What is counted, such as csat, case_volume or avg_handle_seconds.")
    value: float = column("The figure as reported.")
    period_start: pl.Date = column("First day of the month.")


@contract("platform", "support_agent_performance", freshness_hours=None, owner="support-operations")
class SupportAgentPerformance(Contract):
    """What the platform reports of one agent over a month: satisfaction, volume and handling time."""

    agent_name: str = column("Name of the agent.", pii="name")
    agent_id: str = column(
        "Account of the agent; empty where only the name is known.", nullable=True, references="platform.users.id"
    )
    csat: float = column("Mean satisfaction score, from 1 to 5.", nullable=True, ge=1, le=5)
    volume: int = column("Cases in the month.", ge=0)
    avg_handle_seconds: float = column(
        "Mean time spent on a case, in seconds.",
        nullable=True, ge=0, unit="seconds", called="avg_handle_time", read_as="seconds",
    )  # fmt: skip
    status: str = column("Whether the agent was there at the time of the report.", isin=("online", "away", "offline"))
    period_start: pl.Date = column("First day of the month; empty where the report says none.", nullable=True)
