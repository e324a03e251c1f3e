"""Emerging subjects as a table."""

from __future__ import annotations

import polars as pl

from dagster_project.themes.emerging import Saying, emerging_subjects

SCHEMA = {
    "source": pl.String, "subject_number": pl.Int64, "subject_name": pl.String, "terms": pl.String, "z": pl.Float64,
    "recent_count": pl.Int64, "recent_total": pl.Int64, "earlier_count": pl.Int64, "earlier_total": pl.Int64,
    "customer_count": pl.Int64, "first_said_days_ago": pl.Int64, "example_event_id": pl.String, "example": pl.String,
    "event_ids": pl.List(pl.String),
}  # fmt: skip
"""example: the recent text that holds the most of its terms' words, the newest of equals. event_ids: of all its texts,
recent and earlier.
"""


def emerging_topics(texts: pl.DataFrame) -> pl.DataFrame:
    """One row per source and subject. texts: source, event_id, customer_id, summary, age_days."""
    rows = []
    for (source,), of_source in texts.sort("source", "age_days", "event_id").group_by("source", maintain_order=True):
        said = of_source.to_dicts()
        found = emerging_subjects([Saying(row["summary"], row["age_days"]) for row in said])
        for number, subject in enumerate(found, 1):
            holding = [said[place] for place in subject.texts]
            example = max(holding, key=lambda row: sum(t in row["summary"].lower() for t in subject.terms))
            rows.append(
                (
                    source, number, subject.name, ", ".join((*subject.terms, *subject.parts)), subject.z,
                    subject.recent_count, subject.recent_total, subject.earlier_count, subject.earlier_total,
                    len({row["customer_id"] for row in holding}), max(row["age_days"] for row in holding),
                    example["event_id"], example["summary"],
                    [said[place]["event_id"] for place in (*subject.texts, *subject.earlier_texts)],
                )
            )  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
