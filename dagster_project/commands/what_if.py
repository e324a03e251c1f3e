"""`loompin what-if`: replay history under other targets, opening hours or holidays."""

from __future__ import annotations

from pathlib import Path

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home


@click.command("what-if")
@click.argument("scenario_file", metavar="SCENARIO.yaml", type=click.Path(path_type=Path))
@click.option("--by", default="clock,segment", show_default=True, help="What the table is grouped by, comma-separated.")
@FORMAT
def what_if_command(scenario_file: Path, by: str, form: str) -> None:
    """Replay history as a scenario has it; prints attainment and breaches before and after.

    Nothing published is touched: the SLA models run on a copy of the warehouse, which is removed afterwards. The
    result is kept in the data folder under what_if/, and the page What-if shows it. How a scenario is written:
    dagster_project/what_if/scenario.py.
    """
    from dagster_project.what_if.replay import replay
    from dagster_project.what_if.scenario import read_scenario
    from dashboards.what_if_results import check_groups, open_what_if

    environment = read_environment()
    scenario = read_scenario(scenario_file)
    groups = [name.strip() for name in by.split(",") if name.strip()]
    check_groups(groups)
    file = replay(environment, scenario, lambda line: click.echo(line, err=form != "table"))
    home = Home(environment.home)
    with open_what_if(home, scenario.name) as reader:
        rows = reader.before_and_after(groups)
        seconds = reader.scenario.seconds
    if form == "table":
        shown = rows.drop("is_total", "met_before", "met_after")
        print_rows(shown, "table")
        click.echo(f"replayed in {seconds:.1f} s; kept in {file}; nothing published was touched")
    else:
        print_rows(rows, form)
