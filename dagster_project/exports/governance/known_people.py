"""Whose names are looked for in free text: all that a release holds in columns of names."""

from __future__ import annotations

from typing import Protocol

import polars as pl

from dagster_project.exports.governance.personal_data.people import KnownNames
from dagster_project.resources.database import quoted


class Release(Protocol):
    """Whatever answers a select on a release, such as a ReleaseReader."""

    def sql(self, query: str) -> pl.DataFrame:
        """The rows of one select."""


NAME_COLUMNS = "select table_name, column_name from release.columns where pii = 'name' order by all"


def people_of(release: Release) -> KnownNames:
    """Names of people in every column that the release marks as one. The reader must see personal data."""
    columns = release.sql(NAME_COLUMNS).rows()
    if not columns:
        return KnownNames()
    union = " union ".join(
        f"select cast({quoted(column)} as varchar) as name from reporting.{quoted(table)}" for table, column in columns
    )
    return KnownNames.of(name for (name,) in release.sql(f"{union} order by 1").rows() if name)
