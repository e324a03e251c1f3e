"""Deals that were won or lost, and why."""

import polars as pl

from data_contracts.contract import Contract, Money, column, contract


@contract("platform", "win_loss_analytics", key=["deal_id"], freshness_hours=None, owner="product-marketing")
class WinLossAnalytics(Contract):
    """One deal that was decided: for us or for another, and what decided it."""

    deal_id: str = column("Identifier of the deal.")
    outcome: str = column("How it ended.", isin=("WON", "LOST"))
    competitor: str = column("Who else was in it; None where nobody was.", nullable=True)
    reason_category: str = column("What decided it, in a word.")
    sentiment: str = column("Tone of what was said about it.", isin=("positive", "neutral", "negative"))
    tenant_id: str = column("Tenant that the deal was with.", nullable=True, references="platform.tenants.id")
    segment: str = column("Group of like tenants, such as Enterprise.", nullable=True)
    amount_usd: Money = column("What it was worth per year, in US dollars.", nullable=True, ge=0, unit="usd")
    closed_on: pl.Date = column("Day it was decided.", nullable=True)
