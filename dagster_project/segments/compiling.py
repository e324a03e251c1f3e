"""From a tree to SQL that DuckDB and Spark read alike.

Nothing that a person wrote is copied into the SQL as it stands: names come from the list of attributes, signs from a
list of six, numbers and days are written anew, and texts are quoted, without a backslash and without what cannot be
seen (tokens.py refuses both). Unknown values follow SQL: a customer of whom an attribute is not known is in no group
that asks for it, nor in the opposite of one; `is null` asks for just those.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dagster_project.segments.attributes import read_attributes
from dagster_project.segments.expression import (
    Absence,
    Ago,
    All,
    Any,
    Comparison,
    Expression,
    Membership,
    Not,
    Part,
    Range,
    Truth,
    Value,
    attributes_of,
    number_text,
    render,
)  # fmt: skip
from dagster_project.segments.parser import parse

TABLE = "attributes"
"""The name under which the SQL expects the rows of customer_attributes."""

SQL_SIGNS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


@dataclass(frozen=True)
class Compiled:
    """A definition that can be used: its text in one form, its SQL condition, and what it asks for, sorted."""

    expression: Expression
    text: str
    sql: str
    attributes: tuple[str, ...]


def compile_definition(text: str) -> Compiled:
    """Parse a definition against the project's attributes. Raises ExpressionError where it cannot be used."""
    expression = parse(text, read_attributes())
    return Compiled(expression, render(expression), to_sql(expression), tuple(sorted(set(attributes_of(expression)))))


def to_sql(expression: Expression) -> str:
    """The condition on a row of `attributes`, a whole in brackets."""
    match expression:
        case All(parts):
            return f"({' and '.join(map(to_sql, parts))})"
        case Any(parts):
            return f"({' or '.join(map(to_sql, parts))})"
        case Not(inner):
            return f"(not {to_sql(inner)})"
        case Comparison(attribute, operator, value):
            return f"({_column(attribute)} {SQL_SIGNS[operator]} {_literal(value)})"
        case Membership(attribute, values, negated):
            return f"({_column(attribute)} {'not ' * negated}in ({', '.join(map(_literal, values))}))"
        case Range(attribute, low, high, negated):
            return f"({_column(attribute)} {'not ' * negated}between {_literal(low)} and {_literal(high)})"
        case Absence(attribute, negated):
            return f"({_column(attribute)} is {'not ' * negated}null)"
        case Part(attribute, text, negated):
            sign = "=" if negated else ">"
            return f"(position(lower({_literal(text)}) in lower({_column(attribute)})) {sign} 0)"
        case Truth(attribute):
            return f"({_column(attribute)})"
    raise TypeError(expression)


def _column(attribute: str) -> str:
    return f"{TABLE}.{attribute}"


def _literal(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case Decimal():
            return number_text(value)
        case date():
            return f"cast('{value.isoformat()}' as date)"
        case Ago(0, _):
            return f"{TABLE}.moment_on"
        case Ago(count, unit):
            number, name = (count * 7, "day") if unit == "week" else (count, unit)
            return f"cast({TABLE}.moment_on - interval '{number}' {name} as date)"
    raise TypeError(value)
