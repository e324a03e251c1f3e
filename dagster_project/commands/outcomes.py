"""`loompin outcomes`: what fixes brought, and what people decide on it."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

SHOWN = (
    "entry_id", "title", "outcome_on", "revenue_impact_usd", "revenue_impact_usd_low", "revenue_impact_usd_high",
    "operational_hours_saved", "finding", "verification_status", "decision", "decided_by", "reason",
)  # fmt: skip

CLAIMS = """
    select *, verification_status || coalesce(' by ' || decided_by, '') as decision
    from reporting.outcome_ledger
    where origin <> 'measured'
    order by outcome_on desc, entry_id
"""


@click.group("outcomes")
def outcomes_group() -> None:
    """What fixes brought, against what was forecast before them."""


@outcomes_group.command("list")
@click.option("--claims", is_flag=True, help="With the outcomes that the platform claims.")
@FORMAT
def list_command(claims: bool, form: str) -> None:
    """The outcome ledger of the current release, with what was decided and frozen since."""
    import polars as pl

    from dagster_project.outcomes.standing import standing_outcomes
    from dashboards.reporting import open_release

    home = Home(read_environment().home)
    with open_release(home) as reader:
        rows = standing_outcomes(reader, home).entries
        if claims:
            rows = pl.concat([rows, reader.sql(CLAIMS)], how="diagonal_relaxed")
    print_rows(rows.select(SHOWN), form)


@outcomes_group.command("decide")
@click.argument("entry")
@click.option("--status", required=True, metavar="STATUS", help="verified, disputed, or pending to take one back.")
@click.option("--by", "decided_by", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept beside the decision.")
@click.option(
    "--despite-checks", "despite", default="", metavar="TEXT",
    help="Why it is verified although its checks failed; needed there, and kept with the reason.",
)  # fmt: skip
def decide_command(entry: str, status: str, decided_by: str, reason: str, despite: str) -> None:
    """Say of an entry of the ledger whether it is verified or disputed.

    The decision is added to outcome_decisions.csv in the data folder; the last one on an entry stands, all are kept.
    Page, list and weekly review show it at once, reporting.outcome_ledger from the next run on.
    """
    from dagster_project.outcomes.decisions import keep_decision, make_decision
    from dagster_project.outcomes.standing import failed_checks
    from dashboards.reporting import open_release

    home = Home(read_environment().home)
    with open_release(home) as reader:
        failed = failed_checks(reader)
    if entry not in failed:
        raise UserError(
            f"The ledger has no measured entry {entry!r}.",
            f"It has {', '.join(failed) or 'none'}; claims of the platform are decided there.",
        )
    decision = make_decision(entry, status, decided_by, reason, datetime.now(UTC), failed[entry], despite)
    keep_decision(home.outcome_decisions, decision)
    click.echo(f"{entry}: {decision.status}, by {decision.decided_by}; kept in {home.outcome_decisions}")
