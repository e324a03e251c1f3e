"""A simulation as frames, and what several tests ask of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from dagster_project.connectors.connector import connect
from dagster_project.connectors.demo_company.connector import DemoCompany
from dagster_project.connectors.demo_company.simulation import SIMULATED, table_folder
from dagster_project.resources.configuration import SourceSettings
from dagster_project.resources.environment import Environment

CASES, SEED = 3_000, 7
AS_OF = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
UNTIL = datetime(2026, 11, 22, tzinfo=UTC)
IS_REOPEN = pl.col("from_state").is_in(["Resolved", "Closed"]) & (pl.col("to_state") == "In-progress")
Simulated = dict[str, pl.DataFrame]


def read(folder: Path) -> Simulated:
    """The tables of a simulation by name."""
    return {
        contract.facts().table: pl.concat(
            pl.read_parquet(part) for part in sorted(table_folder(folder, contract).glob("*.parquet"))
        )
        for contract in SIMULATED
    }


def demo_company(environment: Environment, as_of: datetime = AS_OF, **settings: object) -> DemoCompany:
    source = SourceSettings("demo_company", "demo_company", {"cases": 1_000, "seed": SEED, **settings})
    return connect(source, environment, as_of)


def moves(tables: Simulated) -> pl.DataFrame:
    """State changes with the state and the time of the one before, by case."""
    return (
        tables["case_state_transitions"]
        .filter(pl.col("kind") == "state_changed")
        .sort("case_id", "occurred_at")
        .with_columns(
            state_before=pl.col("to_state").shift(1).over("case_id"),
            moved_before_at=pl.col("occurred_at").shift(1).over("case_id"),
        )
    )
