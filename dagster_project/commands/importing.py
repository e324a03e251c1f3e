"""`loompin import`: land a case log and keep it as a configured source."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from dagster_project.resources.configuration import DEMO_COMPANY, SourceSettings, keep_source, named_sources
from dagster_project.resources.environment import Environment, read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dagster_project.resources.run_lock import only_run


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mapping", required=True, type=click.Path(path_type=Path), help="How the log's columns read (YAML).")
def import_command(paths: tuple[Path, ...], mapping: Path) -> None:
    """Land a case log (CSV, gzip or Parquet) and keep it as a configured source.

    The mapping is copied into the data folder. `loompin run` then builds and publishes.
    """
    environment = read_environment()
    home = Home(environment.home)
    with only_run(home, "loompin import"):
        source = import_log(environment, paths, mapping)
    click.echo(f"kept as source {source.name} in {environment.config}; now `loompin run` builds and publishes")


def import_log(environment: Environment, paths: tuple[Path, ...], mapping_file: Path) -> SourceSettings:
    """Land the files under their mapping; the source is kept only when every file was landed."""
    import polars as pl

    from dagster_project.connectors.event_log.connector import EventLog
    from dagster_project.connectors.event_log.mapping import read_mapping
    from dagster_project.ingestion.lake import Lake
    from dagster_project.ingestion.landing import land
    from dagster_project.ingestion.reject_reasons import ALL_REJECTS, commonest_reasons
    from data_contracts.event_log.events import CaseList, Events

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UserError(f"{missing[0]}: there is no such file.")
    folders = [path for path in paths if path.is_dir()]
    if folders:
        raise UserError(f"{folders[0]}: this is a folder, not a file.", f"Name its files, such as {folders[0]}/*.csv.")
    mapping = read_mapping(mapping_file)
    # A file that cannot be understood is told before anything is landed; one that is not there yet is written below.
    is_first = not environment.config.exists() or not named_sources(environment)
    home = Home(environment.home).create()
    home.mappings.mkdir(exist_ok=True)
    files = tuple(path.resolve() for path in paths)
    log = EventLog(mapping.name, files, mapping)
    lake = Lake(home.lake)
    for batch in log.batches(CaseList if mapping.is_case_list else Events):
        landed = land(batch, lake)
        if landed.unchanged:
            click.echo(f"{batch.origin}: landed before, nothing to do")
        else:
            note = landed.note
            click.echo(
                f"{batch.origin}: {note.rows_read:,} rows read, {note.rows_accepted:,} accepted, "
                f"{note.rows_rejected:,} rejected"
            )
            if note.rows_rejected:
                reasons = commonest_reasons(pl.read_parquet(lake.rejected_file(note)))
                click.echo("\n".join(f"  {line}" for line in [*reasons, ALL_REJECTS]))
    kept_mapping = home.mappings / f"{mapping.name}.yaml"
    if mapping_file.resolve() != kept_mapping.resolve():
        shutil.copyfile(mapping_file, kept_mapping)
    settings = {"paths": [str(file) for file in files], "mapping": str(kept_mapping.relative_to(home.root))}
    source = SourceSettings(mapping.name, "event_log", settings)
    keep_source(environment, source)
    if is_first and DEMO_COMPANY.name in _published_sources(home):
        click.echo(
            "note: the current release holds the demo company. It is no source any more, and the next `loompin run` "
            f"publishes without its cases.\n  To keep both, write into {environment.config}:\n"
            f'    [sources.{DEMO_COMPANY.name}]\n    type = "{DEMO_COMPANY.type}"'
        )
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
