"""Groups of customers: how each is defined, who changed that and why, how large it is said to be and how it feels."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "segments", key=["id"], newest_by="updated_at", freshness_hours=None, owner="customer-experience")
class Segments(Contract):
    """One group of customers."""

    id: str = column("Identifier of the segment.")
    name: str = column("What it is called.")
    size: int = column("Customers in it, as reported.", ge=0)
    primary_trait: str = column("What is said to mark them most.")
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "segment_versions", key=["segment_id", "version"], freshness_hours=None, owner="customer-experience"
)
class SegmentVersions(Contract):
    """One definition of a segment, from when it held until the next."""

    segment_id: str = column("Segment.", references="platform.segments.id")
    version: int = column("Number of the version, from 1 on.", ge=1)
    changed_by: str = column("Who made it.")
    change_reason: str = column("Why.", nullable=True)
    definition: str = column(
        'The rule, such as plan = "Enterprise" and health_score < 40; empty where none is told.', nullable=True
    )
    valid_from: UtcTime = column("When it came into force; empty for the first.", nullable=True)


@contract(
    "platform",
    "segment_perception",
    key=["segment_id", "measured_on"],
    freshness_hours=None,
    owner="customer-experience",
)
class SegmentPerception(Contract):
    """How a segment is said to feel, as the platform measured it on one day."""

    segment_id: str = column("Segment.", references="platform.segments.id")
    measured_on: pl.Date = column("Day of the measurement.")
    joy: float = column("Mean joy in answers, from 0 to 1.", ge=0, le=1)
    anger: float = column("Mean anger, from 0 to 1.", ge=0, le=1)
    fear: float = column("Mean fear, from 0 to 1.", ge=0, le=1)
    sentiment_score: float = column("Mean tone, from -1 to 1.", ge=-1, le=1)
