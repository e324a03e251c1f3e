"""Where definitions come from, and what becomes of each: usable, or not and why.

They are rows of the platform's tables `segments` and `segment_versions`, and of the file `segments.csv` in the data
folder, which is our own: id, name, tenant_id, primary_trait, definition, author, reason, valid_from. A further row of
the same id is a further version. A definition that cannot be used stops nothing: its reason stands on the page, and
the version before it stays in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.resources.as_of import read_instant
from dagster_project.resources.errors import UserError
from dagster_project.resources.own_files import OwnFile, OwnRow, signed
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
    judged = [
        _judge(row)
        for row in sorted(_with_names_of_their_own(told), key=lambda r: (r.source, r.origin, r.segment_id, r.version))
    ]
    return [replace(version, valid_to=_valid_to(version, judged)) for version in judged]


def _with_names_of_their_own(rows: Sequence[DefinitionRow]) -> Iterator[DefinitionRow]:
    """Pages tell segments by their names. Of two with one name, the platform's have their ids behind it; ours waits.

    Of several of our own, the one that stands first keeps the name.
    """
    holders: dict[tuple[str, str], dict[str, str]] = {}
    for row in sorted(rows, key=lambda r: r.origin != PLATFORM):
        holders.setdefault((row.source, row.segment_name), {}).setdefault(row.segment_id, row.origin)
    for row in rows:
        held = holders[row.source, row.segment_name]
        if row.origin == PLATFORM:
            doubled = list(held.values()).count(PLATFORM) > 1
            yield replace(row, segment_name=f"{row.segment_name} ({row.segment_id})") if doubled else row
        elif row.segment_id == next(iter(held)):
            yield row
        else:
            problem = row.problem or f"The segment {next(iter(held))} has this name: give this one another."
            name = f"{OWN}: {row.segment_id.removeprefix(f'{OWN}: ')}"
            yield replace(row, segment_name=name, problem=problem)


def _judge(row: DefinitionRow) -> JudgedDefinition:
    if row.problem:
        return JudgedDefinition(row, None, (), row.problem)
    if not (row.definition or "").strip():
        return JudgedDefinition(row, None, (), "No definition is told, so that nobody can say who belongs to it.")
    try:
        compiled = compile_definition(row.definition)
    except ExpressionError as error:
        return JudgedDefinition(row, None, (), error.line)
    except Exception as error:  # One row that we fail on must not take the whole ingestion with it.
        return JudgedDefinition(row, None, (), f"Loompin cannot read it, by a fault of its own ({error!r:.200}).")
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
    try:
        return list(_own_rows(OwnFile(file, OWN_COLUMNS, NEEDED).read()))
    except UserError as error:
        return [_unreadable(f"{error.what} {error.do}".replace(str(file), file.name).strip())]


def is_unchanged(row: DefinitionRow, held: DefinitionRow | None) -> bool:
    """Whether a version says what the one before says: the same name, tenant and condition, however it is written."""
    if held is None or held.problem or held.definition is None:
        return False
    if (row.segment_name, row.tenant_id) != (held.segment_name, held.tenant_id):
        return False
    try:
        return compile_definition(held.definition).text == compile_definition(row.definition or "").text
    except ExpressionError:
        return False


def _own_rows(rows: Sequence[OwnRow]) -> Iterator[DefinitionRow]:
    versions: Counter[str] = Counter()
    for row in rows:
        told = {name: value.strip() or None for name, value in row.values.items()}
        segment = told["id"]
        if segment is None:
            yield _unreadable(f"Line {row.line}: the id is empty.")
            continue
        versions[segment] += 1
        since, problem = _instant(told["valid_from"], row.line)
        if row.problem:
            problem = f"Line {row.line}: {row.problem}; put a definition with a comma into quotes."
        yield DefinitionRow(
            "", OWN, segment, told["name"] or segment, versions[segment], told["definition"], told["author"],
            told["reason"], since, told["tenant_id"], told["primary_trait"], problem,
        )  # fmt: skip


def _instant(text: str | None, line: int) -> tuple[datetime | None, str | None]:
    if text is None:
        return None, None
    try:
        return read_instant(text), None
    except (ValueError, OverflowError):
        return None, f"Line {line}: valid_from is {text[:40]!r}; write it like 2026-01-31 or 2026-01-31T09:00:00Z."


def _unreadable(problem: str) -> DefinitionRow:
    return DefinitionRow("", OWN, OWN, OWN, 1, None, problem=problem)


def append_own(file: Path, row: DefinitionRow) -> None:
    """Add a version to segments.csv, which is made where it is not there.

    Raises UserError where nobody says it or why, and where the file is no such table.
    """
    author, reason = signed(row.author, row.reason)
    told = {
        "id": row.segment_id, "name": row.segment_name, "tenant_id": row.tenant_id,
        "primary_trait": row.primary_trait, "definition": row.definition, "author": author,
        "reason": reason, "valid_from": row.valid_from.isoformat() if row.valid_from else None,
    }  # fmt: skip
    OwnFile(file, OWN_COLUMNS, NEEDED).append([{name: value or "" for name, value in told.items()}])
