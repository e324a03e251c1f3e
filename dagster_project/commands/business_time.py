"""`loompin business-time`: the proof, on anybody's cases, that the models count business time rightly."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("business-time")
@click.argument("file", metavar="CASES.json", type=click.Path(path_type=Path, dir_okay=False))
def business_time_command(file: Path) -> None:
    """Run business-time cases through the models that count SLA clocks.

    Each case becomes a support case with a calendar and a policy of its own, in a scratch warehouse that dbt builds;
    elapsed, due and status are read from its clock. Prints one line per failure (id, kind, expected, got), then
    "N passed, M failed"; exit 1 if any failed.
    """
    from dagster_project.business_time.case_file import read_cases
    from dagster_project.business_time.judging import run_cases
    from dagster_project.resources.environment import read_environment

    cases = read_cases(file)
    failures = run_cases(cases, read_environment())
    for failure in failures:
        click.echo(f"{failure.case_id}  {failure.kind}  expected: {failure.expected}  got: {failure.got}")
    click.echo(f"{len(cases) - len(failures)} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)
