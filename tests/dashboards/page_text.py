"""All that a page says, as one text."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def text_of(app: AppTest) -> str:
    """The texts of a page in order: HTML, Markdown, notices, headings."""
    kinds = ("title", "html", "markdown", "caption", "info", "warning", "error", "code")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))


def row_count(app: AppTest) -> list[str]:
    """The counts over the lists of a page, such as `12 rows`."""
    return [element.value.split("**")[1] for element in app.markdown if element.value.startswith("**")]
