"""`loompin taxonomy`: the topics in force, a draft of others, its effect before it is published, and the publishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.figures import counted

if TYPE_CHECKING:
    import polars as pl

    from dagster_project.themes.effect import Effect, Quality
    from dagster_project.themes.taxonomy import Taxonomy

IN_FORCE = """
    select topic_id, topic_label, parent_topic_id, weight, aliases, version
    from reporting.taxonomy_topics
    where is_in_force and source = ?
    order by topic_id
"""

HISTORY = """
    select version, author, reason, published_at, count(*) as topic_count, bool_or(is_in_force) as is_in_force
    from reporting.taxonomy_topics
    where source = ?
    group by version, author, reason, published_at
    order by version
"""

NOT_YET_RUN = "published, not yet run: `loompin run` assigns by it"

SOURCES = "select distinct source from reporting.taxonomy_topics where is_in_force order by source"
TEXTS = "select summary from reporting.customer_events where summary is not null and source = ?"

DRAFT = click.argument("draft", type=click.Path(dir_okay=False, path_type=Path))
SOURCE = click.option("--source", help="Source whose taxonomy it is; needed where several have one.")


@click.group("taxonomy")
def taxonomy_group() -> None:
    """Topics of what customers say: those in force, drafts and their effect, and what was published."""


@taxonomy_group.command("list")
@SOURCE
@FORMAT
def list_command(source: str | None, form: str) -> None:
    """The topics in force in the current release, with their other words."""
    from dagster_project.themes.aliases import doubled_names
    from dagster_project.themes.text_frames import read_taxonomy

    topics = _with_release(lambda ask: ask(IN_FORCE, [_source(ask, source)]))
    print_rows(topics, form)
    for name, holders in doubled_names(read_taxonomy(topics)).items():
        ids = ", ".join(topic.topic_id for topic in holders)
        click.echo(f"{name!r} is a name of {ids}: a text that says it goes to the heaviest of them alone.", err=True)


@taxonomy_group.command("history")
@SOURCE
@FORMAT
def history_command(source: str | None, form: str) -> None:
    """Versions in the current release: who published them, when and why. Version 0 is the platform's.

    What was published since stands at the end, marked so.
    """
    import polars as pl

    from dagster_project.themes.versions import read_versions

    run = _with_release(lambda ask: ask(HISTORY, [_source(ask, source)]))
    known = set(run.select("version", "author", "reason", "published_at").iter_rows())
    waiting = [
        {
            "version": version.number, "author": version.author, "reason": version.reason,
            "published_at": version.published_at, "topic_count": len(version.taxonomy.topics), "is_in_force": False,
            "note": NOT_YET_RUN,
        }
        for version in read_versions(Home(read_environment().home).taxonomy)
        if (version.number, version.author, version.reason, version.published_at) not in known
    ]  # fmt: skip
    listed = run.with_columns(note=pl.lit(None, pl.String))
    print_rows(pl.concat([listed, pl.DataFrame(waiting, schema=listed.schema)]), form)


@taxonomy_group.command("draft")
@DRAFT
@SOURCE
def draft_command(draft: Path, source: str | None) -> None:
    """Write the taxonomy in force into the file DRAFT, to be edited. It must not be there yet."""
    from dagster_project.themes.text_frames import read_taxonomy
    from dagster_project.themes.versions import write_draft

    if draft.exists():
        raise UserError(f"{draft} is there already.", "Name another file, or move this one away.")
    taxonomy = read_taxonomy(_with_release(lambda ask: ask(IN_FORCE, [_source(ask, source)])))
    write_draft(draft, taxonomy)
    click.echo(
        f"{counted(len(taxonomy.topics), 'topic')} written to {draft}; "
        f"`loompin taxonomy diff {draft}` shows an edit's effect."
    )


@taxonomy_group.command("diff")
@DRAFT
@SOURCE
@FORMAT
def diff_command(draft: Path, source: str | None, form: str) -> None:
    """How many events of the current release would gain or lose each topic if DRAFT were in force, by source."""
    import polars as pl

    from dagster_project.themes.versions import read_draft

    found = _effects(read_draft(draft), source)
    if form == "table":
        _show(found)
        return
    rows = [effect.topics.select(pl.lit(name).alias("source"), pl.all()) for name, effect in found.items()]
    print_rows(pl.concat(rows), form)


@taxonomy_group.command("publish")
@DRAFT
@click.option("--author", required=True, help="Who publishes it.")
@click.option("--reason", required=True, help="Why.")
@click.option("--yes", "is_agreed", is_flag=True, help="Publish without asking, once the effect is shown.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Show the effect and publish nothing.")
@SOURCE
def publish_command(
    draft: Path, author: str, reason: str, is_agreed: bool, is_dry: bool, source: str | None
) -> None:  # fmt: skip
    """Put DRAFT in force from the next run on, for all sources; earlier versions are kept.

    Its effect on each source is shown first (with --source, on that one alone), and then you are asked.
    """
    from dagster_project.resources.own_files import signed
    from dagster_project.themes.versions import publish, read_draft, refuse_unchanged

    signed(author, reason)
    taxonomy = read_draft(draft)
    file = Home(read_environment().home).create().taxonomy
    refuse_unchanged(file, taxonomy)
    _show(_effects(taxonomy, source))
    if is_dry:
        click.echo("Nothing was published.")
        return
    if not is_agreed:
        click.confirm("Publish it for all sources?", abort=True)
    version = publish(file, taxonomy, author, reason, datetime.now(UTC).replace(microsecond=0))
    click.echo(f"Version {version.number} written to {file}; `loompin run` assigns by it.")


def _effects(draft: Taxonomy, source: str | None) -> dict[str, Effect]:
    """By source: of the one that is named, or of all that have a taxonomy."""
    from dagster_project.themes.effect import effect_of
    from dagster_project.themes.labelled_texts import labelled_texts
    from dagster_project.themes.text_frames import read_taxonomy

    def asked(ask: Ask) -> dict[str, Effect]:
        names = [_source(ask, source)] if source else _sources(ask)
        return {
            name: effect_of(
                ask(TEXTS, [name])["summary"].to_list(), labelled, read_taxonomy(ask(IN_FORCE, [name])), draft
            )
            for name in names
        }

    labelled = labelled_texts()
    return _with_release(asked)


def _show(found: dict[str, Effect]) -> None:
    """The effect on each source: by topic, in all, and on the labelled texts."""
    for name, effect in found.items():
        click.secho(name, bold=True)
        print_rows(effect.topics, "table")
        click.echo(
            f"Of {counted(effect.events, 'event')} with words {effect.untold:,} have no topic now, "
            f"and {effect.draft_untold:,} would have none by the draft."
        )
        click.echo(f"Labelled texts, now: {_quality(effect.quality)}\nby the draft: {_quality(effect.draft_quality)}")


def _quality(quality: Quality) -> str:
    from dagster_project.identity.accuracy import interval

    def share(right: int, n: int) -> str:
        low, high = interval(right, n)
        return f"{right / n:.1%} (95 % {low:.1%} to {high:.1%}, n {n})" if n else "none (n 0)"

    return (
        f"precision {share(quality.right, quality.found)}, recall {share(quality.right, quality.labelled)}, "
        f"of {counted(quality.texts, 'text')}"
    )


Ask = Callable[..., "pl.DataFrame"]
Answer = TypeVar("Answer")


def _with_release(asked: Callable[[Ask], Answer]) -> Answer:
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        return asked(reader.sql)


def _sources(ask: Ask) -> list[str]:
    sources = ask(SOURCES)["source"].to_list()
    if not sources:
        raise UserError("The current release has no taxonomy.", "A source with customer events and topics brings one.")
    return sources


def _source(ask: Ask, told: str | None) -> str:
    sources = _sources(ask)
    if told is None and len(sources) == 1:
        return sources[0]
    if told not in sources:
        raise UserError(
            f"{told!r} has no taxonomy." if told else "Several sources have a taxonomy.",
            f"Say --source with one of {', '.join(sources)}.",
        )
    return told
