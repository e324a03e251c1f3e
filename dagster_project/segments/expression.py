"""A definition as a tree, and the one way to write it down again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Units of `30 days ago`, with about how many days they have (for the limit alone)."""


@dataclass(frozen=True)
class Ago:
    """A day counted back from the one that is looked at; 0 days is `today`."""

    count: int
    unit: str = "day"


Value = str | Decimal | bool | date | Ago


@dataclass(frozen=True)
class Comparison:
    """`arr_usd >= 100000`. operator: = != < <= > >=."""

    attribute: str
    operator: str
    value: Value


@dataclass(frozen=True)
class Membership:
    """`country in ("DE", "FR")`."""

    attribute: str
    values: tuple[Value, ...]
    is_negated: bool = False


@dataclass(frozen=True)
class Range:
    """`health_score between 40 and 60`, both ends included."""

    attribute: str
    low: Value
    high: Value
    is_negated: bool = False


@dataclass(frozen=True)
class Absence:
    """`nps_score is null`."""

    attribute: str
    is_negated: bool = False


@dataclass(frozen=True)
class Part:
    """`tenant_name contains "bank"`, whatever the case of letters."""

    attribute: str
    text: str
    is_negated: bool = False


@dataclass(frozen=True)
class Truth:
    """An attribute that is itself true or false."""

    attribute: str


@dataclass(frozen=True)
class Not:
    """The opposite."""

    inner: Expression


@dataclass(frozen=True)
class All:
    """Conditions joined by `and`: two or more, none of them an All."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Any:
    """Conditions joined by `or`: two or more, none of them an Any."""

    parts: tuple[Expression, ...]


Expression = Comparison | Membership | Range | Absence | Part | Truth | Not | All | Any


def joined(kind: type[All] | type[Any], parts: list[Expression]) -> Expression:
    """Conditions joined by `and` or `or`; those joined by the same word already are taken apart, as order is none."""
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def attributes_of(expression: Expression) -> Iterator[str]:
    """Every attribute that a definition asks for, as often as it does."""
    if isinstance(expression, All | Any):
        for part in expression.parts:
            yield from attributes_of(part)
    elif isinstance(expression, Not):
        yield from attributes_of(expression.inner)
    else:
        yield expression.attribute


def render(expression: Expression) -> str:
    """The definition as text. Parsing it gives the same tree again."""
    match expression:
        case All(parts):
            return " and ".join(_within(part, Any) for part in parts)
        case Any(parts):
            return " or ".join(render(part) for part in parts)
        case Not(inner):
            return f"not {_within(inner, All | Any)}"
        case Comparison(attribute, operator, value):
            return f"{attribute} {operator} {render_value(value)}"
        case Membership(attribute, values, negated):
            return f"{attribute} {'not ' * negated}in ({', '.join(map(render_value, values))})"
        case Range(attribute, low, high, negated):
            return f"{attribute} {'not ' * negated}between {render_value(low)} and {render_value(high)}"
        case Absence(attribute, negated):
            return f"{attribute} is {'not ' * negated}null"
        case Part(attribute, text, negated):
            return f"{attribute} {'not ' * negated}contains {render_value(text)}"
        case Truth(attribute):
            return attribute
    raise TypeError(expression)


def render_value(value: Value) -> str:
    """A value as it stands in a definition."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return '"' + value.replace('"', '""') + '"'
        case Decimal():
            return number_text(value)
        case date():
            return value.isoformat()
        case Ago(0, _):
            return "today"
        case Ago(count, unit):
            return f"{count} {unit}{'s' * (count != 1)} ago"
    raise TypeError(value)


def number_text(number: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing."""
    plain = format(number, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) if number else "0"


def _within(part: Expression, looser: object) -> str:
    return f"({render(part)})" if isinstance(part, looser) else render(part)
