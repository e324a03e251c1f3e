"""Groups of tables that a source can offer whole, from files or from a database: the contracts of one subject."""

from __future__ import annotations

from dataclasses import dataclass

from data_contracts import Contract, all_contracts
from data_contracts.vocabulary import EVENT_KINDS


@dataclass(frozen=True)
class TableGroup:
    """The tables of one source of contracts, and what a source of this type is.

    name: the contracts' source, which is the type of a configured source too.
    required: tables without which nothing can be made of the rest; the others may be absent.
    configured: tables that come from the settings and not from the files or the database.
    carries: kinds of case event that the tables can hold (see SourceFacts).
    """

    name: str
    description: str
    required: tuple[str, ...]
    carries: tuple[str, ...]
    configured: tuple[str, ...] = ()

    def contracts(self) -> tuple[type[Contract], ...]:
        """The contracts of the tables that files or a database may hold."""
        return tuple(
            c for c in all_contracts() if c.facts().source == self.name and c.facts().table not in self.configured
        )


TABLE_GROUPS = {
    group.name: group
    for group in (
        TableGroup(
            "zendesk_fivetran",
            "Zendesk tickets, as Fivetran lands them.",
            required=("ticket", "ticket_field_history", "ticket_comment", "user"),
            carries=tuple(
                k for k in EVENT_KINDS if k not in ("escalated", "de_escalated", "automation_step", "state_repeated")
            ),
            configured=("custom_status",),
        ),
        TableGroup(
            "support",
            "Support cases in the tables of the case model.",
            required=("cases", "case_state_transitions"),
            carries=tuple(kind for kind in EVENT_KINDS if kind != "state_repeated"),
        ),
        TableGroup("platform", "The voice-of-customer platform's own tables.", required=("tenants",), carries=()),
    )
}
"""By the name that `type = ` and `loompin import --as` know them by."""
