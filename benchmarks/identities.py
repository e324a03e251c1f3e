"""Linking customer records: python -m benchmarks.identities [N ...]

For each number of records a file of people, some of them several times with slips, other addresses and other ways of
writing, and then the whole process `loompin identities FILE --format csv` on it, beside the floor: a process that reads
the same file and joins it with itself on the e-mail address. Precision and recall stand beside the times, since a fast
linkage that finds nothing is none.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from benchmarks.process import Measured, measure
from dagster_project.connectors.demo_company.draws import happens
from dagster_project.connectors.demo_company.identity_records import (
    phone_numbers,
    written_emails,
    written_names,
    written_phones,
)
from dagster_project.resources.environment import Environment, child_environment

SIZES = (10_000, 50_000)
LOOMPIN = str(Path(sys.executable).with_name("loompin"))
MEMORY_LIMIT = "1GB"
RECORDS_PER_PERSON = 1.6
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "si", "to", "ve", "wa", "dor", "fen", "gar", "hol", "jin", "lar")


@dataclass(frozen=True)
class Result:
    """One size: both processes, and how good the links are."""

    records: int
    people: int
    floor: Measured
    linked: Measured
    precision: str
    recall: str


def measure_size(records: int) -> Result:
    """Link so many records in a folder of their own, which is removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="loompin-bench-"))
    variables = child_environment(Environment(home, home / "loompin.toml", MEMORY_LIMIT, 2, 8501))
    try:
        people = write_people(records, home / "people.csv")
        command = [
            LOOMPIN,
            "identities",
            str(home / "people.csv"),
            "--id",
            "id",
            "--labels",
            "person",
            "--format",
            "csv",
        ]
        linked = measure(command, variables)
        told = subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stderr
        floor = measure([sys.executable, "-m", "benchmarks.identities", "floor", str(home / "people.csv")], variables)
        found = {name: re.search(rf"^{name} +(\S+)", told, re.MULTILINE).group(1) for name in ("precision", "recall")}
        return Result(records, people, floor, linked, **found)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def write_people(records: int, file: Path) -> int:
    """A CSV of so many records; the number of people in it."""
    rng = np.random.default_rng(5)
    people = int(records / RECORDS_PER_PERSON)
    # As with real names, few are frequent and many are rare.
    pool = pl.Series([a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]).str.to_titlecase()
    first, last = (pool.gather((rng.random(people) ** 2 * size).astype(np.int64)) for size in (600, len(pool)))
    names = pl.DataFrame({"f": first, "l": last}).select(pl.concat_str("f", "l", separator=" ")).to_series()
    numbers = pl.Series(np.arange(people)).cast(pl.String)
    emails = pl.DataFrame({"f": first, "l": last, "n": numbers}).select(
        pl.concat_str(pl.col("f").str.to_lowercase(), pl.lit("."), pl.col("l").str.to_lowercase(), "n",
                      pl.lit("@company"), (pl.int_range(pl.len()) % 500).cast(pl.String), pl.lit(".example"))
    ).to_series()  # fmt: skip
    whose = np.concatenate([np.arange(people), rng.integers(0, people, records - people)])
    countries = pl.Series(np.array(["DE", "US", "ES"])[whose % 3])
    moved = happens(rng, records, 0.04)
    table = pl.DataFrame(
        {
            "id": pl.Series(np.arange(records)).cast(pl.String),
            "person": pl.Series(whose).cast(pl.String),
            "name": written_names(rng, names.gather(whose), may_be_short=False),
            "email": written_emails(rng, emails.gather(whose), moved),
            "phone": written_phones(rng, phone_numbers(rng, people)[whose], countries),
        }
    )
    table.sample(fraction=1.0, shuffle=True, seed=6).write_csv(file)
    return people


def join_on_email(file: Path) -> int:
    """The floor: rows of the file that share an address, by a plain hash join."""
    with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as connection:
        return connection.execute(
            "with people as (select * from read_csv(?, all_varchar = true)) select count(*) from people as one "
            "join people as other on lower(one.email) = lower(other.email) and one.id < other.id",
            [str(file)],
        ).fetchall()[0][0]


def report(results: list[Result]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| records | people | floor s | loompin identities s (×) | peak GB | precision | recall |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.records:,} | {r.people:,} | {r.floor.wall:.1f} "
        f"| {r.linked.wall:.1f} ({r.linked.wall / r.floor.wall:.0f}) | {r.linked.peak_gb:.2f} "
        f"| {r.precision} | {r.recall} |"
        for r in results
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:2] == ["floor"]:
        join_on_email(Path(sys.argv[2]))
    else:
        print(report([measure_size(int(size)) for size in sys.argv[1:] or SIZES]))
