"""Parts of the page on themes: topics with their quality, what is new, the texts behind a topic, and versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import streamlit as st

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import DBT_PROJECT
from dagster_project.themes.effect import Effect, effect_of
from dagster_project.themes.emerging import holds
from dagster_project.themes.text_frames import read_taxonomy
from dagster_project.themes.versions import read_draft
from dashboards import charts, themes_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.figures import MISSING, counted, whole
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.reporting import ReleaseReader
from dashboards.table_columns import number_column, time_column

PERCENT = {"format": "percent"}
LABELLED_TEXTS = DBT_PROJECT / "seeds" / "labelled_texts.csv"
LABELLED_TYPES = {"text_id": pl.Int64, "text": pl.String, "topic_label": pl.String}


@dataclass(frozen=True)
class Scope:
    """What the page is narrowed to: a source, tenants and segments (all where empty), and the day it begins after."""

    source: str
    tenants: tuple[str, ...]
    segments: tuple[str, ...]
    after: date | None

    @property
    def parameters(self) -> list[object]:
        """As queries of events take them."""
        return [self.source, list(self.tenants), list(self.segments), self.after]

    @property
    def words(self) -> list[str]:
        """As they head a download."""
        named = (("tenants", self.tenants), ("segments", self.segments))
        return [f"events after: {self.after or 'all'}", *(f"{name}: {', '.join(of)}" for name, of in named if of)]


PERIODS: dict[str, int | None] = {"90 days": 90, "180 days": 180, "365 days": 365, "All": None}


def put_scope(answers: Answers, source: str) -> Scope:
    """Draw the filters. They act on all that is counted in events, but for what comes up; sections say so."""
    left, middle, right = st.columns([1.6, 1.5, 1.5], vertical_alignment="bottom", gap="small")
    period = left.segmented_control(
        "Events of the last", list(PERIODS), default="All", required=True, key="theme_period", bind="query-params"
    )
    tenants = middle.multiselect(
        "Tenants", answers.sql(themes_queries.TENANTS, [source])["tenant_name"].to_list(), placeholder="All tenants",
        key="theme_tenants", bind="query-params",
    )  # fmt: skip
    segments = right.multiselect(
        "Segments", answers.sql(themes_queries.SEGMENTS, [source])["segment"].to_list(), placeholder="All segments",
        key="theme_segments", bind="query-params",
    )  # fmt: skip
    days = PERIODS[period]
    after = answers.sources()[source].date() - timedelta(days=days) if days else None
    return Scope(source, tuple(tenants), tuple(segments), after)


def put_topics(answers: Answers, scope: Scope, themes: pl.DataFrame) -> None:
    """Every topic's volume with its precision and recall beside it, and what the platform assigned."""
    section(
        "Topics",
        "Found: events in whose words it or a topic below was found, named by an alias or near to it. Given: those "
        "that the platform assigned. Kappa (Cohen 1960): agreement of both past chance, n the "
        f"{whole(themes['told_count'].max() or 0)} events with words. Tone is the mean of given events (n tone), "
        "with the normal interval from n 10 on. Precision and recall are of labelled texts, not of these events, with "
        "Wilson intervals.",
    )
    put_download(answers, "CSV", "themes", lambda: themes.drop("level"), ["reporting.event_topics", *scope.words])
    indent = pl.lit("\u2003").repeat_by(pl.col("level") - 2).list.join("") + "└ "
    drawn = themes.with_columns(
        topic_label=pl.when(pl.col("level") > 1).then(indent + pl.col("topic_label")).otherwise("topic_label"),
        tone=_words("average_sentiment", "+.2f"), precision=_words("found_precision", ".0%"),
        recall=_words("found_recall", ".0%"),
    )  # fmt: skip
    draw_columns(
        drawn,
        topic_label=st.column_config.TextColumn("Topic", pinned=True),
        found_event_count=number_column("Found"),
        alias_event_count=number_column("By alias"),
        given_event_count=number_column("Given"),
        agreed_event_count=number_column("Both"),
        given_kappa=st.column_config.NumberColumn("Kappa", format="%.2f"),
        precision=st.column_config.TextColumn("Precision (95 %)", alignment="right"),
        labelled_found_count=number_column("n found"),
        recall=st.column_config.TextColumn("Recall (95 %)", alignment="right"),
        labelled_count=number_column("n labelled"),
        tone=st.column_config.TextColumn("Tone (95 %)", alignment="right"),
        scored_count=number_column("n tone"),
        weight=st.column_config.NumberColumn("Weight", format="%.1f"),
        alias_count=number_column("Aliases"),
    )


