"""The end of a page before its last line: what is drawn after every page, such as how fresh sources are, still is.

`st.stop()` would end that too.
"""

from __future__ import annotations

from typing import NoReturn


class PageEnded(Exception):
    """Raised by a page that has nothing more to show; the frame around pages catches it."""


def end_page() -> NoReturn:
    """Draw nothing more of this page."""
    raise PageEnded
