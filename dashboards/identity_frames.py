"""Tables of the page on identity, brought into the shape that it draws."""

from __future__ import annotations

import re

import polars as pl

from dagster_project.statistics.shares import wilson


def with_agreement(platforms: pl.DataFrame) -> pl.DataFrame:
    """Platforms with agreement_rate and its Wilson interval, the lowest first; null where none states anything."""
    found = [wilson(*row) for row in platforms.select("agreed_count", "stated_count").iter_rows()]
    rates = {
        f"agreement_rate{end}": pl.Series([row and row[place] for row in found], dtype=pl.Float64)
        for place, end in enumerate(("", "_low", "_high"))
    }
    return platforms.with_columns(**rates).sort("agreement_rate", "platform", nulls_last=True).drop("agreed_count")


FIELDS = ("name", "e-mail", "phone", "city", "country")
"""What records are compared by, as explanations call it."""
UNKNOWN = "not in both"
_ANY = "|".join(FIELDS)
# A grade may hold a comma; bits and the next field end it.
_PART = re.compile(rf"(?:^|, )({_ANY}) (.+?) ([+-]?\d+\.\d+)(?=, (?:{_ANY}) |$)")


def grades(explanation: str) -> dict[str, tuple[str, float]]:
    """What the comparison of each field said, and in how many bits, of those that both records have.

    Words are equal, different, or near with the grade between: the comparison, and nothing of what was compared.
    """
    found = {}
    for field, grade, bits in _PART.findall(explanation.partition(";")[0]):
        kind, _, why = grade.partition(", ")
        if kind == "equal":
            words = f"equal: {why}" if why else "equal"
        else:
            words = grade if grade == "different" else f"near: {grade}"
        found[field] = (words, float(bits))
    return found


def with_grades(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs with a column for each of FIELDS: equal, near or different, or UNKNOWN (see grades)."""
    told = [grades(explanation) for explanation in pairs["explanation"]]
    return pairs.with_columns(
        pl.Series(field, [of.get(field, (UNKNOWN, 0.0))[0] for of in told], dtype=pl.String) for field in FIELDS
    )


def grade_rows(explanation: str) -> pl.DataFrame:
    """One row per field of a pair: field, grade, bits (null where one of both does not have it)."""
    told = grades(explanation)
    rows = [(field, *told.get(field, (UNKNOWN, None))) for field in FIELDS]
    return pl.DataFrame(rows, schema={"field": pl.String, "grade": pl.String, "bits": pl.Float64}, orient="row")
