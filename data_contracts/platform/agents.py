"""What agents do by themselves: reflexes that fire, actions they take, steps they suggest, and what comes of it."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, Money, UtcTime, column, contract

ACTION_STATUSES = ("queued", "running", "success", "failed", "cancelled")


@contract("platform", "reflexes", key=["id"], newest_by="updated_at", freshness_hours=None, owner="agent-operations")
class Reflexes(Contract):
    """One reflex: a condition that is watched, and what is done at once when it holds."""

    id: str = column("Identifier of the reflex.")
    name: str = column("What the reflex is called.")
    type: str = column("Sort of reflex, such as Event, Threshold or Policy.")
    trigger_condition: str = column("Condition it watches: a signal, an operator and a threshold, as text.")
    action_plan: str = column("What it does when it fires, as text.")
    is_enabled: bool = column("False while it is switched off; on where empty.", nullable=True)
    active_from: UtcTime = column(
        "From when on it watches this very condition; as far back as its log reaches where empty.", nullable=True
    )
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "reflex_logs", event_time="fired_at", freshness_hours=48, retention_days=400, owner="agent-operations"
)
class ReflexLogs(Contract):
    """One time that a reflex fired: for what, and how it went."""

    reflex_id: str = column("Reflex that fired.", references="platform.reflexes.id")
    entity_id: str = column("What it fired for: a message, a customer, a tenant, or global for everything.")
    outcome: str = column("How it went.", isin=("success", "alerted", "rejected", "failed"))
    execution_time_ms: float = column("How long it took, in milliseconds.", nullable=True, ge=0, unit="ms")
    tenant_id: str = column(
        "Tenant that it concerns; empty for all of them.", nullable=True, references="platform.tenants.id"
    )
    fired_at: UtcTime = column("When it fired.", nullable=True)


@contract("platform", "playbooks", key=["id"], newest_by="updated_at", freshness_hours=None, owner="agent-operations")
class Playbooks(Contract):
    """One playbook: the steps that agents follow in a situation of one sort."""

    id: str = column("Identifier of the playbook.")
    title: str = column("Situation it is for.")
    steps: pl.List(pl.String) = column("Names of its steps, in order.", called="steps_json")
    category: str = column("Sort of situation, such as Infra or Security.")
    status: str = column("Whether agents may follow it.", isin=("draft", "ready", "active", "retired"))
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "action_logs", key=["id"], newest_by="updated_at", event_time="started_at", freshness_hours=48,
    retention_days=400, owner="agent-operations",
)  # fmt: skip
class ActionLogs(Contract):
    """One action of an agent: what it did to what, how it ended, what it cost, and who allowed it."""

    id: str = column("Identifier of the action.")
    agent_id: str = column("Agent that took it.")
    action_type: str = column("What was done, such as SUMMARIZE_VOC.")
    status: str = column("Where it stands.", isin=ACTION_STATUSES)
    duration_seconds: float = column(
        "How long it took, in seconds; empty until it ended.", nullable=True, ge=0, unit="seconds",
        called="duration", read_as="seconds",
    )  # fmt: skip
    tenant_id: str = column(
        "Tenant that it was done for; empty where it was for nobody in particular.",
        nullable=True,
        references="platform.tenants.id",
    )
    acting_role: str = column("Role that the agent acted in, as access rules name it.", nullable=True)
    target_entity: str = column("Sort of thing it was done to, as access rules name it.", nullable=True)
    target_action: str = column("What was done to that, as access rules name it.", nullable=True)
    playbook_id: str = column("Playbook that it is a step of.", nullable=True, references="platform.playbooks.id")
    playbook_run_id: str = column("Which time that playbook was followed.", nullable=True)
    playbook_step: str = column("Step of the playbook.", nullable=True)
    incident_id: str = column(
        "Incident that it was done for.", nullable=True, references="support.incidents.incident_id"
    )
    spend_usd: Money = column("What the action itself cost, in US dollars.", nullable=True, ge=0, unit="usd")
    amount_usd: Money = column("Amount that it moved, such as a refund, in US dollars.", nullable=True, unit="usd")
    approved_by: str = column(
        "Person who allowed it, where somebody did.", nullable=True, references="platform.users.id"
    )
    output_text: str = column("What the agent wrote, where it wrote something.", nullable=True, pii="free_text")
    requested_at: UtcTime = column("When somebody asked for it; empty where nobody did.", nullable=True)
    started_at: UtcTime = column("When it began.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)

    @pa.dataframe_check(name="an action does not begin before it is asked for")
    def begins_after_request(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("started_at") >= pl.col("requested_at")).fill_null(True))


@contract(
    "platform", "unified_action_logs", key=["id"], newest_by="updated_at", freshness_hours=None, retention_days=400,
    owner="agent-operations",
)  # fmt: skip
class UnifiedActionLogs(Contract):
    """One action as the platform's joint log has it, which is meant to hold every action of every agent."""

    id: str = column("Identifier of the action, the same as in action_logs.")
    agent_id: str = column("Agent that took it.")
    action_type: str = column("What was done.")
    status: str = column("Where it stands.", isin=ACTION_STATUSES)
    duration_seconds: float = column(
        "How long it took, in seconds; empty until it ended.", nullable=True, ge=0, unit="seconds",
        called="duration", read_as="seconds",
    )  # fmt: skip
    tenant_id: str = column("Tenant that it was done for.", nullable=True, references="platform.tenants.id")
    started_at: UtcTime = column("When it began.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "next_best_actions", key=["entity_id", "suggestion"], newest_by="updated_at", freshness_hours=None,
    owner="agent-operations",
)  # fmt: skip
class NextBestActions(Contract):
    """One step suggested to our people for a customer, a deal or a case, and whether they took it up."""

    entity_id: str = column("What it is suggested for.")
    suggestion: str = column("What is suggested.")
    confidence: float = column("How sure the model is that it is right, from 0 to 1.", ge=0, le=1)
    impact: str = column("How much it would matter, by the model.", isin=("low", "medium", "high", "critical"))
    tenant_id: str = column("Tenant that it concerns.", nullable=True, references="platform.tenants.id")
    decision: str = column(
        "What became of it; empty where the source does not say.", nullable=True,
        isin=("open", "accepted", "rejected"),
    )  # fmt: skip
    suggested_at: UtcTime = column("When it was suggested.", nullable=True)
    decided_at: UtcTime = column("When it was accepted or rejected; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)

    @pa.dataframe_check(name="what is accepted or rejected has a time of decision, and nothing else has")
    def decided_has_a_time(cls, data) -> pl.LazyFrame:
        is_decided = pl.col("decision").is_in(["accepted", "rejected"]).fill_null(False)
        return data.lazyframe.select(is_decided == pl.col("decided_at").is_not_null())


@contract("platform", "outcome_ledger", freshness_hours=None, owner="agent-operations")
class OutcomeLedger(Contract):
    """One claim of what automation brought, in money and hours, and whether anybody has verified it."""

    revenue_impact_usd: Money = column(
        "Revenue that is claimed, in US dollars; negative for a loss.", unit="usd", called="revenue_impact"
    )
    operational_hours_saved: float = column(
        "Hours of work that are claimed to be saved.", unit="hours", called="operational_hrs_saved"
    )
    verification_status: str = column("Whether it was verified.", isin=("Verified", "Pending", "Disputed"))
    user_id: str = column(
        "Person who verified or disputed it; empty until then.", nullable=True, references="platform.users.id"
    )
    id: str = column("Identifier of the claim, where the source gives one.", nullable=True)
    tenant_id: str = column("Tenant that it concerns.", nullable=True, references="platform.tenants.id")
    action_id: str = column(
        "Action that is to have brought it, where one is named.", nullable=True, references="platform.action_logs.id"
    )
    claimed_at: UtcTime = column("When it was claimed.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
