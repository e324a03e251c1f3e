"""What is wrong with a definition, told so that whoever wrote it can mend it."""

from __future__ import annotations

from dagster_project.resources.errors import UserError

AROUND = 40
"""Characters of a long definition that are shown on either side of what is wrong."""


class ExpressionError(UserError):
    """A definition that cannot be used.

    position: the character it is about, counted from 1. reason: what is wrong there. do: what to do about it.
    """

    def __init__(self, text: str, position: int, reason: str, do: str) -> None:
        self.position = position
        self.reason = reason
        super().__init__(f"character {position}: {reason}\n{_pointed_at(text, position)}", do)
        self.do = do

    @property
    def line(self) -> str:
        """All of it on one line, as tables and logs show it."""
        return f"character {self.position}: {self.reason} {self.do}"


def _pointed_at(text: str, position: int) -> str:
    """The part of the text around a position, with a mark below it."""
    # One character for one, so that the mark stands where it should; what would move the cursor is not printed.
    shown = "".join(character if character.isprintable() else " " for character in text)
    start, end = max(0, position - 1 - AROUND), position - 1 + AROUND
    before, after = "…" if start else "", "…" if end < len(shown) else ""
    return f"    {before}{shown[start:end]}{after}\n    {' ' * (len(before) + position - 1 - start)}^"
