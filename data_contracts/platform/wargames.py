"""Planning games that agents play with each other: what about, round by round, and how they ended."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract(
    "platform", "wargame_simulations", key=["id"], newest_by="updated_at", freshness_hours=None,
    owner="agent-operations",
)  # fmt: skip
class WargameSimulations(Contract):
    """One game: what it is about, how long the platform says it was, and what was decided."""

    id: str = column("Identifier of the game.")
    topic: str = column("What is played through.")
    status: str = column("Where it stands.", isin=("running", "concluded", "abandoned"))
    planned_round_count: int = column("Rounds that it was to have.", nullable=True, ge=1)
    round_count: int = column("Rounds it had, as the platform reports it.", nullable=True, ge=0)
    message_count: int = column("Messages it had, as the platform reports it.", nullable=True, ge=0)
    decision: str = column("What was decided; empty until it is concluded.", nullable=True)
    tenant_id: str = column(
        "Tenant that it is played for; empty for the company itself.", nullable=True, references="platform.tenants.id"
    )
    started_at: UtcTime = column("When it began.", nullable=True)
    concluded_at: UtcTime = column("When it was concluded; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "wargame_messages", freshness_hours=None, retention_days=400, owner="agent-operations")
class WargameMessages(Contract):
    """One message of an agent in a game."""

    simulation_id: str = column("Game that it belongs to.", references="platform.wargame_simulations.id")
    agent_sender: str = column("Agent that sent it.")
    message_context: str = column("What it says.", pii="free_text")
    round_index: int = column("Round of the game, from 1 on.", ge=1)
    sent_at: UtcTime = column("When it was sent.", nullable=True)
