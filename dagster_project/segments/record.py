"""ingestion.segment_definitions: every version of every segment with its SQL or its problem, for dbt and the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from dagster_project.segments.definitions import PLATFORM, DefinitionRow, JudgedDefinition, judge, read_own

COLUMNS = (
    "definition_number integer, source varchar, origin varchar, tenant_id varchar, segment_id varchar, "
    "segment_name varchar, primary_trait varchar, version integer, definition varchar, compiled_sql varchar, "
    "attributes varchar[], attribute_names varchar, problem varchar, author varchar, reason varchar, "
    "valid_from timestamptz, valid_to timestamptz"
)

OF_PLATFORM = """
select segments.source, segments.id, segments.name, segments.primary_trait, coalesce(versions.version, 1) as version,
    versions.definition, versions.changed_by, versions.change_reason, versions.valid_from
from raw_platform.segments
left join raw_platform.segment_versions as versions
    on segments.source = versions.source and segments.id = versions.segment_id
"""


def record_definitions(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[str], own_file: Path
) -> list[JudgedDefinition]:
    """Judge all definitions and write them down; those that cannot be used are given back.

    sources: names of the sources of this run; a definition of our own is about the customers of each that has any.
    """
    rows = [
        DefinitionRow(source, PLATFORM, segment, name, version, definition, author, reason, since, None, trait)
        for source, segment, name, trait, version, definition, author, reason, since in connection.execute(
            OF_PLATFORM
        ).fetchall()
        if source in sources
    ]
    own = read_own(own_file)
    if own:
        holding = connection.execute("select distinct source from raw_platform.customers order by 1").fetchall()
        rows += [replace(row, source=source) for (source,) in holding if source in sources for row in own]
    judged = judge(rows)
    connection.execute("create schema if not exists ingestion")
    connection.execute(f"create or replace table ingestion.segment_definitions ({COLUMNS})")
    for number, version in enumerate(judged, 1):
        row = version.row
        connection.execute(
            f"insert into ingestion.segment_definitions values ({', '.join('?' * 17)})",
            [
                number, row.source, row.origin, row.tenant_id, row.segment_id, row.segment_name, row.primary_trait,
                row.version, row.definition, version.compiled_sql, list(version.attributes),
                ", ".join(version.attributes), version.problem, row.author,
                row.reason, row.valid_from, version.valid_to,
            ],
        )  # fmt: skip
    return [version for version in judged if version.problem]
