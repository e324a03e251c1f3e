"""Items of the weekly backlogs, with quotes without personal data and a hash; see dagster_project/exports/backlogs."""


def model(dbt, session):
    """One row per source, week, backlog and item."""
    from dagster_project.exports.backlogs.items import finished_items

    dbt.config(materialized="table")
    people = [
        name
        for relation, column in (
            (dbt.ref("stg_support__requesters"), "requester_name"),
            (dbt.ref("stg_platform__customers"), "customer_name"),
            (dbt.ref("stg_platform__users"), "user_name"),
        )
        for (name,) in relation.project(column).distinct().fetchall()
    ]
    return finished_items(
        dbt.ref("backlog_item_figures").pl(),
        dbt.ref("backlog_drivers").pl(),
        dbt.ref("backlog_quotes").pl(),
        people,
    ).to_arrow()
