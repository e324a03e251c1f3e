"""Who writes and for whom: users with their roles, groups, organizations, brands."""

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.zendesk_fivetran.tickets import SYNCED


@contract(
    "zendesk_fivetran",
    "user",
    key=["id"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class User(Contract):
    """One person: an agent, an admin, or an end-user. The role is today's; earlier ones are in the audit log."""

    id: int = column("Number of the user.")
    organization_id: int = column("Organization of the user.", nullable=True)
    name: str = column("What the person is called.", nullable=True, pii="name")
    email: str = column("Address of the person.", nullable=True, pii="email")
    phone: str = column("Telephone number of the person.", nullable=True, pii="phone")
    role: str = column("Role today: end-user, agent, admin, or a custom one, which is an agent's.", nullable=True)
    created_at: UtcTime = column("When the user was created.", nullable=True)
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "group",
    key=["id"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class Group(Contract):
    """One team of agents."""

    id: int = column("Number of the group.")
    name: str = column("What it is called.", nullable=True)
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "organization",
    key=["id"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class Organization(Contract):
    """One organization of end-users: the tenant of its tickets."""

    id: int = column("Number of the organization.")
    name: str = column("What it is called.", nullable=True)
    created_at: UtcTime = column("When it was created.", nullable=True)
    updated_at: UtcTime = column("When it last changed.", nullable=True)
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "brand",
    key=["id"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class Brand(Contract):
    """One brand that tickets are sent to."""

    id: int = column("Number of the brand.")
    name: str = column("What it is called.", nullable=True)
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "audit_log",
    key=["id"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class AuditLog(Contract):
    """One change of settings; the changes of users' roles are read from it."""

    id: int = column("Number of the entry.")
    source_id: int = column("What was changed: a user's number, where source_type is user.", nullable=True)
    source_type: str = column("Sort of thing that was changed.", nullable=True)
    change_description: str = column(
        "What was changed, in Zendesk's words, a line for each change.", nullable=True, pii="free_text"
    )
    created_at: UtcTime = column("When it was changed.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")
