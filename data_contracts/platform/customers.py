"""The people whose feedback is analysed."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract


@contract(
    "platform", "customers", key=["id"], newest_by="updated_at", freshness_hours=None, owner="customer-experience"
)
class Customers(Contract):
    """One customer of a tenant, with the health score that the platform gives it."""

    id: str = column("Identifier of the customer.")
    tenant_id: str = column("Tenant the customer belongs to.", references="platform.tenants.id")
    email: str = column("Address of the customer.", nullable=True, pii="email")
    name: str = column("Full name.", nullable=True, pii="name")
    country: str = column("Country, as a two-letter code.", nullable=True, str_length={"min_value": 2, "max_value": 2})
    health_score: int = column("From 0 (about to leave) to 100 (thriving).", nullable=True, ge=0, le=100)
    churned_on: pl.Date = column("Day on which the customer left; empty for those who have not.", nullable=True)
    created_at: UtcTime = column("When the customer was first seen.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
