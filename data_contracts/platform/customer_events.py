"""What customers said and did, from wherever it was heard: the stream that all analysis of their experience reads."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract(
    "platform", "customer_events", key=["id"], newest_by="updated_at", freshness_hours=None, retention_days=1095,
    owner="voice-of-customer",
)  # fmt: skip
class CustomerEvents(Contract):
    """One thing a customer said or did: a ticket, a survey answer, a chat, a review, a mention."""

    id: str = column("Identifier of the event.")
    tenant_id: str = column("Tenant whose customer it is.", references="platform.tenants.id")
    event_type: str = column("What it is, such as survey_response or app_store_review.", str_matches=r"^[a-z0-9_]+$")
    sentiment_score: float = column("Tone from -1 (bad) to 1 (good), where one was given.", nullable=True, ge=-1, le=1)
    summary: str = column("The event in words.", nullable=True, pii="free_text")
    customer_id: str = column("Customer, where known.", nullable=True, references="platform.customers.id")
    channel: str = column("How it came, such as email, chat or web.", nullable=True)
    case_id: str = column("Case that it belongs to, where it does.", nullable=True, references="support.cases.case_id")
    product_id: str = column("Product that it is about, where one is named.", nullable=True)
    survey_id: str = column("Survey that it answers, where it does.", nullable=True, references="platform.surveys.id")
    response_id: str = column("Answer to a survey that it stands for, where it does.", nullable=True)
    csat_score: int = column("Satisfaction from 1 (bad) to 5 (good), where one was given.", nullable=True, ge=1, le=5)
    occurred_at: UtcTime = column("When it happened.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
