"""Tenants, their plans and their people."""

import polars as pl

from data_contracts.contract import Contract, Money, UtcTime, column, contract
from data_contracts.vocabulary import SLA_TIERS

UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"


@contract("platform", "plans", key=["name"], newest_by="updated_at", freshness_hours=None, owner="billing")
class Plans(Contract):
    """One price plan: what it costs, how many seats it holds, what it unlocks."""

    name: str = column("Name of the plan, which tenants refer to.")
    price_monthly: Money = column("List price per month, in US dollars.", ge=0, unit="usd")
    max_users: int = column("Seats that the plan holds.", ge=0)
    features: pl.List(pl.String) = column("Features that the plan unlocks.")
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "tenants", key=["id"], newest_by="updated_at", freshness_hours=None, owner="billing")
class Tenants(Contract):
    """One organisation that uses the platform: its plan, segment, revenue and where its data may live."""

    id: str = column("Identifier of the tenant, a UUID.", str_matches=UUID)
    name: str = column("What the organisation is called.")
    plan: str = column("Plan it is on.", references="platform.plans.name")
    status: str = column("Whether it may use the platform.", isin=("active", "suspended", "closed"))
    region: str = column("Cloud region its workspace runs in.")
    segment: str = column("Group of like tenants, such as Enterprise or Small business.", nullable=True)
    support_tier: str = column("Support tier it pays for.", nullable=True, isin=SLA_TIERS)
    billing_status: str = column("Whether it pays.", nullable=True, isin=("paid", "trial", "overdue", "free"))
    data_residency: str = column("Jurisdiction its data must stay in.", nullable=True)
    escalation_team: str = column("Team that takes its escalations where no component owner does.", nullable=True)
    entitlements: pl.List(pl.String) = column("What it may use beyond its plan.", nullable=True)
    arr_usd: Money = column("Revenue expected per year, in US dollars.", nullable=True, ge=0, unit="usd")
    created_at: UtcTime = column("When it signed up.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "users", key=["id"], newest_by="updated_at", freshness_hours=None, owner="support-operations")
class Users(Contract):
    """One account on the platform: a tenant's own people, or, without a tenant, our support staff."""

    id: str = column("Identifier of the user.")
    tenant_id: str = column(
        "Tenant of the account; empty for our own staff.", nullable=True, references="platform.tenants.id"
    )
    email: str = column("Address to sign in with.", pii="email", str_contains="@")
    name: str = column("Full name.", pii="name")
    role: str = column("What the account may do, such as Admin, User or Agent.")
    team: str = column("Team of one of our own staff.", nullable=True)
    is_active: bool = column("False once the account is closed.", nullable=True)
    created_at: UtcTime = column("When the account was made.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
