"""Running cases through the models, and comparing what comes out with what the file expects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from dagster_project.business_time.case_file import BusinessCase
from dagster_project.business_time.scratch_warehouse import build_scratch
from dagster_project.business_time.support_rows import asked_seconds, source_of, support_sources
from dagster_project.resources.environment import Environment
from dagster_project.resources.paths import Home
from dagster_project.transformation.parsed_project import hand_over_parse

MODELS = "+sla_clock_windows"

OUTCOMES = """
select source, case_id, clock, status, stopped_at, elapsed_seconds, is_breached, due_at
from marts.sla_clock_windows
where clock in ('first_response', 'resolution')
qualify row_number() over (partition by source, case_id, clock order by window_number desc) = 1
"""
"""The newest window of each clock: what is going on with it."""


@dataclass(frozen=True)
class Failure:
    """A case that came out otherwise than expected, in words."""

    case_id: str
    kind: str
    expected: str
    got: str


def run_cases(cases: list[BusinessCase], environment: Environment) -> list[Failure]:
    """Build the models on the cases in a temporary folder; the failures, in the order of the cases."""
    if not cases:
        return []
    sources = {name: (source.rows, source.as_of) for name, source in support_sources(cases).items()}
    with TemporaryDirectory(prefix="loompin-business-time-") as folder:
        home = Path(folder)
        scratch = replace(environment, home=home, config=Home(home).config)
        hand_over_parse(Home(environment.home).dbt_target, scratch)
        with build_scratch(scratch, sources, MODELS) as warehouse:
            outcomes = _outcomes(warehouse)
    return [failure for case in cases if (failure := _judge(case, outcomes))]


def _outcomes(warehouse: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], dict]:
    rows = warehouse.sql(OUTCOMES).pl().to_dicts()
    return {(row["source"], row["case_id"], row["clock"]): row for row in rows}


def _judge(case: BusinessCase, outcomes: dict[tuple[str, str, str], dict]) -> Failure | None:
    clocks = {
        clock: row
        for clock in ("first_response", "resolution")
        if (row := outcomes.get((source_of(case), case.case_id, clock)))
    }
    if "resolution" not in clocks:
        return Failure(case.case_id, case.kind, _in_words(case.expected), "no clock at all")
    got = {"elapsed": _elapsed, "due": _due, "sla_status": _status}[case.kind](case, clocks)
    differing = {
        key for key, expected in case.expected.items() if not _agrees(expected, got[key], case.tolerance_seconds)
    }
    # Minutes beside seconds are the same length, rounded by the project that it is from.
    if "seconds" in case.expected:
        differing.discard("minutes")
    if not differing:
        return None
    keys = [key for key in case.expected if key in differing]
    return Failure(
        case.case_id, case.kind, _in_words({key: case.expected[key] for key in keys}),
        _in_words({key: got[key] for key in keys}),
    )  # fmt: skip


def _elapsed(_case: BusinessCase, clocks: dict[str, dict]) -> dict[str, Any]:
    seconds = clocks["resolution"]["elapsed_seconds"]
    return {"seconds": seconds, "minutes": round(seconds / 60)}


def _due(case: BusinessCase, clocks: dict[str, dict]) -> dict[str, Any]:
    due = clocks["resolution"]["due_at"]
    return {"at": due and due - timedelta(seconds=asked_seconds(case) - case.seconds)}


def _status(_case: BusinessCase, clocks: dict[str, dict]) -> dict[str, Any]:
    """In the words of Frappe's help desk, which the form has them from."""
    response, resolution = clocks["first_response"], clocks["resolution"]
    if response["is_breached"] or resolution["is_breached"]:
        status = "Failed"
    elif response["stopped_at"] is None:
        status = "First Response Due"
    else:
        status = {"running": "Resolution Due", "paused": "Paused", "met": "Fulfilled"}[resolution["status"]]
    return {
        "status": status,
        "response_breached": response["is_breached"],
        "resolution_breached": resolution["is_breached"],
        "response_due": response["due_at"],
        "resolution_due": resolution["due_at"],
    }


def _agrees(expected: Any, got: Any, tolerance: float) -> bool:
    if isinstance(expected, datetime) and isinstance(got, datetime):
        return abs((expected - got).total_seconds()) <= tolerance
    if isinstance(expected, int | float) and isinstance(got, int | float) and not isinstance(expected, bool):
        return abs(expected - got) <= tolerance
    return expected == got


def _in_words(values: dict[str, Any]) -> str:
    return ", ".join(
        f"{key} {value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else f"{key} {value}"
        for key, value in values.items()
    )
