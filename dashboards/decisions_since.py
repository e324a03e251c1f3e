"""Decisions on outcomes that are newer than the release: read from the data folder, since people decide between runs.

Everything else on a page comes from the release; what comes from here says so.
"""

from __future__ import annotations

import polars as pl

from dagster_project.outcomes.decisions import Decision, read_decisions
from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home
from dashboards.answers import Answers

KNOWN = "select entry_id, count(*) as decision_count from reporting.outcome_decisions group by entry_id"


def decisions_since(answers: Answers) -> list[Decision]:
    """Decisions that the release does not hold yet, the oldest first."""
    known = dict(answers.sql(KNOWN).iter_rows())
    seen: dict[str, int] = {}
    newer = []
    for decision in read_decisions(Home(read_environment().home).outcome_decisions):
        seen[decision.entry_id] = seen.get(decision.entry_id, 0) + 1
        if seen[decision.entry_id] > known.get(decision.entry_id, 0):
            newer.append(decision)
    return newer


def with_newer(rows: pl.DataFrame, newer: list[Decision]) -> pl.DataFrame:
    """Rows of the ledger with the status, person and reason of newer decisions in place of those of the release."""
    if not newer or rows.is_empty():
        return rows
    last = {decision.entry_id: decision for decision in newer}
    told = pl.DataFrame(
        {
            "entry_id": list(last),
            "newer_status": [f"{d.status} (since the release)" for d in last.values()],
            "newer_by": [d.decided_by for d in last.values()],
            "newer_reason": [d.reason for d in last.values()],
        }
    )
    return (
        rows.join(told, on="entry_id", how="left", maintain_order="left")
        .with_columns(
            verification_status=pl.coalesce("newer_status", "verification_status"),
            decided_by=pl.coalesce("newer_by", "decided_by"),
            reason=pl.coalesce("newer_reason", "reason"),
        )
        .drop("newer_status", "newer_by", "newer_reason")
    )
