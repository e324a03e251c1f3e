"""Each distinct text of customer events with the tone that is computed from it; see dagster_project/sentiment."""


def model(dbt, session):
    """One row per text. Texts whose tone is known from the build before are kept."""
    dbt.config(materialized="table")
    from dagster_project.sentiment.text_frames import tones_of_texts

    return tones_of_texts(
        dbt.ref("stg_platform__customer_events")
        .filter("summary is not null")
        .project("md5(summary) as text_key, summary")
        .distinct()
        .pl(),
        kept=lambda: session.sql(f"select * from {dbt.this}").pl(),
    ).to_arrow()
