"""Who supplies, from where, and which orders are on their way."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "suppliers", key=["id"], newest_by="updated_at", freshness_hours=None, owner="supply-chain")
class Suppliers(Contract):
    """One partner that makes, moves or packs something, with the rating that the platform gives it."""

    id: str = column("Identifier of the supplier.")
    name: str = column("What the supplier is called.")
    category: str = column("What it supplies, such as Electronics or Shipping.")
    rating: float = column("Rating from 0 (poor) to 5 (excellent), as the platform has it.", nullable=True, ge=0, le=5)
    status: str = column("How it stands with us.", isin=("active", "probation", "inactive"))
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "supply_nodes", key=["id"], newest_by="updated_at", freshness_hours=None, owner="supply-chain")
class SupplyNodes(Contract):
    """One place that goods come from or pass through, and how full it is."""

    id: str = column("Identifier of the node.")
    supplier_id: str = column("Supplier that runs it.", references="platform.suppliers.id")
    location: str = column("Town and country.")
    node_type: str = column("Sort of place.", isin=("Factory", "Warehouse", "Port", "Hub"))
    capacity_pct: float = column("Share of its capacity in use, in percent.", nullable=True, ge=0, unit="percent")
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "supply_orders", key=["id"], newest_by="updated_at", freshness_hours=None, owner="supply-chain")
class SupplyOrders(Contract):
    """One order of goods from a node: when it was placed, promised and delivered."""

    id: str = column("Identifier of the order.")
    node_id: str = column("Node that it comes from.", references="platform.supply_nodes.id")
    sku: str = column("Article that was ordered.")
    quantity: int = column("Pieces ordered.", ge=0)
    status: str = column("Where it stands.", isin=("Draft", "Processing", "Shipped", "Delayed", "Arrived", "Cancelled"))
    ordered_at: UtcTime = column("When it was placed; empty for a draft.", nullable=True)
    promised_on: pl.Date = column("Day by which it was promised.", nullable=True)
    arrived_at: UtcTime = column("When it arrived; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)

    @pa.dataframe_check(name="an order does not arrive before it is placed")
    def arrives_after_order(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("arrived_at") >= pl.col("ordered_at")).fill_null(True))
