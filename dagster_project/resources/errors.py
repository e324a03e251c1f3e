"""Errors that are for people: they say what is wrong, where, and what to do. Shown without a traceback."""

from __future__ import annotations


class UserError(Exception):
    """Something a person can mend: bad input, a wrong setting, a run already going.

    what: what is wrong and where (file, line or row, column, what was expected).
    do: what to do about it.
    """

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(f"{what}\n  {do}" if do else what)
        self.what = what
        self.do = do
