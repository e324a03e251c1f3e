"""Weekly reviews of a release, kept from one rerun to the next: each asks for a dozen metrics of thirteen weeks."""

from __future__ import annotations

import streamlit as st

from dagster_project.exports.review.content import Review, build_review
from dagster_project.resources.paths import Home
from dashboards.answers import KEYS, Answers, Sight


@st.cache_resource(max_entries=8, show_spinner="Putting the week together …", hash_funcs=KEYS)
def _review(sight: Sight, week: str, written: tuple[bytes, ...], _answers: Answers) -> Review:
    return build_review(Home(sight.home), _answers.reader, week)


def review_of(answers: Answers, week: str) -> Review:
    """The review of a week of the release that is shown, as its viewer may see it."""
    home = Home(answers.sight.home)
    # What people decide and freeze between runs is in it.
    written = tuple(
        file.read_bytes() if file.exists() else b"" for file in (home.outcome_decisions, home.frozen_forecasts)
    )
    return _review(answers.sight, week, written, answers)
