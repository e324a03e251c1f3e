"""Where definitions come from, and what becomes of each: usable, or not and why.

They are rows of the platform's tables `segments` and `segment_versions`, and of the file `segments.csv` in the data
folder, which is our own: id, name, tenant_id, primary_trait, definition, author, reason, valid_from. A further row of
the same id is a further version. A definition that cannot be used stops nothing: its reason stands on the page, and
the version before it stays in force.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.resources.as_of import read_instant
from dagster_project.segments.compiling import compile_definition
from dagster_project.segments.problems import ExpressionError

OWN_COLUMNS = ("id", "name", "tenant_id", "primary_trait", "definition", "author", "reason", "valid_from")
NEEDED = ("id", "definition")
PLATFORM, OWN = "platform", "segments.csv"


@dataclass(frozen=True)
class DefinitionRow:
    """One version of a segment, as it is told.

    source: whose customers it is about. origin: `platform` or `segments.csv`. valid_from: None reaches back.
    problem: what is wrong with the row itself, before its definition is looked at.
    """

    source: str
    origin: str
    segment_id: str
    segment_name: str
    version: int
    definition: str | None
    author: str | None = None
    reason: str | None = None
    valid_from: datetime | None = None
    tenant_id: str | None = None
    primary_trait: str | None = None
    problem: str | None = None


@dataclass(frozen=True)
class JudgedDefinition:
    """A version with its SQL, or with what is wrong. valid_to: when the next usable version comes into force."""

    row: DefinitionRow
    compiled_sql: str | None
    attributes: tuple[str, ...]
    problem: str | None
    valid_to: datetime | None = None


def judge(rows: Sequence[DefinitionRow]) -> list[JudgedDefinition]:
    """What becomes of each version, in the order of source, segment and version."""
    taken = {(row.source, row.segment_id) for row in rows if row.origin == PLATFORM}
    told = [
        replace(
            row,
            segment_id=f"{OWN}: {row.segment_id}",
            problem=row.problem or "The platform has a segment of this id: give this one another.",
        )
        if row.origin == OWN and (row.source, row.segment_id) in taken
        else row
        for row in rows
    ]
    judged = [_judge(row) for row in sorted(told, key=lambda r: (r.source, r.origin, r.segment_id, r.version))]
    return [replace(version, valid_to=_valid_to(version, judged)) for version in judged]


def _judge(row: DefinitionRow) -> JudgedDefinition:
    if row.problem:
        return JudgedDefinition(row, None, (), row.problem)
    if not (row.definition or "").strip():
        return JudgedDefinition(row, None, (), "No definition is told, so that nobody can say who belongs to it.")
    try:
        compiled = compile_definition(row.definition)
    except ExpressionError as error:
        return JudgedDefinition(row, None, (), error.line)
    return JudgedDefinition(row, compiled.sql, compiled.attributes, None)


def _valid_to(version: JudgedDefinition, all_of_them: Sequence[JudgedDefinition]) -> datetime | None:
    """When the next usable version of the same segment begins: the one with the next time, or number."""
    if version.compiled_sql is None:
        return None
    later = [
        other.row.valid_from
        for other in all_of_them
        if other.compiled_sql is not None
        and (other.row.source, other.row.origin, other.row.segment_id)
        == (version.row.source, version.row.origin, version.row.segment_id)
        and _order(other.row) > _order(version.row)
    ]
    starts = [start or datetime.min.replace(tzinfo=UTC) for start in later]
    return min(starts) if starts else None


def _order(row: DefinitionRow) -> tuple[datetime, int]:
    return (row.valid_from or datetime.min.replace(tzinfo=UTC), row.version)


def read_own(file: Path) -> list[DefinitionRow]:
    """The rows of segments.csv, the source left open; none where there is no file. A row that is wrong says why."""
    if not file.exists():
        return []
    try:
        with file.open(newline="", encoding="utf-8-sig") as opened:
            reader = csv.DictReader(opened)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                return [_unreadable(f"The column {missing[0]!r} is missing; it has {', '.join(OWN_COLUMNS)}.")]
            return list(_own_rows(reader))
    except (UnicodeDecodeError, csv.Error) as error:
        return [_unreadable(f"The file cannot be read as CSV in UTF-8: {error}.")]


def _own_rows(reader: csv.DictReader[str]) -> Iterator[DefinitionRow]:
    versions: Counter[str] = Counter()
    for record in reader:
        told = {name: (record.get(name) or "").strip() or None for name in OWN_COLUMNS}
        segment = told["id"]
        if segment is None:
            yield _unreadable(f"Line {reader.line_num}: the id is empty.")
            continue
        versions[segment] += 1
        since, problem = _instant(told["valid_from"], reader.line_num)
        yield DefinitionRow(
            "", OWN, segment, told["name"] or segment, versions[segment], told["definition"], told["author"],
            told["reason"], since, told["tenant_id"], told["primary_trait"], problem,
        )  # fmt: skip


def _instant(text: str | None, line: int) -> tuple[datetime | None, str | None]:
    if text is None:
        return None, None
    try:
        return read_instant(text), None
    except ValueError:
        return None, f"Line {line}: valid_from is {text[:40]!r}; write it like 2026-01-31 or 2026-01-31T09:00:00Z."


def _unreadable(problem: str) -> DefinitionRow:
    return DefinitionRow("", OWN, OWN, OWN, 1, None, problem=problem)


def append_own(file: Path, row: DefinitionRow) -> None:
    """Add a version to segments.csv, which is made where it is not there. Raises OSError where it cannot be written."""
    is_new = not file.exists() or file.stat().st_size == 0
    ends_midline = not is_new and not file.read_bytes().endswith(b"\n")
    with file.open("a", newline="", encoding="utf-8") as opened:
        if ends_midline:
            opened.write("\n")
        columns = OWN_COLUMNS if is_new else tuple(next(csv.reader(file.open(encoding="utf-8-sig"))))
        writer = csv.writer(opened, lineterminator="\n")
        if is_new:
            writer.writerow(columns)
        told = {
            "id": row.segment_id, "name": row.segment_name, "tenant_id": row.tenant_id,
            "primary_trait": row.primary_trait, "definition": row.definition, "author": row.author,
            "reason": row.reason, "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        }  # fmt: skip
        writer.writerow([told.get(column) or "" for column in columns])
