"""A week's review, put together from a release and past the gate: what html.py, pdf.py and csv_files.py write down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import polars as pl

from dagster_project.exports.governance.known_people import people_of
from dagster_project.exports.governance.outgoing import Cleared, Held, Outgoing, outgoing
from dagster_project.exports.governance.policies import AppliedPolicy, Policies, PolicyRow, read_policies
from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.breaches import breaches
from dagster_project.exports.review.changes import changes
from dagster_project.exports.review.headlines import headlines
from dagster_project.exports.review.in_short import in_short
from dagster_project.exports.review.open_work import alerts, backlog_items
from dagster_project.exports.review.outcomes import outcomes, scores
from dagster_project.exports.review.period import first_week, monday_of, nothing_happened, week_name
from dagster_project.exports.review.tables import Table
from dagster_project.exports.review.themes import themes
from dagster_project.exports.review.worth import calibration, claims, opportunities
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.figures import moment
from dashboards.reporting import ReleaseReader, open_release

DEFINITION = "1"
"""Goes up when a figure of the review comes to mean something else."""

POLICY_TABLES = {
    "governance_policies": ("policy_name", "logic", "status", "valid_from"),
    "access_rules": ("access_rule_id", "effect"),
    "rejected_rows": ("record", "expected"),
}
"""What policies are read from."""

DIGITS = 12
SHORT = 12
"""Characters of a hash that are shown."""


@dataclass(frozen=True)
class Review:
    """A week's review as it may leave.

    metrics_hash: of the definitions of metrics that travel with the release. content_hash: of all values in it,
    whatever release they come from. notes: what a reader has to know of it, such as a policy that withholds words.
    """

    monday: date
    release_id: str
    published_at: datetime
    as_of: datetime
    is_whole: bool
    in_short: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    metrics_hash: str
    content_hash: str

    @property
    def week(self) -> str:
        """The ISO week, such as 2026-W26."""
        return week_name(self.monday)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def file_name(self) -> str:
        """What its files are called."""
        return f"weekly-review-{self.week}"

    def table(self, name: str) -> Table:
        """A table by its name."""
        return next(table for table in self.tables if table.name == name)

    @property
    def provenance(self) -> str:
        """The line at the foot of every page."""
        return (
            f"Definition {DEFINITION}, metrics {self.metrics_hash[:SHORT]} · release {self.release_id} · as of "
            f"{moment(self.as_of)} · content {self.content_hash[:SHORT]}"
        )


def build_review(home: Home, reader: ReleaseReader, week: str | None = None) -> Review:
    """The review of a week (2026-W26) of the release; of the last whole one where none is named.

    Raises UserError for a week that the release does not know, and where a policy lets no report leave.
    """
    asking = Asking(reader)
    monday = monday_of(week, asking)
    info = reader.info
    first = first_week(asking)
    # The first week of the data is rarely whole; where it is the only one, nothing comes before it.
    is_whole = monday + timedelta(weeks=1) <= info.as_of.astimezone(UTC).date()
    tables: list[Table] = [headlines(asking, monday, first + timedelta(weeks=1), is_whole)]
    tables += [*changes(asking, monday), *breaches(asking, home, monday), *themes(asking, monday)]
    tables += [opportunities(asking), outcomes(asking, home, monday), scores(asking, home)]
    tables += [claims(asking, monday), calibration(asking)]
    tables += [backlog_items(asking, week_name(monday)), alerts(asking, monday)]
    policies = _policies(home, reader, asking)
    cleared, notes = _past_the_gate(tables, policies, week_name(monday))
    if quiet := nothing_happened(asking, monday):
        notes.insert(0, quiet)
    if not is_whole:
        notes.insert(0, f"The week is not over: these are its data up to {moment(info.as_of)}.")
    told = tuple(in_short({table.name: table for table in cleared}))
    manifest = asking.sql("select manifest from release.semantic_manifest").item()
    return Review(
        monday, info.release_id, info.published_at, info.as_of, is_whole, told, tuple(cleared), tuple(notes),
        hashlib.sha256(manifest.encode()).hexdigest(), content_hash(monday, cleared),
    )  # fmt: skip


def content_hash(monday: date, tables: Sequence[Table]) -> str:
    """SHA-256 over the week and every value of every table, in order."""
    told = [week_name(monday), *([table.name, table.empty, table.rows.to_dict(as_series=False)] for table in tables)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()


def _policies(home: Home, reader: ReleaseReader, asking: Asking) -> Policies:
    """The policies of the release, read by one who sees the names that are to be taken out.

    Of a release that an older version published they cannot be read: then no words of customers leave.
    """
    if any(asking.lacks(table, *columns) for table, columns in POLICY_TABLES.items()):
        unread = PolicyRow("every source", "release", "policies of an older version", None, "")
        why = "An older version published this release, whose policies cannot be read."
        return Policies((AppliedPolicy(unread, "cannot be applied", why, withholds_texts=True),), (), people_of(reader))
    if not reader.viewer.is_restricted:
        return read_policies(reader, reader.info.as_of)
    with open_release(home, release_id=reader.info.release_id) as whole:
        return read_policies(whole, whole.info.as_of)


def _past_the_gate(tables: Sequence[Table], policies: Policies, week: str) -> tuple[list[Table], list[str]]:
    """The tables without personal data, and what is to be said of that. Raises UserError where nothing may leave."""
    leaving = [(table, name) for table in tables for name in sorted(table.told | table.free) if table.rows.height]
    fields = {f"{table.name}.{name}": table.rows[name].to_list() for table, name in leaving}
    free = frozenset(f"{table.name}.{name}" for table, name in leaving if name in table.free)
    answer = outgoing(Outgoing("weekly review", f"weekly-review {week}", fields, free_text=free), policies)
    if isinstance(answer, Held):
        raise UserError(f"The review of {week} may not leave. {answer.reason}", "See `loompin export pending`.")
    cleared = []
    for table in tables:
        new = [
            pl.Series(name, _words(answer, f"{table.name}.{name}", table.rows.height), pl.String)
            for owner, name in leaving if owner is table
        ]  # fmt: skip
        cleared.append(table.with_rows(_to_digits(table.rows.with_columns(new))))
    notes = [f"Taken out: {', '.join(f'{n} × {kind}' for kind, n in sorted(answer.counts.items()))}."]
    held = [f"Words of customers are withheld: {policy.detail}" for policy in policies.withholding(None)]
    return cleared, (notes if answer.counts else []) + held


def _to_digits(rows: pl.DataFrame) -> pl.DataFrame:
    """Numbers to DIGITS significant digits: the last bits of a sum depend on the order in which it was added up."""
    of_lists = [name for name, dtype in rows.schema.items() if dtype == pl.List(pl.Float64)]
    return rows.with_columns(
        pl.col(pl.Float64).round_sig_figs(DIGITS),
        *(pl.col(name).list.eval(pl.element().round_sig_figs(DIGITS)) for name in of_lists),
    )


def _words(answer: Cleared, field: str, height: int) -> list[str | None]:
    """The values of a column as they leave. The notes say why some are withheld."""
    return ["withheld"] * height if field in answer.withheld else answer.fields[field]
