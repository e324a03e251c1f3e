"""The weekly ops review: choose a week, read it here, take it away as HTML, PDF or CSV."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from dagster_project.exports.review.asking import Asking
from dagster_project.exports.review.csv_files import zip_of
from dagster_project.exports.review.html import STYLE, body_of, page_of
from dagster_project.exports.review.pdf import pdf_of
from dagster_project.exports.review.period import first_week, last_whole_week, week_name
from dagster_project.exports.review.writing import dashboards_url
from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dashboards.answers import answers_of_page
from dashboards.html_parts import nothing_here
from dashboards.page_end import end_page
from dashboards.weekly_reviews import review_of

answers = answers_of_page()
try:
    first = first_week(Asking(answers.reader))
except UserError as error:
    nothing_here(error.what)
    end_page()
newest = max(last_whole_week(answers.info.as_of), first)
today = answers.info.as_of.date()
mondays = [first + timedelta(weeks=place) for place in range((today - first).days // 7 + 1)][::-1]
names = [week_name(monday) for monday in mondays]

bar = st.container(horizontal=True, vertical_alignment="bottom")
# The week itself is the choice, so that a link holds it in plain.
week = bar.selectbox(
    "Week", names, index=names.index(week_name(newest)), key="week", bind="query-params", width=160,
    help="ISO weeks, Monday to Sunday, UTC. The newest one is rarely over.",
)  # fmt: skip
review = review_of(answers, week)
url = dashboards_url(read_environment())
for label, content, ending, mime in (
    ("HTML", lambda: page_of(review, url), "html", "text/html"),
    ("PDF", lambda: pdf_of(review, url), "pdf", "application/pdf"),
    ("CSV of every table", lambda: zip_of(review), "zip", "application/zip"),
):
    bar.download_button(
        label, data=content, file_name=f"{review.file_name}.{ending}", mime=mime, icon=":material/download:",
        on_click="ignore", key=f"download_review_{ending}",
    )  # fmt: skip
st.html(STYLE)
st.html(body_of(review))
