"""Pages of the dashboards, opened without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from dagster_project.resources.paths import DASHBOARD_APP


def open_page(page: str, **parameters: object) -> AppTest:
    """A page of the app, by the name of its file, as a link with these parameters opens it."""
    app = AppTest.from_file(str(DASHBOARD_APP), default_timeout=60)
    app.query_params.update(parameters)
    return app.switch_page(f"app_pages/{page}.py").run()


def html_of(app: AppTest) -> str:
    """The HTML that a page draws, such as its cards and charts."""
    return "".join(element.proto.body for element in app.get("html"))


def words_of(app: AppTest) -> str:
    """The words of a page: Markdown, HTML, captions."""
    return "\n".join([*(block.value for block in app.markdown), *(str(block.proto.body) for block in app.get("html")),
                      *(caption.value for caption in app.caption)])  # fmt: skip
