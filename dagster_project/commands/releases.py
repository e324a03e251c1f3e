"""`loompin releases`: what was published, and how to go back."""

from __future__ import annotations

import click

from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.resources.run_lock import only_run


@click.group("releases")
def releases_group() -> None:
    """Published releases."""


@releases_group.command("list")
def releases_list() -> None:
    """Kept releases, newest first; the one in force is marked."""
    from dagster_project.publishing.release_files import current_release_id, release_file, release_ids

    home = Home(read_environment().home)
    trouble = None
    try:
        current = current_release_id(home)
    except UserError as error:
        # Whoever is told to choose another release needs the list to choose from.
        current, trouble = None, error
    for release_id in release_ids(home):
        mark = "current" if release_id == current else ""
        size = release_file(home, release_id).stat().st_size / 1e6
        click.echo(f"{release_id}  {size:9.1f} MB  {mark}")
    if trouble:
        raise trouble


@releases_group.command("rollback")
@click.argument("release_id", metavar="ID")
def releases_rollback(release_id: str) -> None:
    """Put a kept release in force again. The next run publishes a new one after it."""
    from dagster_project.publishing.release_files import make_current

    home = Home(read_environment().home)
    with only_run(home, "loompin releases rollback"):
        make_current(home, release_id)
    click.echo(f"{release_id} is the current release")
