"""Subjects that no topic knows yet and that have come up lately; the method: dagster_project/themes/emerging.py."""


def model(dbt, session):
    """One row per source and subject. Texts that an alias explains, or that were given a topic, are left out."""
    dbt.config(materialized="table")
    from dagster_project.themes.emerging_frames import emerging_topics

    return emerging_topics(dbt.ref("untold_texts").pl()).to_arrow()
