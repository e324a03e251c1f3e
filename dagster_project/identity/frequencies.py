"""How frequent a value is among people, and not among records.

Splink counts records. A person with six records would so make their own name six times as frequent, and two of their
records less alike for it. Records that agree in identifier, address or number are counted once here; for those fields
themselves, records that agree in the name are: an address that many people share stays frequent.

Among 500 people a full name cannot be rarer than one in 500, though most are. So half of its frequency comes from
others who have it, and half from the frequencies of its two parts, times NAMES_GO_TOGETHER, since parts go together
(families, countries); it is never more than what was counted.

In a table too small to learn from, a value is as frequent as the default u of its level says, or as others beside the
pair itself have it, where that is more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from dagster_project.identity.backend import Backend
from dagster_project.identity.comparisons import Comparison

OWN = ("identifier", "email", "phone")

NAMES_GO_TOGETHER = 8
"""How many times more often than by chance a given name goes with a surname; our own judgement, and cautious."""


def register_frequencies(
    linker: Any, table: pl.DataFrame, comparisons: Sequence[Comparison], backend: Backend, is_learned: bool
) -> None:
    """Give Splink the share of people with each value, for every column whose frequent values weigh less.

    is_learned: False where the model is the defaults.
    """
    # Of several levels that look at a column, the last is that of its equal values.
    defaults = {level.frequent: level.u for c in comparisons for level in c.levels if level.frequent}
    for column, u in sorted(defaults.items()):
        if not is_learned:
            shares = _of_few(table, column, u)
        else:
            shares = _of_full_names(table) if column == "full_name" else frequencies(table, column)
        linker.table_management.register_term_frequency_lookup(backend.api.register(shares.to_arrow()), column)


def frequencies(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """Columns `column` and `tf_<column>`: each value with its share of the people who have one."""
    people = _people(table, column)
    return people.group_by(column).agg((pl.len() / people.height).alias(f"tf_{column}")).sort(column)


def _of_few(table: pl.DataFrame, column: str, u: float) -> pl.DataFrame:
    people = _people(table, column)
    others = (pl.len().cast(pl.Int64) - 2) / people.height
    return people.group_by(column).agg(pl.max_horizontal(others, pl.lit(u)).alias(f"tf_{column}")).sort(column)


def _of_full_names(table: pl.DataFrame) -> pl.DataFrame:
    people = _people(table, "full_name", "given", "surname")
    n = people.height
    counted = people.group_by("full_name", "given", "surname").len("n")
    given, surname = (pl.col(f"tf_{part}").fill_null(1.0) for part in ("given", "surname"))
    # Two of those who have the name are the pair itself.
    others = (pl.col("n").cast(pl.Int64) - 2).clip(lower_bound=0) / n
    shares = counted.join(frequencies(table, "given"), on="given", how="left").join(
        frequencies(table, "surname"), on="surname", how="left"
    )
    tf = pl.min_horizontal((others + NAMES_GO_TOGETHER * given * surname) / 2, pl.col("n") / n)
    return shares.select("full_name", tf_full_name=tf).group_by("full_name").max().sort("full_name")


def _people(table: pl.DataFrame, *columns: str) -> pl.DataFrame:
    return table.drop_nulls(columns[0]).select(*columns, person=pl.coalesce(_who(table, columns[0]))).unique()


def _who(table: pl.DataFrame, column: str) -> Iterator[pl.Expr]:
    keys = ("full_name",) if column in OWN else OWN
    yield from (pl.col(key) for key in keys if key in table.columns)
    yield pl.col("unique_id").cast(pl.String)
