"""How well topics are found: on which texts, by which stage, by topic, and the labelled texts behind."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dagster_project.themes.labelled_texts import labelled_texts
from dashboards import charts, themes_queries
from dashboards.answers import Answers
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, put_count
from dashboards.figures import whole
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import interval_columns, number_column
from dashboards.themes_topics import told_labels

PERCENT = {"format": "percent"}


def put_quality(answers: Answers, source: str, themes: pl.DataFrame, total: dict) -> None:
    """How well topics are found: on which texts, by which stage, by topic, and the labelled texts behind it."""
    labelled = answers.sql(themes_queries.LABELLED, [source])
    texts = labelled_texts().unique("text_id").select("text_id", "text")
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
        **interval_columns("precision", "Precision", **PERCENT),
    )  # fmt: skip
    told = told_labels(themes)
    _put_quality_charts(
        themes.with_columns(topic_label=pl.col("topic_id").replace_strict(told, return_dtype=pl.String))
    )
    with st.expander("The labelled texts behind", icon=":material/list:"):
        left, right = st.columns([1, 1.6], vertical_alignment="bottom", gap="small")
        labels = {"": "all", **{topic: told[topic] for topic in labelled["topic_id"].unique(maintain_order=True)}}
        topic = left.selectbox("Topic", list(labels), format_func=labels.get, key="labelled_topic",
                               bind="query-params")  # fmt: skip
        wanted = right.segmented_control(
            "Texts where it was", list(LABELS), default="found", required=True, key="labelled_as", bind="query-params"
        )
        rows = labelled.filter(LABELS[wanted]).join(texts, on="text_id", how="left")
        rows = rows.filter(pl.col("topic_id") == topic) if topic else rows
        put_download(answers, "CSV", "labelled_texts", lambda: rows, [f"topic: {labels[topic]}, {wanted}"])
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
