"""Downloads: all rows that may leave, under a head that says what they are, and of which sources none may leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st

from dashboards.answers import Answers
from dashboards.figures import moment, whole
from dashboards.outgoing_rows import drawing_that_may_leave, gate_of, rows_that_may_leave

MIMES = {"SVG": "image/svg+xml", "HTML": "text/html"}


def put_download(
    answers: Answers,
    label: str,
    file_name: str,
    rows: Callable[[], pl.DataFrame],
    about: Sequence[str],
) -> None:
    """A button for rows as CSV. They are read when it is pressed, on another thread: `rows` asks the reader itself."""
    st.download_button(
        label,
        data=lambda: as_csv(answers, rows(), about),
        file_name=f"{file_name}_{answers.info.release_id}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{file_name}",
    )


def put_file(answers: Answers, label: str, file_name: str, text: str, source: str | None = None) -> None:
    """A button for a drawing (SVG), or for a page that needs nothing else (HTML). label: which; the name ends so.

    source: the one it is of, None for several. It tells figures and our own words, so that nothing is to be redacted;
    where a policy denies that it leaves, the file says so instead.
    """
    st.download_button(
        label,
        data=lambda: drawing_that_may_leave(text, label, source, gate_of(answers.sight)),
        file_name=f"{file_name}_{answers.info.release_id}.{label.lower()}",
        mime=MIMES[label],
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{label}_{file_name}",
    )


def as_csv(answers: Answers, rows: pl.DataFrame, about: Sequence[str]) -> str:
    """Rows as CSV under lines that begin with #: the release, the filters, and how many rows follow.

    They pass the gate: without what personal data is found in free text, and without what a policy denies.
    """
    info = answers.info
    rows, held = rows_that_may_leave(rows, gate_of(answers.sight))
    head = [
        "Loompin Warehouse",
        f"release: {info.release_id}, published {moment(info.published_at)}",
        *(f"source: {name}, as of {moment(as_of)}" for name, as_of in answers.sources().items()),
        *about,
        *held,
        f"rows: {whole(rows.height)}",
        "times are UTC; text that a spreadsheet would run as a formula has an apostrophe before it",
    ]
    lines = "".join(f"# {' '.join(line.split())}\n" for line in head)
    return lines + _flat(rows).write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ")


def _flat(rows: pl.DataFrame) -> pl.DataFrame:
    """Lists as text, and no text that a spreadsheet takes for a formula: customers write some of these columns."""
    nested = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.List)]
    rows = rows.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("; ") for name in nested)
    text = pl.col(pl.String)
    return rows.with_columns(pl.when(text.str.contains(r"^[=+\-@\t\r]")).then("'" + text).otherwise(text).name.keep())
