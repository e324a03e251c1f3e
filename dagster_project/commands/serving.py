"""`loompin dashboards` and `loompin dev`: the pages, and Dagster's own UI."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from dagster_project.resources.environment import child_environment, read_environment
from dagster_project.resources.paths import DASHBOARD_APP, PROJECT, Home


@click.command("dashboards")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve on (LOOMPIN_DASHBOARD_PORT, else 8501).")
def dashboards_command(port: int | None) -> None:
    """Serve the dashboards on the current release."""
    environment = read_environment()
    port = port or environment.dashboard_port
    click.echo(f"dashboards: http://localhost:{port}  (Ctrl+C stops)")
    _serve(
        ["streamlit", "run", str(DASHBOARD_APP), "--server.port", str(port), "--server.headless", "true"],
        DASHBOARD_APP.parent,
    )


@click.command("dev")
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True)
def dev_command(port: int) -> None:
    """Dagster's own UI, with the daily schedule on."""
    from dagster_project.automation.instance import prepare_dagster_home

    home = Home(read_environment().home)
    prepare_dagster_home(home)
    click.echo(f"dagster: http://localhost:{port}  (Ctrl+C stops)")
    _serve(["dagster", "dev", "-m", "dagster_project.definitions", "-p", str(port)], PROJECT)


def _serve(command: list[str], folder: Path) -> None:
    """Run a server of our environment until it is stopped."""
    environment = read_environment()
    program = Path(sys.executable).with_name(command[0])
    settings = child_environment(environment)
    settings.setdefault("DAGSTER_HOME", str(Home(environment.home).dagster_home))
    try:
        sys.exit(subprocess.run([str(program), *command[1:]], cwd=folder, env=settings, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(0)
