"""`loompin identities`: link the customer records of any table; correct the warehouse's links by hand."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.identity.roles import ROLES, is_like_id
from dagster_project.resources.environment import Environment, read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.figures import counted

if TYPE_CHECKING:
    from dagster_project.identity.accuracy import Accuracy
    from dagster_project.identity.linking import Linked

SHOWN = 20
"""Rows of the table form; csv and json give all."""


class FileOrCommand(click.Group):
    """A group whose commands may be left away: what is no command is the file to link."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command `link` before a file's name or an option of it."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["link", *args]
        return super().parse_args(ctx, args)


@click.group("identities", cls=FileOrCommand)
def identities_group() -> None:
    """Which records are the same person. `loompin identities FILE` links a table (see: identities link -h)."""


@identities_group.command("link")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--id", "id_column", metavar="COL", help="The record's id; rows are numbered where it is not given.")
@click.option(
    "--source", "source_column", metavar="COL", help="Which source a record is from, where there are several."
)
@click.option(
    "--columns", metavar="COLS",
    help="What to compare, comma-separated; role=column where a name does not tell. Else all columns whose names do, "
    f"in English, German, French or Spanish. Roles: {', '.join(ROLES)}.",
)  # fmt: skip
@click.option("--threshold", type=float, help="Records are linked from this probability on.  [default: 0.95]")
@click.option("--review", type=float, help="Pairs from here up to the threshold are for a person.  [default: 0.5]")
@click.option(
    "--labels", metavar="COL_OR_FILE",
    help="Who is who in truth: a column, or a CSV file of ids and labels. Prints precision, recall and F1.",
)  # fmt: skip
@click.option(
    "--corrections", type=click.Path(path_type=Path, dir_okay=False), help="A CSV file of verdicts by hand; see README."
)
@click.option("--pairs", "wants_pairs", is_flag=True, help="Give the pairs, each explained, and not the records.")
@FORMAT
def link_command(
    file: Path, id_column: str | None, source_column: str | None, columns: str | None, threshold: float | None,
    review: float | None, labels: str | None, corrections: Path | None, wants_pairs: bool, form: str,
) -> None:  # fmt: skip
    """Link the records of a CSV, Parquet or JSON-lines file that are the same person.

    Gives each record a canonical id and how sure it is. Linked with Splink (Fellegi and Sunter 1969): the weights are
    learned from the table itself, or are defaults where it has fewer than 200 records. Nothing leaves this machine.
    """
    from dagster_project.identity.corrections import read_corrections
    from dagster_project.identity.linking import link_records
    from dagster_project.identity.record_files import read_records

    environment = read_environment()
    wanted = [name.strip() for name in (columns or "").split(",") if name.strip()]
    records, roles, silent = read_records(file, id_column, source_column, wanted, labels)
    linked = link_records(
        records, roles, _thresholds(environment, threshold, review),
        read_corrections(_there(corrections)) if corrections else (),
        memory_limit=environment.memory_limit, threads=environment.threads,
    )  # fmt: skip
    rows = linked.pairs if wants_pairs else linked.members
    print_rows(rows.head(SHOWN) if form == "table" else rows, form)
    for line in (*_summary(linked, roles, rows.height, form), *_not_compared(silent, bool(wanted), id_column)):
        click.echo(line, err=form != "table")
    if labels:
        from dagster_project.identity.accuracy import measure

        labelled = linked.members.join(records.select("source", "source_id", "label"), on=["source", "source_id"])
        for line in _accuracy(measure(labelled)):
            click.echo(line, err=form != "table")


@identities_group.command("correct")
@click.argument("left", metavar="RECORD")
@click.argument("right", metavar="RECORD")
@click.option("--same", "verdict", flag_value="same", help="They are one person.")
@click.option("--different", "verdict", flag_value="different", help="They are two people.")
@click.option("--withdraw", "verdict", flag_value="withdrawn", help="Leave them to the model again.")
@click.option("--by", "decided_by", metavar="NAME", help="Who decides; you, where it is not given.")
@click.option("--because", "reason", metavar="WHY", required=True, help="Why; kept beside the verdict.")
def correct_command(left: str, right: str, verdict: str | None, decided_by: str | None, reason: str) -> None:
    """Say of two records that they are the same person, or are not.

    A RECORD is SOURCE/PLATFORM:ID, as the page Identity and reporting.identity_review write it. The verdict is added
    to identity_corrections.csv in the data folder, and holds in every run from the next one on.
    """
    from dagster_project.identity.corrections import keep_correction, make_correction

    if verdict is None:
        raise click.UsageError("Say what they are: --same, --different or --withdraw.")
    home = Home(read_environment().home)
    pair = [_record(text) for text in (left, right)]
    _refuse_unknown(home, pair)
    correction = make_correction(*pair, verdict, decided_by or getpass.getuser(), reason)
    keep_correction(home.identity_corrections, correction)
    click.echo(f"kept in {home.identity_corrections}; it holds from the next `loompin run` on")