def _words(name: str, form: str) -> pl.Expr:
    """A figure and its interval in words; the figure alone where it has no interval."""

    def words(row: dict) -> str:
        value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
        if value is None:
            return MISSING
        return f"{value:{form}}" if low is None else f"{value:{form}} ({low:{form}} to {high:{form}})"

    parts = pl.struct(name, f"{name}_low", f"{name}_high")
    return parts.map_elements(words, return_dtype=pl.String)


def put_quality(answers: Answers, source: str, themes: pl.DataFrame, total: dict) -> None:
    """How well topics are found: on which texts, by which stage, by topic, and the labelled texts behind it."""
    labelled = answers.sql(themes_queries.LABELLED, [source])
    texts = labelled_texts()
    section(
        "How well topics are found",
        f"Measured on {whole(texts['text_id'].n_unique())} labelled sentences that ship with the product "
        "(dbt/seeds/labelled_texts.csv), written for the taxonomy of the demo company. They are no sample of the "
        "events above: where topics of this source bear the same names the figures tell how the method does on such "
        "sentences, not how it does on these events; texts of your own go into that file. Cross-validated in five "
        "folds (Stone 1974); Wilson intervals (Wilson 1927).",
    )
    if labelled.is_empty():
        nothing_here("No labelled text has a topic of this taxonomy.")
        return
    in_events = total["alias_assignment_count"] + total["model_assignment_count"]
    in_texts = total["labelled_alias_count"] + total["labelled_model_count"]
    stages = pl.DataFrame([
        {
            "stage": words, "in_events": total[f"{stage}_assignment_count"],
            "share_of_events": total[f"{stage}_assignment_count"] / in_events if in_events else None,
            "in_texts": total[f"labelled_{stage}_count"],
            "share_of_texts": total[f"labelled_{stage}_count"] / in_texts if in_texts else None,
            **{f"precision{end}": total[f"{stage}_precision{end}"] for end in ("", "_low", "_high")},
        }
        for stage, words in (("alias", "named by an alias"), ("model", "near to it by the classifier"))
    ], infer_schema_length=None)  # fmt: skip
    st.caption(
        "By the way of finding, of all events of the source. The two are mixed otherwise in events than in labelled "
        "texts, so that the precision of both together is not that of what is found in events."
    )
    draw_columns(
        stages,
        stage="Topic is", in_events=number_column("Found in events"),
        share_of_events=st.column_config.NumberColumn("Of these", **PERCENT),
        in_texts=number_column("Found in labelled texts (n)"),
        share_of_texts=st.column_config.NumberColumn("Of these ", **PERCENT),
        precision=st.column_config.NumberColumn("Precision", **PERCENT),
        precision_low=st.column_config.NumberColumn("95 % from", **PERCENT),
        precision_high=st.column_config.NumberColumn("to", **PERCENT),
    )  # fmt: skip
    _put_quality_charts(themes)
    with st.expander("The labelled texts behind", icon=":material/list:"):
        left, right = st.columns([1, 1.6], vertical_alignment="bottom", gap="small")
        topic = left.selectbox("Topic", ["all", *labelled["topic_label"].unique().sort()], key="labelled_topic",
                               bind="query-params")  # fmt: skip
        wanted = right.segmented_control(
            "Texts where it was", list(LABELS), default="found", required=True, key="labelled_as", bind="query-params"
        )
        rows = labelled.filter(LABELS[wanted]).join(texts, on="text_id", how="left")
        rows = rows if topic == "all" else rows.filter(pl.col("topic_label") == topic)
        put_download(answers, "CSV", "labelled_texts", lambda: rows, [f"topic: {topic}, {wanted}"])
        put_count(rows, "pair of a text and a topic")
        draw_columns(
            rows.head(DRAWN),
            topic_label="Topic", text=st.column_config.TextColumn("Text", width="large"),
            is_labelled=st.column_config.CheckboxColumn("Is about it"),
            is_found=st.column_config.CheckboxColumn("Found"), stage="By", text_id=number_column("Number"),
        )  # fmt: skip


LABELS = {
    "found": pl.col("is_found"), "found, right": pl.col("is_found") & pl.col("is_labelled"),
    "found, wrong": pl.col("is_found") & ~pl.col("is_labelled"), "labelled": pl.col("is_labelled"),
    "missed": pl.col("is_labelled") & ~pl.col("is_found"),
}  # fmt: skip


def labelled_texts() -> pl.DataFrame:
    """The sentences that ship with the product, by number."""
    return pl.read_csv(LABELLED_TEXTS, schema_overrides=LABELLED_TYPES).unique("text_id").select("text_id", "text")


