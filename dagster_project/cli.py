"""The `loompin` command. Errors that a person can mend are printed as sentences; no traceback reaches anybody.

A fault of our own is written to `loompin.log` in the data folder, and the message says where to find it.
"""

from __future__ import annotations

import errno
import sys
import traceback
from typing import NoReturn

import click

from dagster_project.commands.alerts import alerts_group
from dagster_project.commands.business_time import business_time_command
from dagster_project.commands.drivers import drivers_command
from dagster_project.commands.explain import explain_command
from dagster_project.commands.exporting import export_group
from dagster_project.commands.identities import identities_group
from dagster_project.commands.importing import import_command
from dagster_project.commands.opportunities import opportunities_group
from dagster_project.commands.outcomes import outcomes_group
from dagster_project.commands.pipeline import build_command, ingest_command, publish_command, run_command
from dagster_project.commands.questions import metrics_group, sql_command
from dagster_project.commands.receipt import receipt_command
from dagster_project.commands.releases import releases_group
from dagster_project.commands.rendering import contracts_group
from dagster_project.commands.segments import segments_group
from dagster_project.commands.serving import dashboards_command, dev_command
from dagster_project.commands.taxonomy import taxonomy_group
from dagster_project.commands.what_if import what_if_command
from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

MENDABLE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP,
    errno.ENAMETOOLONG,
}  # fmt: skip
"""What a person can do something about: rights, room, and paths that are not what they were taken for."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def loompin() -> None:
    """Loompin Warehouse: support cases in, SLA attainment and its reasons out.

    The data folder is ./data, or the one that LOOMPIN_HOME names.
    """


for command in (
    run_command,
    ingest_command,
    build_command,
    publish_command,
    import_command,
    sql_command,
    metrics_group,
    receipt_command,
    business_time_command,
    identities_group,
    explain_command,
    what_if_command,
    segments_group,
    drivers_command,
    taxonomy_group,
    alerts_group,
    opportunities_group,
    outcomes_group,
    export_group,
    releases_group,
    dashboards_command,
    dev_command,
    contracts_group,
):
    loompin.add_command(command)


def main() -> None:
    """Entry point: runs a command and turns errors into messages and exit codes."""
    try:
        loompin(standalone_mode=False)
    except click.exceptions.Exit as finished:
        sys.exit(finished.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (head, say) has had enough.
        sys.stderr.close()
        sys.exit(0)
    except UserError as error:
        click.echo(f"{click.style('Error:', fg='red', bold=True)} {error}", err=True)
        sys.exit(1)
    except ValueError as error:
        if not str(error).startswith("LOOMPIN_"):
            _tell_fault(error)
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        if error.errno not in MENDABLE:
            _tell_fault(error)
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {where}{error.strerror}.\n  The data folder is {read_environment().home}.", err=True)
        sys.exit(1)
    except Exception as error:
        _tell_fault(error)


def _tell_fault(error: Exception) -> NoReturn:
    try:
        _report_fault(error)
    except OSError as refusal:
        click.echo(
            f"Error: this is a fault of loompin itself ({error!r}), and no log of it can be written: {refusal}.",
            err=True,
        )
        sys.exit(70)


def _report_fault(error: Exception) -> None:
    log = Home(read_environment().home).fault_log
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as file:
        file.write("".join(traceback.format_exception(error)) + "\n")
    click.echo(
        f"Error: this is a fault of loompin itself ({type(error).__name__}: {str(error).partition(chr(10))[0]}).\n"
        f"  The details are in {log}; please report them.",
        err=True,
    )
    sys.exit(70)


if __name__ == "__main__":
    main()
