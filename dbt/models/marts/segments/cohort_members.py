"""Each customer with the cohort of like customers it belongs to; the method: dagster_project/segments/cohorts."""


def model(dbt, session):
    """One row per customer of a source that has enough of them."""
    dbt.config(materialized="table")
    from dagster_project.segments.cohorts.detecting import detect

    return detect(dbt.ref("customer_attributes").pl()).to_arrow()
