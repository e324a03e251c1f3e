"""`loompin run` and its parts: the Dagster graph, run in this process with its progress told line by line."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import redirect_stdout
from typing import Any

import click

from dagster_project.resources.configuration import configured_sources
from dagster_project.resources.environment import Environment, put_settings, read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.resources.run_lock import only_run

AS_OF = click.option(
    "--as-of", metavar="T", help="Look at the sources as of this moment (ISO 8601, UTC where it names no zone)."
)
CASES = click.option(
    "--cases",
    type=click.IntRange(1_000, 1_000_000),
    metavar="N",
    help="Size of the demo company, for this run: 1,000 to 1,000,000 cases.",
)


@click.command("run")
@AS_OF
@CASES
def run_command(as_of: str | None, cases: int | None) -> None:
    """Ingest every source, build, audit and publish. Exit 0 only if a release was published."""
    run_job("warehouse", as_of, cases, publishes=True)


@click.command("ingest")
@AS_OF
@CASES
def ingest_command(as_of: str | None, cases: int | None) -> None:
    """Only ingest: land what the sources have and merge it into the raw tables."""
    run_job("ingest", as_of, cases, publishes=False)


@click.command("build")
@AS_OF
def build_command(as_of: str | None) -> None:
    """Only build: run dbt's models and checks on what was ingested."""
    run_job("build", as_of, None, publishes=False)


@click.command("publish")
def publish_command() -> None:
    """Only publish: audit what was built and put it in force."""
    run_job("publish", None, None, publishes=True)


def run_job(job_name: str, as_of: str | None, cases: int | None, *, publishes: bool) -> None:
    """Run a job of the graph in this process. Raises UserError, with every step's reason, where one failed."""
    environment = read_environment()
    started = time.monotonic()
    _check_settings(environment, as_of, cases)
    _check_what_comes_before(Home(environment.home), job_name)
    _tell_progress()
    home = Home(environment.home).create()
    # What the libraries print (dbt, line by line) is kept for those who want to read it.
    with only_run(home, f"loompin {job_name}"), home.run_log.open("w") as log, redirect_stdout(log):
        put_settings(environment)
        failures = _execute(job_name, {"as_of": as_of, "cases": cases}, environment)
    if failures:
        raise UserError("\n".join(failures), _what_stays(home) if publishes else "")
    click.echo(f"done in {time.monotonic() - started:.1f} s")


def _execute(job_name: str, run_settings: dict[str, Any], environment: Environment) -> list[str]:
    from dagster_project.automation.instance import open_instance
    from dagster_project.definitions import defs

    with open_instance(Home(environment.home)) as instance:
        result = defs.resolve_job_def(job_name).execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={
                "resources": {"pipeline_run": {"config": {k: v for k, v in run_settings.items() if v is not None}}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
        )
    return [] if result.success else _reasons(result)


def _reasons(result: Any) -> list[str]:
    """What each failed step says, without the framework's words around it."""
    reasons = []
    failures = [event for event in result.all_events if event.event_type_value == "STEP_FAILURE"]
    # The run's own failure only repeats a step's; it speaks where no step came to run, for want of a resource.
    for event in failures or [event for event in result.all_events if event.event_type_value == "PIPELINE_FAILURE"]:
        told = getattr(event.event_specific_data, "user_failure_data", None)
        error = getattr(event.event_specific_data, "error", None)
        if told and told.description:
            reasons.append(told.description.strip())
        elif error:
            while error.cause:
                error = error.cause
            reasons.append(error.message.strip())
    return list(dict.fromkeys(reasons)) or ["The run failed; `loompin dev` shows its log."]


def _check_settings(environment: Environment, as_of: str | None, cases: int | None) -> None:
    """Find what a person has to mend before the graph is even loaded."""
    from dagster_project.connectors.connector import connect
    from dagster_project.resources.as_of import parse_as_of

    moment = parse_as_of(as_of)
    for source in configured_sources(environment, cases):
        connect(source, environment, moment)


def _check_what_comes_before(home: Home, job_name: str) -> None:
    """A part needs what the parts before it have made. Raises UserError, naming the part to begin with."""
    if job_name in ("build", "publish") and not home.warehouse.exists():
        raise UserError(
            f"{home.root}: nothing has been ingested yet.",
            "Run `loompin ingest` first, or `loompin run` for everything.",
        )
    if job_name == "publish" and not (home.dbt_target / "run_results.json").exists():
        raise UserError(
            f"{home.root}: nothing has been built yet, or the last build broke off.", "Run `loompin build` first."
        )


def _what_stays(home: Home) -> str:
    from dagster_project.publishing.release_files import release_ids

    return "Nothing was published" + (
        "; the last release stays." if release_ids(home) else ", and there is no release yet."
    )


def _tell_progress() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("loompin")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logging.getLogger("dagster_project").handlers = [handler]
