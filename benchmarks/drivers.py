"""Driver analysis of twelve predictors: python -m benchmarks.drivers [N ...]

For each number of answers (ten million where no number is given) a Parquet file is written: an outcome and twelve
predictors of 200 tenants in 5 segments over 104 weeks, in the order of time. One scan adds up the moments by tenant,
segment, week and bucket, as the model driver_moments does; beside it the floor: the plain sum of the same thirteen
columns. Then the page's question is put to the moments with every kind of filter: points, Johnson's weights and LMG,
with intervals of 1,000 draws.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from benchmarks.process import Measured, measure
from dagster_project.drivers.analysis import Question, analyse
from dagster_project.drivers.cells import Cells, Predictor
from dagster_project.drivers.moments import moment_list

ANSWERS = 10_000_000
PREDICTORS = [f"x_{number}" for number in range(1, 13)]
COLUMNS = ["outcome_value", *PREDICTORS]
TENANTS, SEGMENTS, WEEKS, BUCKETS = 200, 5, 104, 4
FIRST_MONDAY = date(2024, 7, 1)
SETTINGS = {"threads": "2", "memory_limit": "3GB", "preserve_insertion_order": "false"}
REPEATS = 5


@dataclass(frozen=True)
class Result:
    """Seconds: floor and scan are of whole processes and of the query alone; filters: what is asked → the median."""

    answers: int
    floor: Measured
    floor_query: float
    scan: Measured
    scan_query: float
    cells: int
    moments_mb: float
    load: float
    filters: dict[str, tuple[int, float]]


def write_answers(answers: int, file: Path) -> None:
    """So many answers; every predictor is named by 6 to 17 % of them, and moves the outcome by its number."""
    chances = [0.05 + number / 100 for number in range(1, 13)]
    flags = ", ".join(
        f"cast(hash(i * 31 + {place}) % 10000 < {int(chance * 10000)} as double) as x_{place}"
        for place, chance in enumerate(chances, 1)
    )
    effect = " + ".join(f"{place / 12:.4f} * x_{place}" for place in range(1, 13))
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute(
            f"copy (select *, 5 - ({effect}) + (hash(i * 37) % 2000) / 1000.0 - 1 as outcome_value from ("
            f"select i, concat('T', lpad(cast(hash(i * 7) % {TENANTS} as varchar), 4, '0')) as tenant_id, "
            f"concat('S', hash(i * 7) % {TENANTS} % {SEGMENTS}) as segment, "
            f"date '{FIRST_MONDAY}' + cast(i * {WEEKS} // {answers} * 7 as integer) as week_start, "
            f"cast(hash(i * 13) % {BUCKETS} as integer) as bucket, {flags} from range({answers}) as t(i))) "
            f"to '{file}' (format parquet)"
        )


def in_process(what: str, folder: Path) -> None:
    """The floor or the scan, in a process of its own; prints the seconds of the query alone."""
    source = f"read_parquet('{folder / 'answers.parquet'}')"
    query = f"select {', '.join(f'sum({column})' for column in COLUMNS)} from {source}"
    if what == "scan":
        query = (
            f"copy (select tenant_id, segment, 'answer' as kind, week_start, bucket, count(*) as n, "
            f"{moment_list(COLUMNS)} as sums from {source} group by all) "
            f"to '{folder / 'moments.parquet'}' (format parquet)"
        )
    with duckdb.connect(config=SETTINGS) as connection:
        started = time.perf_counter()
        connection.execute(query).fetchall()
        (folder / f"{what}.seconds").write_text(str(time.perf_counter() - started))


def questions(cells: Cells) -> dict[str, Callable[[], tuple[int, object]]]:
    """What a page may ask."""
    asked = Question(PREDICTORS, [True] * len(PREDICTORS), leaves_out_rare=True, lmg_draws=0)
    last = cells.last_week
    filters = {
        "all answers": {},
        "one segment": {"segments": ["S1"]},
        "13 weeks": {"since": last - timedelta(weeks=12)},
        "one segment, 26 weeks": {"segments": ["S2"], "since": last - timedelta(weeks=25)},
        "ten tenants": {"tenants": [f"T{number:04}" for number in range(10)]},
        "one tenant, 13 weeks": {"tenants": ["T0042"], "since": last - timedelta(weeks=12)},
    }

    def ask(chosen: dict) -> tuple[int, object]:
        counted, control = cells.grouped(cells.places(**chosen))
        analysis = analyse(counted, asked, control)
        return analysis.n, analysis

    return {name: lambda chosen=chosen: ask(chosen) for name, chosen in filters.items()}


def measure_size(answers: int) -> Result:
    """One size, in a folder of its own."""
    with TemporaryDirectory(prefix="loompin-bench-") as name:
        folder = Path(name)
        write_answers(answers, folder / "answers.parquet")
        run = [sys.executable, "-m", "benchmarks.drivers"]
        # Each is measured with the file in the system's memory.
        measure([*run, "floor", name], {})
        floor, scan = (measure([*run, what, name], {}) for what in ("floor", "scan"))
        floor_query, scan_query = (float((folder / f"{what}.seconds").read_text()) for what in ("floor", "scan"))
        size = (folder / "moments.parquet").stat().st_size / 1e6
        started = time.perf_counter()
        frame = pl.read_parquet(folder / "moments.parquet")
        cells = Cells(frame, [Predictor(name, name, "topic", name) for name in PREDICTORS])
        load = time.perf_counter() - started
        filters = {}
        for question, ask in questions(cells).items():
            seconds = []
            for _ in range(REPEATS):
                started = time.perf_counter()
                n, _ = ask()
                seconds.append(time.perf_counter() - started)
            filters[question] = (n, sorted(seconds)[REPEATS // 2])
        return Result(answers, floor, floor_query, scan, scan_query, frame.height, size, load, filters)


def report(results: list[Result]) -> str:
    """The figures as Markdown tables."""
    lines = [
        "| answers | floor s (query) | moments s (query, ×) | peak GB | cells | moments MB | read into memory s |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.answers:,} | {r.floor.wall:.2f} ({r.floor_query:.2f}) "
        f"| {r.scan.wall:.2f} ({r.scan_query:.2f}, {r.scan_query / r.floor_query:.1f}) | {r.scan.peak_gb:.2f} "
        f"| {r.cells:,} | {r.moments_mb:.0f} | {r.load:.2f} |"
        for r in results
    ]
    for r in results:
        lines += ["", f"| of {r.answers:,} answers | n | ms |", "|---|---|---|"]
        lines += [f"| {name} | {n:,} | {seconds * 1000:.0f} |" for name, (n, seconds) in r.filters.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("floor", "scan"):
        in_process(sys.argv[1], Path(sys.argv[2]))
    else:
        print(report([measure_size(int(size)) for size in sys.argv[1:] or [ANSWERS]]))
