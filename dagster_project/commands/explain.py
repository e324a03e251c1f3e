"""`loompin explain`: why attainment changed between two periods, in parts that add up."""

from __future__ import annotations

import click

from dagster_project.commands.questions import FORMAT, print_rows, read_filter
from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home


@click.command("explain")
@click.option("--clock", required=True, help="Which promise: resolution, first_response, ...")
@click.option("--from", "before", required=True, metavar="WEEKS", help="The earlier weeks: 2026-W40, or a..b.")
@click.option("--to", "after", required=True, metavar="WEEKS", help="The later weeks: 2026-W44, or a..b.")
@click.option("--by", default="segment,priority", show_default=True, help="What groups are made of, comma-separated.")
@click.option("--where", multiple=True, help="Only promises where a column has a value: priority=P1 (or P0,P1).")
@FORMAT
def explain_command(clock: str, before: str, after: str, by: str, where: tuple[str, ...], form: str) -> None:
    """Split the change of attainment between two periods into volume mix, rate and policy; the parts add up exactly."""
    from dashboards.change_explainer import explain_change, parse_weeks
    from dashboards.cleared_breaches import cleared_breaches
    from dashboards.reporting import open_release

    weeks = parse_weeks(before, "--from"), parse_weeks(after, "--to")
    groups = [name.strip() for name in by.split(",") if name.strip()]
    home = Home(read_environment().home)
    with open_release(home) as reader:
        known = reader.sql("select distinct clock from reporting.sla_clocks order by 1")["clock"].to_list()
        if clock not in known:
            raise UserError(f"--clock {clock!r}: this release has no such clock.", f"It has {', '.join(known)}.")
        rows = explain_change(reader.sql, clock, *weeks, groups, dict(read_filter(text) for text in where))
        older, cleared = cleared_breaches(home, reader, clock)
    if form != "table":
        print_rows(rows, form)
        return
    total = rows.row(-1, named=True)
    click.echo(
        f"{clock}: {total['rate_before']:.2%} of {total['decided_before']:,} in {weeks[0]}, "
        f"{total['rate_after']:.2%} of {total['decided_after']:,} in {weeks[1]}"
    )
    for name, what in (("mix", "volume mix"), ("rate", "rate"), ("policy", "policy change"), ("change", "together")):
        click.echo(f"  {what:14} {total[name] * 100:+8.3f} pp")
    if total["not_judged_again"]:
        click.echo(f"  {total['not_judged_again']:,} promises keep their outcome: their calendar is another one by now")
    click.echo("")
    in_points = ("mix", "rate", "policy", "change")
    print_rows(
        rows.select(
            "group", "decided_before", "decided_after", "rate_before", "rate_after",
            *((rows[name] * 100).round(3).alias(f"{name}_pp") for name in in_points),
        ),
        "table",
    )  # fmt: skip
    if older is None:
        click.echo("No older release is kept that breaches could be compared with.")
    else:
        click.echo(f"Breaches of release {older} that are cleared since: {cleared.height:,}")
        if cleared.height:
            print_rows(
                cleared.select("source", "case_id", "window_number", "breached_at_before", "status", "why"), "table"
            )
