"""The audit before a release: whether the newest build is whole, newer than the data, and without a failed check."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dagster_project.publishing.check_words import check_in_words
from dagster_project.resources.errors import UserError
from dagster_project.transformation.failures import FAILED, describe_failures

GOOD = ("success", "pass", "warn")
REBUILD = "Run `loompin build`, which builds and checks everything, and then `loompin publish` (or `loompin run`)."


@dataclass(frozen=True)
class CheckResult:
    """One check: its name, what it is about, how it went, and how many rows broke it."""

    name: str
    description: str
    status: str
    failures: int
    message: str


def audit(target: Path, ingested_at: datetime | None) -> list[CheckResult]:
    """The checks of the newest dbt build, where it may be published.

    It may where one invocation of dbt that began after the last ingest ended (ingested_at) has a good result for every
    model, seed and check of the manifest. Raises UserError, naming what is wrong, where it may not.
    """
    refuse_unbuilt(target)
    document = json.loads((target / "run_results.json").read_text())
    results = {result["unique_id"]: result for result in document["results"]}
    if any(result["status"] in FAILED for result in results.values()):
        reasons = describe_failures(target, target / "logs" / "dbt.log")
        raise UserError(
            f"Nothing was published and the last release stays: {reasons}",
            "The SQL of each check is kept under the data folder in dbt/compiled; run it to see the rows.",
        )
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    absent = [i for i, node in nodes.items() if _is_built(node) and results.get(i, {}).get("status") not in GOOD]
    if absent:
        raise UserError(
            f"The last build was of a part only, or the project has changed since: {len(absent)} of "
            f"{sum(map(_is_built, nodes.values()))} models and checks have no result from it, such as "
            f"{', '.join(nodes[i]['name'] for i in absent[:3])}.",
            REBUILD,
        )
    began_at = datetime.fromisoformat(document["metadata"]["invocation_started_at"])
    if ingested_at is not None and ingested_at > began_at:
        raise UserError(
            f"Data was ingested at {ingested_at:%Y-%m-%d %H:%M:%S} "
            f"UTC, after the last build had begun ({began_at:%Y-%m-%d %H:%M:%S} UTC).",
            REBUILD,
        )
    return [_check(nodes[i], result) for i, result in results.items() if i in nodes and i.startswith("test.")]


def refuse_unbuilt(target: Path) -> None:
    """Raise UserError where there is no build to look at."""
    if not (target / "run_results.json").exists():
        raise UserError("Nothing was built yet, or the last build broke off.", "Run `loompin build` first.")


def _is_built(node: dict[str, Any]) -> bool:
    """Whether a full build gives the node a result: ephemeral models are part of those that read them."""
    return node["resource_type"] != "analysis" and node.get("config", {}).get("materialized") != "ephemeral"


def _check(node: dict[str, Any], result: dict[str, Any]) -> CheckResult:
    return CheckResult(
        name=node["name"],
        description=check_in_words(node),
        status=result["status"],
        failures=int(result.get("failures") or 0),
        message=(result.get("message") or "").strip(),
    )
