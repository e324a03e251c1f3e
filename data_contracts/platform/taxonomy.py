"""The tree of topics, other words for them, and which texts are about which."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract(
    "platform", "taxonomy_topics", key=["id"], newest_by="updated_at", freshness_hours=None, owner="voice-of-customer"
)
class TaxonomyTopics(Contract):
    """One topic, with the one above it."""

    id: str = column("Identifier of the topic.")
    label: str = column("What it is called.")
    parent_id: str = column(
        "Topic above it; empty at the top.", nullable=True, references="platform.taxonomy_topics.id"
    )
    weight: float = column("How much it counts beside others; 1 is normal.", ge=0)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "topic_aliases", key=["topic_id", "alias"], freshness_hours=None, owner="voice-of-customer")
class TopicAliases(Contract):
    """One other word or phrase for a topic."""

    topic_id: str = column("Topic.", references="platform.taxonomy_topics.id")
    alias: str = column("The word or phrase, as it stands in texts.")


@contract(
    "platform", "topic_assignments", key=["topic_id", "entity_id"], freshness_hours=None, owner="voice-of-customer"
)
class TopicAssignments(Contract):
    """One text that the platform holds to be about a topic."""

    topic_id: str = column("Topic.", references="platform.taxonomy_topics.id")
    entity_id: str = column("Event, or answer, whose text it is.")
    score: float = column("How sure the platform is, from 0 to 1.", ge=0, le=1)
    assigned_at: UtcTime = column("When it was assigned.")
