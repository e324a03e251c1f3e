"""Names and addresses for people, composed from the word lists, for any number of them at once."""

from __future__ import annotations

import unicodedata

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random
from dagster_project.connectors.demo_company.words import FIRST_NAMES, LAST_NAMES


def _plain(word: str) -> str:
    """The word as it may stand in an address."""
    without_stroke = word.replace("ł", "l").replace("Ł", "L")
    return unicodedata.normalize("NFKD", without_stroke).encode("ascii", "ignore").decode().lower()


def full_names(rng: Random, count: int) -> tuple[pl.Series, pl.Series]:
    """So many names, and for each the part of an address made from it (not unique: names repeat)."""
    first, last = rng.integers(0, len(FIRST_NAMES), count), rng.integers(0, len(LAST_NAMES), count)
    names = rows.joined(rows.texts(FIRST_NAMES).gather(first), " ", rows.texts(LAST_NAMES).gather(last))
    handles = rows.joined(
        rows.texts(tuple(map(_plain, FIRST_NAMES))).gather(first),
        ".",
        rows.texts(tuple(map(_plain, LAST_NAMES))).gather(last),
    )
    return names, handles


def addresses(handles: pl.Series, numbers: Ints, domains: pl.Series) -> pl.Series:
    """Addresses that no two people share where numbers differ: handle, number, domain."""
    return rows.joined(handles, pl.Series(np.asarray(numbers)).cast(pl.String), "@", domains)
