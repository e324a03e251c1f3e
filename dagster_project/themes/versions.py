"""Taxonomies of our own: drafts, what was published, and by whom.

A draft is a CSV file with a row per topic: topic_id, topic_label, parent_topic_id, weight, aliases (parted by |). What
is published goes, as a whole and as a further version, into `taxonomy.csv` in the data folder, with author, reason and
time before it; the newest version is in force from the next run on, for all sources, in place of the platform's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dagster_project.resources.as_of import read_instant
from dagster_project.resources.errors import UserError
from dagster_project.resources.own_files import OwnFile, signed
from dagster_project.themes.aliases import doubled_names
from dagster_project.themes.taxonomy import Taxonomy, Topic

DRAFT_COLUMNS = ("topic_id", "topic_label", "parent_topic_id", "weight", "aliases")
VERSION_COLUMNS = ("version", "author", "reason", "published_at", *DRAFT_COLUMNS)
MOST_LEVELS = 6
"""Levels of a tree that marts sum over."""
SETBACKS = ("A promise was broken", "Handed over", "Reopened", "Waited on the customer")
"""Labels of other predictors, which stand beside topics (driver_predictors)."""


@dataclass(frozen=True)
class Version:
    """A taxonomy that was published. number: 1 is the first of our own."""

    number: int
    author: str
    reason: str
    published_at: datetime
    taxonomy: Taxonomy


def read_draft(file: Path) -> Taxonomy:
    """The taxonomy of a draft. Raises UserError that names the line, where there is one that cannot be used."""
    if not file.exists():
        raise UserError(f"{file} is not there.", "`loompin taxonomy draft` writes the one in force.")
    rows = _read(file, DRAFT_COLUMNS)
    taxonomy = _taxonomy(file, rows)
    lines = {row["topic_id"]: line for line, row in rows}
    for name, topics in doubled_names(taxonomy).items():
        places = " and ".join(f"{topic.topic_id} (line {lines[topic.topic_id]})" for topic in topics)
        raise UserError(
            f"{file}: {name!r} is a name of {places}.",
            "A text that says it could only go to one of them: take it from the others, or make one topic of them.",
        )
    _refuse_equal_labels(file, taxonomy, lines)
    return taxonomy


def _refuse_equal_labels(file: Path, taxonomy: Taxonomy, lines: dict[str, int]) -> None:
    """Labels are what people read: of a topic that has others below, too, and of what happens to cases."""
    holders = {label.lower(): "what happens to a case on the page Drivers" for label in SETBACKS}
    for topic in taxonomy.topics.values():
        if held := holders.get(topic.label.lower()):
            raise UserError(
                f"{file}, line {lines[topic.topic_id]}: {topic.label!r} is the label of {held}.",
                "Nobody could tell them apart: give it another label; the word may stay among its aliases.",
            )
        holders[topic.label.lower()] = f"{topic.topic_id} (line {lines[topic.topic_id]}), too"


def write_draft(file: Path, taxonomy: Taxonomy) -> None:
    """A taxonomy as a draft, to be edited. Raises OSError where it cannot be written."""
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(DRAFT_COLUMNS)
        writer.writerows(_row(topic) for topic in taxonomy.topics.values())


def read_versions(file: Path) -> list[Version]:
    """What was published, the oldest first; nothing where there is no file. Raises UserError where a line is wrong."""
    groups: dict[int, list[tuple[int, dict[str, str]]]] = {}
    for line, row in _read(file, VERSION_COLUMNS):
        if not row["version"].isdigit():
            raise UserError(f"{file}, line {line}: the version is {row['version']!r}.", "Versions are whole numbers.")
        groups.setdefault(int(row["version"]), []).append((line, row))
    return [
        Version(
            number, rows[0][1]["author"], rows[0][1]["reason"], _instant(file, *rows[0]), _taxonomy(file, rows)
        )
        for number, rows in sorted(groups.items())
    ]  # fmt: skip


def refuse_unchanged(file: Path, taxonomy: Taxonomy) -> list[Version]:
    """What was published. Raises UserError where the newest of it says the same, and where the file cannot be read."""
    before = read_versions(file)
    if before and before[-1].taxonomy.fingerprint() == taxonomy.fingerprint():
        raise UserError(f"The draft says what version {before[-1].number} says.", "There is nothing to publish.")
    return before


def publish(file: Path, taxonomy: Taxonomy, author: str, reason: str, at: datetime) -> Version:
    """Add a version to the file, which is made where it is not there.

    Raises UserError where nothing has changed, where nobody says it or why, and where the file cannot be read.
    """
    author, reason = signed(author, reason)
    before = refuse_unchanged(file, taxonomy)
    version = Version(before[-1].number + 1 if before else 1, author, reason, at, taxonomy)
    head = (str(version.number), author, reason, at.isoformat())
    OwnFile(file, VERSION_COLUMNS, VERSION_COLUMNS).append(
        dict(zip(VERSION_COLUMNS, (*head, *_row(topic)), strict=True)) for topic in taxonomy.topics.values()
    )
    return version


def _row(topic: Topic) -> tuple[str, str, str, str, str]:
    return (topic.topic_id, topic.label, topic.parent_id or "", str(topic.weight), "|".join(topic.aliases))


def _read(file: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    rows = OwnFile(file, columns, columns).read()
    for row in rows:
        if row.problem:
            raise UserError(f"{file}, line {row.line}: {row.problem}.", "Put a value with a comma into quotes.")
    return [(row.line, {name: value.strip() for name, value in row.values.items()}) for row in rows]


def _instant(file: Path, line: int, row: dict[str, str]) -> datetime:
    try:
        return read_instant(row["published_at"])
    except ValueError as error:
        raise UserError(
            f"{file}, line {line}: published_at is {row['published_at']!r}.", "Write it like 2026-01-31T09:00:00Z."
        ) from error


def _taxonomy(file: Path, rows: Iterable[tuple[int, dict[str, str]]]) -> Taxonomy:
    topics: dict[str, Topic] = {}
    lines: dict[str, int] = {}
    for line, row in rows:
        topic_id, label = row["topic_id"], row["topic_label"]
        if not topic_id or not label:
            raise UserError(f"{file}, line {line}: a topic needs an id and a label.", "Fill in both.")
        if topic_id in topics:
            raise UserError(f"{file}, line {line}: {topic_id} stands in line {lines[topic_id]} already.", "Keep one.")
        aliases = tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip())
        topics[topic_id] = Topic(
            topic_id, label, row["parent_topic_id"] or None, _weight(file, line, row["weight"]), aliases
        )
        lines[topic_id] = line
    if not topics:
        raise UserError(f"{file} has no topic.", "A taxonomy needs one at least.")
    for topic in topics.values():
        _check_place(file, lines[topic.topic_id], topic, topics)
    return Taxonomy.of(topics.values())


def _weight(file: Path, line: int, text: str) -> float:
    try:
        weight = float(text or 1)
    except ValueError:
        weight = -1.0
    if not 0 <= weight < float("inf"):
        raise UserError(f"{file}, line {line}: the weight is {text!r}.", "A weight is a number from 0; 1 is normal.")
    return weight


def _check_place(file: Path, line: int, topic: Topic, topics: dict[str, Topic]) -> None:
    above, levels = topic.parent_id, 1
    while above is not None:
        if above not in topics:
            raise UserError(f"{file}, line {line}: {topic.label} lies below {above}, which is not there.", "Add it.")
        if above == topic.topic_id or levels == MOST_LEVELS:
            raise UserError(
                f"{file}, line {line}: {topic.label} lies below itself, or deeper than {MOST_LEVELS} levels.",
                "Put it below another topic.",
            )
        above, levels = topics[above].parent_id, levels + 1
