"""What was sent of the backlogs: read from the ledger in the data folder, which is newer than any release.

The one module of the dashboards that looks there. It reads; only an export writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.exports.backlogs.sending import LEFT_TO_DO
from dagster_project.exports.delivery.journal import Journal

FINISHED, LEFT, BROKEN_OFF = "finished", "something left", "broken off"

RUNS = {"at": pl.Datetime("us", "UTC"), "week": pl.String, "target": pl.String, "destination": pl.String,
        "state": pl.String, "done": pl.String, "problems": pl.String, "release_id": pl.String}  # fmt: skip
CALLS = {"at": pl.Datetime("us", "UTC"), "item": pl.String, "target": pl.String, "action": pl.String,
         "outcome": pl.String, "link": pl.String, "name": pl.String, "attempts": pl.Int64,
         "said": pl.String}  # fmt: skip


@dataclass(frozen=True)
class Sendings:
    """runs: every export, the newest first. calls: what was called for the items of a week, the newest first."""

    runs: pl.DataFrame
    calls: pl.DataFrame

    def unfinished(self) -> pl.DataFrame:
        """Weeks and targets whose last export has left something, or was broken off."""
        last = self.runs.unique(["week", "target", "destination"], keep="first", maintain_order=True)
        return last.filter(pl.col("state") != FINISHED)


def read_sendings(ledger: Path, week: str) -> Sendings:
    """What the ledger says; empty frames where nothing was ever sent. An export that is going on looks broken off."""
    records = Journal(ledger).read()
    ends = {record["run"]: record for record in records if record["record"] == "end"}
    results = {record["intent"]: record for record in records if record["record"] == "result"}
    runs = [_run(record, ends.get(record["run"])) for record in records if record["record"] == "run"]
    calls = [
        _call(record, results.get(record["intent"]))
        for record in records
        if record["record"] == "intent" and record["week"] == week
    ]
    return Sendings(_frame(runs, RUNS), _frame(calls, CALLS))


def _run(run: Mapping[str, Any], end: Mapping[str, Any] | None) -> dict[str, Any]:
    counts = end["counts"] if end else {}
    left = any(counts.get(name) for name in LEFT_TO_DO)
    return {
        "at": datetime.fromisoformat(run["at"]),
        "week": run["week"],
        "target": run["target"],
        "destination": run["destination"],
        "state": BROKEN_OFF if end is None else LEFT if left else FINISHED,
        "done": ", ".join(f"{count} {name}" for name, count in counts.items() if count),
        "problems": "; ".join(end["problems"]) if end else "it did not come to its end, or is still going on",
        "release_id": run["release_id"],
    }


def _call(intent: Mapping[str, Any], result: Mapping[str, Any] | None) -> dict[str, Any]:
    remote = (result or {}).get("remote") or {}
    return {
        "at": datetime.fromisoformat(intent["at"]),
        "item": intent["fields"].get("title", intent["key"]),
        "target": intent["target"],
        "action": intent["action"],
        "outcome": result["outcome"] if result else "not known",
        "link": remote.get("url") or None,
        "name": remote.get("name") or None,
        "attempts": len(result["attempts"]) if result else None,
        "said": result["said"] if result else "the export ended before the answer was kept",
    }


def _frame(rows: Sequence[Mapping[str, Any]], schema: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(reversed(rows)), schema=dict(schema), orient="row")
