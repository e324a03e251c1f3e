"""The audit before a release: every check that dbt ran in this build, and whether one forbids publishing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from dagster_project.resources.errors import UserError
from dagster_project.transformation.failures import FAILED, describe_failures


@dataclass(frozen=True)
class CheckResult:
    """One check: its name, what it is about, how it went, and how many rows broke it."""

    name: str
    description: str
    status: str
    failures: int
    message: str


def read_checks(target: Path) -> list[CheckResult]:
    """The checks of the newest dbt build, as dbt wrote them down."""
    results = json.loads((target / "run_results.json").read_text())["results"]
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    return [
        CheckResult(
            name=nodes[result["unique_id"]]["name"],
            description=nodes[result["unique_id"]].get("description") or "",
            status=result["status"],
            failures=int(result.get("failures") or 0),
            message=(result.get("message") or "").strip(),
        )
        for result in results
        if result["unique_id"].startswith("test.") and result["unique_id"] in nodes
    ]


def refuse_failed_build(target: Path) -> None:
    """Raise UserError, naming them, where models or checks of the newest build failed, or where there was none."""
    if not (target / "run_results.json").exists():
        raise UserError("Nothing was built yet, or the last build broke off.", "Run `loompin build` first.")
    results = json.loads((target / "run_results.json").read_text())["results"]
    if any(result["status"] in FAILED for result in results):
        reasons = describe_failures(target, target / "logs" / "dbt.log")
        raise UserError(
            f"Nothing was published and the last release stays: {reasons}",
            "The SQL of each check is kept under the data folder in dbt/compiled; run it to see the rows.",
        )
