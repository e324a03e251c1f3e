"""What agents work by: runbooks, macros, and where a macro was used."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("support", "runbooks", key=["runbook_id"], newest_by="updated_at", freshness_hours=None, owner="reliability")
class Runbooks(Contract):
    """One runbook: the steps to diagnose or mend a known trouble."""

    runbook_id: str = column("Identifier of the runbook.")
    title: str = column("What it is for.")
    component: str = column("Component it is about.", nullable=True)
    owner_team: str = column("Team that keeps it right.", nullable=True)
    steps: pl.List(pl.String) = column("Steps, in order.", nullable=True)
    is_active: bool = column("False once it is retired.")
    updated_at: UtcTime = column("When the source last changed this row.")


@contract(
    "support", "macros", key=["macro_id"], newest_by="updated_at", freshness_hours=None, owner="support-operations"
)
class Macros(Contract):
    """One canned reply, with the runbook and the self-serve page it points to."""

    macro_id: str = column("Identifier of the macro.")
    runbook_id: str = column("Runbook it belongs to.", nullable=True, references="support.runbooks.runbook_id")
    title: str = column("What it answers.")
    category: str = column("Kind of trouble, such as authentication or billing.")
    body: str = column("Text of the reply.", nullable=True)
    self_serve_url: str = column("Page where a customer could have found the answer.", nullable=True)
    is_active: bool = column("False once it is retired.")
    updated_at: UtcTime = column("When the source last changed this row.")


@contract(
    "support",
    "case_macro_uses",
    key=["macro_use_id"],
    newest_by="used_at",
    event_time="used_at",
    freshness_hours=None,
    owner="support-operations",
)
class CaseMacroUses(Contract):
    """One use of a macro on a case."""

    macro_use_id: str = column("Identifier of the use.")
    case_id: str = column("Case it was used on.", references="support.cases.case_id")
    tenant_id: str = column("Tenant that the case belongs to.", references="platform.tenants.id")
    macro_id: str = column("Macro that was used.", references="support.macros.macro_id")
    interaction_id: str = column(
        "Message it made.", nullable=True, references="support.case_interactions.interaction_id"
    )
    used_by: str = column("Agent who used it.", nullable=True, references="platform.users.id")
    used_at: UtcTime = column("When it was used.")
