"""A definition tried on a release, before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dagster_project.segments.compiling import TABLE, compile_definition
from dagster_project.segments.values_there import notes_on_values

WHO = ("customer_id", "tenant_name", "plan", "segment", "country", "health_score")


@dataclass(frozen=True)
class Preview:
    """Who meets a definition. customers: all there are. unknown: attribute → customers of whom it is not known. notes:
    sentences on values that no customer has."""

    size: int
    customers: int
    unknown: dict[str, int]
    members: pl.DataFrame
    notes: list[str]


def preview(sql: Callable[[str], pl.DataFrame], definition: str, limit: int) -> Preview:
    """Ask a release. sql: its reader. Raises ExpressionError where the definition cannot be used."""
    compiled = compile_definition(definition)
    unknown = "".join(f", count(*) - count({name}) as {name}" for name in compiled.attributes)
    counts = sql(
        f"select count(case when {compiled.sql} then 1 end) as members_of_it, count(*) as all_of_them{unknown} "
        f"from reporting.customer_attributes as {TABLE}"
    ).row(0, named=True)
    size, customers = counts.pop("members_of_it"), counts.pop("all_of_them")
    shown = dict.fromkeys([*WHO, *compiled.attributes])
    members = sql(
        f"select {', '.join(shown)} from reporting.customer_attributes as {TABLE} where {compiled.sql} "
        f"order by customer_id limit {int(limit)}"
    )
    known = {name: count for name, count in counts.items() if count}
    return Preview(size, customers, known, members, notes_on_values(sql, compiled.expression))
