"""Rows of a release, as tests look at them."""

from __future__ import annotations

from dashboards.reporting import ReleaseReader


def rows(release: ReleaseReader, query: str) -> list[dict]:
    """What a query on the release tells, a dictionary per row."""
    return release.sql(query).to_dicts()
