"""Ingest, dbt and publish at several sizes of the demo company, each beside the floor on the same data.

The company is simulated first and not counted. Start-up (Python, Dagster, and for the build dbt's parsing) is measured
by runs that do nothing (idle.py) in the same folder, and is shown apart; `work` is a command's time less its start-up.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import Measured, measure

LOOMPIN = str(Path(sys.executable).with_name("loompin"))
AS_OF = "2026-06-30T12:00:00Z"
IDLE = [sys.executable, "-m", "benchmarks.idle"]
STEPS = ("ingest", "build", "publish")


@dataclass(frozen=True)
class Result:
    """One size: rows in the lake, the floor, each step and its start-up, and the seconds that dbt spent in SQL."""

    cases: int
    rows: int
    simulated: float
    floor: Measured
    steps: dict[str, Measured]
    idle: dict[str, float]
    dbt_models: float
    dbt_checks: float


def measure_size(cases: int) -> Result:
    """Build the warehouse of so many cases in a folder of its own, which is removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="loompin-bench-"))
    environment = {"LOOMPIN_HOME": str(home)}
    try:
        simulated = measure([sys.executable, "-m", "benchmarks.simulation", str(cases), AS_OF], environment)
        # The first command in a folder parses the dbt project; none of the three is to pay for it.
        measure(IDLE, environment)
        steps = {}
        for step in STEPS:
            options = {"ingest": ["--cases", str(cases), "--as-of", AS_OF], "build": ["--as-of", AS_OF], "publish": []}
            steps[step] = measure([LOOMPIN, step, *options[step]], environment)
        results = json.loads((home / "dbt" / "run_results.json").read_text())["results"]
        checks = sum(r["execution_time"] for r in results if r["unique_id"].startswith("test."))
        models = sum(r["execution_time"] for r in results if not r["unique_id"].startswith("test."))
        floor = measure([sys.executable, "-m", "benchmarks.floor", str(home / "lake"), str(home / "floor.duckdb")], {})
        loading, dbt_too = (measure(command, environment).wall for command in (IDLE, [*IDLE, "dbt"]))
        idle = {"ingest": loading, "build": dbt_too, "publish": loading}
        return Result(cases, _rows(home), simulated.wall, floor, steps, idle, models, checks)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _rows(home: Path) -> int:
    notes = (home / "lake" / "batches").rglob("*.json")
    return sum(json.loads(note.read_text())["rows_accepted"] for note in notes)


def report(results: list[Result]) -> str:
    """The figures as a Markdown table, each step as a ratio to the floor."""
    lines = [
        "| cases | rows | floor s | ingest s (×) | build s (×) | of it dbt's SQL s (×) | of that checks s "
        "| publish s (×) | run s (×) | start-up s | peak GB |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for r in results:
        floor = r.floor.wall
        work = {step: max(0.0, r.steps[step].wall - r.idle[step]) for step in STEPS}
        sql = r.dbt_models + r.dbt_checks
        run = sum(work.values())
        peak = max(m.peak_gb for m in r.steps.values())
        lines.append(
            f"| {r.cases:,} | {r.rows:,} | {floor:.1f} "
            f"| {_ratio(work['ingest'], floor)} | {_ratio(work['build'], floor)} "
            f"| {_ratio(sql, floor)} | {r.dbt_checks:.1f} | {_ratio(work['publish'], floor)} | {_ratio(run, floor)} "
            f"| {sum(r.idle.values()):.1f} | {peak:.2f} |"
        )
    return "\n".join(lines)


def _ratio(seconds: float, floor: float) -> str:
    return f"{seconds:.1f} ({seconds / floor:.1f})"
