"""Paths that customers are meant to take, and how many are said to have taken them."""

import polars as pl

from data_contracts.contract import Contract, column, contract


@contract("platform", "journeys", key=["id"], freshness_hours=None, owner="customer-experience")
class Journeys(Contract):
    """One path: its steps, and how many are said to reach the end."""

    id: str = column("Identifier of the journey.")
    name: str = column("What it is called.")
    steps_count: int = column("Steps, as reported.", ge=1)
    success_rate: float = column("Share that is said to reach the end, from 0 to 1.", ge=0, le=1)
    steps: pl.List(pl.String) = column(
        "The steps in order: kinds of customer event, or states of a case.", nullable=True
    )


@contract("platform", "journey_flows", key=["id"], freshness_hours=None, owner="customer-experience")
class JourneyFlows(Contract):
    """One drawing of how customers move, with the number of those in it."""

    id: str = column("Identifier of the flow.")
    name: str = column("What it is called.")
    total_volume: int = column("Customers in it, as reported.", ge=0)
    status: str = column("Where it stands.", isin=("draft", "active", "archived"))
    journey_id: str = column(
        "Journey that it draws, where it draws one.", nullable=True, references="platform.journeys.id"
    )
