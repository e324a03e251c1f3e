"""Each distinct text of customer events with the topics that it is about; the method: dagster_project/themes."""


def model(dbt, session):
    """One row per source, text and topic, and one without a topic for a text about none. Known texts are kept."""
    dbt.config(materialized="table")
    from dagster_project.themes.text_frames import topics_of_texts

    return topics_of_texts(
        dbt.ref("stg_platform__customer_events")
        .filter("summary is not null")
        .project("source, md5(summary) as text_key, summary")
        .distinct()
        .pl(),
        dbt.ref("int_taxonomy_topics").filter("is_in_force").pl(),
        dbt.ref("labelled_texts").pl(),
        kept=lambda: session.sql(f"select * from {dbt.this}").pl(),
    ).to_arrow()
