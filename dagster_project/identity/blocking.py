"""Which pairs are compared at all: those that share a key, such as an address or a surname with a postcode.

Comparing all with all would take the square of the records. A key that more than LARGEST_BLOCK records share tells
nobody apart and makes no pairs; those records still meet through their other keys, and who has none left is told.
Records that are equal in everything are one for this, or else a person who is there often enough would meet nobody. No
pair crosses from one partition to another; a record without one may be anybody's and meets all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

LARGEST_BLOCK = 100

PREFIX = "key_"


@dataclass(frozen=True)
class Crowded:
    """keys: how many are shared by more than LARGEST_BLOCK records. uncompared: the unique_ids of the records that are
    compared with nobody, since all their keys are such."""

    keys: int
    uncompared: tuple[int, ...] = ()

    @property
    def records(self) -> int:
        """How many are compared with nobody."""
        return len(self.uncompared)


NOT_CROWDED = Crowded(0)


def first_two_alike(table: pl.DataFrame) -> pl.DataFrame:
    """The table with `first_alike`, the unique_id of the first record that is equal in all but its name, and
    `place_alike`, counted from 0. What is true of the first two of them is true of any two."""
    told = pl.struct(pl.exclude("unique_id", "source", "source_id"))
    return table.with_columns(
        first_alike=pl.col("unique_id").first().over(told), place_alike=pl.int_range(pl.len()).over(told)
    )


def add_keys(table: pl.DataFrame) -> tuple[pl.DataFrame, Crowded]:
    """The table with columns key_1, key_2, …, null where the record has no such key, or too many share it; and what so
    is left out."""
    # Where all have a partition it is part of the key, so that blocks stay small.
    whose = [] if table["partition"].null_count() else [pl.col("partition")]
    with_keys = table.with_columns(
        pl.when(pl.all_horizontal(part.is_not_null() for part in parts))
        .then(pl.concat_str([*whose, *parts], separator="|"))
        .alias(f"{PREFIX}{number}")
        for number, parts in enumerate(_keys(set(table.columns)), start=1)
    )
    names = [name for name in with_keys.columns if name.startswith(PREFIX)]
    if not names:
        return table, NOT_CROWDED
    is_crowded = {name: (pl.len().over(name) > LARGEST_BLOCK) & pl.col(name).is_not_null() for name in names}
    values = (pl.col(name).filter(crowded).n_unique() for name, crowded in is_crowded.items())
    keys = with_keys.select(pl.sum_horizontal(values)).item()
    uncompared = with_keys.filter(
        pl.any_horizontal(is_crowded.values())
        & pl.all_horizontal(crowded | pl.col(name).is_null() for name, crowded in is_crowded.items())
    )["unique_id"]
    kept = with_keys.with_columns(
        pl.when(pl.len().over(name).is_between(2, LARGEST_BLOCK)).then(pl.col(name)).alias(name) for name in names
    )
    return kept.select(pl.exclude(names), *names), Crowded(keys, tuple(uncompared))


def same_party(rule: str) -> str:
    """A blocking rule in Splink's words, held to pairs that no border of partitions runs through."""
    return f"{rule} and (l.partition = r.partition or l.partition is null or r.partition is null)"


def count_pairs(table: pl.DataFrame, columns: Sequence[str] = ()) -> int:
    """How many pairs of records are equal in these columns and cross no border of partitions."""
    sizes = (
        table.drop_nulls(columns)
        .group_by(*columns, "partition")
        .len("n")
        .with_columns(pl.col("n").cast(pl.Int64), free=pl.col("partition").is_null())
    )
    n, free = pl.col("n"), pl.col("n").filter("free").sum()
    inside = (n * (n - 1) // 2).sum()
    across = free * n.filter(~pl.col("free")).sum()
    counted = sizes.group_by(columns).agg(inside + across) if columns else sizes.select((inside + across).alias("n"))
    return int(counted.select(pl.last().sum()).item() or 0)


def key_columns(table: pl.DataFrame) -> list[str]:
    """The key columns that two records share at least once."""
    return [name for name in table.columns if name.startswith(PREFIX) and table[name].null_count() < table.height]


def _keys(present: set[str]) -> Iterator[tuple[pl.Expr, ...]]:
    col = pl.col
    for alone in ("email", "email_local", "phone", "identifier"):
        if alone in present:
            yield (col(alone),)
    places = [c for c in ("birth_date", "postcode", "city", "company", "street_1", "text_1") if c in present]
    if "full_name" in present:
        in_order = pl.concat_str(
            pl.min_horizontal("given", "surname"), pl.max_horizontal("given", "surname"), separator=" "
        )
        yield (in_order,)
        yield (col("surname"), col("given").str.head(1))
        yield (_skeleton(col("surname")), _skeleton(col("given")))
        for place in places:
            yield (col("surname"), col(place))
            yield (col("given"), col(place))
    for place, other in (("birth_date", "postcode"), ("street_1", "postcode"), ("birth_date", "city"),
                         ("street_1", "street_number")):  # fmt: skip
        if place in present and other in present:
            yield (col(place), col(other))
    if "full_name" not in present:
        yield from ((col(place),) for place in places)


def _skeleton(name: pl.Expr) -> pl.Expr:
    """First letter and the consonants after it: what is left the same by most misspellings."""
    rest = name.str.slice(1).str.replace_all("[aeiouyhw ]", "")
    return pl.when(name.str.len_chars() > 2).then(name.str.head(1) + rest.str.head(4))
