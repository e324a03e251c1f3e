"""The labelled sentences that ship with the product, by which the finding of topics is measured."""

from __future__ import annotations

import polars as pl

from dagster_project.resources.paths import DBT_PROJECT


def labelled_texts() -> pl.DataFrame:
    """A row for each sentence and topic it is about: text_id, text, topic_label."""
    return pl.read_csv(
        DBT_PROJECT / "seeds" / "labelled_texts.csv",
        schema_overrides={"text_id": pl.Int64, "text": pl.String, "topic_label": pl.String},
    )
