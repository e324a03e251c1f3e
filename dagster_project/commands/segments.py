"""`loompin segments`: definitions of segments, checked, tried on the current release, and kept as rows of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.resources.as_of import read_instant
from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.figures import counted

if TYPE_CHECKING:
    from dagster_project.segments.definitions import DefinitionRow
    from dagster_project.segments.expression import Expression
    from dashboards.reporting import ReleaseReader

SEGMENT_ID = re.compile(r"[a-z][a-z0-9_]{0,49}", re.ASCII)

LISTED = """
    select segment_name, member_count, reported_size, definition, version, changed_by, change_reason, valid_from,
        problem
    from reporting.segments
    order by member_count desc nulls last, segment_name
"""

RUN = "select definition, author, reason, valid_from from reporting.segment_versions where origin = ?"

OF_TENANT = "select count(*) from reporting.customer_attributes where tenant_id = ?"

OF_NAME = "select distinct segment_id from reporting.segments where segment_name = ?"

NOT_YET_RUN = "saved, not yet run: `loompin run` asks it"

DRAFTS = """
    select cohort_number, member_count, marks, stability, verdict, definition, definition_precision, definition_recall
    from reporting.detected_cohorts
    order by source, cohort_number
"""


@click.group("segments")
def segments_group() -> None:
    """Segments of customers: their definitions, who meets them, and cohorts that nobody defined yet."""


@segments_group.command("list")
@FORMAT
def list_command(form: str) -> None:
    """Every segment of the current release: the definition in force, its size beside the one reported, its problem.

    What was saved since stands at the end, marked so.
    """
    import polars as pl

    from dagster_project.segments.definitions import OWN, read_own
    from dashboards.reporting import open_release

    home = Home(read_environment().home)
    with open_release(home) as reader:
        listed, known = reader.sql(LISTED), set(reader.sql(RUN, [OWN]).iter_rows())
    waiting = [
        {
            "segment_name": row.segment_name, "definition": row.definition, "version": row.version,
            "changed_by": row.author, "change_reason": row.reason, "valid_from": row.valid_from,
            "problem": row.problem or NOT_YET_RUN,
        }
        for row in read_own(home.segments)
        if (row.definition, row.author, row.reason, row.valid_from) not in known
    ]  # fmt: skip
    print_rows(pl.concat([listed, pl.DataFrame(waiting, schema=listed.schema)]), form)


@segments_group.command("attributes")
@FORMAT
def attributes_command(form: str) -> None:
    """What a definition may ask for."""
    import polars as pl

    from dagster_project.segments.attributes import read_attributes

    told = [
        {
            "attribute": a.name,
            "kind": str(a.kind),
            "as_of": "any day" if a.is_dated else "as told",
            "meaning": a.description,
        }
        for a in read_attributes().values()
    ]
    print_rows(pl.DataFrame(told), form)


@segments_group.command("check")
@click.argument("definition")
def check_command(definition: str) -> None:
    """Check a definition, such as 'plan = "Pro" and health_score < 40'; exit 1 if it is wrong.

    No release is needed; where there is one, values that no customer has are told.
    """
    from dagster_project.segments.compiling import compile_definition

    compiled = compile_definition(definition)
    click.echo(f"{click.style('This is a definition.', bold=True)} Read as:\n  {compiled.text}")
    click.echo(f"It asks for {', '.join(compiled.attributes)}. As a condition in SQL:\n  {compiled.sql}")
    for note in _notes_on_values(Home(read_environment().home), compiled.expression):
        click.echo(note)


def _notes_on_values(home: Home, expression: Expression) -> list[str]:
    """Of values that no customer of the current release has; none where there is no release."""
    from dagster_project.segments.values_there import notes_on_values

    with _release_if_any(home) as reader:
        return notes_on_values(reader.sql, expression) if reader else []


@segments_group.command("preview")
@click.argument("definition")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0, 100_000), help="Members to show.")
@FORMAT
def preview_command(definition: str, limit: int, form: str) -> None:
    """How many customers of the current release meet a definition, and who."""
    from dagster_project.segments.preview import preview
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        found = preview(reader.sql, definition, limit)
    if form == "table":
        share = f" ({found.size / found.customers:.1%})" if found.customers else ""
        click.echo(f"{found.size:,} of {counted(found.customers, 'customer')}{share} meet it.")
        for name, known in found.unknown.items():
            click.echo(f"{name} is not known of {counted(known, 'customer')}, who can so not meet a condition on it.")
    for note in found.notes:
        click.echo(note, err=form != "table")
    if limit:
        print_rows(found.members, form)


@segments_group.command("drafts")
@FORMAT
def drafts_command(form: str) -> None:
    """Cohorts that were detected, how stable they are, and a draft definition of each."""
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        print_rows(reader.sql(DRAFTS), form)


@segments_group.command("save")
@click.argument("segment_id", metavar="ID")
@click.argument("definition")
@click.option("--author", required=True, help="Who makes this version.")
@click.option("--reason", required=True, help="Why.")
@click.option("--name", help="What the segment is called; its id where nothing is said.")
@click.option("--tenant", metavar="TENANT_ID", help="A tenant whose customers alone it is about.")
@click.option(
    "--since", metavar="DAY", help="From when it holds, ISO 8601; now where nothing is said, `always` reaches back."
)
def save_command(
    segment_id: str, definition: str, author: str, reason: str, name: str | None, tenant: str | None, since: str | None
) -> None:
    """Keep a definition, or a further version of it, as a row of segments.csv in the data folder.

    It is asked from the next run on. Where the version before says the same, nothing is written.
    """
    from dagster_project.segments.compiling import compile_definition
    from dagster_project.segments.definitions import OWN, DefinitionRow, append_own, is_unchanged, read_own

    if not SEGMENT_ID.fullmatch(segment_id):
        raise UserError(
            f"{segment_id!r} is no id of a segment.", "An id is lower-case letters, digits and _, from a letter on."
        )
    compiled = compile_definition(definition)
    home = Home(read_environment().home).create()
    file = home.segments
    held = read_own(file)
    broken = next((row.problem for row in held if row.segment_id == OWN), None)
    if broken:
        raise UserError(f"{file}: {broken}", "Mend the file before another row goes into it.")
    earlier = [row for row in held if row.segment_id == segment_id]
    row = DefinitionRow(
        "", OWN, segment_id, name or (earlier[-1].segment_name if earlier else segment_id), len(earlier) + 1,
        compiled.text, author, reason, _since(since), tenant or (earlier[-1].tenant_id if earlier else None),
    )  # fmt: skip
    if row.tenant_id:
        _refuse_unknown_tenant(home, row.tenant_id)
    _refuse_taken_name(home, row, held)
    if since is None and is_unchanged(row, earlier[-1] if earlier else None):
        click.echo(f"{segment_id}: version {earlier[-1].version} says this already; nothing was written.")
        return
    append_own(file, row)
    click.echo(f"{segment_id}, version {row.version}: {compiled.text}\nwritten to {file}; `loompin run` asks it.")
    for note in _notes_on_values(home, compiled.expression):
        click.echo(note)


def _refuse_unknown_tenant(home: Home, tenant: str) -> None:
    """Where a release is there, the tenant must have customers in it: a segment of another would stay empty."""
    with _release_if_any(home) as reader:
        if not reader or reader.sql(OF_TENANT, [tenant]).item():
            return
    raise UserError(
        f"No customer of the current release is of a tenant {tenant!r}.",
        'Look for it: `loompin sql "select distinct tenant_id, tenant_name from reporting.customer_attributes"`.',
    )


def _refuse_taken_name(home: Home, row: DefinitionRow, held: Sequence[DefinitionRow]) -> None:
    """Pages tell segments by their names, so that two of one name would be drawn as one."""
    ids = {other.segment_id for other in held if other.segment_name == row.segment_name}
    with _release_if_any(home) as reader:
        if reader:
            ids.update(reader.sql(OF_NAME, [row.segment_name])["segment_id"])
    if others := sorted(ids - {row.segment_id}):
        raise UserError(
            f"The segment {others[0]} is called {row.segment_name!r} already.", "Say another name with --name."
        )


@contextmanager
def _release_if_any(home: Home) -> Iterator[ReleaseReader | None]:
    """The current release, or None before there is one."""
    from dashboards.reporting import open_release

    try:
        reader = open_release(home)
    except UserError:
        yield None
        return
    with reader:
        yield reader


def _since(text: str | None) -> datetime | None:
    if text == "always":
        return None
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return read_instant(text)
    except ValueError as error:
        raise UserError(f"--since {text!r} is no time.", "Write it like 2026-01-31 or 2026-01-31T09:00:00Z.") from error
