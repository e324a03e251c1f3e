"""How we are organised: units in a tree, the same tree as another system keeps it, and who belongs where."""

from data_contracts.contract import Contract, UtcTime, column, contract

# A parent is not declared as a reference: one that is not there is a finding of its own, with a table on a page.


@contract("platform", "org_units", key=["id"], newest_by="updated_at", freshness_hours=None, owner="people-operations")
class OrgUnits(Contract):
    """One unit of the organisation, and the unit above it."""

    id: str = column("Identifier of the unit.")
    name: str = column("What it is called.")
    level: int = column("Steps from the top, as the platform has it; the top is 0.", ge=0)
    parent_id: str = column("Unit above it; empty at the top.", nullable=True)
    tenant_id: str = column(
        "Tenant whose organisation it is; empty for ours.", nullable=True, references="platform.tenants.id"
    )
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "hierarchy_nodes", key=["id"], newest_by="updated_at", freshness_hours=None, owner="people-operations"
)
class HierarchyNodes(Contract):
    """One node of the hierarchy that rights and reports go by; it should be the unit with the same identifier."""

    id: str = column("Identifier of the node, that of its unit.")
    name: str = column("What it is called.")
    level: int = column("Steps from the top, as the platform has it; the top is 0.", ge=0)
    parent_id: str = column("Node above it; empty at the top.", nullable=True)
    tenant_id: str = column(
        "Tenant whose hierarchy it is; empty for ours.", nullable=True, references="platform.tenants.id"
    )
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform",
    "user_org_map",
    key=["user_id", "org_id"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="people-operations",
)
class UserOrgMap(Contract):
    """One user in one unit."""

    user_id: str = column("Who.", references="platform.users.id")
    org_id: str = column("Unit.", references="platform.org_units.id")
    primary_access: bool = column("True for the unit that the user belongs to, false for one they may also see.")
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
