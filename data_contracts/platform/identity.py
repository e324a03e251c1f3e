"""Which records of other platforms are the same person, and what those platforms say of them."""

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


@contract(
    "platform",
    "identity_records",
    key=["source_platform", "source_id"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="customer-experience",
)
class IdentityRecords(Contract):
    """One person as another platform knows them: a contact, a lead, a user, with whatever was written down there."""

    source_platform: str = column("Platform that holds the record.")
    source_id: str = column("Identifier of the record there.")
    tenant_id: str = column(
        "Tenant whose customer it is; empty where nobody knows.", nullable=True, references="platform.tenants.id"
    )
    name: str = column("Name as it stands there.", nullable=True, pii="name")
    email: str = column("Address as it stands there.", nullable=True, pii="email")
    phone: str = column("Telephone number as it stands there.", nullable=True, pii="phone")
    city: str = column("City as it stands there.", nullable=True)
    country: str = column("Country, as a two-letter code.", nullable=True)
    updated_at: UtcTime = column("When the platform last changed the record.", nullable=True)
