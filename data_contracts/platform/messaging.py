"""Conversations that a bot answers, those that people answer, and those that go from one to the other."""

import polars as pl

from data_contracts.contract import Contract, column, contract


@contract("platform", "messaging_metrics", freshness_hours=None, owner="support-operations")
class MessagingMetrics(Contract):
    """What the platform reports of a tenant's conversations on one day."""

    metric_date: pl.Date = column("Day, in UTC.")
    tenant_id: str = column("Tenant.", nullable=True, references="platform.tenants.id")
    bot_handled: int = column("Conversations that the bot ended by itself.", ge=0)
    human_handled: int = column("Conversations that people ended.", ge=0)
    handoffs: int = column("Conversations that the bot gave to people.", ge=0)
    deflection_rate: float = column(
        "Share that the bot ended by itself, as reported, from 0 to 1.", ge=0, le=1, read_as="rate"
    )


@contract("platform", "messaging_hourly_volume", freshness_hours=None, owner="support-operations")
class MessagingHourlyVolume(Contract):
    """Conversations of one hour of the day: by the bot, by people, and handed over."""

    hour: str = column("Hour of the day in UTC, such as 08:00.", str_matches=r"^[0-2][0-9]:00$")
    bot_handled: int = column("Conversations that the bot ended by itself.", ge=0)
    human_handled: int = column("Conversations that people ended.", ge=0)
    handoffs: int = column("Conversations that the bot gave to people.", ge=0)
    deflection_rate: float = column(
        "Share that the bot ended by itself, as reported, from 0 to 1.", ge=0, le=1, read_as="rate"
    )
    tenant_id: str = column("Tenant; empty for all.", nullable=True, references="platform.tenants.id")
    metric_date: pl.Date = column("Day of the hour.", nullable=True)
