"""What tenants use, what it costs, and what they are billed."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, Money, UtcTime, column, contract

UnitCost = pl.Decimal(18, 6)
"""The type of a price per unit: to the millionth of a dollar."""


@contract("platform", "cost_drivers", freshness_hours=None, owner="billing")
class CostDrivers(Contract):
    """What one unit of a resource costs, such as a thousand tokens or a gigabyte, and from which day on."""

    driver_key: str = column("Name of the driver, such as ai.input.1k, which usage refers to.")
    category: str = column("Sort of resource, such as AI, Infra or Telecom.")
    unit_cost: UnitCost = column("Price of one unit, in US dollars.", ge=0, unit="usd")
    unit_label: str = column("What one unit is, such as GB.")
    valid_from: pl.Date = column("First day that the price holds; from the beginning where empty.", nullable=True)


@contract(
    "platform",
    "tenant_usage_daily",
    key=["tenant_id", "usage_date", "driver_key"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="billing",
)
class TenantUsageDaily(Contract):
    """What one tenant used of one resource on one day, and what the platform says it cost."""

    tenant_id: str = column("Tenant that used it.", references="platform.tenants.id")
    usage_date: pl.Date = column("Day of the usage, in UTC.")
    driver_key: str = column("Resource that was used.", references="platform.cost_drivers.driver_key")
    quantity: pl.Decimal(18, 3) = column("Units used.", ge=0)
    cost: Money = column("What the platform says it cost, in US dollars.", ge=0, unit="usd")
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "invoices", key=["id"], newest_by="updated_at", freshness_hours=None, owner="billing")
class Invoices(Contract):
    """One invoice to a tenant: how much, when it falls due, and whether it was paid."""

    id: str = column("Number of the invoice.")
    tenant_id: str = column("Tenant that is billed.", references="platform.tenants.id")
    date: pl.Date = column("Day of the invoice.")
    amount: Money = column("What is to be paid, in US dollars.", ge=0, unit="usd")
    status: str = column("Where it stands.", isin=("Draft", "Pending", "Paid", "Overdue", "Void"))
    due_on: pl.Date = column("Last day to pay in time; 30 days after the invoice where empty.", nullable=True)
    paid_on: pl.Date = column("Day it was paid; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)

    @pa.dataframe_check(name="only a paid invoice has a day of payment")
    def paid_has_a_day(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("paid_on").is_null() | (pl.col("status") == "Paid"))
