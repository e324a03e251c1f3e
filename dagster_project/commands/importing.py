"""`loompin import`: land a case log, or a folder of tables, and keep it as a configured source."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dagster_project.resources.configuration import (
    DEMO_COMPANY,
    SOURCE_NAME,
    TABLE_SOURCES,
    SourceSettings,
    keep_source,
    kept_settings,
    named_sources,
)
from dagster_project.resources.environment import Environment, read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.resources.run_lock import only_run

if TYPE_CHECKING:
    from dagster_project.ingestion.batches import Batch
    from dagster_project.ingestion.lake import Lake


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), help="How the columns of a case log read (YAML).")
@click.option("--as", "source_type", type=click.Choice(sorted(TABLE_SOURCES)), help="What a folder of tables holds.")
@click.option("--name", help="What to call a folder's source; the word after --as where it is not given.")
@click.option("--as-of-last-event", is_flag=True, help="The folder is an old export: its open clocks end with it.")
def import_command(
    paths: tuple[Path, ...], mapping: Path | None, source_type: str | None, name: str | None, as_of_last_event: bool
) -> None:
    """Land a case log (CSV, gzip or Parquet) or a folder with a file per table, and keep it as a configured source.

    A mapping is copied into the data folder. `loompin run` then builds and publishes.
    """
    if (mapping is None) == (source_type is None):
        raise click.UsageError("Say what it is: --mapping M.yaml for a case log, --as SOURCE for a folder of tables.")
    if mapping is not None and (name or as_of_last_event):
        raise click.UsageError("--name and --as-of-last-event are for a folder; a mapping says both itself.")
    environment = read_environment()
    home = Home(environment.home)
    # A file that cannot be understood is told before anything is landed; one that is not there yet is written below.
    is_first = not environment.config.exists() or not named_sources(environment)
    with only_run(home, "loompin import"):
        if mapping is not None:
            source = import_log(environment, paths, mapping)
        else:
            settings = {"as_of_last_event": True} if as_of_last_event else {}
            source = import_folder(environment, paths, SourceSettings(name or source_type, source_type, settings))
    if is_first and DEMO_COMPANY.name in _published_sources(home):
        click.echo(
            "note: the current release holds the demo company. It is no source any more, and the next `loompin run` "
            f"publishes without its cases.\n  To keep both, write into {environment.config}:\n"
            f'    [sources.{DEMO_COMPANY.name}]\n    type = "{DEMO_COMPANY.type}"'
        )
    click.echo(f"kept as source {source.name} in {environment.config}; now `loompin run` builds and publishes")


def import_folder(environment: Environment, paths: tuple[Path, ...], source: SourceSettings) -> SourceSettings:
    """Land every table of the folder; all files are looked at before the first is landed.

    What a section of this name says already (names of tables, custom statuses) goes on holding.
    """
    from dagster_project.connectors.connector import connect
    from dagster_project.connectors.table_folder.folder import TableFolder
    from dagster_project.connectors.table_groups import TABLE_GROUPS
    from dagster_project.ingestion.lake import Lake
    from data_contracts import all_contracts
    from data_contracts.platform.validation import ValidationRules

    if len(paths) != 1:
        raise UserError(f"{paths[1]}: --as takes one folder, with a file for each table.")
    if not SOURCE_NAME.match(source.name):
        raise UserError(f"--name {source.name!r}: a name is lower-case letters, digits and _, from a letter on.")
    home = Home(environment.home).create()
    held = kept_settings(environment, source)
    settings = {**held, **source.settings, "folder": str(paths[0].resolve())}
    source = SourceSettings(source.name, source.type, {k: settings[k] for k in sorted(settings)})
    group = TABLE_GROUPS[source.type]
    folder = TableFolder(source.name, group, paths[0].resolve(), settings.get("tables", {}), lambda contract: False)
    left = folder.check().in_words()
    lake = Lake(home.lake)
    connector = connect(source, environment, datetime.now(UTC))
    # Its own rules come first: every other table is held against them.
    for contract in sorted(all_contracts(), key=lambda contract: contract is not ValidationRules):
        for batch in connector.batches(contract):
            _land_and_tell(batch, lake)
    if left:
        click.echo(left)
    keep_source(environment, source)
    return source


def import_log(environment: Environment, paths: tuple[Path, ...], mapping_file: Path) -> SourceSettings:
    """Land the files under their mapping; the source is kept only when every file was landed."""

    from dagster_project.connectors.event_log.connector import EventLog
    from dagster_project.connectors.event_log.mapping_file import read_mapping
    from dagster_project.ingestion.lake import Lake
    from data_contracts.event_log.events import CaseList, Events

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UserError(f"{missing[0]}: there is no such file.")
    folders = [path for path in paths if path.is_dir()]
    if folders:
        raise UserError(
            f"{folders[0]}: this is a folder, not a file.",
            f"Name its files, such as {folders[0]}/*.csv; a folder of tables is imported with --as.",
        )
    mapping = read_mapping(mapping_file)
    home = Home(environment.home).create()
    home.mappings.mkdir(exist_ok=True)
    files = tuple(path.resolve() for path in paths)
    log = EventLog(mapping.name, files, mapping)
    lake = Lake(home.lake)
    for batch in log.batches(CaseList if mapping.is_case_list else Events):
        _land_and_tell(batch, lake)
    kept_mapping = home.mappings / f"{mapping.name}.yaml"
    if mapping_file.resolve() != kept_mapping.resolve():
        shutil.copyfile(mapping_file, kept_mapping)
    settings = {"paths": [str(file) for file in files], "mapping": str(kept_mapping.relative_to(home.root))}
    source = SourceSettings(mapping.name, "event_log", settings)
    keep_source(environment, source)
    if mapping.calendar is None:
        click.echo(
            "note: the mapping has no calendar, so targets in business days (P2 and P3) do not apply; pages will say so"
        )
    return source


def _published_sources(home: Home) -> set[str]:
    """Names of the sources in the current release; none where there is no release that can be read."""
    from dashboards.reporting import open_release

    try:
        with open_release(home) as reader:
            return set(reader.sql("select source from release.sources")["source"])
    except UserError:
        return set()


def _land_and_tell(batch: Batch, lake: Lake) -> None:
    import polars as pl

    from dagster_project.ingestion.landing import land
    from dagster_project.ingestion.reject_reasons import ALL_REJECTS, commonest_reasons

    landed = land(batch, lake)
    if landed.unchanged:
        click.echo(f"{batch.origin}: landed before, nothing to do")
        return
    note = landed.note
    click.echo(
        f"{batch.origin}: {note.rows_read:,} rows read, {note.rows_accepted:,} accepted, "
        f"{note.rows_rejected:,} rejected"
    )
    if note.rows_rejected:
        reasons = commonest_reasons(pl.read_parquet(lake.rejected_file(note)))
        click.echo("\n".join(f"  {line}" for line in [*reasons, ALL_REJECTS]))
