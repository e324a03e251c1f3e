"""Stored results of what-if scenarios, read under the same guard as a release.

Sums are SQL over the additive counts that a replay stored; the two sides are the same cases under other rules, so
their difference is exact and has no sampling error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.reporting import ReleaseReader, Viewer

GROUPS = {
    "segment": "segment", "priority": "priority", "sla_tier": "tier", "clock": "clock", "source": "source",
    "tenant_id": "tenant",
}  # fmt: skip
"""What a result can be grouped by: column → word."""


@dataclass(frozen=True)
class ScenarioFacts:
    """Which scenario was replayed, on which release's data, and when. text: the scenario as it was written."""

    name: str
    description: str
    text: str
    release_id: str
    replayed_at: datetime
    as_of: datetime
    seconds: float


class WhatIfReader(ReleaseReader):
    """One stored result, as one viewer may see it."""

    def _read_facts(self) -> None:
        row = self._connection.execute(
            "select name, description, text, release_id, replayed_at, as_of, seconds from release.scenario"
        ).fetchone()
        self.scenario = ScenarioFacts(*row)

    def before_and_after(self, groups: Sequence[str], where: Mapping[str, Sequence[str]] | None = None) -> pl.DataFrame:
        """A row per group, that of all last: counts and shares before and after, and the change in shares.

        Columns: the groups, is_total, decided_before, met_before, breached_before, attainment_before, the same for
        after, newly_breached, no_longer_breached, change. Raises UserError for a group that does not exist.
        """
        check_groups([*groups, *(where or {})])
        parameters = [list(values) for values in (where or {}).values()]
        conditions = " and ".join(
            f"list_contains(${n}::varchar[], {name})" for n, name in enumerate(where or {}, start=1)
        )
        listed = ", ".join(groups)
        named = ", ".join(
            f"case when grouping({name}) = 1 then 'all' else {name} end as {name}" if name == groups[0] else name
            for name in groups
        )
        return self.sql(
            f"""
            select
                {named}, grouping({groups[0]}) = 1 as is_total,
                sum(decided_before)::bigint as decided_before, sum(met_before)::bigint as met_before,
                sum(breached_before)::bigint as breached_before,
                sum(met_before) / nullif(sum(decided_before), 0) as attainment_before,
                sum(decided_after)::bigint as decided_after, sum(met_after)::bigint as met_after,
                sum(breached_after)::bigint as breached_after,
                sum(met_after) / nullif(sum(decided_after), 0) as attainment_after,
                sum(newly_breached)::bigint as newly_breached, sum(no_longer_breached)::bigint as no_longer_breached,
                attainment_after - attainment_before as change
            from reporting.what_if_attainment
            {f"where {conditions}" if conditions else ""}
            group by grouping sets (({listed}), ())
            order by is_total, {listed}
            """,
            parameters,
        )


def check_groups(names: Sequence[str]) -> None:
    """Raises UserError where a result cannot be grouped by one of the names, or none is given."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown or not names:
        what = f"{unknown[0]!r} is nothing to group by." if unknown else "No group was named."
        raise UserError(what, f"Choose from {', '.join(GROUPS)}.")


def stored_scenarios(home: Home) -> list[str]:
    """Names of the scenarios that have a result, the newest first."""
    files = sorted(home.what_if.glob("*/result.duckdb"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [file.parent.name for file in files]


def open_what_if(home: Home, name: str, viewer: Viewer | None = None) -> WhatIfReader:
    """The stored result of a scenario. Raises UserError where there is none."""
    file = home.what_if / name / "result.duckdb"
    if name not in stored_scenarios(home):
        raise UserError(f"{home.what_if}: no scenario {name!r} was replayed.", "`loompin what-if FILE` replays one.")
    return WhatIfReader(file, viewer or Viewer())
