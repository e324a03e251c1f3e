"""`loompin sql` and `loompin metrics`: questions to the current release, answered as a table, CSV or JSON."""

from __future__ import annotations

import shutil
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

SHOWN_VALUES = 10
WIDTH = 160
"""Of a table, in letters, where the output is no terminal."""

if TYPE_CHECKING:
    from dashboards.metrics import MetricQuestion
    from dashboards.reporting import ReleaseReader

FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)


@click.command("sql")
@click.argument("query")
@FORMAT
def sql_command(query: str, form: str) -> None:
    """Ask the current release with one SQL select (DuckDB's dialect), read-only."""
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        print_rows(reader.sql(query), form)


@click.group("metrics")
def metrics_group() -> None:
    """The semantic layer: metrics by name, through their one definition."""


@metrics_group.command("list")
@FORMAT
def metrics_list(form: str) -> None:
    """Every metric, what it means, and what it can be grouped by."""
    import polars as pl

    from dashboards.metrics import GRAINS
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        definitions = reader.metrics.definitions()
    if form == "table":
        for definition in definitions:
            others = {name.split("__", 1)[-1] for name in definition.dimensions} - {*definition.times, *GRAINS}
            click.echo(
                f"{click.style(definition.name, bold=True)}\n  {definition.description}\n"
                f"  by: {', '.join(sorted(others))}\n"
                f"  by time: {', '.join(definition.times)}"
            )
        click.echo(f"\nBehind a time may stand its grain, as in metric_time__week: {', '.join(GRAINS)}.")
        return
    rows = [
        {"name": d.name, "label": d.label, "description": d.description, "dimensions": ", ".join(d.dimensions)}
        for d in definitions
    ]
    print_rows(pl.DataFrame(rows), form)


@metrics_group.command("query")
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--by", multiple=True, help="Group by this: priority, metric_time__week, ... Comma-separated or repeated."
)
@click.option(
    "--where", multiple=True, help="Only rows where a dimension has a value: priority=P1 (or P0,P1). Repeatable."
)
@click.option("--since", metavar="DAY", help="From this day of metric_time on.")
@click.option("--until", metavar="DAY", help="Up to this day, included.")
@click.option("--limit", type=click.IntRange(1), help="At most so many rows.")
@FORMAT
def metrics_query(
    names: tuple[str, ...],
    by: tuple[str, ...],
    where: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    form: str,
) -> None:
    """Ask for metrics by name."""
    from dashboards.metrics import MetricQuestion
    from dashboards.reporting import open_release

    grouping = [name for part in by for name in part.split(",") if name]
    first, last = _day("--since", since), _day("--until", until)
    if first and last and first > last:
        raise UserError(f"--since {first} is after --until {last}.", "Turn them round; both days are included.")
    question = MetricQuestion.of(
        [name for part in names for name in part.split(",") if name],
        grouping,
        dict(read_filter(text) for text in where),
        since=first,
        until=last,
        order=tuple(grouping),
        limit=limit,
    )
    with open_release(Home(read_environment().home)) as reader:
        answer = reader.ask(question)
        for note in _values_that_no_row_has(reader, question):
            click.echo(note, err=True)
        print_rows(answer, form)


def read_filter(text: str) -> tuple[str, list[str]]:
    """A name and its values from name=value,value. Raises UserError for anything else."""
    name, equals, values = text.partition("=")
    if not equals or not values:
        raise UserError(
            f"--where {text!r}: expected a name, =, and one or more values.", "Such as --where priority=P0,P1."
        )
    return name.strip(), [value.strip() for value in values.split(",")]


def _values_that_no_row_has(reader: ReleaseReader, question: MetricQuestion) -> list[str]:
    """A note for each filter with a value that the whole release does not have: mistyped, as a rule."""
    import difflib

    import polars as pl

    from dashboards.metrics import MetricQuestion

    notes = []
    for name, values in question.where:
        # Periods are not told: a day without cases is no mistake.
        answer = reader.ask(MetricQuestion.of(question.metrics[:1], [name]))
        known = answer.to_series(0).drop_nulls().cast(pl.String).to_list()
        unknown = [value for value in values if value not in known and not answer.to_series(0).dtype.is_temporal()]
        if unknown:
            near = difflib.get_close_matches(unknown[0], known, n=SHOWN_VALUES) or sorted(known)[:SHOWN_VALUES]
            notes.append(f"note: no row has {name} {unknown[0]!r}; there are {', '.join(near)}")
    return notes


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise UserError(f"{option} {text!r} is no day.", "Write it as 2026-06-30.") from None


def print_rows(frame: object, form: str) -> None:
    """Write rows as a table, CSV or JSON."""
    import polars as pl

    from dagster_project.commands.tables import for_terminal

    if form == "csv":
        nested = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List | pl.Struct)]
        as_text = frame.with_columns(
            pl.col(name).map_elements(_as_json, return_dtype=pl.String, skip_nulls=True) for name in nested
        )
        sys.stdout.write(as_text.write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ"))
    elif form == "json":
        sys.stdout.write(frame.write_json() + "\n")
    else:
        click.echo(for_terminal(frame, shutil.get_terminal_size((WIDTH, 0)).columns))


def _as_json(value: object) -> str:
    import json

    return json.dumps(value.to_list() if hasattr(value, "to_list") else value, default=str)
