"""The labelled texts with the topics that are found in them by a classifier that has not seen them."""


def model(dbt, session):
    """One row per source, labelled text and topic that was found, labelled, or both."""
    dbt.config(materialized="table")
    from dagster_project.themes.text_frames import topics_of_labelled

    return topics_of_labelled(
        dbt.ref("int_taxonomy_topics").filter("is_in_force").pl(), dbt.ref("labelled_texts").pl()
    ).to_arrow()
