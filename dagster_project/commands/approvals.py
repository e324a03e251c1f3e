"""`loompin export pending`, `approve` and `refuse`: what waits for a person before it may leave."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home


@click.command("pending")
@FORMAT
def pending_command(form: str) -> None:
    """What waits for a person, because of its amount or because nobody has approved it."""
    import polars as pl

    waiting = _book().pending()
    told = [
        {
            "id": asked.approval,
            "what": asked.kind,
            "key": asked.key,
            "amount_usd": asked.amount_usd,
            "because": asked.reason,
            "since": asked.asked_at,
        }
        for asked in waiting
    ]
    if told:
        print_rows(pl.DataFrame(told), form)
    else:
        click.echo("Nothing waits.")


@click.command("approve")
@click.argument("approval", metavar="ID")
@click.option("--by", required=True, help="Who approves.")
@click.option("--reason", required=True, help="Why; kept.")
def approve_command(approval: str, by: str, reason: str) -> None:
    """Let a thing leave that waits; the next export sends it."""
    asked = _book().decide(approval, True, by, reason, datetime.now(UTC))
    click.echo(f"{asked.kind} {asked.key} is approved by {by}; the next export sends it.")


@click.command("refuse")
@click.argument("approval", metavar="ID")
@click.option("--by", required=True, help="Who refuses.")
@click.option("--reason", required=True, help="Why; kept.")
def refuse_command(approval: str, by: str, reason: str) -> None:
    """Keep a thing from leaving that waits."""
    asked = _book().decide(approval, False, by, reason, datetime.now(UTC))
    click.echo(f"{asked.kind} {asked.key} stays here: {by} refused it.")


def _book():  # type: ignore[no-untyped-def]
    from dagster_project.exports.delivery.journal import Journal
    from dagster_project.exports.governance.approvals import ApprovalBook

    return ApprovalBook(Journal(Home(read_environment().home).approvals))
