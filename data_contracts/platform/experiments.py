"""A/B tests, and what each user of a test did."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "ab_tests", key=["id"], newest_by="updated_at", freshness_hours=None, owner="product-management")
class AbTests(Contract):
    """One test of two variants: how users were to be split, and who is said to have won."""

    id: str = column("Identifier of the test.")
    name: str = column("What is tested.")
    variant_a_pct: float = column("Part of the users that variant A was to get, in per cent.", gt=0, lt=100)
    status: str = column("Where it stands.", isin=("Active", "In-Progress", "Completed", "Failed"))
    winner: str = column("Variant that is said to have won; empty where none is.", nullable=True)
    variant_a_name: str = column("What variant A is called.", nullable=True)
    variant_b_name: str = column("What variant B is called.", nullable=True)
    started_at: UtcTime = column("When it began.", nullable=True)
    ended_at: UtcTime = column("When it ended; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "ab_events", key=["id"], freshness_hours=None, retention_days=800, owner="product-management")
class AbEvents(Contract):
    """One thing a user of a test did: was shown a variant, or converted."""

    id: str = column("Identifier of the event.")
    test_id: str = column("Test.", references="platform.ab_tests.id")
    user_id: str = column("Who it was, as the test calls its users.")
    variant: str = column("Variant the user was shown.", isin=("A", "B"))
    event_type: str = column("What happened.", isin=("exposure", "conversion"))
    occurred_at: UtcTime = column("When it happened.")
