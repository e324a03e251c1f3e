"""Which pairs are compared at all: those that share a key, such as an address or a surname with a postcode.

Comparing all with all would take the square of the records. A key that more than LARGEST_BLOCK records share tells
nobody apart and makes no pairs; those records still meet through their other keys. No pair crosses from one partition
to another; a record without one may be anybody's and meets all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

LARGEST_BLOCK = 100

PREFIX = "key_"


def add_keys(table: pl.DataFrame) -> pl.DataFrame:
    """The table with columns key_1, key_2, …; null where the record has no such key, or too many share it."""
    # Where all have a partition it is part of the key, so that blocks stay small.
    whose = [] if table["partition"].null_count() else [pl.col("partition")]
    with_keys = table.with_columns(
        pl.when(pl.all_horizontal(part.is_not_null() for part in parts))
        .then(pl.concat_str([*whose, *parts], separator="|"))
        .alias(f"{PREFIX}{number}")
        for number, parts in enumerate(_keys(set(table.columns)), start=1)
    )
    names = [name for name in with_keys.columns if name.startswith(PREFIX)]
    return with_keys.with_columns(
        pl.when(pl.len().over(name).is_between(2, LARGEST_BLOCK)).then(pl.col(name)).alias(name) for name in names
    ).select(pl.exclude(names), *names)


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
