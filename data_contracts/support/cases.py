"""Cases, their requesters, and what is attached to them."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.vocabulary import CHANNELS, PRIORITIES, ROOT_CAUSES, SEVERITIES, SLA_TIERS, STATES


@contract(
    "support",
    "cases",
    key=["case_id"],
    newest_by="updated_at",
    event_time="updated_at",
    owner="support-operations",
)
class Cases(Contract):
    """One support case: who asked what, how urgent it is, who owns it and where it stands."""

    case_id: str = column("Identifier of the case, unique within its source.")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    requester_id: str = column(
        "Person who opened the case.", nullable=True, references="support.requesters.requester_id"
    )
    customer_id: str = column(
        "Customer profile behind the requester.", nullable=True, references="platform.customers.id"
    )
    owner_id: str = column("Agent who owns the case at updated_at.", nullable=True, references="platform.users.id")
    merged_into_case_id: str = column(
        "The case that goes on where this one was merged.", nullable=True, references="support.cases.case_id"
    )
    subject: str = column("What the case is about, as the requester put it.", nullable=True, pii="free_text")
    channel: str = column("Where the case came in.", isin=CHANNELS)
    state: str = column("State as of updated_at.", isin=STATES)
    priority: str = column("Priority as of updated_at.", isin=PRIORITIES)
    severity: str = column("How badly the requester is affected.", nullable=True, isin=SEVERITIES)
    sla_tier: str = column("Support tier whose targets apply.", isin=SLA_TIERS)
    group_name: str = column("Team that works on the case at updated_at.", nullable=True)
    component: str = column("Part of the product concerned.", nullable=True)
    error_code: str = column("Error that the product reported with the case.", nullable=True)
    root_cause: str = column("Why the case was needed, where known.", nullable=True, isin=ROOT_CAUSES)
    region: str = column("Region the requester works in.", nullable=True)
    tags: pl.List(pl.String) = column("Labels put on the case.", nullable=True)
    is_created_privately: bool = column(
        "True where our side opened the case with an internal note, so that the customer had not yet asked."
    )
    opened_at: UtcTime = column("When the case was created.")
    updated_at: UtcTime = column("When the source last changed this row.")


@contract(
    "support",
    "requesters",
    key=["requester_id"],
    newest_by="updated_at",
    event_time="updated_at",
    freshness_hours=None,
    owner="support-operations",
)
class Requesters(Contract):
    """One person who opens cases: how to reach them and what they may see."""

    requester_id: str = column("Identifier of the requester.")
    tenant_id: str = column("Tenant the requester works for.", references="platform.tenants.id")
    customer_id: str = column("Customer profile of the same person.", nullable=True, references="platform.customers.id")
    name: str = column("Full name.", nullable=True, pii="name")
    email: str = column("Address for replies.", nullable=True, pii="email")
    role: str = column("Role within the tenant, such as Admin or Developer.", nullable=True)
    channel: str = column("Channel the requester prefers.", nullable=True, isin=CHANNELS)
    authentication_method: str = column(
        "How the requester proves who they are, such as sso or password.", nullable=True
    )
    permissions: pl.List(pl.String) = column("Resources the requester may view.", nullable=True)
    created_at: UtcTime = column("When the requester was first seen.")
    updated_at: UtcTime = column("When the source last changed this row.")


@contract(
    "support",
    "case_attachments",
    key=["attachment_id"],
    newest_by="uploaded_at",
    event_time="uploaded_at",
    freshness_hours=None,
    owner="support-operations",
    retention_days=730,
)
class CaseAttachments(Contract):
    """One file attached to a case: evidence, logs, a screenshot or a configuration snapshot."""

    attachment_id: str = column("Identifier of the attachment.")
    case_id: str = column("Case it is attached to.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    interaction_id: str = column(
        "Message it came with, where there was one.",
        nullable=True,
        references="support.case_interactions.interaction_id",
    )
    uploaded_by: str = column("Who attached it: a user or a requester.", nullable=True)
    file_name: str = column("Name of the file.", pii="free_text")
    content_type: str = column("Media type, such as text/plain.")
    kind: str = column("What it serves for.", isin=("evidence", "log", "screenshot", "config"))
    size_bytes: int = column("Size in bytes.", ge=0, unit="bytes")
    uploaded_at: UtcTime = column("When it was attached.")


@contract(
    "support",
    "case_products",
    key=["case_id", "product_id"],
    newest_by="linked_at",
    freshness_hours=None,
    owner="support-operations",
)
class CaseProducts(Contract):
    """One link between a case and a product of the catalogue that it is about."""

    case_id: str = column("Case.", references="support.cases.case_id")
    product_id: str = column("Product that the case is about.", references="platform.products.id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    linked_at: UtcTime = column("When they were linked.")
