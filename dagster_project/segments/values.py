"""Values of a definition, held against the kind of the attribute that they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dagster_project.segments.attributes import Attribute, Kind
from dagster_project.segments.expression import UNITS, Ago, Value
from dagster_project.segments.problems import ExpressionError
from dagster_project.segments.tokens import MOST_DIGITS, Token, content

FARTHEST_DAYS = 36_525
"""How far back `ago` may reach: a hundred years."""

EXAMPLES = {
    Kind.TEXT: 'a text in quotes, such as "Pro"',
    Kind.NUMBER: "a number, such as 40 or 0.5",
    Kind.DATE: "a day, such as 2026-01-31, 30 days ago or today",
    Kind.BOOLEAN: "true or false",
}


def read_value(text: str, tokens: Sequence[Token], at: int, attribute: Attribute) -> tuple[Value, int]:
    """The value that begins at a word, and the place of the word after it.

    Raises ExpressionError where it is not of the attribute's kind.
    """
    token = tokens[at]
    if attribute.kind == Kind.TEXT and token.kind == "text":
        return content(token), at + 1
    if attribute.kind == Kind.BOOLEAN and token.word in ("true", "false") and token.kind == "name":
        return token.word == "true", at + 1
    if attribute.kind == Kind.NUMBER and (token.kind == "number" or token.text in ("-", "+")):
        return _number(text, tokens, at)
    if attribute.kind == Kind.DATE:
        if token.word == "today":
            return Ago(0), at + 1
        if token.kind == "number":
            return _ago(text, tokens, at)
        if token.kind in ("date", "text"):
            return _day(text, token), at + 1
    raise _not_of_kind(text, token, attribute)


def is_after(low: Value, high: Value) -> bool:
    """Whether a range from low to high is empty on whichever day it is asked.

    Of a day of the calendar and one counted back from today that is not known; nor of `3 months ago` and `90 days ago`.
    """
    match low, high:
        case (Decimal(), Decimal()) | (date(), date()):
            return high < low
        case Ago(), Ago():
            return _days_back(low)[1] < _days_back(high)[0]
    return False


def _days_back(ago: Ago) -> tuple[float, float]:
    """The fewest and the most days that a time such as `2 months ago` may lie back."""
    if ago.unit in ("month", "year"):
        months = ago.count * (12 if ago.unit == "year" else 1)
        # Leap years, and months of 28 to 31 days, move it by less than three days from 30.44 days a month.
        return (max(months * 30.4369 - 3, 28), months * 30.4369 + 3) if months else (0, 0)
    return (ago.count * UNITS[ago.unit],) * 2


def _number(text: str, tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    token = tokens[at]
    if token.text in ("-", "+"):
        number, after = _number_alone(text, tokens[at + 1]), at + 2
        return (-number if token.text == "-" and number else number), after
    return _number_alone(text, token), at + 1


def _number_alone(text: str, token: Token) -> Decimal:
    if token.kind != "number":
        raise ExpressionError(text, token.position, "a number is missing after the sign.", "Write one, such as -0.5.")
    number = Decimal(token.text)
    if len(token.text) > 40 or not -MOST_DIGITS < number.adjusted() < MOST_DIGITS or len(
        number.normalize().as_tuple().digits
    ) > MOST_DIGITS:  # fmt: skip
        raise ExpressionError(
            text, token.position, f"the number has more than {MOST_DIGITS} digits.", "Write a smaller or shorter one."
        )
    return number.normalize() if number else Decimal(0)


def _ago(text: str, tokens: Sequence[Token], at: int) -> tuple[Ago, int]:
    count, unit, ago = (tokens[min(at + step, len(tokens) - 1)] for step in range(3))
    name = unit.word.removesuffix("s")
    if not count.text.isdigit() or name not in UNITS or unit.kind != "name" or ago.word != "ago":
        raise ExpressionError(
            text, count.position, "this is no day.",
            f"Write {EXAMPLES[Kind.DATE]}; units are days, weeks, months, years.",
        )  # fmt: skip
    if len(count.text) > 6 or int(count.text) * UNITS[name] > FARTHEST_DAYS:
        raise ExpressionError(text, count.position, "this is more than a hundred years ago.", "Write a smaller number.")
    return (Ago(int(count.text), name) if int(count.text) else Ago(0)), at + 3


def _day(text: str, token: Token) -> date:
    written = content(token) if token.kind == "text" else token.text
    try:
        if len(written) != 10:
            raise ValueError
        return date.fromisoformat(written)
    except ValueError as error:
        raise ExpressionError(
            text, token.position, f"{written[:30]!r} is no day of the calendar.", f"Write {EXAMPLES[Kind.DATE]}."
        ) from error


def _not_of_kind(text: str, token: Token, attribute: Attribute) -> ExpressionError:
    if token.word == "null" and token.kind == "name":
        return ExpressionError(
            text, token.position, "nothing can be compared with null.", f"Write {attribute.name} is null."
        )
    there = "the definition ends" if token.kind == "end" else f"{token.text[:30]!r} is there"
    hint = f"Write {EXAMPLES[attribute.kind]}."
    if attribute.kind == Kind.TEXT and token.kind == "name":
        hint = f'Put it in quotes: "{token.text[:30]}". Two attributes cannot be compared.'
    return ExpressionError(text, token.position, f"{attribute.name} needs {EXAMPLES[attribute.kind]}; {there}.", hint)
