"""`loompin export`: what leaves the warehouse, and what waits before it may."""

from __future__ import annotations

import click

from dagster_project.commands.approvals import approve_command, pending_command, refuse_command
from dagster_project.commands.backlogs import backlogs_command
from dagster_project.commands.review import review_command


@click.group("export")
def export_group() -> None:
    """What leaves the warehouse, and what waits for a person before it may."""


for command in (backlogs_command, review_command, pending_command, approve_command, refuse_command):
    export_group.add_command(command)
