"""`loompin contracts`: the files that are rendered from the contract classes."""

from __future__ import annotations

import click

from dashboards.figures import counted


@click.group("contracts")
def contracts_group() -> None:
    """Data contracts."""


@contracts_group.command("render")
def contracts_render() -> None:
    """Write the dbt sources and ODCS files of all contracts."""
    from dagster_project.contract_files import write_rendered_files

    touched = write_rendered_files()
    for path in touched:
        click.echo(path)
    click.echo(f"{counted(len(touched), 'file')} changed")
