"""What went wrong in a dbt build, in sentences: models that did not build, checks that did not hold."""

from __future__ import annotations

import json
from pathlib import Path

FAILED = ("error", "fail", "runtime error")


def describe_failures(target: Path, log: Path) -> str:
    """The failed nodes of the newest build with dbt's reasons; where dbt itself broke down, the end of its log."""
    results_file = target / "run_results.json"
    results = json.loads(results_file.read_text())["results"] if results_file.exists() else []
    failed = [result for result in results if result["status"] in FAILED]
    if not failed:
        tail = "\n".join(log.read_text().splitlines()[-15:]) if log.exists() else "no log was written"
        return f"dbt broke down before it could build:\n{tail}"
    lines = [f"  {_name(result)}: {_reason(result)}" for result in failed[:10]]
    return f"{len(failed)} of {len(results)} models and checks of dbt failed:\n" + "\n".join(lines)


def _name(result: dict) -> str:
    kind, *_, name = result["unique_id"].split(".")[:3]
    return f"{'check' if kind == 'test' else kind} {name}"


def _reason(result: dict) -> str:
    message = result.get("message") or ""
    if "mismatch_reason" in message:
        return _contract_mismatch(message)
    lines = [line.strip() for line in (message or "no reason given").splitlines() if line.strip()]
    # The first line of a database error only says that there is one, in which model.
    return " ".join(lines[1:3] or lines[:1])


def _contract_mismatch(message: str) -> str:
    """Of a model whose columns are not those it promises: each column and what is wrong with it.

    dbt tells it as a table: column_name | definition_type | contract_type | mismatch_reason.
    """
    told = []
    for line in message.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and cells[0] != "column_name" and set(cells[0]) != {"-"}:
            column, found, promised, reason = cells
            types = f" (is {found}, promised {promised})" if found and promised else ""
            told.append(f"column {column}: {reason}{types}")
    return "its columns are not those of its contract: " + "; ".join(told)
