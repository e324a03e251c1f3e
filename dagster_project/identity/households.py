"""Families: who shares a landline, a street and a surname is not for that one person.

The model takes fields to be independent among strangers (Fellegi and Sunter 1969). In a household they are not: an
equal number brings an equal street, town and surname with it, and their bits would add up to certainty. So where two
records cannot be one person's by their given names, or by their years of birth, what a household shares says nothing,
neither for nor against. Where a table shows that it has hardly any families, everything counts.
"""

from __future__ import annotations

import polars as pl

from dagster_project.identity.backend import Backend
from dagster_project.identity.blocking import count_pairs

UNLIKE = 0.83
"""Given names that are less alike (Jaro-Winkler), by two letters or more, are another name and no slip of one: Thomas
and Tobias are, Jon and Jhon are not."""
GENERATION = 12
"""Years of birth so far apart are those of parent and child, where more than one digit of them is another."""
SHARE_OF_FAMILIES = 0.25
"""Of pairs with one surname in one household, the share with another first letter of the given name from which on a
table has families. Slips, swapped and lost names alone make it up to 0.17 (the FEBRL sets); two in a household, 0.5."""
FEWEST_PAIRS = 20
"""From fewer pairs nothing is concluded, and families are reckoned with."""
PLACES = ("phone", "street_1", "postcode", "city")


def has_families(table: pl.DataFrame) -> bool:
    """Whether families must be reckoned with in a normalised table; False where nothing tells a household or a name."""
    place = next((place for place in PLACES if place in table.columns), None)
    if place is None or "full_name" not in table.columns:
        return False
    named = table.filter(pl.col("given").str.len_chars() > 1, pl.col("surname").is_not_null())
    lettered = named.with_columns(letter=pl.col("given").str.head(1))
    together = count_pairs(lettered, ["surname", place])
    other = together - count_pairs(lettered, ["surname", place, "letter"])
    return together < FEWEST_PAIRS or other >= SHARE_OF_FAMILIES * together


def is_of_household(field: str) -> bool:
    """Whether a household shares the field."""
    return field in ("phone", "postcode", "city", "region", "country") or field.startswith("street_")


def other_given_name(backend: Backend) -> str:
    """SQL of a pair: both have a given name, and it is no short form, initial, part or slip of the other, nor the
    surname in its place. Names of two scripts are not compared, since one may be the other's transcription."""
    alike, edits = backend.similarity, backend.edits
    return (
        f"coalesce(given_root_l <> given_root_r and {edits}(given_l, given_r) > 1 "
        f"and {alike}(given_l, given_r) < {UNLIKE} "
        f"and {alike}(given_l, coalesce(surname_r, '')) < {UNLIKE} "
        f"and {alike}(coalesce(surname_l, ''), given_r) < {UNLIKE} "
        "and not (length(given_l) = 1 and substr(given_l, 1, 1) = substr(given_r, 1, 1)) "
        "and not (length(given_r) = 1 and substr(given_l, 1, 1) = substr(given_r, 1, 1)) "
        "and strpos(given_l, given_r) = 0 and strpos(given_r, given_l) = 0 "
        "and (substr(given_l, 1, 1) <= 'z') = (substr(given_r, 1, 1) <= 'z'), false)"
    )


def other_generation(backend: Backend) -> str:
    """SQL of a pair: born so far apart that no slip of the pen explains it."""
    return (
        f"coalesce(abs(birth_year_l - birth_year_r) >= {GENERATION} "
        f"and {backend.edits}(birth_date_l, birth_date_r) > 2, false)"
    )
