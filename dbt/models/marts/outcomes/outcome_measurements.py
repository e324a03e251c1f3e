"""Every frozen forecast against what happened after the fix."""


def model(dbt, session):
    """The computation is in dagster_project/outcomes; this says what it reads."""
    dbt.config(materialized="table")
    from dagster_project.outcomes.decisions import read_decisions
    from dagster_project.outcomes.forecasts import read_forecasts
    from dagster_project.outcomes.warehouse import measured_rows, platform_forecasts
    from dagster_project.resources.environment import read_environment
    from dagster_project.resources.paths import Home

    home = Home(read_environment().home)
    told = dbt.ref("stg_platform__frozen_forecasts").pl()
    opportunity_cases = dbt.ref("opportunity_cases")
    tenants = dbt.ref("stg_platform__tenants").pl()
    sources = dbt.ref("int_sources").pl()
    topics = dbt.ref("int_taxonomy_topics").filter("is_in_force").pl()
    cases = opportunity_cases.project(
        "source, opportunity_key, case_id, tenant_id, cast(opened_at as date) as opened_on, handling_minutes, cost_usd"
    ).pl()
    parents = set(topics["parent_topic_id"])
    return measured_rows(
        [("platform", forecast) for forecast in platform_forecasts(told)]
        + [("frozen here", forecast) for forecast in read_forecasts(home.frozen_forecasts)],
        cases,
        dict(tenants.group_by("source").agg("tenant_id").iter_rows()),
        dict(sources.select("source", "as_of").iter_rows()),
        {f"theme:{topic}": label for topic, label in topics.select("topic_id", "topic_label").iter_rows()
         if topic not in parents},
        read_decisions(home.outcome_decisions),
    ).to_arrow()  # fmt: skip
