"""What agents must keep to: rules of conduct, and who may do what to which data."""

from data_contracts.contract import Contract, UtcTime, column, contract

EFFECTS = ("Allow", "Allow_Masked", "Deny")
"""What an access rule says: allowed, allowed without personal data, or not allowed."""


@contract(
    "platform", "governance_policies", key=["id"], newest_by="updated_at", freshness_hours=None, owner="compliance"
)
class GovernancePolicies(Contract):
    """One rule of conduct for agents, written as a function with arguments."""

    id: str = column("Identifier of the policy.")
    name: str = column("What it is called.")
    type: str = column("What it protects, such as Safety, Cost or Legal.")
    logic: str = column("The rule as text, such as max_spend($50/day).")
    status: str = column("Whether it holds.", isin=("draft", "active", "retired"))
    valid_from: UtcTime = column("From when on it holds; always where empty.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "permission_policies", key=["entity", "action", "role", "effect"], newest_by="updated_at",
    freshness_hours=None, owner="compliance",
)  # fmt: skip
class PermissionPolicies(Contract):
    """One permission: what a role may do to a sort of thing."""

    entity: str = column("Sort of thing, such as BILLING.")
    action: str = column("What is done to it, such as WRITE.")
    role: str = column("Role that does it.")
    effect: str = column("Whether that is allowed.", isin=EFFECTS)
    valid_from: UtcTime = column("From when on it holds; always where empty.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "security_policies", key=["entity", "action", "role", "effect"], newest_by="updated_at",
    freshness_hours=None, owner="security",
)  # fmt: skip
class SecurityPolicies(Contract):
    """One security constraint, in the words of permissions; the stricter of the two holds."""

    entity: str = column("Sort of thing, such as USER_DATA.")
    action: str = column("What is done to it, such as EXPORT.")
    role: str = column("Role that does it.")
    effect: str = column("Whether that is allowed.", isin=EFFECTS)
    valid_from: UtcTime = column("From when on it holds; always where empty.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
