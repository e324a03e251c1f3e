"""Values that a definition asks for and no customer of a release has: mistyped, as a rule."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator

import polars as pl

from dagster_project.segments.expression import All, Any, Comparison, Expression, Membership, Not

FEW = 12
"""So many values are listed; of more, those that are nearest."""


def texts_asked_for(expression: Expression) -> Iterator[tuple[str, str]]:
    """(attribute, text) of every condition that an attribute is, or is not, a text."""
    match expression:
        case All(parts) | Any(parts):
            for part in parts:
                yield from texts_asked_for(part)
        case Not(inner):
            yield from texts_asked_for(inner)
        case Comparison(attribute, "=" | "!=", str(text)):
            yield attribute, text
        case Membership(attribute, values, _):
            yield from ((attribute, value) for value in values if isinstance(value, str))


def notes_on_values(sql: Callable[[str], pl.DataFrame], expression: Expression) -> list[str]:
    """A sentence for each text that no customer of the release has, with the values that there are. sql: its reader."""
    notes = []
    for attribute, text in dict.fromkeys(texts_asked_for(expression)):
        known = sql(
            f"select distinct {attribute} as told from reporting.customer_attributes where {attribute} is not null "
            "order by 1"
        )["told"].to_list()
        if text in known:
            continue
        if not known:
            notes.append(f"{attribute} is known of no customer.")
            continue
        by_small = {value.lower(): value for value in known}
        near = difflib.get_close_matches(text.lower(), list(by_small), n=FEW if len(known) > FEW else 1)
        there = known if len(known) <= FEW else [by_small[value] for value in near] or known[:FEW]
        more = "" if len(there) == len(known) else f" and others, {len(known):,} in all"
        hint = f" Did you mean {by_small[near[0]]!r}?" if near else ""
        notes.append(f"No customer has {attribute} {text!r}; there are {', '.join(map(repr, there))}{more}.{hint}")
    return notes
