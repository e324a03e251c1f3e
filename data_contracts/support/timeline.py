"""What happens to a case: state, priority, assignment, messages. These rows are facts and never change."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.vocabulary import ACTOR_KINDS, CHANNELS, PRIORITIES, STATES


@contract(
    "support",
    "case_state_transitions",
    key=["transition_id"],
    newest_by="occurred_at",
    event_time="occurred_at",
    owner="support-operations",
)
class CaseStateTransitions(Contract):
    """One move of a case between states, or its deletion, recovery or merging into another case."""

    transition_id: str = column("Identifier of the move.")
    case_id: str = column("Case that moved.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    actor_id: str = column("Who moved it, where known.", nullable=True)
    kind: str = column("What happened.", isin=("state_changed", "deleted", "recovered", "merged"))
    from_state: str = column("State before, as the source saw it.", nullable=True, isin=STATES)
    to_state: str = column("State after; empty for deleted, recovered and merged.", nullable=True, isin=STATES)
    actor_kind: str = column("What sort of actor moved it.", isin=ACTOR_KINDS)
    reason: str = column("Why, in the actor's words.", nullable=True, pii="free_text")
    source_order: int = column("Place among events of the same second, where the source keeps one.", nullable=True)
    occurred_at: UtcTime = column("When it happened.")

    @pa.dataframe_check(name="a state change names the state after")
    def names_state_after(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("kind") != "state_changed") | pl.col("to_state").is_not_null())


@contract(
    "support",
    "case_priority_changes",
    key=["priority_change_id"],
    newest_by="occurred_at",
    event_time="occurred_at",
    freshness_hours=None,
    owner="support-operations",
)
class CasePriorityChanges(Contract):
    """One priority given to a case; the first one has no priority before it."""

    priority_change_id: str = column("Identifier of the change.")
    case_id: str = column("Case whose priority changed.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    actor_id: str = column("Who changed it, where known.", nullable=True)
    from_priority: str = column("Priority before; empty for the first one.", nullable=True, isin=PRIORITIES)
    to_priority: str = column("Priority after.", isin=PRIORITIES)
    actor_kind: str = column("What sort of actor changed it.", isin=ACTOR_KINDS)
    reason: str = column("Why, in the actor's words.", nullable=True, pii="free_text")
    occurred_at: UtcTime = column("When it happened.")


@contract(
    "support",
    "case_assignments",
    key=["assignment_id"],
    newest_by="assigned_at",
    event_time="assigned_at",
    owner="support-operations",
)
class CaseAssignments(Contract):
    """One assignment of a case to a team, a person, or both."""

    assignment_id: str = column("Identifier of the assignment.")
    case_id: str = column("Case that was assigned.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    assignee_id: str = column(
        "Agent it was assigned to; empty for a team only.", nullable=True, references="platform.users.id"
    )
    actor_id: str = column("Who assigned it, where known.", nullable=True)
    group_name: str = column("Team it was assigned to.", nullable=True)
    actor_kind: str = column("What sort of actor assigned it.", isin=ACTOR_KINDS)
    assigned_at: UtcTime = column("When it was assigned.")


@contract(
    "support",
    "case_interactions",
    key=["interaction_id"],
    newest_by="occurred_at",
    event_time="occurred_at",
    owner="support-operations",
)
class CaseInteractions(Contract):
    """One message, note or automated step on a case. Only what an agent sends publicly is a reply."""

    interaction_id: str = column("Identifier of the interaction.")
    case_id: str = column("Case it belongs to.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    author_id: str = column("Who wrote it: a user or a requester.", nullable=True)
    kind: str = column("What it is.", isin=("message", "note", "action", "confirmation", "automation_step"))
    author_kind: str = column("What the author was at that time.", isin=ACTOR_KINDS)
    channel: str = column("Where it was sent.", nullable=True, isin=CHANNELS)
    body: str = column("What was written.", nullable=True, pii="free_text")
    sentiment_score: float = column("Tone from -1 (bad) to 1 (good), where scored.", nullable=True, ge=-1, le=1)
    handling_seconds: int = column("Time an agent spent on it, in seconds.", nullable=True, ge=0, unit="seconds")
    is_public: bool = column("True where the customer can read it.")
    occurred_at: UtcTime = column("When it was sent.")


@contract(
    "support",
    "satisfaction_surveys",
    key=["survey_response_id"],
    newest_by="updated_at",
    event_time="updated_at",
    freshness_hours=48,
    owner="customer-experience",
)
class SatisfactionSurveys(Contract):
    """One survey sent after a case, answered or not."""

    survey_response_id: str = column("Identifier of the survey sent.")
    case_id: str = column("Case it asks about.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    customer_id: str = column("Customer who was asked.", nullable=True, references="platform.customers.id")
    channel: str = column("Where it was sent.", nullable=True, isin=CHANNELS)
    comment: str = column("What the customer added.", nullable=True, pii="free_text")
    score: int = column("Satisfaction from 1 (bad) to 5 (good); empty until answered.", nullable=True, ge=1, le=5)
    sent_at: UtcTime = column("When it was sent.")
    answered_at: UtcTime = column("When it was answered; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.")

    @pa.dataframe_check(name="an answered survey has a score, an unanswered one has none")
    def score_comes_with_answer(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("score").is_null() == pl.col("answered_at").is_null())

    @pa.dataframe_check(name="answered_at is not before sent_at")
    def answered_after_sent(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("answered_at").is_null() | (pl.col("answered_at") >= pl.col("sent_at")))
