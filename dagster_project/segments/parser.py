"""From text to a tree, by recursive descent over a grammar of a few lines:

    condition  = both {"or" both}
    both       = single {"and" single}
    single     = "not" single | "(" condition ")" | attribute [test]
    test       = ("=" | "!=" | "<" | "<=" | ">" | ">=") value | ["not"] "in" "(" value {"," value} ")"
               | ["not"] "between" value "and" value | ["not"] "contains" text | "is" ["not"] "null"
    value      = text | number | day | "true" | "false" | "today" | whole number unit "ago"

`and` binds more than `or`, `not` more than both. An attribute alone must be true or false. Every value must be of the
attribute's kind. Nothing else is in the language: no function, no sub-query, no arithmetic, no second attribute.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from dagster_project.segments.attributes import Attribute, Kind, read_attributes
from dagster_project.segments.expression import (
    Absence,
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
    joined,
)  # fmt: skip
from dagster_project.segments.problems import ExpressionError
from dagster_project.segments.tokens import Token, content, tokens_of
from dagster_project.segments.values import is_after, read_value

DEEPEST = 20
"""Brackets and `not`s within each other at most."""

MOST_CONDITIONS = 100
"""Conditions of a definition at most."""

MOST_VALUES = 200
"""Values of one list at most."""

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
TESTS = {
    Kind.TEXT: '=, !=, in, contains or is null, as in plan = "Pro"',
    Kind.NUMBER: "=, !=, <, <=, >, >=, in, between or is null, as in arr_usd >= 100000",
    Kind.DATE: "=, !=, <, <=, >, >=, in, between or is null, as in last_case_on >= 30 days ago",
    Kind.BOOLEAN: "=, != or is null, or let it stand alone",
}
RESERVED = {
    "and", "or", "not", "in", "between", "contains", "is", "null", "true", "false", "today", "ago",
}  # fmt: skip


def parse(text: str, attributes: Mapping[str, Attribute] | None = None) -> Expression:
    """The tree of a definition. Raises ExpressionError, with the place, for anything that is not of the language.

    attributes: what may be asked of a customer; those of the project where it is None.
    """
    return _Parser(text, read_attributes() if attributes is None else attributes).whole()


class _Parser:
    def __init__(self, text: str, attributes: Mapping[str, Attribute]) -> None:
        self.text = text
        self.attributes = attributes
        self.tokens = tokens_of(text)
        self.at = 0
        self.depth = 0
        self.conditions = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def whole(self) -> Expression:
        if self.next.kind == "end":
            raise self.wrong(self.next, "the definition is empty.", 'Write a condition, such as plan = "Pro".')
        found = self.condition()
        if self.next.kind != "end":
            raise self.unexpected()
        return found

    def condition(self) -> Expression:
        parts = [self.both()]
        while self.takes("or"):
            parts.append(self.both())
        return joined(Any, parts)

    def both(self) -> Expression:
        parts = [self.single()]
        while self.takes("and"):
            parts.append(self.single())
        return joined(All, parts)

    def single(self) -> Expression:
        start = self.next
        is_not, is_bracket = start.word == "not", start.text == "("
        if not is_not and not is_bracket:
            return self.test()
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(
                start, f"more than {DEEPEST} brackets or `not`s stand within each other.", "Write it flatter."
            )
        self.at += 1
        if is_not:
            found: Expression = Not(self.single())
        else:
            found = self.condition()
            if not self.takes(")"):
                raise self.wrong(
                    self.next, f"the bracket opened at character {start.position} is not closed here.",
                    "Write ), or `and` or `or` and a further condition.",
                )  # fmt: skip
        self.depth -= 1
        return found

    def test(self) -> Expression:
        attribute, token = self.attribute()
        self.conditions += 1
        if self.conditions > MOST_CONDITIONS:
            raise self.wrong(token, f"there are more than {MOST_CONDITIONS} conditions.", "Use `in` with a list.")
        name, kind, sign = attribute.name, attribute.kind, self.next
        if sign.text == "<>":
            self.tokens[self.at] = sign = Token("sign", "!=", sign.position)
        if sign.text in COMPARISONS:
            if sign.text not in ("=", "!=") and kind in (Kind.TEXT, Kind.BOOLEAN):
                raise self.wrong(sign, f"{name} is {_a(kind)}, which has no order.", f"Use {TESTS[kind]}.")
            self.at += 1
            return Comparison(name, sign.text, self.value(attribute))
        if self.takes("is"):
            is_negated = self.takes("not")
            if not self.takes("null"):
                raise self.wrong(
                    self.next, "`is` asks only whether a value is there.", "Write is null, or is not null."
                )
            return Absence(name, is_negated)
        is_negated = self.takes("not")
        if self.next.word in ("in", "between") and kind == Kind.BOOLEAN:
            raise self.wrong(self.next, f"{name} is {_a(kind)}.", f"Use {TESTS[kind]}.")
        if self.takes("in"):
            return Membership(name, self.values(attribute), is_negated)
        if self.next.word == "between" and kind == Kind.TEXT:
            raise self.wrong(self.next, f"{name} is {_a(kind)}, which has no order.", f"Use {TESTS[kind]}.")
        if self.takes("between"):
            return self.range(attribute, is_negated)
        if self.next.word == "contains":
            return self.part(attribute, is_negated)
        if not is_negated and kind == Kind.BOOLEAN and self.next.word in ("and", "or", ")", ""):
            return Truth(name)
        raise self.wrong(self.next, f"after {name} a test is missing{self.instead()}.", f"Use {TESTS[kind]}.")

    def attribute(self) -> tuple[Attribute, Token]:
        token = self.next
        if token.kind in ("text", "number", "date") or token.text in ("-", "+"):
            raise self.wrong(token, "a condition begins with an attribute.", "Write health_score < 40, not 40 > …")
        if token.kind != "name" or token.word in RESERVED:
            raise self.wrong(
                token, f"a condition is missing{self.instead()}.", 'Write one, such as plan = "Pro".'
            )  # fmt: skip
        found = self.attributes.get(token.word)
        if found is None:
            near = difflib.get_close_matches(token.word, self.attributes, 1)
            raise self.wrong(
                token, f"{token.text[:60]!r} is no attribute of a customer.",
                (f"Did you mean {near[0]}? " if near else "") + "`loompin segments attributes` lists them all.",
            )  # fmt: skip
        self.at += 1
        return found, token

    def values(self, attribute: Attribute) -> tuple[Value, ...]:
        start = self.next
        if not self.takes("("):
            raise self.wrong(self.next, "`in` needs a list in brackets.", 'Write in ("DE", "FR").')
        found = [self.value(attribute)]
        while self.takes(","):
            found.append(self.value(attribute))
        if not self.takes(")"):
            raise self.wrong(self.next, f"the list opened at character {start.position} is not closed.", "Write ).")
        if len(found) > MOST_VALUES:
            raise self.wrong(start, f"the list has more than {MOST_VALUES} values.", "Shorten it.")
        return tuple(found)

    def range(self, attribute: Attribute, is_negated: bool) -> Expression:
        start = self.next
        low = self.value(attribute)
        if not self.takes("and"):
            raise self.wrong(self.next, "`between` needs two values.", "Write between 40 and 60.")
        high = self.value(attribute)
        if is_after(low, high):
            raise self.wrong(start, "the range is empty: its end is before its start.", "Put the lower value first.")
        return Range(attribute.name, low, high, is_negated)

    def part(self, attribute: Attribute, is_negated: bool) -> Expression:
        sign = self.next
        if attribute.kind != Kind.TEXT:
            raise self.wrong(
                sign, f"{attribute.name} is {_a(attribute.kind)}; only a text can be searched.",
                f"Use {TESTS[attribute.kind]}.",
            )  # fmt: skip
        self.at += 1
        token = self.next
        if token.kind != "text" or not content(token).strip():
            raise self.wrong(token, "`contains` needs the text to look for.", 'Write contains "bank".')
        self.at += 1
        return Part(attribute.name, content(token), is_negated)

    def value(self, attribute: Attribute) -> Value:
        found, self.at = read_value(self.text, self.tokens, self.at, attribute)
        return found

    def takes(self, word: str) -> bool:
        """Whether the next word is this one, which is then behind us."""
        if self.next.kind != "text" and self.next.word == word:
            self.at += 1
            return True
        return False

    def instead(self) -> str:
        """What stands where something else was expected."""
        return ": the definition ends here" if self.next.kind == "end" else f", and {self.next.text[:30]!r} is there"

    def unexpected(self) -> ExpressionError:
        token = self.next
        do = "Join conditions by `and` or `or`."
        if token.text == ")":
            do = "Take it away, or open a bracket before."
        elif token.text == ",":
            do = "Write numbers without separators (100000); lists belong to `in ( )`."
        return self.wrong(token, f"{token.text[:30]!r} was not expected here.", do)

    def wrong(self, token: Token, reason: str, do: str) -> ExpressionError:
        return ExpressionError(self.text, token.position, reason, do)


def _a(kind: Kind) -> str:
    return {Kind.BOOLEAN: "true or false"}.get(kind, f"a {kind}")
