"""`loompin dashboards` and `loompin dev`: the pages, and Dagster's own UI.

The server takes the place of this process, so that whatever stops the one stops the other.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn

import click

from dagster_project.resources.environment import child_environment, read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import DASHBOARD_APP, PROJECT, Home

LOCAL = "localhost"
EVERY_ADDRESS = ("0.0.0.0", "::")


@click.command("dashboards")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve on (LOOMPIN_DASHBOARD_PORT, else 8501).")
def dashboards_command(port: int | None) -> None:
    """Serve the dashboards on the current release, to this machine alone (else set LOOMPIN_DASHBOARD_ADDRESS)."""
    environment = read_environment()
    port, address = port or environment.dashboard_port, environment.dashboard_address
    _refuse_taken(address, port, "--port or LOOMPIN_DASHBOARD_PORT, or another address with LOOMPIN_DASHBOARD_ADDRESS")
    shown = socket.gethostname() if address in EVERY_ADDRESS else address
    open_to_all = "" if address == LOCAL else f"; open to whoever reaches {address}, without a password"
    click.echo(f"dashboards: http://{shown}:{port}  (Ctrl+C stops{open_to_all})")
    # Where the browser's address is told, Streamlit does not ask a server on the internet for it.
    _serve(
        [
            # Without the current folder among those that modules are looked for in: names of pages are short.
            Path(sys.executable).name, "-P", "-m", "dashboards.server",
            "run", str(DASHBOARD_APP), "--server.port", str(port), "--server.address", address,
            "--browser.serverAddress", shown, "--server.headless", "true",
        ],
        DASHBOARD_APP.parent,
    )  # fmt: skip


@click.command("dev")
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True)
def dev_command(port: int) -> None:
    """Dagster's own UI, with the daily schedule on."""
    from dagster_project.automation.instance import prepare_dagster_home

    home = Home(read_environment().home)
    prepare_dagster_home(home)
    _refuse_taken(LOCAL, port, "--port")
    click.echo(f"dagster: http://localhost:{port}  (Ctrl+C stops)")
    _serve(["dagster", "dev", "-m", "dagster_project.definitions", "-p", str(port)], PROJECT)


def _refuse_taken(address: str, port: int, setting: str) -> None:
    """Raise UserError where the address cannot be listened on, before anybody is told to look there."""
    try:
        with socket.create_server((address, port), family=_family(address)):
            pass
    except OSError as error:
        raise UserError(
            f"{address}:{port} cannot be listened on ({str(error.strerror).partition(' (')[0]}).",
            f"Stop what is using it, or choose another port with {setting}.",
        ) from None


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _serve(command: list[str], folder: Path) -> NoReturn:
    """Become a server of our environment."""
    environment = read_environment()
    program = str(Path(sys.executable).with_name(command[0]))
    settings = child_environment(environment)
    settings.setdefault("DAGSTER_HOME", str(Home(environment.home).dagster_home))
    sys.stdout.flush()
    # A script's background jobs are started deaf to Ctrl+C, and Dagster takes SIGTERM for the same.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.chdir(folder)
    os.execve(program, [program, *command[1:]], settings)
