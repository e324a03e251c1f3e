"""Parts of the page on themes: topics with their quality, what is new, the texts behind a topic, and versions."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import streamlit as st

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import DBT_PROJECT
from dagster_project.themes.effect import Effect, effect_of
from dagster_project.themes.text_frames import read_taxonomy
from dagster_project.themes.versions import read_draft
from dashboards import charts, themes_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import draw_columns
from dashboards.figures import counted, whole
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column, time_column

PERCENT = {"format": "percent"}
LABELLED_TEXTS = DBT_PROJECT / "seeds" / "labelled_texts.csv"


def put_topics(answers: Answers, themes: pl.DataFrame) -> None:
    """Every topic's volume with its precision and recall beside it, and what the platform assigned."""
    charted = themes.filter((pl.col("labelled_count") > 0) & pl.col("parent_label").is_not_null())
    if charted.is_empty():
        charted = themes.filter(pl.col("labelled_count") > 0)
    lowest_first = {"found_precision": charted.sort("found_precision"), "found_recall": charted.sort("found_recall")}
    for column, (measure, n, title, meaning) in zip(
        st.columns(2, gap="small"),
        (
            ("found_precision", "labelled_found_count", "Precision", "Of labelled texts in which the topic was found, "
             "those that are about it; n found."),
            ("found_recall", "labelled_count", "Recall", "Of labelled texts about the topic, those in which it was "
             "found; n labelled."),
        ),
        strict=True,
    ):  # fmt: skip
        with column.container(border=True, height="stretch"):
            chart_title(title, f"{meaning} Cross-validated in five folds (Stone 1974); Wilson intervals.")
            dots = rate_dots(lowest_first[measure], "topic_label", measure, n)
            if dots.is_empty():
                nothing_here("No labelled text has a topic of this taxonomy.")
            else:
                charts.show(charts.share_dots(dots), f"{title} by topic")
    section(
        "Topics",
        "Found: events in whose words it or a topic below was found, named by an alias or near to it. Given: those "
        "that the platform assigned. Kappa (Cohen 1960): agreement of both past chance, over all events with words. "
        "Tone is that of given events.",
    )
    put_download(answers, "CSV", "themes", lambda: themes, ["reporting.themes"])
    drawn = themes.with_columns(
        topic_label=pl.when(pl.col("parent_label").is_null())
        .then("topic_label")
        .otherwise("└ " + pl.col("topic_label"))
    )
    draw_columns(
        drawn,
        topic_label="Topic",
        parent_label="Part of",
        weight=st.column_config.NumberColumn("Weight", format="%.1f"),
        found_event_count=number_column("Found"),
        alias_event_count=number_column("By alias"),
        found_precision=st.column_config.NumberColumn("Precision", **PERCENT),
        labelled_found_count=number_column("n found"),
        found_recall=st.column_config.NumberColumn("Recall", **PERCENT),
        labelled_count=number_column("n labelled"),
        given_event_count=number_column("Given"),
        agreed_event_count=number_column("Both"),
        given_kappa=st.column_config.NumberColumn("Kappa", format="%.2f"),
        average_sentiment=st.column_config.NumberColumn("Tone", format="%+.2f"),
        alias_count=number_column("Aliases"),
    )


def put_emerging(answers: Answers, source: str) -> None:
    """Subjects that no topic knows and that came up lately."""
    section(
        "Coming up",
        "Subjects of texts that no alias explains and that were given no topic, told more often in the last 28 days "
        "than in the 182 before: log-odds with informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), one-"
        "sided 5 % with Bonferroni's correction. They are named by their own words.",
    )
    found = answers.sql(themes_queries.EMERGING, [source])
    if found.is_empty():
        nothing_here("Nothing has come up.")
        return
    put_download(answers, "CSV", "emerging_topics", lambda: found, ["reporting.emerging_topics"])
    draw_columns(
        found,
        subject_name="Subject",
        recent_count=number_column("Texts, 28 days"),
        recent_total=number_column("of"),
        recent_rate=st.column_config.NumberColumn("Share", **PERCENT),
        recent_rate_low=st.column_config.NumberColumn("95 % from", **PERCENT),
        recent_rate_high=st.column_config.NumberColumn("to", **PERCENT),
        earlier_count=number_column("Texts before"),
        earlier_total=number_column("of "),
        customer_count=number_column("Customers"),
        z=st.column_config.NumberColumn("z", format="%.1f"),
        example=st.column_config.TextColumn("As one says it", width="large"),
    )


def put_texts(answers: Answers, source: str, themes: pl.DataFrame) -> None:
    """The events behind a topic's number, with the words that say so."""
    section("Texts", "Events that were given the topic, or one below it, or in which it was found, the newest first.")
    names = dict(themes.filter(pl.col("found_event_count") + pl.col("given_event_count") > 0).select(
        "topic_label", "topic_id").iter_rows())  # fmt: skip
    if not names:
        nothing_here("No text has a topic.")
        return
    name = st.selectbox("Topic", list(names), key="topic", bind="query-params", width=420)
    rows = answers.sql(themes_queries.ROWS, [source, names[name]])
    st.caption(f"{counted(rows['event_id'].n_unique(), 'event')}.")
    put_download(answers, "CSV", "event_topics", lambda: rows, ["reporting.event_topics", name])
    draw_columns(
        rows,
        occurred_on=st.column_config.DateColumn("Day", format="D MMM YYYY"),
        event_type="What",
        topic_label="Topic",
        matched_text="Found in",
        stage="By",
        found_score=st.column_config.NumberColumn("Score", format="%.2f"),
        is_given=st.column_config.CheckboxColumn("Given"),
        sentiment_score=st.column_config.NumberColumn("Tone", format="%+.2f"),
        sentiment_origin="Tone is",
        summary=st.column_config.TextColumn("Words", width="large"),
    )


def put_versions(answers: Answers, source: str, draft_file: Path) -> None:
    """What was published, and what a draft would change."""
    section(
        "Versions of the taxonomy",
        "Version 0 is the platform's. loompin taxonomy draft, diff and publish write a draft, show its effect "
        "and put it in force.",
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
        f"Events in whose words each topic is found, now and by the draft; of {whole(found.events)} events with words "
        f"{whole(found.untold)} have no topic now and {whole(found.draft_untold)} by the draft.",
    )
    draw_columns(
        found.topics,
        topic_label="Topic",
        change="Changed",
        event_count=number_column("Now"),
        draft_event_count=number_column("By the draft"),
        gained=number_column("Gained"),
        lost=number_column("Lost"),
    )


def _effect(answers: Answers, source: str, draft_file: Path) -> Effect:
    now = read_taxonomy(answers.sql(themes_queries.IN_FORCE, [source]))
    texts = answers.sql(themes_queries.TEXTS, [source])["summary"].to_list()
    types = {"text_id": pl.Int64, "text": pl.String, "topic_label": pl.String}
    return effect_of(texts, pl.read_csv(LABELLED_TEXTS, schema_overrides=types), now, read_draft(draft_file))
