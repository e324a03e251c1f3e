"""Digital twins: what the platform believes of a customer, an article or a node, from moment to moment."""

from data_contracts.contract import Contract, UtcTime, column, contract
from data_contracts.platform.knowledge import JSON_OBJECT


@contract("platform", "twin_history", freshness_hours=None, owner="data-science")
class TwinHistory(Contract):
    """The state of one twin at one moment, and what made the platform write it down."""

    twin_id: str = column("Identifier of the twin: tw_, what it is a twin of (cust, prod, node), and that one's own.")
    state_snapshot: str = column("What holds of it, as a JSON object of names and values.", str_matches=JSON_OBJECT)
    event_trigger: str = column("Why it was written down, such as CHURN_ALRT.")
    confidence: float = column("How sure the platform is, from 0 to 1.", ge=0, le=1)
    recorded_at: UtcTime = column("The moment.", nullable=True)
