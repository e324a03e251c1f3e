"""Surveys: what is asked, what the answers sound like, and what the platform says of them."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract

TRENDS = ("worsening", "stable", "improving")


@contract("platform", "surveys", key=["id"], newest_by="updated_at", freshness_hours=None, owner="voice-of-customer")
class Surveys(Contract):
    """One survey of a tenant."""

    id: str = column("Identifier of the survey.")
    tenant_id: str = column("Tenant that asks.", references="platform.tenants.id")
    title: str = column("What it is called.")
    status: str = column("Where it stands.", isin=("draft", "active", "paused", "closed"))
    sent_count: int = column("Invitations sent so far.", nullable=True, ge=0)
    created_at: UtcTime = column("When it was made.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "survey_topics", key=["survey_id", "topic_id"], freshness_hours=None, owner="voice-of-customer")
class SurveyTopics(Contract):
    """One topic that a survey asks about."""

    survey_id: str = column("Survey.", references="platform.surveys.id")
    topic_id: str = column("Topic.", references="platform.taxonomy_topics.id")


@contract("platform", "survey_sentiment", key=["response_id"], freshness_hours=None, owner="voice-of-customer")
class SurveySentiment(Contract):
    """How one answer to a survey sounds: its tone, and three feelings in it."""

    response_id: str = column("Answer to a survey.")
    overall_score: float = column("Tone from -1 (bad) to 1 (good).", ge=-1, le=1)
    joy: float = column("Joy in it, from 0 to 1.", ge=0, le=1)
    anger: float = column("Anger in it, from 0 to 1.", ge=0, le=1)
    fear: float = column("Fear in it, from 0 to 1.", ge=0, le=1)
    survey_id: str = column("Survey that was answered.", nullable=True, references="platform.surveys.id")
    customer_id: str = column("Customer who answered.", nullable=True, references="platform.customers.id")
    answered_at: UtcTime = column("When it was answered.", nullable=True)


@contract(
    "platform", "survey_response_trends", key=["survey_id", "response_date"], freshness_hours=None,
    owner="voice-of-customer",
)  # fmt: skip
class SurveyResponseTrends(Contract):
    """What the platform reports of the answers to one survey on one day."""

    survey_id: str = column("Survey.", references="platform.surveys.id")
    response_date: pl.Date = column("Day, in UTC.", called="date")
    total_responses: int = column("Answers on that day, as reported.", ge=0)
    avg_sentiment: float = column("Their mean tone, as reported, from -1 to 1.", nullable=True, ge=-1, le=1)


@contract("platform", "survey_drivers", freshness_hours=None, owner="voice-of-customer")
class SurveyDrivers(Contract):
    """One topic that is said to move the tone of answers."""

    topic: str = column("Topic, in the platform's words.")
    impact_score: float = column("How much it is said to move them; negative is for the worse.")
    trend: str = column("Where it is said to be heading.", isin=TRENDS)
    category: str = column("Part of the business, such as Logistics.")
    survey_id: str = column(
        "Survey it is about; empty for all of them.", nullable=True, references="platform.surveys.id"
    )