def _put_quality_charts(themes: pl.DataFrame) -> None:
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
            chart_title(title, meaning)
            dots = rate_dots(lowest_first[measure], "topic_label", measure, n)
            if dots.is_empty():
                nothing_here("No labelled text has a topic of this taxonomy.")
            else:
                charts.show(charts.share_dots(dots), f"{title} by topic")


def put_emerging(answers: Answers, source: str) -> None:
    """Subjects that no topic knows and that came up lately."""
    section(
        "Coming up",
        "Subjects of texts that no alias explains and that were given no topic, told more often in the last 28 days "
        "than in the 182 before: log-odds with informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), one-"
        "sided 5 % with Bonferroni's correction. They are named by their own words. Of all tenants and segments: a "
        "subject of few texts is not looked for in parts of them.",
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
    with st.expander("The texts behind", icon=":material/list:"):
        name = st.selectbox("Subject", found["subject_name"].to_list(), key="subject", bind="query-params", width=420)
        rows = emerging_texts(answers, source, found.row(by_predicate=pl.col("subject_name") == name, named=True))
        put_download(answers, "CSV", "emerging_texts", lambda: rows, [f"subject: {name}"])
        put_count(rows, "text")
        draw_columns(
            rows.head(DRAWN),
            occurred_at=time_column("When"), event_type="What", tenant_name="Tenant", customer_id="Customer",
            summary=st.column_config.TextColumn("Words", width="large"),
        )  # fmt: skip


def emerging_texts(answers: Answers | ReleaseReader, source: str, subject: dict) -> pl.DataFrame:
    """The recent texts that a subject was found in, as many as its count says."""
    rows = answers.sql(themes_queries.UNTOLD, [source])
    terms = subject["terms"].split(", ")
    return rows.filter(pl.Series([holds(text, terms) for text in rows["summary"]], dtype=pl.Boolean))


STATES = {
    "found or given": pl.lit(value=True), "found": pl.col("is_found"), "by alias": pl.col("stage") == "alias",
    "given": pl.col("is_given"), "both": pl.col("is_found") & pl.col("is_given"),
}  # fmt: skip


def texts_of(rows: pl.DataFrame, state: str) -> pl.DataFrame:
    """Of the rows of a topic and those below it, those of the events that a column of the table of topics counts."""
    if state == "both":
        named = rows.group_by("event_id").agg(pl.col("is_found").any(), pl.col("is_given").any())
        kept = named.filter(STATES[state])
    else:
        kept = rows.filter(STATES[state]).select("event_id").unique()
    return rows.join(kept.select("event_id"), on="event_id", how="semi", maintain_order="left")


def put_texts(answers: Answers, scope: Scope, themes: pl.DataFrame) -> None:
    """The events behind a topic's number, with the words that say so."""
    section("Texts", "Events that a number of a topic above counts, itself or those below it, the newest first.")
    names = dict(themes.filter(pl.col("found_event_count") + pl.col("given_event_count") > 0).select(
        "topic_label", "topic_id").iter_rows())  # fmt: skip
    if not names:
        nothing_here("No text has a topic.")
        return
    left, right = st.columns([1, 1.6], vertical_alignment="bottom", gap="small")
    name = left.selectbox("Topic", list(names), key="topic", bind="query-params")
    state = right.segmented_control(
        "Events where it is", list(STATES), default="found or given", required=True, key="topic_state",
        bind="query-params",
    )  # fmt: skip
    rows = texts_of(answers.sql(themes_queries.ROWS, [*scope.parameters, names[name]]), state)
    st.caption(f"{counted(rows['event_id'].n_unique(), 'event')}.")
    put_download(answers, "CSV", "event_topics", lambda: rows, ["reporting.event_topics", name, state, *scope.words])
    draw_columns(
        rows.head(DRAWN),
        occurred_on=st.column_config.DateColumn("Day", format="D MMM YYYY"),
        topic_label="Topic",
        summary=st.column_config.TextColumn("Words", width="large"),
        matched_text="Found in",
        stage="By",
        found_score=st.column_config.NumberColumn("Score", format="%.2f"),
        is_given=st.column_config.CheckboxColumn("Given"),
        sentiment_score=st.column_config.NumberColumn("Tone", format="%+.2f"),
        sentiment_origin="Tone is",
        event_type="What",
    )


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
    return effect_of(texts, pl.read_csv(LABELLED_TEXTS, schema_overrides=LABELLED_TYPES), now, read_draft(draft_file))
