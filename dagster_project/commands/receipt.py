"""`loompin receipt`: every clock of a case with the segments that add up to its number."""

from __future__ import annotations

import click

from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home


@click.command("receipt")
@click.argument("case_id", metavar="CASE_ID")
@click.option("--source", help="Where several sources have a case of this name.")
def receipt_command(case_id: str, source: str | None) -> None:
    """Print every clock of a case with the segments that add up to it."""
    from dashboards.receipts import read_receipts
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        receipts = read_receipts(reader, case_id, source)
    if receipts is None:
        raise UserError(f"There is no case {case_id!r} in the current release.", "Case ids are as the source has them.")
    click.echo(f"case {receipts.case_id} of {receipts.source}, as of {receipts.as_of:%Y-%m-%d %H:%M:%S} UTC")
    for note in receipts.not_measured:
        click.echo(f"\n{note}")
    for clock in receipts.clocks:
        click.echo("")
        for line in clock.lines():
            click.echo(line)