@identities_group.command("corrections")
@FORMAT
def corrections_command(form: str) -> None:
    """List what was said by hand: the pair, the verdict, who, when and why, and whether it holds."""
    import polars as pl

    from dagster_project.identity.corrections import in_force, read_corrections

    kept = read_corrections(Home(read_environment().home).identity_corrections)
    holding = list(in_force(kept).values())
    rows = [
        {
            "left": ":".join(c.left), "right": ":".join(c.right), "verdict": c.verdict, "decided_by": c.decided_by,
            "decided_at": c.decided_at, "reason": c.reason, "holds": any(c is held for held in holding),
        }
        for c in kept
    ]  # fmt: skip
    if not rows and form == "table":
        click.echo("Nothing was corrected by hand.")
        return
    names = ("left", "right", "verdict", "decided_by", "decided_at", "reason")
    print_rows(pl.DataFrame(rows, schema={**dict.fromkeys(names, pl.String), "holds": pl.Boolean}), form)


def _thresholds(environment: Environment, link: float | None, review: float | None):
    from dagster_project.identity.linking import Thresholds
    from dagster_project.resources.configuration import identity_thresholds

    said = identity_thresholds(environment)
    link = link if link is not None else said.get("link", Thresholds.link)
    # A threshold below the usual review band leaves nothing to review.
    return Thresholds(link, review if review is not None else min(said.get("review", Thresholds.review), link))


def _summary(linked: Linked, roles: dict[str, str], rows: int, form: str) -> list[str]:
    from dagster_project.identity.blocking import LARGEST_BLOCK

    members = linked.members
    people = members["canonical_id"].n_unique()
    decided = linked.pairs["decision"].value_counts()
    counts = dict(decided.iter_rows())
    how = (
        f"weights learned from the table ({counted(linked.training_pairs, 'pair')})"
        if linked.method == "trained"
        else "default weights (fewer than 200 records, or too few pairs to learn from)"
    )
    lines = [f"({rows - SHOWN:,} more rows; --format csv gives all)"] if form == "table" and rows > SHOWN else []
    crowded = linked.crowded
    if crowded.records:
        lines.append(
            f"{counted(crowded.records, 'record')} compared with nobody: each of their keys, such as an address "
            f"or a name, is shared by more than {LARGEST_BLOCK} different records. Name a further "
            "column that tells them apart."
        )
    elif crowded.keys:
        lines.append(
            f"{counted(crowded.keys, 'key')}, such as an address or a name, shared by more than {LARGEST_BLOCK} "
            "different records, made no pairs; those records were compared by their other keys."
        )
    return [
        *lines,
        f"{counted(members.height, 'record')}, {counted(people, 'person', 'people')}; "
        f"{counted(counts.get('linked', 0), 'pair')} linked, "
        f"{counts.get('review', 0):,} to review (--pairs --format csv); {how}",
        "compared: " + ", ".join(f"{column.removeprefix('in.')} as {role}" for column, role in roles.items()),
    ]


def _not_compared(silent: list[str], are_named: bool, id_column: str | None) -> list[str]:
    """Columns that play no part: a name that was overlooked would else only be missed in the result."""
    ids = [column for column in silent if id_column is None and is_like_id(column)][:1]
    lines = [f"rows were numbered; if {column} is the record's id, name it: --id {column}" for column in ids]
    silent = [column for column in silent if column not in ids]
    if not silent:
        return lines
    if are_named:
        return [*lines, f"not compared, since --columns does not name them: {', '.join(silent)}"]
    example = f"--columns given_name={silent[0]},…"
    return [
        *lines,
        f"not compared, since their names do not tell what they hold: {', '.join(silent)}. "
        f"Where one tells something of a person, name all columns to compare, a role first: {example} "
        "(roles: identities link -h)",
    ]


def _accuracy(accuracy: Accuracy) -> list[str]:
    from dagster_project.identity.accuracy import interval

    def share(name: str, value: float | None, right: int, n: int) -> str:
        if value is None:
            return f"{name:9}  none: n = 0 pairs"
        low, high = interval(right, n)
        return f"{name:9}  {value:.4f}  (95 % interval {low:.4f} to {high:.4f}, n = {counted(n, 'pair')})"

    return [
        f"against {counted(accuracy.records, 'labelled record')}, pairs counted:",
        share("precision", accuracy.precision, accuracy.right, accuracy.linked),
        share("recall", accuracy.recall, accuracy.right, accuracy.true),
        f"{'F1':9}  " + (f"{accuracy.f1:.4f}" if accuracy.f1 is not None else "none: no pairs"),
    ]


def _record(text: str) -> tuple[str, str]:
    source, colon, source_id = text.partition(":")
    if not colon or not source_id or "/" not in source:
        raise UserError(
            f"{text!r} names no record.", "Write SOURCE/PLATFORM:ID, such as demo_company/Salesforce:sf_0000188."
        )
    return source, source_id


def _refuse_unknown(home: Home, records: list[tuple[str, str]]) -> None:
    """Where a release is there, both records must be in it: a slip of the pen would never be noticed otherwise."""
    from dashboards.reporting import open_release

    try:
        reader = open_release(home)
    except UserError:
        return
    with reader:
        for source, source_id in records:
            found = reader.sql(
                "select count(*) from reporting.identity_graph where source || '/' || platform = ? and source_id = ?",
                [source, source_id],
            ).item()
            if not found:
                raise UserError(
                    f"The current release has no record {source}:{source_id}.",
                    'Look for it: `loompin sql "select source, platform, source_id from reporting.identity_graph"`.',
                )


def _there(file: Path) -> Path:
    if not file.exists():
        raise UserError(f"{file}: there is no such file.")
    return file
