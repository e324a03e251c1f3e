"""What the platform holds to move satisfaction, now and over time; the same is computed from events and cases."""

import polars as pl

from data_contracts.contract import Contract, column, contract


@contract("platform", "experience_drivers", key=["id"], freshness_hours=None, owner="voice-of-customer")
class ExperienceDrivers(Contract):
    """One topic that is said to move satisfaction."""

    id: str = column("Identifier of the driver.")
    topic: str = column("Topic, in the platform's words.")
    impact_score: float = column("How much it is said to move it; negative is for the worse.")
    sentiment: str = column("Tone that goes with it.", isin=("positive", "neutral", "negative"))
    category: str = column("Part of the business, such as Ops or Product.")
    topic_id: str = column(
        "The topic in the taxonomy, where there is one.", nullable=True, references="platform.taxonomy_topics.id"
    )


@contract(
    "platform", "driver_history", key=["driver_id", "week_start"], freshness_hours=None, owner="voice-of-customer"
)
class DriverHistory(Contract):
    """The impact that a driver was said to have in one week."""

    driver_id: str = column("Driver.", references="platform.experience_drivers.id")
    week_start: pl.Date = column("Monday of the week.")
    impact_score: float = column("How much it was said to move satisfaction; negative is for the worse.")
