"""Which records of other platforms are the same person."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract(
    "platform",
    "identity_graph",
    key=["source_platform", "source_id"],
    freshness_hours=None,
    owner="customer-experience",
)
class IdentityGraph(Contract):
    """One record of another platform, and the customer that it is held to be."""

    canonical_id: str = column("Customer that it is.", references="platform.customers.id")
    source_platform: str = column("Platform that holds the record.")
    source_id: str = column("Identifier of the record there.")
    confidence: float = column("How sure it is, from 0 to 1.", ge=0, le=1)
    linked_at: UtcTime = column("When it was linked.", nullable=True)
