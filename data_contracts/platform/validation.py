"""Rules that a tenant sets for the rows that come in."""

from data_contracts.contract import Contract, column, contract


@contract("platform", "validation_rules", freshness_hours=None, owner="data-engineering", allowed_reject_share=0.99)
class ValidationRules(Contract):
    """One rule that rows of an entity keep on their way in. One that makes no sense is reported, not used."""

    entity_type: str = column("Kind of record the rule is about, such as customer, or the name of a table.")
    field_name: str = column("Column that it looks at.")
    rule_type: str = column("What it demands: regex, not_null, range, unique or positive.")
    params: str = column("What the demand needs to know, as JSON; of a regex also the pattern itself.", nullable=True)
    tenant_id: str = column(
        "Tenant whose rows it is for; empty for the rows of all.", nullable=True, references="platform.tenants.id"
    )
    is_active: bool = column("False where it is switched off; empty counts as on.", nullable=True)
