"""Tickets and what happens to them."""

from data_contracts.contract import Contract, UtcTime, column, contract

SYNCED = "When Fivetran last wrote the row; the newest one wins."


@contract(
    "zendesk_fivetran",
    "ticket",
    key=["id"],
    newest_by="_fivetran_synced",
    event_time="updated_at",
    owner="support-operations",
)
class Ticket(Contract):
    """One ticket as it stands today; what happened to it is in its field history and comments."""

    id: int = column("Number of the ticket.")
    organization_id: int = column("Organization of the requester; the tenant of the case.", nullable=True)
    requester_id: int = column("User who asks.", nullable=True)
    submitter_id: int = column(
        "User who wrote the ticket down; an agent, where on the requester's behalf.", nullable=True
    )
    assignee_id: int = column("Agent who holds the ticket.", nullable=True)
    group_id: int = column("Group that holds the ticket.", nullable=True)
    brand_id: int = column("Brand it was sent to.", nullable=True)
    subject: str = column("What it is about.", nullable=True, pii="free_text")
    status: str = column("Status today, in Zendesk's words.", nullable=True)
    priority: str = column("Priority today, in Zendesk's words.", nullable=True)
    type: str = column("problem, incident, question or task.", nullable=True)
    via_channel: str = column("Where it came in, in Zendesk's words.", nullable=True)
    merged_ticket_ids: str = column("JSON list of the tickets that were merged into this one.", nullable=True)
    created_at: UtcTime = column("When it was created.")
    updated_at: UtcTime = column("When it last changed.", nullable=True)
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "ticket_field_history",
    key=["field_name", "ticket_id", "updated"],
    newest_by="_fivetran_synced",
    event_time="updated",
    freshness_hours=None,
    owner="support-operations",
)
class TicketFieldHistory(Contract):
    """One value given to one field of a ticket: its status, priority, assignee, or an SLA target from Zendesk."""

    field_name: str = column("The field: status, priority, assignee_id, group_id, first_reply_time, ...")
    ticket_id: int = column("Ticket it is of.", references="zendesk_fivetran.ticket.id")
    user_id: int = column("Who changed it; empty for a trigger or automation.", nullable=True)
    value: str = column(
        "The new value as text; SLA targets are JSON, and empty where one was taken away.", nullable=True
    )
    updated: UtcTime = column("When the value was given.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "ticket_comment",
    key=["id"],
    newest_by="_fivetran_synced",
    event_time="created",
    freshness_hours=None,
    owner="support-operations",
)
class TicketComment(Contract):
    """One comment: public for the requester to see, or private among agents. Its text is not read."""

    id: int = column("Number of the comment; it orders comments of the same second.")
    ticket_id: int = column("Ticket it is on.", references="zendesk_fivetran.ticket.id")
    user_id: int = column("Who wrote it.", nullable=True, references="zendesk_fivetran.user.id")
    public: bool = column("True where the requester can see it.")
    created: UtcTime = column("When it was written.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "ticket_tag",
    key=["ticket_id", "tag"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class TicketTag(Contract):
    """One label on a ticket today."""

    ticket_id: int = column("Ticket it is on.", references="zendesk_fivetran.ticket.id")
    tag: str = column("The label.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "ticket_schedule",
    key=["ticket_id", "created_at"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class TicketSchedule(Contract):
    """One schedule given to a ticket; it holds until the next one."""

    ticket_id: int = column("Ticket it was given to.", references="zendesk_fivetran.ticket.id")
    schedule_id: int = column("The schedule.")
    created_at: UtcTime = column("From when on it holds.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")


@contract(
    "zendesk_fivetran",
    "ticket_sla_policy",
    key=["ticket_id", "sla_policy_id", "policy_applied_at"],
    newest_by="_fivetran_synced",
    owner="support-operations",
    freshness_hours=None,
)
class TicketSlaPolicy(Contract):
    """One SLA policy that Zendesk applied to a ticket; it holds until the next one."""

    ticket_id: int = column("Ticket it was applied to.", references="zendesk_fivetran.ticket.id")
    sla_policy_id: int = column("The policy.")
    policy_applied_at: UtcTime = column("From when on it holds.")
    fivetran_synced: UtcTime = column(SYNCED, nullable=True, alias="_fivetran_synced")
