"""A definition cut into words. What is not of the language is refused here, with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dagster_project.segments.problems import ExpressionError

LONGEST = 2000
"""Characters of a definition at most."""

LONGEST_TEXT = 200
"""Characters of one text in quotes at most."""

MOST_DIGITS = 15
"""Digits of a number at most: so many a floating-point number of the warehouse holds without rounding."""

WORDS = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
  | (?P<date>\d{4}-\d{2}-\d{2}(?!\w))
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?(?!\w))
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<text>"(?:[^"]|"")*"|'(?:[^']|'')*')
  | (?P<comment>--|/\*|\#)
  | (?P<sign><=|>=|!=|<>|==|=|<|>|\(|\)|,|-|\+)
    """,
    re.VERBOSE | re.ASCII,
)

MISTAKEN = {
    ";": "A definition is one condition; leave it away.",
    "&": "Write `and`.",
    "|": "Write `or`.",
    "!": "Write `not`, or `!=`.",
    "%": "To look for a part of a text, write `contains`.",
    "*": "There is no arithmetic here; compare with the number itself.",
    "“": 'Put texts in straight quotes: "like this".',
    "”": 'Put texts in straight quotes: "like this".',
    "‘": 'Put texts in straight quotes: "like this".',
    "’": 'Put texts in straight quotes: "like this".',
    "≥": "Write `>=`.",
    "≤": "Write `<=`.",
    "≠": "Write `!=`.",
}
"""What people write who know another language, and what to write here."""


@dataclass(frozen=True)
class Token:
    """One word. kind: the name of its group above, or `end`; position: of its first character, counted from 1."""

    kind: str
    text: str
    position: int

    @property
    def word(self) -> str:
        """A name in lower case: words of the language may be written either way."""
        return self.text.lower() if self.kind == "name" else self.text


def tokens_of(text: str) -> list[Token]:
    """The words of a definition, and an end. Raises ExpressionError for what is not of the language."""
    if len(text) > LONGEST:
        raise ExpressionError(
            text, LONGEST + 1, f"the definition has {len(text):,} characters, and may have {LONGEST:,}.",
            "Shorten it, or make two segments of it.",
        )  # fmt: skip
    found, at = [], 0
    while at < len(text):
        match = WORDS.match(text, at)
        if match is None:
            raise _unknown(text, at)
        token = Token(match.lastgroup or "", match.group(), at + 1)
        if token.kind == "comment":
            raise ExpressionError(
                text, at + 1, f"a comment ({token.text}) has no place in a definition.",
                "Leave it away; say why in the version's reason.",
            )  # fmt: skip
        if token.kind == "text":
            _check_text(text, token)
        if token.kind != "space":
            found.append(token)
        at = match.end()
    return [*found, Token("end", "", len(text.rstrip()) + 1)]


def content(token: Token) -> str:
    """What stands in the quotes; a quote in it is written twice."""
    quote = token.text[0]
    return token.text[1:-1].replace(quote * 2, quote)


def _check_text(text: str, token: Token) -> None:
    if len(content(token)) > LONGEST_TEXT:
        raise ExpressionError(
            text, token.position, f"a text has more than {LONGEST_TEXT} characters.", "Shorten it."
        )  # fmt: skip
    for offset, character in enumerate(token.text):
        # A backslash means something else to each engine; what cannot be seen could hide what a definition says.
        if character == "\\" or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"):
            raise ExpressionError(
                text, token.position + offset, f"a text holds {_named(character)}.", "Leave it away."
            )  # fmt: skip


def _unknown(text: str, at: int) -> ExpressionError:
    character = text[at]
    if character in "\"'":
        return ExpressionError(
            text, at + 1, f"a text begins here and never ends: the second {character} is missing.", "Close the quote."
        )
    number = re.compile(r"[\d.]+\w*", re.ASCII).match(text, at)
    if number:
        return ExpressionError(
            text,
            at + 1,
            f"{number.group()[:20]} is no number.",
            "Write it like 40, 0.5 or 100000, a day as 2026-01-31.",
        )
    return ExpressionError(
        text, at + 1, f"{_named(character)} is not of the language.", MISTAKEN.get(character, "Leave it away.")
    )


def _named(character: str) -> str:
    """A character that can be seen as itself, any other by its name."""
    shown = repr(character) if character.isprintable() and not character.isspace() else ""
    if character.isascii() and shown:
        return shown if character != "\\" else "a backslash"
    name = unicodedata.name(character, "a character without a name").lower()
    return f"{shown} (U+{ord(character):04X}, {name})".strip()
