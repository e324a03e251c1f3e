"""ingestion.taxonomy_versions: taxonomies of our own that were published, a row per version and topic, for dbt."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.themes.versions import read_versions

COLUMNS = (
    "version integer, author varchar, reason varchar, published_at timestamptz, topic_id varchar, "
    "topic_label varchar, parent_topic_id varchar, weight double, aliases varchar"
)


def record_taxonomies(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write down every published version. Raises UserError where the file has a line that cannot be used."""
    connection.execute("create schema if not exists ingestion")
    connection.execute(f"create or replace table ingestion.taxonomy_versions ({COLUMNS})")
    for version in read_versions(file):
        connection.executemany(
            f"insert into ingestion.taxonomy_versions values ({', '.join('?' * 9)})",
            [
                [
                    version.number, version.author, version.reason, version.published_at, topic.topic_id, topic.label,
                    topic.parent_id, topic.weight, "|".join(topic.aliases),
                ]
                for topic in version.taxonomy.topics.values()
            ],
        )  # fmt: skip
