"""Answers to the question how likely a customer is to recommend."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "nps_events", key=["id"], newest_by="updated_at", freshness_hours=None, owner="voice-of-customer")
class NpsEvents(Contract):
    """One customer who was asked how likely they are to recommend, and the answer."""

    id: str = column("Identifier of the question that was put.")
    customer_id: str = column("Customer who was asked.", references="platform.customers.id")
    score: int = column("Answer from 0 (never) to 10 (certainly); empty until given.", nullable=True, ge=0, le=10)
    status: str = column("Where it stands; only a submitted answer counts.", isin=("pending", "submitted", "expired"))
    channel: str = column("Where it was asked, such as email or in-app.")
    tenant_id: str = column("Tenant of the customer.", nullable=True, references="platform.tenants.id")
    survey_id: str = column("Survey that asked, where one did.", nullable=True, references="platform.surveys.id")
    comment: str = column("What the customer added.", nullable=True, pii="free_text")
    asked_at: UtcTime = column("When it was asked.", nullable=True)
    answered_at: UtcTime = column("When it was answered; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
