"""Versions of the taxonomy, and what a draft would change."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dagster_project.resources.errors import UserError
from dagster_project.themes.effect import Effect, effect_of
from dagster_project.themes.labelled_texts import labelled_texts
from dagster_project.themes.text_frames import read_taxonomy
from dagster_project.themes.versions import read_draft
from dashboards import themes_queries
from dashboards.answers import Answers
from dashboards.drawn_rows import draw_columns
from dashboards.figures import whole
from dashboards.html_parts import section
from dashboards.table_columns import number_column, time_column


def put_versions(answers: Answers, source: str, draft_file: Path) -> None:
    """What was published, and what a draft would change."""
    section(
        "Versions of the taxonomy",
        "Version 0 is the platform's. loompin taxonomy draft, diff and publish write a draft, show its effect "
        "and put it in force. Of all events of the source.",
    )
    draw_columns(
        answers.sql(themes_queries.VERSIONS, [source]),
        version=number_column("Version"),
        is_in_force=st.column_config.CheckboxColumn("In force"),
        topic_count=number_column("Topics"),
        alias_count=number_column("Aliases"),
        author="By",
        reason=st.column_config.TextColumn("Why", width="large"),
        published_at=time_column("When"),
    )
    if not draft_file.exists():
        st.caption(f"A draft in the data folder, {draft_file.name}, would be shown here with its effect.")
        return
    try:
        found = _effect(answers, source, draft_file)
    except UserError as error:
        st.warning(str(error), icon=":material/rule:")
        return
    section(
        f"What {draft_file.name} would change",
        f"Events in whose words each topic itself is found, now and by the draft; of {whole(found.events)} with words "
        f"{whole(found.untold)} have no topic now and {whole(found.draft_untold)} by the draft.",
    )
    draw_columns(
        found.topics,
        topic_label="Topic",
        change="Changed",
        itself_count=number_column("Itself"),
        draft_itself_count=number_column("By the draft"),
        gained=number_column("Gained"),
        lost=number_column("Lost"),
        with_below_count=number_column("With those below"),
        draft_with_below_count=number_column("So by the draft"),
    )


def _effect(answers: Answers, source: str, draft_file: Path) -> Effect:
    now = read_taxonomy(answers.sql(themes_queries.IN_FORCE, [source]))
    texts = answers.sql(themes_queries.TEXTS, [source])["summary"].to_list()
    return effect_of(texts, labelled_texts(), now, read_draft(draft_file))
