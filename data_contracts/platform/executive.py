"""The scores that the executive view shows, one per area, with a sentence each."""

import polars as pl

from data_contracts.contract import Contract, column, contract


@contract("platform", "executive_config", freshness_hours=None, owner="executive-office")
class ExecutiveConfig(Contract):
    """One area of the executive view: its score, where it is heading, and what is said of it."""

    category: str = column("Area, such as Support.")
    title: str = column("Heading of the area.")
    score: float = column("Score as reported, from 0 to 100.", ge=0, le=100)
    trend: str = column("Where it is heading.", isin=("up", "down", "stable"))
    narrative: str = column("What is said of it.", nullable=True)
    as_of_date: pl.Date = column("Day of the score; empty where none is told.", nullable=True)
